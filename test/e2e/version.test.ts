import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };

/** Interleaved, and the fastest of each, so that what else the machine does falls on both. */
const LEAST_ROUNDS = 5;
const MOST_ROUNDS = 40;

describe('quaywatch --version', () => {
  it('loads nothing but itself: it answers where nothing is built and nothing installed', () => {
    const folder = mkdtempSync(join(tmpdir(), 'quaywatch-version-'));
    for (const name of ['quaywatch', 'package.json']) cpSync(join(root, name), join(folder, name));
    const program = join(folder, 'quaywatch');
    expect(spawnSync(program, ['--version'], { encoding: 'utf8' }).stdout).toBe(`${version}\n`);
    const unbuilt = spawnSync(program, ['inspect'], { encoding: 'utf8' });
    expect(unbuilt.stderr).toContain('npm run build');
    expect(unbuilt.status).toBe(4);
    rmSync(folder, { recursive: true, force: true });
  });

  it('costs at most 1.5 times what Node costs that does nothing', () => {
    let nothing = Infinity;
    let ours = Infinity;
    for (let round = 0; round < MOST_ROUNDS && (round < LEAST_ROUNDS || ours / nothing >= 1.5); round++) {
      nothing = Math.min(nothing, milliseconds(process.execPath, '-e', '0'));
      ours = Math.min(ours, milliseconds(join(root, 'quaywatch'), '--version'));
    }
    expect(ours / nothing).toBeLessThan(1.5);
  }, 120_000);
});

function milliseconds(command: string, ...args: string[]): number {
  const started = performance.now();
  expect(spawnSync(command, args).status).toBe(0);
  return performance.now() - started;
}
