import type { Cursor } from '../../../kernel/cursor.ts';

/** 23 facilities and 8 severities (RFC 5424 6.2.1). */
const MAX_PRIORITY = 191;
/** Characters of text that a message has at least behind its priority. */
const SHORTEST = 8;

/** Offset behind `<priority>`; 0 while it is not all there, -1 where there is none. */
export function priorityEnd(c: Cursor, ahead: number): number {
  if (c.left > ahead && c.peek8(ahead) !== 0x3c) return -1;
  let value = 0;
  for (let i = 1; i <= 4; i++) {
    if (c.left <= ahead + i) return 0;
    const byte = c.peek8(ahead + i);
    if (byte === 0x3e) return i > 1 ? ahead + i + 1 : -1;
    // No leading zeros, but for zero itself.
    if (byte < 0x30 || byte > 0x39 || (i === 2 && value === 0)) return -1;
    value = value * 10 + byte - 0x30;
    if (value > MAX_PRIORITY) return -1;
  }
  return -1;
}

/** A priority and text in the first `length` bytes; line ends, tabs and a zero may end it. */
export function isSyslog(c: Cursor, length: number): boolean {
  const start = priorityEnd(c, 0);
  if (start <= 0 || length < start + SHORTEST) return false;
  let end = length;
  while (end > start && (c.peek8(end - 1) === 0 || c.peek8(end - 1) === 0x0a || c.peek8(end - 1) === 0x0d)) end--;
  return end >= start + SHORTEST && isText(c, start, end);
}

/** Whether what is there of a message behind its priority, from `start` up to `end`, is text. */
export function isText(c: Cursor, start: number, end: number): boolean {
  for (let i = start; i < end; i++) {
    const byte = c.peek8(i);
    if ((byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d && byte !== 0x1b) || byte === 0x7f)
      return false;
    // What other alphabets need beyond ASCII stands in the text, not at its beginning.
    if (byte >= 0x80 && i < start + SHORTEST && i !== start) return false;
  }
  return true;
}
