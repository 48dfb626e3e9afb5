import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stdout } from 'node:process';
import { checkSums, SUMS_FILE } from '../../../adapters/case-folder/hash-sums.ts';
import { SpoolFolder } from '../../../adapters/capture-files/spool-folder.ts';
import { escapeTerminal } from '../../../report/terminal/escape.ts';
import { type AgainOutcome, analyseAgain } from '../../case/analyse-again.ts';
import { findAgain } from '../../case/find-again.ts';
import { loadKnowledge } from '../../case/load-knowledge.ts';
import { complain } from '../complain.ts';
import { EXIT_DONE, EXIT_FINDINGS, EXIT_INTERNAL, EXIT_NO_INPUT, EXIT_USAGE } from '../exit-codes.ts';
import { openCase } from '../open-case.ts';

export interface VerifyOptions {
  readonly again?: boolean;
  readonly captures?: readonly string[];
}

/** Whether a case is what was written: by its hashes, and on request by making it once more from its captures. */
export async function verify(folder: string, options: VerifyOptions): Promise<void> {
  if (!existsSync(join(folder, SUMS_FILE))) {
    complain(`${folder} holds no ${SUMS_FILE}: it is not a case, or not a whole one.`);
    process.exitCode = EXIT_USAGE;
    return;
  }
  const problems = checkSums(folder);
  for (const { file, message } of problems) stdout.write(`${escapeTerminal(file)} ${escapeTerminal(message)}\n`);
  if (problems.length > 0) {
    complain(`${folder} is not as it was written: ${problems.length} file(s) differ.`);
    process.exitCode = EXIT_FINDINGS;
    return;
  }
  stdout.write(`${folder}: every file is as it was written.\n`);
  process.exitCode = EXIT_DONE;
  if (options.again === true) await again(folder, options.captures ?? []);
}

async function again(folder: string, places: readonly string[]): Promise<void> {
  const known = openCase(folder);
  if (known === undefined) return;
  const knowledge = loadKnowledge();
  if (!knowledge.ok) {
    complain(knowledge.error.message);
    process.exitCode = EXIT_INTERNAL;
    return;
  }
  let spool: SpoolFolder | undefined;
  const temporary = mkdtempSync(join(tmpdir(), 'quaywatch-again-'));
  try {
    const { captures, missing } = await findAgain(known.case.captures, places, () => (spool ??= new SpoolFolder()));
    if (missing.length > 0) {
      for (const { names, sha256 } of missing) complain(`${names[0] ?? ''} (SHA-256 ${sha256}) was not found.`);
      complain('name the folders where the captures lie now with --captures.');
      process.exitCode = EXIT_NO_INPUT;
      return;
    }
    const outcome = await analyseAgain(known, captures, knowledge.value, join(temporary, 'case'));
    if (!outcome.ok) {
      complain(outcome.error.message);
      process.exitCode = EXIT_FINDINGS;
      return;
    }
    process.exitCode = tell(outcome.value, known.findings.length);
  } finally {
    spool?.close();
    rmSync(temporary, { recursive: true, force: true });
  }
}

function tell({ sameVersions, versions, files, findings }: AgainOutcome, count: number): number {
  if (sameVersions) {
    for (const file of files) stdout.write(`${escapeTerminal(file)} came out differently\n`);
    if (files.length > 0)
      complain(`analysed again, ${files.length} file(s) differ: the case was not made from these captures.`);
    else stdout.write('Analysed again: every file came out the same, byte by byte.\n');
    return files.length > 0 ? EXIT_FINDINGS : EXIT_DONE;
  }
  stdout.write(`The case was made by other versions (${versions.join('; ')}), so findings are compared by id.\n`);
  for (const line of findings) stdout.write(`${line}\n`);
  stdout.write(
    `Of ${count} finding(s), ${findings.length === 0 ? 'all came out the same' : `${findings.length} differ`}.\n`,
  );
  return findings.length > 0 ? EXIT_FINDINGS : EXIT_DONE;
}
