import type { Cursor } from '../../../kernel/cursor.ts';
import { NO, UNSURE, type Verdict, YES } from '../../verdict.ts';

/** RFC 4253 4.2: with carriage return and line feed. */
export const MAX_VERSION_LINE = 255;
/** Bytes among which the end of a line is looked for; servers may send some text before their version. */
export const MAX_LINE = 1024;

const START = [0x53, 0x53, 0x48, 0x2d];
const DOT = 0x2e;

/** `SSH-`, a digit 1 or 2, and a dot. */
export function probeVersion(c: Cursor): Verdict {
  for (let i = 0; i < START.length; i++) {
    if (i >= c.left) return UNSURE;
    if (c.peek8(i) !== START[i]) return NO;
  }
  if (c.left < 5) return UNSURE;
  const major = c.peek8(4);
  if (major !== 0x31 && major !== 0x32) return NO;
  if (c.left < 6) return UNSURE;
  return c.peek8(5) === DOT ? YES : NO;
}

/** Bytes up to and with the line feed; 0 while there is none, -1 where there will be none within the limit. */
export function lineLength(c: Cursor): number {
  const end = c.left < MAX_LINE ? c.left : MAX_LINE;
  for (let i = 0; i < end; i++) if (c.peek8(i) === 0x0a) return i + 1;
  return end === MAX_LINE ? -1 : 0;
}
