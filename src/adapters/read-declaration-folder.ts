import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { DeclarationFile } from '../declare/declaration-file.ts';
import { compareText } from '../kernel/compare.ts';

/** Files of a declaration: site.yaml, relays.csv, contract/*.cdx.json, contract/*.csv. Beyond these sizes it is something else. */
const MAX_FILES = 10_000;
const MAX_FILE_BYTES: number = 64 << 20;

/** Reads a declaration's folder; what else lies there is left alone. Throws when the folder itself cannot be read. */
export function readDeclarationFolder(folder: string): DeclarationFile[] {
  const names = readdirSync(folder).filter((name) => ['site.yaml', 'site.yml', 'relays.csv'].includes(name));
  const files = names.map((name) => read(folder, name));
  const contract = join(folder, 'contract');
  if (statSync(contract, { throwIfNoEntry: false })?.isDirectory()) {
    const papers = readdirSync(contract).filter((name) => name.endsWith('.json') || name.endsWith('.csv'));
    for (const name of papers.sort(compareText).slice(0, MAX_FILES)) files.push(read(folder, `contract/${name}`));
  }
  return files;
}

function read(folder: string, path: string): DeclarationFile {
  const full = join(folder, path);
  const { size } = statSync(full);
  if (size > MAX_FILE_BYTES)
    throw new Error(`${path} has ${size} bytes; a declaration file has at most ${MAX_FILE_BYTES}`);
  return { path, text: readFileSync(full, 'utf8') };
}
