import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withDependencies } from '../third-party.mjs';
import { runOrStop } from './run-or-stop.ts';
import { type SharedLibrary, sharedLibraries } from './shared-libraries.ts';

/** Of the repository, as far as they exist; the programs find data/ and schemas/ beside dist/. */
const SHIPPED = ['quaywatch', 'package.json', 'dist', 'data', 'schemas', 'docs'];
const AT_THE_TOP = ['LICENSE', 'NOTICE', 'README.md', 'SECURITY.md', 'CHANGELOG.md'];

/** Kept outside the bundle because it is native; its source maps and types help nobody on a quay. */
const NATIVE = '@duckdb/node-api';
const ADDON = 'node_modules/@duckdb/node-bindings-linux-x64/duckdb.node';

/** Freestanding C without a loop turned into a call of memcpy, which is in the library that is not there. */
const LAUNCHER_FLAGS =
  '-static -nostdlib -ffreestanding -fno-stack-protector -fno-tree-loop-distribute-patterns ' +
  '-fno-asynchronous-unwind-tables -fcf-protection=none -Os -s -Wl,--build-id=none -Wl,-z,noseparate-code';

/** Lays out the archive: launcher at the top, Node in bin/, C libraries and loader in lib/, the rest in app/. */
export function stageFolder(root: string, folder: string): void {
  for (const part of ['bin', 'lib', 'app']) mkdirSync(join(folder, part), { recursive: true });
  runOrStop('gcc', [...LAUNCHER_FLAGS.split(' '), '-o', join(folder, 'quaywatch'), 'tools/pack/launcher.c'], root);

  const node = realpathSync(process.execPath);
  cpSync(node, join(folder, 'bin/node'));
  chmodSync(join(folder, 'bin/node'), 0o755);
  const libraries = sharedLibraries([node, join(root, ADDON)]);
  for (const { name, path } of libraries) {
    cpSync(path, join(folder, 'lib', name));
    chmodSync(join(folder, 'lib', name), 0o755);
  }

  for (const name of SHIPPED) copyIfThere(join(root, name), join(folder, 'app', name));
  for (const name of AT_THE_TOP) copyIfThere(join(root, name), join(folder, name));
  for (const one of withDependencies(root, NATIVE, new Set<string>())) {
    copyIfThere(join(root, one), join(folder, 'app', one));
  }
  const bundled = readFileSync(join(root, 'dist/THIRD-PARTY.txt'), 'utf8');
  writeFileSync(join(folder, 'THIRD-PARTY.txt'), bundled + platformLicences(node, libraries));
}

function copyIfThere(from: string, to: string): void {
  if (!existsSync(from)) return;
  cpSync(from, to, {
    recursive: true,
    dereference: true,
    filter: (path) => !/\.(map|d\.ts|d\.mts|d\.cts)$|\/node_modules\/.*\/node_modules$/.test(path),
  });
}

/** Node and the C libraries are the machine's own; their licences lie where their packages put them. */
function platformLicences(node: string, libraries: readonly SharedLibrary[]): string {
  const prefix = join(node, '../..');
  const nodeLicence = ['LICENSE', 'share/doc/nodejs/LICENSE', 'share/doc/nodejs/copyright']
    .map((name) => join(prefix, name))
    .find((file) => existsSync(file));
  const link = `https://github.com/nodejs/node/blob/${process.version}/LICENSE`;
  const parts = [
    `Node.js ${process.version}\nLicence: MIT, with parts under others\n${link}\n\n` +
      (nodeLicence ? readFileSync(nodeLicence, 'utf8').trim() : 'Its text stands at the address above.'),
  ];
  for (const [debian, pattern] of [
    ['libc6', /^(ld-linux|libc\.|libm\.|libdl|libpthread|librt)/],
    ['libgcc-s1', /^libgcc_s/],
    ['libstdc++6', /^libstdc\+\+/],
  ] as const) {
    const names = libraries.map((library) => library.name).filter((name) => pattern.test(name));
    const copyright = `/usr/share/doc/${debian}/copyright`;
    if (names.length === 0) continue;
    const text = existsSync(copyright)
      ? readFileSync(copyright, 'utf8').trim()
      : 'GNU, see https://www.gnu.org/licenses/';
    parts.push(`${debian}: ${names.join(', ')} (separate files; you may replace them)\n\n${text}`);
  }
  return parts.map((part) => `\n${'-'.repeat(78)}\n${part}\n`).join('');
}
