import type { Cursor } from '../../../kernel/cursor.ts';
import { NO, UNSURE, type Verdict, YES } from '../../verdict.ts';
import { CONNECT_CONFIRM, CONNECT_REQUEST, CotpHeader, DATA } from '../cotp.ts';
import { NOT_TPKT, TPKT_HEADER, TPKT_INCOMPLETE, tpktLength } from '../tpkt.ts';
import { isRdpPart } from './connection.ts';

/** A connect initial has at most some thousand bytes. */
export const MAX_TPKT = 16_384;
/** Openings without content that the probe looks past. */
export const MAX_PROBED = 4;
const CONNECT_INITIAL_TAG = 0x7f65;
const CONNECT_RESPONSE_TAG = 0x7f66;
const cotp: CotpHeader = new CotpHeader();

/**
 * TPKT and COTP are S7comm's, MMS's and others' too: what is RDP's own is a cookie or a negotiation in the opening, or
 * an MCS PDU (T.125) in the first data unit.
 */
export function probeRdp(c: Cursor): Verdict {
  let ahead = 0;
  for (let packets = 0; packets < MAX_PROBED; packets++) {
    const length = tpktLength(c, ahead, MAX_TPKT);
    if (length === NOT_TPKT) return NO;
    const at = ahead + TPKT_HEADER;
    const left = c.left - at;
    if (length === TPKT_INCOMPLETE || left < 3) return UNSURE;
    if (!cotp.read(c, at, length - TPKT_HEADER)) return NO;
    if (cotp.type === DATA) return cotp.last ? probeDomain(c, cotp.dataAt, ahead + length) : NO;
    if (cotp.type !== CONNECT_REQUEST && cotp.type !== CONNECT_CONFIRM) return NO;
    if (c.left < ahead + length) return UNSURE;
    // The whole TPKT is header, and class 0: RDP knows nothing else.
    if (cotp.dataAt !== ahead + length || c.peek8(at + 6) !== 0) return NO;
    if (isRdpPart(c, cotp.parametersAt, cotp.dataAt)) return YES;
    // Old clients and servers open with nothing at all, as others do.
    if (cotp.parametersAt !== cotp.dataAt) return NO;
    ahead += length;
  }
  return NO;
}

function probeDomain(c: Cursor, at: number, end: number): Verdict {
  if (c.left < at + 2) return UNSURE;
  const tag = c.peek16(at);
  if (tag === CONNECT_INITIAL_TAG || tag === CONNECT_RESPONSE_TAG) {
    // BER: a length of one to three bytes that ends with the packet.
    if (c.left < at + 5) return UNSURE;
    const first = c.peek8(at + 2);
    const length =
      first < 0x80 ? first + 3 : first === 0x81 ? c.peek8(at + 3) + 4 : first === 0x82 ? c.peek16(at + 3) + 5 : 0;
    return at + length === end ? YES : NO;
  }
  // Met in the middle: data sent in a channel, aligned PER: initiator, channel, priority, length to the end.
  const choice = c.peek8(at) & 0xfc;
  if (choice !== 0x64 && choice !== 0x68) return NO;
  if (c.left < at + 8) return UNSURE;
  if (c.peek16(at + 3) < 1001 || c.peek16(at + 3) > 1100 || (c.peek8(at + 5) & 0x3f) !== 0x30) return NO;
  const first = c.peek8(at + 6);
  const length = (first & 0x80) !== 0 ? (c.peek16(at + 6) & 0x3fff) + 8 : first + 7;
  return at + length === end ? YES : NO;
}
