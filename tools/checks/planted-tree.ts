import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';

const repository = join(import.meta.dirname, '../..');
const CONFIGS = ['package.json', '.oxlintrc.json', 'biome.json', 'knip.json', 'tsconfig.base.json', 'tsconfig.json'];

/** A copy of the repository's rules around files planted by a test: each check must be seen to fail there. */
export class PlantedTree {
  readonly root: string;

  constructor(files: Readonly<Record<string, string>>, { packages = true } = {}) {
    this.root = realpathSync(mkdtempSync(join(tmpdir(), 'quaywatch-planted-')));
    for (const name of [...CONFIGS, 'tsconfig.test.json']) cpSync(join(repository, name), join(this.root, name));
    for (const room of readdirSync(join(repository, 'src'))) this.copy(`src/${room}/tsconfig.json`);
    // src/apps refers to it: without it the type-aware rules leave that room out, silently.
    this.copy('bench/generator/tsconfig.json');
    if (packages) symlinkSync(join(repository, 'node_modules'), join(this.root, 'node_modules'));
    for (const [path, text] of Object.entries(files)) this.plant(path, text);
  }

  plant(path: string, text: string): void {
    mkdirSync(dirname(join(this.root, path)), { recursive: true });
    writeFileSync(join(this.root, path), text);
  }

  copy(path: string): void {
    cpSync(join(repository, path), join(this.root, path), { recursive: true });
  }

  /** Runs a command in the tree with the repository's own tools on the path. */
  run(command: readonly string[], env: NodeJS.ProcessEnv = {}): { status: number | null; output: string } {
    const [program = '', ...args] = command;
    const path = `${join(repository, 'node_modules/.bin')}${delimiter}${process.env.PATH ?? ''}`;
    const done = spawnSync(program, args, {
      cwd: this.root,
      encoding: 'utf8',
      env: { ...process.env, PATH: path, NO_COLOR: '1', ...env },
    });
    return { status: done.status, output: `${done.stdout}${done.stderr}` };
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}
