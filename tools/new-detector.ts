/**
 * Begins a detector: `npx tsx tools/new-detector.ts NAME "TITLE" CATEGORY`. Writes src/detect/rules/NAME.ts and its
 * test, and enters it in src/detect/rules/registry.ts. What it writes compiles and passes, and fires on nothing
 * but its own test, so that every further step can be checked; the TODOs are the work.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { categories } from '../src/schema/finding-words.ts';
import { identifierOf } from './skeletons/decoder-skeleton.ts';
import { detectorSource, detectorTestSource } from './skeletons/detector-skeleton.ts';
import { withEntry } from './skeletons/registry-entry.ts';

const root = dirname(import.meta.dirname);
const [name = '', title = '', word = ''] = process.argv.slice(2);
if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name) || title === '') {
  stop('usage: npx tsx tools/new-detector.ts NAME "TITLE" CATEGORY');
}
const category =
  categories.find((known) => known === word) ?? stop(`${word} is no category; known: ${categories.join(', ')}`);

const file = `src/detect/rules/${name}.ts`;
const test = `src/detect/rules/${name}.test.ts`;
for (const path of [file, test]) if (existsSync(join(root, path))) stop(`${path} exists already`);

const registryFile = 'src/detect/rules/registry.ts';
const registry = join(root, registryFile);
const entered =
  withEntry(readFileSync(registry, 'utf8'), 'rules', identifierOf(name), `./${name}.ts`) ??
  stop(`${registryFile} has no \`rules\` array to enter it in`);
const detector = { name, title: title.replaceAll("'", '’'), category };
writeFileSync(join(root, file), detectorSource(detector));
writeFileSync(join(root, test), detectorTestSource(detector));
writeFileSync(registry, entered);
spawnSync(join(root, 'node_modules/.bin/biome'), ['format', '--write', file, test, registryFile], { cwd: root });
console.log(`${file}\n${test}\n${registryFile}: one line\nnow: npx vitest run src/detect`);

function stop(text: string): never {
  console.error(`new-detector: ${text}`);
  process.exit(2);
}
