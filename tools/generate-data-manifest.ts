/** Writes data/manifest.json: every shipped data file with its date, sources, licence, rows and SHA-256. --check compares. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(import.meta.dirname, '..', 'data');

interface DataFileEntry {
  readonly name: string;
  readonly title: string;
  readonly date: string;
  readonly sources: readonly string[];
  readonly licence: string;
  readonly rows: number;
  readonly sha256: string;
}

function describe(name: string): DataFileEntry {
  const bytes = readFileSync(join(folder, name));
  const lines = bytes.toString('utf8').split('\n');
  const said = (key: string): string[] =>
    lines.filter((line) => line.startsWith(`# ${key}: `)).map((line) => line.slice(key.length + 4).trim());
  const one = (key: string): string => {
    const [value] = said(key);
    if (value === undefined) throw new Error(`data/${name} has no "# ${key}:" line`);
    return value;
  };
  if (!/^\d{4}-\d\d-\d\d$/.test(one('date'))) throw new Error(`data/${name}: its date is no ISO date`);
  if (said('source').length === 0) throw new Error(`data/${name} names no source`);
  return {
    name,
    title: one('title'),
    date: one('date'),
    sources: said('source'),
    licence: one('licence'),
    rows: lines.filter((line) => line !== '' && !line.startsWith('#')).length - 1,
    sha256: createHash('sha256').update(bytes).digest('hex'),
  };
}

const names = readdirSync(folder)
  .filter((name) => name.endsWith('.tsv'))
  .sort();
const text = `${JSON.stringify({ schema: 'quaywatch/data@1', files: names.map(describe) }, null, 2)}\n`;
const path = join(folder, 'manifest.json');
if (!process.argv.includes('--check')) {
  writeFileSync(path, text);
} else if (!existsSync(path) || readFileSync(path, 'utf8') !== text) {
  console.error('data/manifest.json is not what tools/generate-data-manifest.ts makes');
  process.exitCode = 1;
}
