/**
 * Begins a decoder: `npx tsx tools/new-decoder.ts NAME "TITLE" stream|datagram PORT`. Writes
 * src/decode/app/NAME.ts and its test, and enters it in src/decode/registry.ts. What it writes compiles and
 * passes, so that every further step can be checked; the TODOs are the work.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { decoderSource, decoderTestSource, identifierOf } from './skeletons/decoder-skeleton.ts';
import { withEntry } from './skeletons/registry-entry.ts';

const root = dirname(import.meta.dirname);
const [name = '', title = '', kind = '', port = ''] = process.argv.slice(2);
if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name) || title === '' || !/^\d+$/.test(port)) {
  stop('usage: npx tsx tools/new-decoder.ts NAME "TITLE" stream|datagram PORT');
}
if (kind !== 'stream' && kind !== 'datagram') stop(`${kind} is neither stream (TCP) nor datagram (UDP)`);

const file = `src/decode/app/${name}.ts`;
const test = `src/decode/app/${name}.test.ts`;
for (const path of [file, test]) if (existsSync(join(root, path))) stop(`${path} exists already`);

const decoder = { name, title: title.replaceAll("'", '’'), kind, port: Number(port) } as const;
const registry = join(root, 'src/decode/registry.ts');
const entered =
  withEntry(readFileSync(registry, 'utf8'), 'appProtocols', identifierOf(name), `./app/${name}.ts`) ??
  stop('src/decode/registry.ts has no `appProtocols` array to enter it in');
writeFileSync(join(root, file), decoderSource(decoder));
writeFileSync(join(root, test), decoderTestSource(decoder));
writeFileSync(registry, entered);
spawnSync(join(root, 'node_modules/.bin/biome'), ['format', '--write', file, test, 'src/decode/registry.ts'], {
  cwd: root,
});
console.log(`${file}\n${test}\nsrc/decode/registry.ts: one line\nnow: npx vitest run ${test}`);

function stop(text: string): never {
  console.error(`new-decoder: ${text}`);
  process.exit(2);
}
