import type { Cursor } from '../../../kernel/cursor.ts';

/** Longest line that is read; servers take a path of 4,096. */
export const MAX_FTP_LINE = 8192;

/** Bytes up to and with the line feed; 0 while there is none, -1 where there is none within the limit. */
export function ftpLineLength(c: Cursor, scanned: number): number {
  const end = c.left < MAX_FTP_LINE ? c.left : MAX_FTP_LINE;
  for (let i = scanned; i < end; i++) if (c.peek8(i) === 0x0a) return i + 1;
  return end === MAX_FTP_LINE ? -1 : 0;
}

/** Length without carriage return and line feed. */
export function withoutEnd(c: Cursor, length: number): number {
  let end = length;
  while (end > 0 && (c.peek8(end - 1) === 0x0a || c.peek8(end - 1) === 0x0d)) end--;
  return end;
}

/** The reply code at `at`, or 0: three digits, the first of 1 to 6, then a blank, a dash or the line's end. */
export function replyCode(c: Cursor, at = 0): number {
  const first = c.peek8(at) - 0x30;
  const second = c.peek8(at + 1) - 0x30;
  const third = c.peek8(at + 2) - 0x30;
  const next = c.peek8(at + 3);
  if (first < 1 || first > 6 || second < 0 || second > 9 || third < 0 || third > 9) return 0;
  return next === 0x20 || next === 0x2d || next === 0x0d || next === 0x0a ? first * 100 + second * 10 + third : 0;
}
