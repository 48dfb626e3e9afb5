import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const leftOut = whyLeftOut();
if (leftOut) console.warn(`packed archive: left out, ${leftOut}`);

describe.skipIf(leftOut !== undefined)('the packed archive, in a bare chroot and an empty network namespace', () => {
  let work = '';
  let bare = '';
  let archive = '';

  beforeAll(() => {
    work = mkdtempSync(join(tmpdir(), 'quaywatch-pack-'));
    bare = join(work, 'bare');
    mkdirSync(bare);
    archive = pack(join(work, 'first'));
    const unpacked = spawnSync('tar', ['-xzf', archive, '--strip-components=1', '-C', bare], { encoding: 'utf8' });
    expect(unpacked.stderr).toBe('');
  }, 300_000);

  afterAll(() => rmSync(work, { recursive: true, force: true }));

  it('tells its version where there is no Node, no shell, no /proc and no network', () => {
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
    expect(inChroot('/quaywatch', '--version')).toEqual({ status: 0, stdout: `${version}\n`, stderr: '' });
    expect(existsSync(join(bare, 'proc'))).toBe(false);
    expect(existsSync(join(bare, 'bin/sh'))).toBe(false);
  });

  it('carries every library DuckDB needs, and computes with it', () => {
    const script =
      "const { DuckDBInstance } = require('/app/node_modules/@duckdb/node-api');" +
      "DuckDBInstance.create(':memory:').then(async (db) => {" +
      "const rows = await (await db.connect()).runAndReadAll('select sum(range) from range(10)');" +
      'console.log(String(rows.getRows()[0][0])); });';
    const loader = ['/lib/ld-linux-x86-64.so.2', '--library-path', '/lib'];
    expect(inChroot(...loader, '/bin/node', '-e', script)).toEqual({ status: 0, stdout: '45\n', stderr: '' });
  });

  it('runs from any folder of a machine, through a link too, whatever that machine calls its libraries', () => {
    const linked = join(work, 'linked');
    spawnSync('ln', ['-s', join(bare, 'quaywatch'), linked]);
    const done = spawnSync(linked, ['--version'], { encoding: 'utf8', env: { PATH: '/nonexistent' }, cwd: work });
    expect(done.stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  it.skipIf(!existsSync(join(root, 'src/apps/cli/main.ts')))(
    'does the main job there: the demo leaves a report',
    () => {
      const done = inChroot('/quaywatch', 'demo', '--out', '/demo');
      expect(done.stderr).not.toContain('Error');
      expect(done.status).toBe(0);
      expect(existsSync(join(bare, 'demo/case/report.html'))).toBe(true);
    },
    300_000,
  );

  it('ships the licence of everything in it', () => {
    const text = readFileSync(join(bare, 'THIRD-PARTY.txt'), 'utf8');
    for (const name of ['@duckdb/node-api', '@duckdb/node-bindings-linux-x64', 'Node.js v', 'libc6', 'libstdc++6']) {
      expect(text).toContain(name);
    }
    expect(readFileSync(join(bare, 'LICENSE'), 'utf8')).toContain('Apache License');
  });

  it('has the same bytes when it is packed again', () => {
    const again = pack(join(work, 'second'));
    expect(digest(again)).toBe(digest(archive));
    expect(readFileSync(`${again}.sha256`, 'utf8')).toContain(digest(again));
  }, 300_000);

  function inChroot(...command: string[]): { status: number | null; stdout: string; stderr: string } {
    const { status, stdout, stderr } = spawnSync('unshare', ['-n', 'chroot', bare, ...command], {
      encoding: 'utf8',
      env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin' },
    });
    return { status, stdout, stderr };
  }
});

function pack(out: string): string {
  const done = spawnSync(process.execPath, ['--import', 'tsx', 'tools/pack.ts', '--fast', '--out', out], {
    cwd: root,
    encoding: 'utf8',
  });
  if (done.status !== 0) throw new Error(`tools/pack.ts failed:\n${done.stdout}${done.stderr}`);
  const name = readdirSync(out).find((file) => file.endsWith('.tar.gz'));
  if (name === undefined) throw new Error(`tools/pack.ts left no archive in ${out}`);
  return join(out, name);
}

function digest(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}

function whyLeftOut(): string | undefined {
  if (process.platform !== 'linux' || process.arch !== 'x64') return 'it is made on Linux x64 only';
  if (process.getuid?.() !== 0) return 'chroot and an empty network namespace need root';
  if (spawnSync('unshare', ['-n', 'true']).status !== 0) return 'this kernel gives no network namespace (unshare -n)';
  if (spawnSync('gcc', ['--version']).status !== 0) return 'gcc, which makes the launcher, is missing';
  return undefined;
}
