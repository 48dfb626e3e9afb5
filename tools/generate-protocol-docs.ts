/**
 * Writes docs/protocols/ from the registry and from what the judge saw in real captures:
 * `npx tsx tools/generate-protocol-docs.ts [--check]`. With --check it only says which pages are not what it would write.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { appProtocols, carriedProtocols, packetProtocols } from '../src/decode/registry.ts';
import { indexPage } from './protocol-docs/index-page.ts';
import { groupByName } from './protocol-docs/group-by-name.ts';
import { protocolPage } from './protocol-docs/protocol-page.ts';
import { readSeen } from './protocol-docs/seen.ts';

const root: string = join(import.meta.dirname, '..');
const folder: string = join(root, 'docs/protocols');

const seen = readSeen(join(root, 'test/judge/results/seen.tsv'));
const groups = groupByName([...appProtocols, ...carriedProtocols, ...packetProtocols]);
const wanted = new Map([
  ['README.md', indexPage(groups, seen)],
  ...groups.map((group): [string, string] => [`${group[0].name}.md`, protocolPage(group, seen)]),
]);
const found = existsSync(folder) ? readdirSync(folder) : [];

if (process.argv.includes('--check')) {
  const wrong = [...wanted]
    .filter(([name, text]) => !found.includes(name) || read(name) !== text)
    .map(([name]) => name);
  const left = found.filter((name) => !wanted.has(name));
  if (wrong.length + left.length > 0) {
    console.error(
      `docs/protocols is not what the registry says: ${[...wrong, ...left].join(', ')}; ` +
        'run `npx tsx tools/generate-protocol-docs.ts`',
    );
    process.exitCode = 1;
  }
} else {
  mkdirSync(folder, { recursive: true });
  for (const name of found) if (!wanted.has(name)) rmSync(join(folder, name));
  for (const [name, text] of wanted) writeFileSync(join(folder, name), text);
}

function read(name: string): string {
  return readFileSync(join(folder, name), 'utf8');
}
