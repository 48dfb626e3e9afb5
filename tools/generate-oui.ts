/**
 * Writes data/oui.tsv, the maker registry, from the pinned npm package oui-data. With --check, only compares.
 * Only the organisation's name is kept: address and country of the registrant say nothing about the device.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { compareText } from '../src/kernel/compare.ts';

/** Publication date of the pinned package version in the npm registry; change it together with package.json. */
const PUBLISHED: Readonly<Record<string, string>> = { '2.1.9': '2026-08-26' };
/** Fewer blocks than this means that the package changed its shape (the registries hold over 53,000). */
const MIN_BLOCKS = 50_000;

const root = join(import.meta.dirname, '..');
const require = createRequire(import.meta.url);

function generate(): string {
  const blocks = require('oui-data') as Record<string, string>;
  const folder = join(root, 'node_modules', 'oui-data', 'package.json');
  const { version } = JSON.parse(readFileSync(folder, 'utf8')) as { version: string };
  const date = PUBLISHED[version];
  if (date === undefined) throw new Error(`oui-data ${version}: add its publication date to tools/generate-oui.ts`);
  const rows = Object.entries(blocks)
    .map(([prefix, text]) => [prefix.toUpperCase(), organisation(text)] as const)
    .filter(([prefix, name]) => /^([0-9A-F]{6}|[0-9A-F]{7}|[0-9A-F]{9})$/.test(prefix) && name !== '')
    .sort((a, b) => compareText(a[0], b[0]));
  if (rows.length < MIN_BLOCKS) throw new Error(`oui-data ${version} has only ${rows.length} blocks`);
  return [
    '# title: IEEE registry of link address blocks (MA-L, MA-M, MA-S): organisation names',
    `# date: ${date}`,
    `# source: IEEE Registration Authority, as packaged in npm oui-data ${version} (BSD-2-Clause)`,
    '# licence: facts of a public registry; packaging BSD-2-Clause',
    'prefix\torganisation',
    ...rows.map(([prefix, name]) => `${prefix}\t${name}`),
    '',
  ].join('\n');
}

/** The first line of the package's address text, with white space made plain. */
function organisation(text: string): string {
  return (text.split('\n')[0] ?? '').replace(/\s+/g, ' ').trim();
}

const path = join(root, 'data', 'oui.tsv');
const text = generate();
if (!process.argv.includes('--check')) {
  writeFileSync(path, text);
} else if (readFileSync(path, 'utf8') !== text) {
  console.error('data/oui.tsv is not what tools/generate-oui.ts makes');
  process.exitCode = 1;
}
