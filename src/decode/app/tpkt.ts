import type { Cursor } from '../../kernel/cursor.ts';

/**
 * TPKT, RFC 1006 section 6 and RFC 2126: version 3, a reserved byte, and the length of the packet with this header.
 * Shared by all that runs ISO transport over TCP: S7comm, S7comm-plus, MMS, RDP.
 */
export const TPKT_HEADER = 4;
/** The first byte of every packet. */
export const TPKT_VERSION = 3;

/** Header, a COTP length byte, its type and one byte more: the shortest packet that carries anything. */
export const TPKT_MINIMUM = 7;

/** Not a TPKT header at the cursor, or not a length that may follow it. */
export const NOT_TPKT = -1;
/** The header is not complete, and what is there does not contradict it. */
export const TPKT_INCOMPLETE = 0;

/** The length of the packet that starts `ahead` of the cursor, at most `most`; or one of the two answers above. */
export function tpktLength(c: Cursor, ahead: number, most: number): number {
  const left = c.left - ahead;
  if (left >= 1 && c.peek8(ahead) !== TPKT_VERSION) return NOT_TPKT;
  // RFC 1006 sends zero in the reserved byte; anything else there is another protocol that starts with a 3.
  if (left >= 2 && c.peek8(ahead + 1) !== 0) return NOT_TPKT;
  if (left < TPKT_HEADER) return TPKT_INCOMPLETE;
  const length = c.peek16(ahead + 2);
  return length < TPKT_MINIMUM || length > most ? NOT_TPKT : length;
}
