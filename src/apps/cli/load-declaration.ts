import { stderr } from 'node:process';
import { readDeclarationFolder } from '../../adapters/read-declaration-folder.ts';
import type { Declaration } from '../../declare/declaration.ts';
import { readDeclaration } from '../../declare/read-declaration.ts';
import type { Declared } from '../case/declared.ts';
import { EXIT_USAGE } from './exit-codes.ts';

export async function loadDeclaration(folder: string): Promise<Declaration | undefined> {
  return (await loadDeclared(folder))?.declaration;
}

/** Reads and checks a declaration; prints all that is wrong with it, sets the exit code and returns undefined if it is wrong. */
export async function loadDeclared(folder: string): Promise<Declared | undefined> {
  let files: ReturnType<typeof readDeclarationFolder>;
  try {
    files = readDeclarationFolder(folder);
  } catch (error) {
    stderr.write(
      `quaywatch: the declaration ${folder} cannot be read: ${error instanceof Error ? error.message : String(error)}\n`,
    );
    process.exitCode = EXIT_USAGE;
    return undefined;
  }
  const result = readDeclaration(files);
  if (result.ok) return { declaration: result.value, files };
  for (const { file, line, path, message } of result.error)
    stderr.write(`${folder}/${file}:${line}: ${path === '' ? '' : `${path}: `}${message}\n`);
  stderr.write(
    `quaywatch: the declaration has ${result.error.length} problem(s); nothing was analysed. See docs/declaration.md.\n`,
  );
  process.exitCode = EXIT_USAGE;
  return undefined;
}
