/**
 * Laws of files that no linter rule knows: size, names, barrels, enums and namespaces.
 * Usage: `tsx tools/checks/check-files.ts [ROOT]`.
 */
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import ts from 'typescript';
import { sourceFiles } from './source-files.ts';

/** Above this a file holds two ideas (style.md 17: median 50-150, none above 400). */
export const MAX_LINES = 400;

const EMPTY_NAMES = new Set(['utils', 'util', 'common', 'misc', 'helpers', 'helper', 'index', 'shared', 'stuff']);
const FOLDERS = ['src', 'bench', 'tools', 'test', 'console/src'];

export interface FileReport {
  readonly files: number;
  readonly problems: readonly string[];
}

export function checkFiles(root: string): FileReport {
  const paths = FOLDERS.filter((folder) => existsSync(join(root, folder))).flatMap((folder) =>
    sourceFiles(join(root, folder)),
  );
  const problems: string[] = [];
  for (const path of paths) {
    const file = path.slice(root.length + 1);
    const text = readFileSync(path, 'utf8');
    const generated = /\.gen\.tsx?$/.test(file);
    problems.push(...nameProblems(file));
    if (!generated && file.startsWith('src/')) problems.push(...sizeProblems(file, text));
    if (!generated) problems.push(...syntaxProblems(file, text));
  }
  if (paths.length === 0) problems.push('no source file found to check');
  return { files: paths.length, problems };
}

function nameProblems(file: string): string[] {
  return file
    .split('/')
    .map((part) => basename(part).replace(/(\.(test|cases|gen))?\.tsx?$/, ''))
    .filter((part) => EMPTY_NAMES.has(part))
    .map((part) => `${file}: "${part}" says nothing about what is in it; name it after its main export`);
}

function sizeProblems(file: string, text: string): string[] {
  const lines = text.split('\n').length - (text.endsWith('\n') ? 1 : 0);
  return lines > MAX_LINES ? [`${file}: ${lines} lines, at most ${MAX_LINES}: it holds more than one idea`] : [];
}

function syntaxProblems(file: string, text: string): string[] {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.ES2023, true);
  const problems: string[] = [];
  const at = (node: ts.Node): string =>
    `${file}:${source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1}`;
  for (const statement of source.statements) {
    if (ts.isExportDeclaration(statement) && statement.moduleSpecifier) {
      problems.push(`${at(statement)}: re-export: no barrels; import from the file that defines it`);
    }
    if (ts.isEnumDeclaration(statement)) problems.push(`${at(statement)}: enum: use a table \`as const\``);
    if (ts.isModuleDeclaration(statement) && !file.endsWith('.d.ts')) {
      problems.push(`${at(statement)}: namespace: a file is the namespace`);
    }
  }
  return problems;
}

if (process.argv[1] && realpathSync(process.argv[1]) === import.meta.filename) {
  const report = checkFiles(realpathSync(resolve(process.argv[2] ?? '.')));
  for (const problem of report.problems) console.error(problem);
  console.log(`files: ${report.files} files, ${report.problems.length} problems`);
  if (report.problems.length > 0) process.exitCode = 1;
}
