import type { Cursor } from '../../kernel/cursor.ts';
import { INNER_IP, NO_ID } from '../inner-kind.ts';
import type { DatagramProtocol } from '../protocol.ts';
import type { Turn } from '../turn.ts';
import { BAD, DONE, NO, type Outcome, type Verdict, YES } from '../verdict.ts';

const AUTHENTICATION = 1;
const ORIGIN = 0;
const ORIGIN_LENGTH = 8;
/** Two bytes of type, two lengths; nonce and confirmation follow the two texts. */
const AUTHENTICATION_HEADER = 4;
const NONCE = 9;
const IPV6_HEADER = 40;
/** 2001:0000::/32 (RFC 4380 2.6). */
const TEREDO_PREFIX = 0x20010000;
const LINK_LOCAL = 0xfe80;
const ICMPV6 = 58;
const NO_NEXT_HEADER = 59;

/** Kinds of trailers (RFC 6081 4): nonce, alternate address, neighbour discovery, random port. */
const LAST_TRAILER = 6;

const PACKET = 0;
const BUBBLE = 1;
const names: readonly string[] = ['packet', 'bubble'];

/** IPv6 in UDP through address translation: how a Windows host reaches, and is reached from, the IPv6 internet unasked. */
export const teredo: DatagramProtocol<undefined> = {
  kind: 'datagram',
  name: 'teredo',
  title: 'Teredo',
  spec: 'RFC 4380, RFC 5991',
  fields: {
    'teredo.orig.addr': { doc: 'address that the server saw the client at' },
    'teredo.orig.port': { doc: 'port that it saw' },
    'teredo.auth.nonce': { doc: 'number that an answer repeats' },
  },
  anomalies: {},
  functionName: (fn: number): string | undefined => names[fn],
  undecoded: 'Trailers of RFC 6081.',
  // A router solicitation: nibble 4 bits, length 16, next header 8, a prefix of 16.
  falseMatchLog2: -43,
  ports: [3544],
  canBegin: (byte: number): boolean => byte === 0 || byte >> 4 === 6,
  open: () => undefined,
  probe(c: Cursor): Verdict {
    const at = packetAt(c);
    if (at < 0 || !endsWell(c, at + IPV6_HEADER + c.peek16(at + 4))) return NO;
    if (c.peek32(at + 8) === TEREDO_PREFIX || c.peek32(at + 24) === TEREDO_PREFIX) return YES;
    return c.peek16(at + 8) === LINK_LOCAL && c.peek8(at + 6) === ICMPV6 ? YES : NO;
  },
  parse(c: Cursor, turn: Turn): Outcome {
    const at = packetAt(c);
    if (at < 0) return BAD;
    const length = c.peek16(at + 4);
    turn.message(c.peek8(at + 6) === NO_NEXT_HEADER && length === 0 ? BUBBLE : PACKET);
    if (turn.tracing && at > 0) showIndications(c, turn, at);
    turn.carry(INNER_IP, c.at + at, IPV6_HEADER + length, NO_ID, 0);
    turn.unrecognised(Math.max(0, c.left - at - IPV6_HEADER - length));
    c.skip(c.left);
    return DONE;
  },
};

/** Where the IPv6 packet begins behind the two indications that may stand before it, in this order; -1 without one. */
function packetAt(c: Cursor): number {
  let at = 0;
  if (c.peek8() === 0 && c.peek8(1) === AUTHENTICATION) at = AUTHENTICATION_HEADER + c.peek8(2) + c.peek8(3) + NONCE;
  if (c.left >= at + ORIGIN_LENGTH && c.peek16(at) === ORIGIN) at += ORIGIN_LENGTH;
  return c.left >= at + IPV6_HEADER && c.peek8(at) >> 4 === 6 ? at : -1;
}

/** Whether only trailers follow (RFC 6081 4): kind, length, value. Each takes two bytes and more, so the loop ends. */
function endsWell(c: Cursor, end: number): boolean {
  let at = end;
  while (at + 2 <= c.left && c.peek8(at) >= 1 && c.peek8(at) <= LAST_TRAILER) at += 2 + c.peek8(at + 1);
  return at === c.left;
}

function showIndications(c: Cursor, turn: Turn, end: number): void {
  let at = 0;
  if (c.peek8(1) === AUTHENTICATION) {
    at = AUTHENTICATION_HEADER + c.peek8(2) + c.peek8(3) + NONCE;
    turn.field('teredo.auth.nonce', (BigInt(c.peek32(at - NONCE)) << 32n) | BigInt(c.peek32(at - NONCE + 4)));
  }
  if (at === end) return;
  // Both are sent with all bits turned over, so that translators leave them alone.
  const address = ~c.peek32(at + 4) >>> 0;
  turn.field('teredo.orig.port', ~c.peek16(at + 2) & 0xffff);
  turn.field('teredo.orig.addr', [24, 16, 8, 0].map((shift) => (address >>> shift) & 255).join('.'));
}
