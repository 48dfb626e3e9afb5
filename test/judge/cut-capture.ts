import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const PIECES = 3;

/**
 * A capture written by editcap in one piece and in three, as a capture program rotates files. undefined when editcap
 * refuses the file. Both are written by editcap, so that what it drops (comments, drops) is gone from both.
 */
export function cutCapture(
  path: string,
  packets: number,
  folder: string,
): { whole: string; folder: string } | undefined {
  const pieces = join(folder, 'pieces');
  mkdirSync(pieces, { recursive: true });
  const whole = join(folder, 'cut.pcapng');
  try {
    execFileSync('editcap', [path, whole], { stdio: 'ignore', timeout: 30_000 });
    execFileSync('editcap', ['-c', String(Math.ceil(packets / PIECES)), path, join(pieces, 'cut.pcapng')], {
      stdio: 'ignore',
      timeout: 30_000,
    });
  } catch {
    return undefined;
  }
  return readdirSync(pieces).length > 1 ? { whole, folder: pieces } : undefined;
}
