import type { Cursor } from '../../../kernel/cursor.ts';
import { classOf, methodOf } from './fields.ts';
import { isClassic } from './attributes.ts';

export const STUN_HEADER = 20;
export const COOKIE = 0x2112a442;
/** Attributes looked at of a message without cookie. */
const PROBED = 16;

/** A message with cookie (RFC 8489 5) `at` octets behind the cursor. Lengths should go by four; WhatsApp's do not. */
export function hasCookie(c: Cursor, at: number): boolean {
  return c.peek8(at) < 0x40 && c.left >= at + 8 && c.peek32(at + 4) === COOKIE;
}

/** Two zero bits, a length that is the datagram's, the cookie: 50 bits. */
export function isModern(c: Cursor): boolean {
  return c.left >= STUN_HEADER && hasCookie(c, 0) && c.peek16(2) + STUN_HEADER === c.left;
}

/** A message of RFC 3489: of six types, as long as it says, and all its attributes known and whole. */
export function isClassicMessage(c: Cursor): boolean {
  const type = c.peek16();
  if (c.left < STUN_HEADER || c.peek16(2) + STUN_HEADER !== c.left || (c.left & 3) !== 0) return false;
  if (type > 0x0112 || methodOf(type) === 0 || methodOf(type) > 2 || classOf(type) === 1) return false;
  // A transaction of 128 bits that begins with zeros is none.
  if (c.peek32(4) === 0 && c.peek32(8) === 0 && c.peek32(12) === 0 && c.peek32(16) === 0) return false;
  let at = STUN_HEADER;
  for (let count = 0; at < c.left && count < PROBED; count++) {
    const length = c.peek16(at + 2);
    if (c.left < at + 4 || !isClassic(c.peek16(at)) || at + 4 + length > c.left || (length & 3) !== 0) return false;
    at += 4 + length;
  }
  return true;
}

/** TURN's channel data (RFC 8656 12.4), which are only told from others on a flow that speaks STUN. */
export function isChannelData(c: Cursor): boolean {
  const number = c.peek16();
  return c.left >= 4 && number >= 0x4000 && number < 0x8000 && c.peek16(2) <= c.left - 4;
}
