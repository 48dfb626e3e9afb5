import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generateDemo } from '../../bench/generator/generate-demo.ts';

const root = join(import.meta.dirname, '../..');

export interface Run {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Builds dist/ as it is now: files that do not change are left alone, so tests may do it side by side. */
export function buildProgram(): void {
  const done = spawnSync(process.execPath, [join(root, 'tools/build.mjs')], { encoding: 'utf8' });
  if (done.status !== 0) throw new Error(done.stderr);
}

/** Runs the built program as a user would. */
export function quaywatch(
  args: readonly string[],
  options: { readonly cwd?: string; readonly env?: Record<string, string>; readonly input?: Uint8Array } = {},
): Run {
  const done = spawnSync(process.execPath, [join(root, 'quaywatch'), ...args], {
    cwd: options.cwd ?? root,
    env: { ...process.env, ...options.env },
    maxBuffer: 1 << 28,
    // A run takes seconds; one that hangs shall be seen by its status and not by the patience of the test.
    timeout: 110_000,
    ...(options.input === undefined ? {} : { input: options.input }),
  });
  return { status: done.status, stdout: done.stdout.toString('utf8'), stderr: done.stderr.toString('utf8') };
}

export interface SmallTerminal {
  readonly folder: string;
  readonly captures: string;
  readonly site: string;
  close(): void;
}

/** Six cranes, two minutes: `captures` and `site` in a folder that goes with {@link SmallTerminal.close}. */
export async function smallTerminal(): Promise<SmallTerminal> {
  const folder = mkdtempSync(join(tmpdir(), 'quaywatch-e2e-'));
  const { captures, site } = await generateDemo({ out: folder, minutes: 2 });
  return { folder, captures, site, close: () => rmSync(folder, { recursive: true, force: true }) };
}
