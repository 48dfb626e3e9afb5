/**
 * `npm run pack [-- --out FOLDER]`: one archive that runs on any Linux x64 without Node, packages or a network,
 * since an engineer's laptop on a quay has none of them. Holds Node, the C libraries it and DuckDB need, the
 * loader, the programs, data and licences. Same inputs, same bytes.
 */
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { archiveFolder } from './pack/archive-folder.ts';
import { runOrStop } from './pack/run-or-stop.ts';
import { stageFolder } from './pack/stage-folder.ts';

const root = dirname(import.meta.dirname);
const flag = process.argv.indexOf('--out');
const out = resolve(flag < 0 ? join(root, 'out') : (process.argv[flag + 1] ?? 'out'));
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };

if (process.platform !== 'linux' || process.arch !== 'x64') {
  console.error(
    `pack: this makes an archive for Linux x64 from the Node that runs it, which is ${process.platform} ${process.arch}`,
  );
  process.exit(1);
}

runOrStop(process.execPath, [join(root, 'tools/build.mjs')], root);
const name = `quaywatch-${version}-linux-x64`;
const folder = join(out, name);
mkdirSync(out, { recursive: true });
rmSync(folder, { recursive: true, force: true });
stageFolder(root, folder);
const { file, bytes, sha256 } = archiveFolder(folder, process.argv.includes('--fast') ? 1 : 6);
rmSync(folder, { recursive: true, force: true });
console.log(`${file}\n${Math.round(bytes / 1e6)} MB, SHA-256 ${sha256}`);
