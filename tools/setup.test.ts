import { chmodSync, symlinkSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { PlantedTree } from './checks/planted-tree.ts';

const lock = {
  packages: { '': {}, 'node_modules/a': { version: '1.0.0' }, 'node_modules/b': { version: '1.0.0', optional: true } },
};

/** A clone with a package-lock.json, an npm that only tells how it was called, and nothing else on the path. */
function clone(installed: unknown): PlantedTree {
  const tree = new PlantedTree({ 'package-lock.json': JSON.stringify(lock) }, { packages: false });
  tree.copy('tools/setup.mjs');
  if (installed) tree.plant('node_modules/.package-lock.json', JSON.stringify(installed));
  const hidden = JSON.stringify({ packages: { 'node_modules/a': { version: '1.0.0' } } });
  tree.plant(
    'bin/npm',
    `#!/bin/sh\necho "called: npm $*"\n/bin/mkdir -p node_modules\necho '${hidden}' > node_modules/.package-lock.json\n`,
  );
  chmodSync(`${tree.root}/bin/npm`, 0o755);
  symlinkSync(process.execPath, `${tree.root}/bin/node`);
  return tree;
}

function setUp(tree: PlantedTree, ...flags: string[]): { status: number | null; output: string } {
  const done = tree.run([process.execPath, 'tools/setup.mjs', ...flags], { PATH: `${tree.root}/bin` });
  tree.remove();
  return done;
}

describe('set-up', () => {
  it('installs what the lock file names in a fresh clone', () => {
    const { status, output } = setUp(clone(undefined));
    expect(output).toContain('called: npm ci');
    expect(status).toBe(0);
  });

  it('does nothing when all is there; builds for other systems may be missing', () => {
    expect(setUp(clone({ packages: { 'node_modules/a': { version: '1.0.0' } } }))).toEqual({ status: 0, output: '' });
  });

  it('installs again when the lock file names another version', () => {
    const { output } = setUp(clone({ packages: { 'node_modules/a': { version: '0.9.0' } } }));
    expect(output).toContain('a is 0.9.0, package-lock.json says 1.0.0');
    expect(output).toContain('called: npm ci');
  });

  it('names every missing test program and its package where it cannot install them', () => {
    const { status, output } = setUp(clone({ packages: { 'node_modules/a': { version: '1.0.0' } } }), '--tests');
    expect(status).toBe(1);
    expect(output).toMatch(
      /The tests need tshark, .*chromium, strace, zstd, .*Install what your system calls .*\bchromium\b/,
    );
  });

  it('lets root install them: exactly the packages of what is missing, then looks again', () => {
    const tree = clone({ packages: { 'node_modules/a': { version: '1.0.0' } } });
    for (const command of ['tshark', 'capinfos', 'editcap', 'chromium', 'unshare', 'ip', 'tar', 'gzip', 'gcc']) {
      tree.plant(`bin/${command}`, '');
      chmodSync(`${tree.root}/bin/${command}`, 0o755);
    }
    const installs = 'case "$*" in *install*) for c in strace zstd; do /bin/cp bin/npm bin/$c; done;; esac';
    tree.plant('bin/apt-get', `#!/bin/sh\necho "called: apt-get $*"\n${installs}\n`);
    chmodSync(`${tree.root}/bin/apt-get`, 0o755);
    const source = 'Object.defineProperty(process, "getuid", { value: () => 0 });';
    tree.plant('root.mjs', `${source}\nprocess.argv.push('--tests');\nawait import('./tools/setup.mjs');\n`);
    const done = tree.run([process.execPath, 'root.mjs'], { PATH: `${tree.root}/bin` });
    tree.remove();
    expect(done.output).toContain('called: apt-get -q update');
    expect(done.output).toContain('called: apt-get -q install -y --no-install-recommends strace zstd\n');
    expect(done.status).toBe(0);
  });

  it('has a person who is not root run one command', () => {
    const tree = clone({ packages: { 'node_modules/a': { version: '1.0.0' } } });
    tree.plant('bin/apt-get', '#!/bin/sh\nexit 1\n');
    chmodSync(`${tree.root}/bin/apt-get`, 0o755);
    const source = 'Object.defineProperty(process, "getuid", { value: () => 1000 });';
    tree.plant('person.mjs', `${source}\nprocess.argv.push('--tests');\nawait import('./tools/setup.mjs');\n`);
    const done = tree.run([process.execPath, 'person.mjs'], { PATH: `${tree.root}/bin` });
    expect(done.status).toBe(1);
    expect(done.output).toMatch(/sudo apt-get update && sudo apt-get install -y .*\btshark\b/);
    tree.remove();
  });
});

describe('.ci/run', () => {
  function ci(npm: string): { status: number | null; lastLine: string | undefined } {
    const tree = new PlantedTree({ 'bin/npm': npm, 'out/test/summary.json': '{"passed":99,"failed":0}' });
    tree.copy('.ci/run');
    chmodSync(`${tree.root}/bin/npm`, 0o755);
    const done = tree.run(['bash', '-c', '.ci/run 2>&1'], { PATH: `${tree.root}/bin:${process.env.PATH}` });
    tree.remove();
    return { status: done.status, lastLine: done.output.trimEnd().split('\n').at(-1) };
  }

  it('ends with the counts, whatever npm says after them', () => {
    const npm = '#!/bin/sh\necho \'{"passed":12,"failed":1}\' > out/test/summary.json\necho npm error >&2\nexit 1\n';
    expect(ci(npm)).toEqual({ status: 1, lastLine: '12 passed, 1 failed' });
  });

  it('never repeats the counts of an earlier run', () => {
    expect(ci('#!/bin/sh\nexit 1\n')).toEqual({ status: 1, lastLine: '0 passed, 1 failed' });
    expect(ci('#!/bin/sh\nexit 0\n')).toEqual({ status: 1, lastLine: '0 passed, 1 failed' });
  });
});
