/**
 * Builds dist/: `node tools/build.mjs`. One entry a program, ECMAScript modules for Node 20, split so that a
 * command loads only what it needs. DuckDB is native and stays in node_modules. What is bundled keeps its
 * licence in dist/THIRD-PARTY.txt.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { thirdPartyText } from './third-party.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const out = join(root, 'dist');

/** Program → its source. The name is the file in dist/. */
const programs = {
  cli: 'src/apps/cli/main.ts',
  worker: 'src/apps/worker.ts',
};

/** Native, loaded from node_modules at run time and shipped beside dist/ by tools/pack.ts. */
const native = ['@duckdb/node-api'];

const started = performance.now();
const entryPoints = {};
for (const [name, source] of Object.entries(programs)) {
  if (existsSync(join(root, source))) entryPoints[name] = join(root, source);
  else console.error(`build: ${source} does not exist yet, dist/${name}.js left out`);
}

const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
mkdirSync(out, { recursive: true });

const result = await build({
  absWorkingDir: root,
  entryPoints,
  outdir: out,
  entryNames: '[name]',
  // Chunks lie beside the entries, so that `new URL('./worker.js', import.meta.url)` and `../data/` hold in all of them.
  chunkNames: '[name]-[hash]',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  external: native,
  // Data shipped by packages must not be found through a CommonJS wrapper twice: prefer modules.
  mainFields: ['module', 'main'],
  conditions: ['import', 'node'],
  define: { QUAYWATCH_VERSION: JSON.stringify(version) },
  // Bundled CommonJS packages call require() for Node's own modules.
  banner: {
    js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
  },
  // Names stay readable in a stack trace; white space does not cost a reader anything in dist/.
  minifySyntax: true,
  minifyWhitespace: true,
  keepNames: false,
  sourcemap: false,
  legalComments: 'none',
  metafile: true,
  write: false,
  logLevel: 'warning',
});

for (const { path, contents } of result.outputFiles) replaceFile(path, contents);
replaceFile(join(out, 'THIRD-PARTY.txt'), thirdPartyText(root, Object.keys(result.metafile.inputs), native));
removeStale(Object.keys(result.metafile.outputs));
const bytes = Object.values(result.metafile.outputs).reduce((sum, output) => sum + output.bytes, 0);
const files = Object.keys(result.metafile.outputs).length;
console.error(
  `build: ${Object.keys(entryPoints).join(', ') || 'nothing'} (${files} files, ${Math.ceil(bytes / 1024)} KiB) in ${Math.round(performance.now() - started)} ms`,
);

/** Whole or not at all, and not when nothing changed: a program may be running from dist/ meanwhile. */
function replaceFile(path, contents) {
  if (existsSync(path) && readFileSync(path).equals(Buffer.from(contents))) return;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(`${path}.new`, contents);
  renameSync(`${path}.new`, path);
}

/** Chunks are named by their content, so those of earlier builds would pile up and be packed. */
function removeStale(outputs) {
  const kept = new Set(outputs.map((file) => relative(out, join(root, file))));
  kept.add('THIRD-PARTY.txt');
  for (const entry of readdirSync(out, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const name = relative(out, join(entry.parentPath ?? entry.path, entry.name));
    if (!kept.has(name)) rmSync(join(out, name));
  }
}
