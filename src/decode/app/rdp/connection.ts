import type { Cursor } from '../../../kernel/cursor.ts';
import type { Turn } from '../../turn.ts';
import { wireText } from '../wire-text.ts';

/** Longest token or cookie: [MS-RDPBCGR] 2.2.1.1 leaves it open, a TPDU's header has 254 bytes. */
const NEGOTIATION = 8;
export const NEGOTIATION_REQUEST = 1;
export const NEGOTIATION_RESPONSE = 2;
export const NEGOTIATION_FAILED = 3;
const CORRELATION = 6;
/** `Cookie: ` of clients, `Cookie: msts=` of brokers, and brokers that leave out the word. */
const COOKIE_WORDS = ['Cookie: ', 'msts=', 'tsv://'];
const USER_COOKIE = 'Cookie: mstshash=';

/** Where in the variable part of a connection request or confirm the negotiation begins; -1 where there is none. */
export function negotiationAt(c: Cursor, at: number, end: number): number {
  if (startsCookie(c, at, end)) {
    while (at + 1 < end && !(c.peek8(at) === 0x0d && c.peek8(at + 1) === 0x0a)) at++;
    at += 2;
  }
  return isNegotiation(c, at, end) ? at : -1;
}

/** Whether the variable part is one of RDP: a cookie, a token, or a negotiation; no parameters of ISO 8073. */
export function isRdpPart(c: Cursor, at: number, end: number): boolean {
  return startsCookie(c, at, end) || isNegotiation(c, at, end);
}

function startsCookie(c: Cursor, at: number, end: number): boolean {
  return COOKIE_WORDS.some((word) => {
    if (at + word.length > end) return false;
    for (let i = 0; i < word.length; i++) if (c.peek8(at + i) !== word.charCodeAt(i)) return false;
    return true;
  });
}

/** [MS-RDPBCGR] 2.2.1.1.1, 2.2.1.2.1, 2.2.1.2.2: type, flags, the length 8 in little endian, four bytes. */
function isNegotiation(c: Cursor, at: number, end: number): boolean {
  if (at + NEGOTIATION > end) return false;
  const type = c.peek8(at);
  if (type < NEGOTIATION_REQUEST || type > NEGOTIATION_FAILED || c.peek16(at + 2) !== 0x0800) return false;
  const after = end - at - NEGOTIATION;
  return after === 0 || (c.peek8(at + NEGOTIATION) === CORRELATION && after === 36);
}

/** Cookie, and what is asked for or chosen. Returns the chosen security layer; -1 where none is chosen here. */
export function readConnection(c: Cursor, at: number, end: number, turn: Turn): number {
  const start = c.at;
  const found = negotiationAt(c, at, end);
  const cookieEnd = found < 0 ? end : found;
  if (cookieEnd > at + 2 && startsCookie(c, at, end)) {
    const line = wireText(c.bytes, start + at, start + cookieEnd).replace(/\r?\n?$/, '');
    if (turn.tracing) turn.field('rdp.rt_cookie', line);
    const user = line.startsWith(USER_COOKIE) ? line.slice(USER_COOKIE.length).trim() : '';
    if (user !== '') turn.claim(turn.sender, 'user', user);
  }
  if (found < 0) return -1;
  const type = c.peek8(found);
  c.skip(found + 4);
  const value = c.u32le();
  c.at = start;
  if (turn.tracing) {
    turn.field('rdp.neg_type', type);
    if (type === NEGOTIATION_REQUEST) turn.field('rdp.negReq.requestedProtocols', value);
    else if (type === NEGOTIATION_RESPONSE) turn.field('rdp.negReq.selectedProtocol', value);
    else turn.field('rdp.negFailure.failureCode', value);
  }
  return type === NEGOTIATION_RESPONSE ? value : -1;
}
