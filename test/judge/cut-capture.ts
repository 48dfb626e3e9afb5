import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { firstFrame } from '../../src/apps/analyse/first-frame.ts';

/** Which of these is a capture's own lot, so that boundaries lie in many places and one of them is behind every frame. */
const PIECES = [2, 3, 5, 9] as const;

/** A capture written by editcap in one piece and in several, in a folder of their own. */
export interface CutCapture {
  readonly whole: string;
  readonly folder: string;
  /**
   * Not where a later piece begins earlier, since files of a tap are put in the order of their first frames; nor where
   * two pieces are alike to the byte: the same file under two names is read once.
   */
  readonly comparable: 'yes' | 'clock goes back' | 'alike';
}

/**
 * A capture in one piece and in several, named as capture programs name rotated files. undefined when editcap refuses
 * the file. Both are written by editcap, so that what it drops (comments, drops) is gone from both.
 */
export function cutCapture(id: string, path: string, packets: number, folder: string): CutCapture | undefined {
  const pieces = join(folder, 'pieces');
  const count = PIECES[Number.parseInt(id.slice(0, 2), 16) % PIECES.length] as number;
  mkdirSync(pieces, { recursive: true });
  const whole = join(folder, 'cut.pcapng');
  try {
    editcap(path, whole);
    editcap('-c', String(Math.ceil(packets / count)), path, join(pieces, 'piece.pcapng'));
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
  if (names.length < 2) return undefined;
  const comparable = anyAlike(renamed) ? 'alike' : inOrder(renamed) ? 'yes' : 'clock goes back';
  return { whole, folder: pieces, comparable };
}

function editcap(...args: string[]): void {
  execFileSync('editcap', args, { stdio: 'ignore', timeout: 30_000 });
}

function anyAlike(files: readonly string[]): boolean {
  const contents = files.map((file) => readFileSync(file, 'latin1'));
  return new Set(contents).size < contents.length;
}

function inOrder(files: readonly string[]): boolean {
  const times = files.map(firstFrame);
  return times.every((time, i) => {
    const before = times[i - 1];
    if (before === undefined || time === undefined) return true;
    return before.seconds < time.seconds || (before.seconds === time.seconds && before.nanos <= time.nanos);
  });
}
