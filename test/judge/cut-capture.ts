import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { firstFrame } from '../../src/apps/analyse/first-frame.ts';

const PIECES = 3;

/** A capture written by editcap in one piece and in several, in a folder of their own. */
export interface CutCapture {
  readonly whole: string;
  readonly folder: string;
  /** False where a later piece begins earlier: files of a tap are put in the order of their first frames. */
  readonly inOrder: boolean;
}

/**
 * A capture in one piece and in three, named as capture programs name rotated files. undefined when editcap refuses
 * the file. Both are written by editcap, so that what it drops (comments, drops) is gone from both.
 */
export function cutCapture(path: string, packets: number, folder: string): CutCapture | undefined {
  const pieces = join(folder, 'pieces');
  mkdirSync(pieces, { recursive: true });
  const whole = join(folder, 'cut.pcapng');
  try {
    editcap(path, whole);
    editcap('-c', String(Math.ceil(packets / PIECES)), path, join(pieces, 'piece.pcapng'));
  } catch {
    return undefined;
  }
  const names = readdirSync(pieces).sort();
  // editcap puts the first frame's time in the name, which may be that of a clock that was never set.
  const renamed = names.map((name, i) => {
    const file = join(pieces, `cut_0000${i}_2026010100000${i}.pcapng`);
    renameSync(join(pieces, name), file);
    return file;
  });
  return names.length > 1 ? { whole, folder: pieces, inOrder: inOrder(renamed) } : undefined;
}

function editcap(...args: string[]): void {
  execFileSync('editcap', args, { stdio: 'ignore', timeout: 30_000 });
}

function inOrder(files: readonly string[]): boolean {
  const times = files.map(firstFrame);
  return times.every((time, i) => {
    const before = times[i - 1];
    if (before === undefined || time === undefined) return true;
    return before.seconds < time.seconds || (before.seconds === time.seconds && before.nanos <= time.nanos);
  });
}
