import type { Cursor } from '../../../kernel/cursor.ts';
import { NO, UNSURE, type Verdict, YES } from '../../verdict.ts';
import { rtspMethods } from './fields.ts';

/** Bytes of a request line looked at. */
export const MAX_PROBED_LINE = 1024;
const VERSION = 'RTSP/';
const LONGEST_METHOD = 13;
const DOLLAR = 0x24;
/** Interleaved packets after which there is no doubt. */
const SURE = 2;
const HEADER = 4;

/** A status line; a method, and a target of this scheme or a version of this protocol; or media in a row. */
export function probeRtsp(c: Cursor): Verdict {
  if (c.left === 0) return UNSURE;
  if (c.peek8() === DOLLAR) return probeMedia(c);
  if (startsWith(c, 0, VERSION)) {
    if (c.left < VERSION.length + 3) return UNSURE;
    return isVersion(c, VERSION.length) ? YES : NO;
  }
  let blank = 0;
  while (blank < c.left && blank <= LONGEST_METHOD && c.peek8(blank) !== 0x20) blank++;
  if (blank === c.left) return methods(c, blank, false) ? UNSURE : NO;
  if (blank > LONGEST_METHOD || !methods(c, blank, true)) return NO;
  return probeTarget(c, blank + 1);
}

/** `rtsp://` (or `rtspu:`, `rtsps:`), or anything in one line that ends with the version. */
function probeTarget(c: Cursor, at: number): Verdict {
  if (startsWith(c, at, 'rtsp')) {
    if (c.left < at + 7) return UNSURE;
    const colon = c.peek8(at + 4) === 0x3a ? at + 4 : at + 5;
    if (c.peek8(colon) === 0x3a && c.peek8(colon + 1) === 0x2f) return YES;
  }
  for (let i = at; i < MAX_PROBED_LINE; i++) {
    if (i >= c.left) return UNSURE;
    const byte = c.peek8(i);
    if (byte === 0x0d || byte === 0x0a) {
      const version = i - VERSION.length - 3;
      return version > at && startsWith(c, version, VERSION) && isVersion(c, version + VERSION.length) ? YES : NO;
    }
    if (byte < 0x20 || byte > 0x7e) return NO;
  }
  return NO;
}

function isVersion(c: Cursor, at: number): boolean {
  return (c.peek8(at) === 0x31 || c.peek8(at) === 0x32) && c.peek8(at + 1) === 0x2e && c.peek8(at + 2) === 0x30;
}

/** RTP or RTCP of version 2 behind a dollar sign, a channel and a length, and the next where this one ends. */
function probeMedia(c: Cursor): Verdict {
  let at = 0;
  for (let packets = 0; packets < SURE; packets++) {
    if (at >= c.left) return UNSURE;
    if (c.peek8(at) !== DOLLAR) return NO;
    if (c.left < at + HEADER + 1) return UNSURE;
    const length = c.peek16(at + 2);
    if (c.peek8(at + 1) > 31 || length < 8 || c.peek8(at + HEADER) >> 6 !== 2) return NO;
    at += HEADER + length;
  }
  if (at >= c.left) return UNSURE;
  return c.peek8(at) === DOLLAR || c.peek8(at) === 0x52 ? YES : NO;
}

/** Whether a method fills the first bytes, or begins with them. */
function methods(c: Cursor, length: number, whole: boolean): boolean {
  for (let i = 1; i < rtspMethods.length; i++) {
    const name = rtspMethods[i] as string;
    if ((whole ? name.length === length : name.length >= length) && startsWith(c, 0, name)) return true;
  }
  return false;
}

/** Whether the window goes on with the text, as far as the window goes. */
function startsWith(c: Cursor, at: number, text: string): boolean {
  for (let i = 0; i < text.length && at + i < c.left; i++) if (c.peek8(at + i) !== text.charCodeAt(i)) return false;
  return true;
}
