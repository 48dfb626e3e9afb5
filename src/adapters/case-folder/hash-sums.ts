import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { compareText } from '../../kernel/compare.ts';
import { sha256File } from '../capture-files/sha256-file.ts';

export const SUMS_FILE = 'SHA256SUMS';

/** A file of a case, relative to its folder, with the SHA-256 of what was written into it. */
export interface WrittenFile {
  readonly path: string;
  readonly sha256: string;
}

/** What does not agree with the list of hashes. */
export interface SumProblem {
  readonly file: string;
  readonly kind: 'changed' | 'missing' | 'added' | 'bad-line';
  readonly message: string;
}

/** Files of a folder and its folders, relative, with `/`, sorted; the list of hashes itself left out. */
export function caseFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((name) => name !== SUMS_FILE)
    .sort(compareText);
}

/** Writes `SHA256SUMS` in the form that `sha256sum -c` reads, sorted by name; what `known` does not hold is read and hashed. */
export function writeSums(folder: string, known: ReadonlyMap<string, string>): void {
  const lines = caseFiles(folder).map((name) => `${known.get(name) ?? sha256File(join(folder, name))}  ${name}\n`);
  writeFileSync(join(folder, SUMS_FILE), lines.join(''), { flag: 'wx' });
}

/** Hashes every file of a case again. Empty means that nothing was changed, lost or added since it was written. */
export function checkSums(folder: string): SumProblem[] {
  const problems: SumProblem[] = [];
  const listed = new Map<string, string>();
  for (const [index, line] of readFileSync(join(folder, SUMS_FILE), 'utf8').split('\n').entries()) {
    if (line === '') continue;
    const match = /^([0-9a-f]{64}) {2}(.+)$/.exec(line);
    const name = match?.[2];
    if (name === undefined || !isInside(name)) {
      const message = `line ${index + 1} of ${SUMS_FILE} is not "<sha256>  <file>"`;
      problems.push({ file: SUMS_FILE, kind: 'bad-line', message });
    } else listed.set(name, match?.[1] ?? '');
  }
  const present = new Set(caseFiles(folder));
  for (const [name, sum] of listed) {
    if (!present.has(name)) {
      problems.push({ file: name, kind: 'missing', message: 'is in the list of hashes and not in the folder' });
      continue;
    }
    const found = sha256File(join(folder, name));
    if (found !== sum)
      problems.push({
        file: name,
        kind: 'changed',
        message: `has SHA-256 ${found}, not ${sum} as when it was written`,
      });
  }
  for (const name of present) {
    if (!listed.has(name))
      problems.push({ file: name, kind: 'added', message: 'is in the folder and not in the list of hashes' });
  }
  return problems.sort((a, b) => compareText(a.file, b.file));
}

/** A list that names files outside the case must not make us read them. */
function isInside(name: string): boolean {
  return !name.startsWith('/') && !name.split('/').some((step) => step === '..' || step === '');
}
