import { type CaseFolder, readCase } from '../../adapters/case-folder/read-case.ts';
import { complain } from './complain.ts';
import { EXIT_USAGE } from './exit-codes.ts';

/** Reads a case, or says what is wrong with it and sets the exit code. */
export function openCase(folder: string): CaseFolder | undefined {
  const read = readCase(folder);
  if (read.ok) return read.value;
  complain(read.error.message);
  process.exitCode = EXIT_USAGE;
  return undefined;
}
