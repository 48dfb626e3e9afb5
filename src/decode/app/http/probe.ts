import type { Cursor } from '../../../kernel/cursor.ts';
import { NO, UNSURE, type Verdict, YES } from '../../verdict.ts';
import { httpMethods } from './fields.ts';

/** Bytes of a request line looked at; a longer target is taken as one if its start fits. */
export const MAX_PROBED_LINE = 2048;
const RESPONSE = 'HTTP/1.';
const LONGEST_METHOD = 16;

/**
 * A status line of HTTP/1.x, or a known method, a target, and a version of 1.x. SIP and RTSP share methods and
 * form: their version says so, and is waited for. HTTP/2's preface names version 2.
 */
export function probeHttp(c: Cursor): Verdict {
  const short = c.left < RESPONSE.length + 5;
  if (startsWith(c, RESPONSE)) {
    if (short) return UNSURE;
    const digit = c.peek8(9);
    return (c.peek8(7) & 0xfe) === 0x30 && c.peek8(8) === 0x20 && digit >= 0x31 && digit <= 0x35 ? YES : NO;
  }
  const blank = find(c, 0x20, 0, LONGEST_METHOD + 1);
  if (blank < 0) return c.left <= LONGEST_METHOD && isMethodStart(c) ? UNSURE : NO;
  if (methodAt(c, blank) === 0) return NO;
  for (let i = blank + 1; i < MAX_PROBED_LINE; i++) {
    if (i >= c.left) return UNSURE;
    const byte = c.peek8(i);
    if (byte === 0x0a || byte === 0x0d) return versionBefore(c, i);
    if (byte < 0x20 || byte === 0x7f) return NO;
  }
  return YES;
}

/** Index of the method that fills the first `length` bytes, or 0. */
export function methodAt(c: Cursor, length: number): number {
  for (let i = 1; i < httpMethods.length; i++) {
    const name = httpMethods[i] as string;
    if (name.length === length && startsWith(c, name)) return i;
  }
  return 0;
}

function versionBefore(c: Cursor, end: number): Verdict {
  const at = end - 8;
  if (at < 5 || c.peek8(at - 1) !== 0x20) return NO;
  return c.peek32(at) === 0x48545450 && c.peek16(at + 4) === 0x2f31 && c.peek8(at + 6) === 0x2e ? YES : NO;
}

function isMethodStart(c: Cursor): boolean {
  for (let i = 1; i < httpMethods.length; i++) {
    const name = httpMethods[i] as string;
    if (c.left <= name.length && startsWith(c, name)) return true;
  }
  return false;
}

/** Whether the window begins with the text, as far as the window goes. */
function startsWith(c: Cursor, text: string): boolean {
  const length = c.left < text.length ? c.left : text.length;
  for (let i = 0; i < length; i++) if (c.peek8(i) !== text.charCodeAt(i)) return false;
  return true;
}

function find(c: Cursor, byte: number, from: number, to: number): number {
  for (let i = from; i < to && i < c.left; i++) if (c.peek8(i) === byte) return i;
  return -1;
}
