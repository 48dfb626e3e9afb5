import type { Cursor } from '../../../kernel/cursor.ts';
import { NO, UNSURE, type Verdict, YES } from '../../verdict.ts';
import { half } from './byte-order.ts';
import {
  ALTER_CONTEXT,
  ALTER_CONTEXT_RESPONSE,
  AUTH3,
  BIND,
  BIND_ACK,
  BIND_NAK,
  CANCEL,
  CANCEL_ACKNOWLEDGE,
  FAULT,
  ORPHANED,
  REQUEST,
  RESPONSE,
  RTS,
  SHUTDOWN,
} from './functions.ts';

/** Header of connections (C706 12.6.1) and of datagrams (12.5.1). */
export const HEADER = 16;
export const DATAGRAM_HEADER = 80;

const VERSION = 5;
const DATAGRAM_VERSION = 4;
/** Shortest of each kind on connections: header and fixed part; 0 for those that only datagrams have. */
const shortest: readonly number[] = (() => {
  const table = Array<number>(RTS + 1).fill(0);
  table[REQUEST] = table[RESPONSE] = 24;
  table[FAULT] = 28;
  table[BIND] = table[ALTER_CONTEXT] = 28;
  table[BIND_ACK] = table[ALTER_CONTEXT_RESPONSE] = 26;
  table[BIND_NAK] = 18;
  table[AUTH3] = 20;
  table[SHUTDOWN] = table[CANCEL] = table[ORPHANED] = 16;
  table[RTS] = 20;
  return table;
})();

/** A header of a connection `ahead` of the cursor: NO at the first byte that cannot be, UNSURE while too few are there. */
export function probeHeader(c: Cursor, ahead: number): Verdict {
  const left = c.left - ahead;
  if (left < 1) return UNSURE;
  if (c.peek8(ahead) !== VERSION) return NO;
  if (left < 2) return UNSURE;
  if (c.peek8(ahead + 1) > 1) return NO;
  if (left < 3) return UNSURE;
  const least = shortest[c.peek8(ahead + 2)] ?? 0;
  if (least === 0) return NO;
  if (left < 5) return UNSURE;
  // Integers big or little endian, characters ASCII or EBCDIC; floating point is IEEE, VAX, Cray or IBM (C706 14.1).
  if ((c.peek8(ahead + 4) & 0xee) !== 0) return NO;
  if (left < 6) return UNSURE;
  if (c.peek8(ahead + 5) > 3) return NO;
  if (left < 8) return c.peek8(ahead + 6) === 0 ? UNSURE : NO;
  if (c.peek16(ahead + 6) !== 0) return NO;
  if (left < 12) return UNSURE;
  const little = (c.peek8(ahead + 4) & 0x10) !== 0;
  const length = half(c, ahead + 8, little);
  const auth = half(c, ahead + 10, little);
  return length < least || (auth > 0 && auth + 8 > length - HEADER) ? NO : YES;
}

/** The length that the header at the cursor says; meaningful behind {@link probeHeader}'s YES only. */
export function fragmentLength(c: Cursor, ahead: number): number {
  return half(c, ahead + 8, (c.peek8(ahead + 4) & 0x10) !== 0);
}

/** One datagram: version, kind, flags that nobody may set, data representation, and a length that fits. */
export function isDatagram(c: Cursor): boolean {
  if (c.left < DATAGRAM_HEADER || c.peek8() !== DATAGRAM_VERSION) return false;
  const kind = c.peek8(1);
  // Bits 0 and 7 of the first flags are the implementation's own; of the second all but bits 0 and 1 are zero.
  if (kind > CANCEL_ACKNOWLEDGE || (c.peek8(3) & 0xfc) !== 0) return false;
  if ((c.peek8(4) & 0xee) !== 0 || c.peek8(5) > 3 || c.peek8(6) !== 0) return false;
  const length = half(c, 74, (c.peek8(4) & 0x10) !== 0);
  const body = c.left - DATAGRAM_HEADER;
  return c.peek8(78) === 0 ? length === body : length <= body;
}
