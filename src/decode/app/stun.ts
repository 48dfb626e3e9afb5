import type { Cursor } from '../../kernel/cursor.ts';
import type { DatagramProtocol, StreamProtocol } from '../protocol.ts';
import type { Turn } from '../turn.ts';
import { BAD, DONE, MORE, NO, type Outcome, UNSURE, type Verdict, YES } from '../verdict.ts';
import { stunAnomalies, stunFields, stunFunction } from './stun/fields.ts';
import { hasCookie, isChannelData, isClassicMessage, isModern, STUN_HEADER } from './stun/probe.ts';
import { readChannelData, readStunMessage } from './stun/read-message.ts';

/** Two octets of length before each message, where ICE runs over TCP (RFC 4571, RFC 6544). */
const FRAME = 2;
const MAX_STUN = 0xffff + STUN_HEADER;

const shared = {
  name: 'stun',
  spec: 'RFC 8489, RFC 8656, RFC 5389, RFC 3489, RFC 5780, RFC 6544',
  fields: stunFields,
  anomalies: stunAnomalies,
  functionName: stunFunction,
  undecoded: 'Data in channels and indications, integrity, and attributes of ICE and of vendors.',
  // Worst is a message without cookie: type 5/65536, and a length of 16 bits that must be the datagram's.
  falseMatchLog2: -29,
  ports: [3478, 3479, 5349, 19302],
} as const;

/**
 * STUN and TURN: a host asks how it is seen from outside, or for a relay. Answers name its address behind the NAT, and the
 * program of either side. User names are not kept. What shares a port with it (DTLS, RTP) is not read.
 */
export const stunOverUdp: DatagramProtocol<undefined> = {
  ...shared,
  kind: 'datagram',
  title: 'STUN and TURN over UDP',
  open: () => undefined,
  probe: (c: Cursor): Verdict => (isModern(c) || isClassicMessage(c) ? YES : NO),
  parse(c: Cursor, turn: Turn): Outcome {
    if (isChannelData(c)) readChannelData(c, turn);
    else if (c.left >= STUN_HEADER && (hasCookie(c, 0) || isClassicMessage(c))) readWithin(c, turn, c.peek16(2));
    else return BAD;
    return DONE;
  },
};

export interface StunState {
  /** Messages have their length before them; undefined until the first one was read. */
  framed: boolean | undefined;
}

export const stunOverTcp: StreamProtocol<StunState> = {
  ...shared,
  kind: 'stream',
  title: 'STUN and TURN over TCP',
  open: () => ({ framed: undefined }),
  probe(c: Cursor): Verdict {
    if (c.left > 0 && c.peek8() >= 0x40) return NO;
    if (c.left < FRAME + 8) return couldBe(c, 0) || couldBe(c, FRAME) ? UNSURE : NO;
    return hasCookie(c, 0) || isFramed(c) ? YES : NO;
  },
  parse(c: Cursor, turn: Turn, state: StunState): Outcome {
    if (c.left < FRAME + 8) return MORE;
    state.framed ??= isFramed(c) && !hasCookie(c, 0);
    const at = state.framed ? FRAME : 0;
    const channel = c.peek8(at) >= 0x40 && c.peek8(at) < 0x80;
    if (!channel && !hasCookie(c, at)) {
      // ICE carries other things in frames of its own.
      if (!state.framed) return BAD;
      const length = FRAME + c.peek16();
      c.skip(FRAME);
      turn.skip(length - FRAME, 'unrecognised');
      return DONE;
    }
    const inner = c.peek16(at + 2);
    const body = channel ? 4 + inner : STUN_HEADER + inner;
    const padding = channel && !state.framed ? -body & 3 : 0;
    if (c.left < at + body + padding) return MORE;
    const { end } = c;
    const frame = c.peek16();
    c.skip(at);
    c.end = c.at + body;
    if (channel) readChannelData(c, turn);
    else readStunMessage(c, turn);
    if (state.framed && turn.tracing) turn.field('stun.tcp_frame_length', frame);
    c.end = end;
    c.skip(padding);
    return DONE;
  },
  maxMessage: MAX_STUN + FRAME,
};

/** A message within a datagram, which may be longer or shorter than it says. */
function readWithin(c: Cursor, turn: Turn, length: number): void {
  const { end } = c;
  if (length + STUN_HEADER < c.left) c.end = c.at + STUN_HEADER + length;
  readStunMessage(c, turn);
  turn.unrecognised(end - c.at);
  c.end = end;
  c.at = end;
}

function isFramed(c: Cursor): boolean {
  return hasCookie(c, FRAME) && c.peek16() === c.peek16(FRAME + 2) + STUN_HEADER;
}

/** The beginning of a message, as far as it is there. */
function couldBe(c: Cursor, at: number): boolean {
  if (c.left > at && c.peek8(at) >= 0x40) return false;
  for (let i = 0; i < 4 && at + 4 + i < c.left; i++) if (c.peek8(at + 4 + i) !== COOKIE_OCTETS[i]) return false;
  return true;
}

const COOKIE_OCTETS: readonly number[] = [0x21, 0x12, 0xa4, 0x42];
