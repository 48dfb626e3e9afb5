import type { Cursor } from '../../kernel/cursor.ts';
import type { StreamProtocol } from '../protocol.ts';
import type { Turn } from '../turn.ts';
import { BAD, DONE, MORE, NO, type Outcome, UNSURE, type Verdict, YES } from '../verdict.ts';
import { wireText } from './wire-text.ts';

const TLS_MARK = 0x17;
/** Type, and a length in eight octets. */
const HEADER = 9;
const BRACE = 0x7b;
/** The program refuses longer messages. */
export const MAX_FRP_MESSAGE = 10_240;
const MUX_HEADER = 12;
/** Functions beside the letters of messages: a frame of the multiplexer, by its type; and the mark before TLS. */
const MUX = 0x100;
const MARK = 0x200;

const names: Readonly<Record<string, string>> = {
  o: 'login',
  '1': 'login response',
  p: 'new proxy',
  '2': 'new proxy response',
  c: 'close proxy',
  w: 'new work connection',
  r: 'request work connection',
  s: 'start work connection',
  v: 'new visitor connection',
  '3': 'new visitor connection response',
  h: 'ping',
  '4': 'pong',
  u: 'UDP packet',
  i: 'hole punching visitor',
  n: 'hole punching client',
  m: 'hole punching response',
  '5': 'hole punching session',
  '6': 'hole punching report',
};
const muxNames = ['mux data', 'mux window update', 'mux ping', 'mux go away'] as const;
const LOGIN = 0x6f;
const WORK = 0x77;
const VISITOR = 0x76;
const START_WORK = 0x73;

interface FrpState {
  mux: boolean;
}

/**
 * frp, a reverse proxy that opens services behind a firewall: its login with the host's name and system, in the clear or
 * within its multiplexer; or the octet that it sends before TLS, behind which TLS is read. What goes through the proxy is not
 * read, unless it has a connection of its own: then it is told by its content.
 */
export const frp: StreamProtocol<FrpState> = {
  kind: 'stream',
  name: 'frp',
  title: 'frp, fast reverse proxy',
  spec: 'not published; types and fields of package msg of the program’s source, frames of the yamux specification',
  fields: {
    'frp.length': { doc: 'Length of the message.', unit: 'bytes' },
    'frp.version': { doc: 'Version of the program.' },
    'frp.hostname': { doc: 'Name of the host that logs in.' },
    'frp.os': { doc: 'Its system.' },
    'frp.user': { doc: 'Name of the user in the client’s settings.' },
    'frp.stream': { doc: 'Number of the stream within the multiplexer.' },
  },
  anomalies: {},
  functionName: (fn: number): string | undefined =>
    fn === MARK ? 'mark before TLS' : fn >= MUX ? muxNames[fn - MUX] : names[String.fromCharCode(fn)],
  undecoded:
    'Everything behind the login, which is encrypted; what streams of the multiplexer carry. Without its mark, TLS of it is nothing but TLS. Signature unproven: no capture at hand has it.',
  // Worst is the mark: 0x17, and of a client’s record type 8 bits, version 13, length 2, and hello 8.
  falseMatchLog2: -39,
  canBegin: (byte: number): boolean =>
    byte === TLS_MARK || byte === 0 || byte === LOGIN || byte === WORK || byte === VISITOR,
  ports: [7000, 7001],
  open: () => ({ mux: false }),
  probe(c: Cursor): Verdict {
    if (c.left === 0) return UNSURE;
    const first = c.peek8();
    if (first === TLS_MARK) return probeMark(c);
    if (first === 0) return probeMux(c);
    return first === LOGIN || first === WORK || first === VISITOR ? probeMessage(c, 0) : NO;
  },
  parse(c: Cursor, turn: Turn, state: FrpState): Outcome {
    if (c.peek8() === TLS_MARK && !state.mux) {
      const mark = probeMark(c);
      if (mark === UNSURE) return MORE;
      if (mark === NO) return BAD;
      turn.message(MARK);
      claimPeers(turn);
      c.skip(1);
      turn.giveWay();
      return DONE;
    }
    if (!state.mux && c.peek8() === 0) state.mux = true;
    return state.mux ? readFrame(c, turn) : readMessage(c, turn);
  },
  maxMessage: MUX_HEADER + HEADER + MAX_FRP_MESSAGE,
};

/** 0x17, then a record of TLS with a client's hello. */
function probeMark(c: Cursor): Verdict {
  if (c.left > 1 && c.peek8(1) !== 0x16) return NO;
  if (c.left > 2 && c.peek8(2) !== 3) return NO;
  if (c.left > 3 && c.peek8(3) > 4) return NO;
  if (c.left < 7) return UNSURE;
  return c.peek8(4) < 0x40 && c.peek8(6) === 1 ? YES : NO;
}

/** The first stream is opened by a window update, and its first frame of data holds the login. */
function probeMux(c: Cursor): Verdict {
  for (const [at, byte] of OPENING) {
    if (c.left <= at) return UNSURE;
    if (c.peek8(at) !== byte) return NO;
  }
  return probeMessage(c, 2 * MUX_HEADER);
}

const OPENING: readonly (readonly [at: number, byte: number])[] = [
  ...[0, 1, 0, 1, 0, 0, 0, 1].map((byte, at) => [at, byte] as const),
  ...[0, 0, 0, 0, 0, 0, 0, 1].map((byte, i) => [MUX_HEADER + i, byte] as const),
];

/** A type, a length below 10 KiB in eight octets, and JSON. */
function probeMessage(c: Cursor, at: number): Verdict {
  if (c.left > at && names[String.fromCharCode(c.peek8(at))] === undefined) return NO;
  for (let i = 1; i < 7; i++) if (c.left > at + i && c.peek8(at + i) !== 0) return NO;
  if (c.left <= at + HEADER) return UNSURE;
  const length = c.peek16(at + 7);
  return length >= 2 && length <= MAX_FRP_MESSAGE && c.peek8(at + HEADER) === BRACE ? YES : NO;
}

function readMessage(c: Cursor, turn: Turn): Outcome {
  const verdict = probeMessage(c, 0);
  if (verdict === UNSURE) return MORE;
  if (verdict === NO) {
    // Behind the login all is ciphertext.
    turn.skip(Number.MAX_SAFE_INTEGER, 'encrypted');
    return DONE;
  }
  const length = c.peek16(7);
  if (!c.has(HEADER + length)) return MORE;
  const type = c.peek8();
  tell(c, turn, 0, length);
  c.skip(HEADER + length);
  if (type === START_WORK) turn.giveWay();
  return DONE;
}

/** A frame of the multiplexer: version, type, flags, stream, length; data that begin with a message are one. */
function readFrame(c: Cursor, turn: Turn): Outcome {
  if (c.left < MUX_HEADER) return MORE;
  const type = c.peek8(1);
  if (c.peek8() !== 0 || type > 3) return BAD;
  const length = type === 0 ? c.peek32(8) : 0;
  const message = length > HEADER ? probeMessage(c, MUX_HEADER) : NO;
  if (message === UNSURE) return MORE;
  const size = message === YES ? c.peek16(MUX_HEADER + 7) : 0;
  const whole = message === YES && HEADER + size <= length;
  if (whole && !c.has(MUX_HEADER + HEADER + size)) return MORE;
  turn.message(MUX + type);
  if (turn.tracing) turn.field('frp.stream', c.peek32(4));
  if (whole) tell(c, turn, MUX_HEADER, size);
  const taken = MUX_HEADER + (whole ? HEADER + size : 0);
  c.skip(taken);
  if (MUX_HEADER + length > taken) turn.skip(MUX_HEADER + length - taken, 'encrypted');
  return DONE;
}

function tell(c: Cursor, turn: Turn, at: number, length: number): void {
  const type = c.peek8(at);
  turn.message(type);
  if (turn.tracing) turn.field('frp.length', length);
  if (type !== LOGIN) return;
  claimPeers(turn);
  const start = c.at + at + HEADER;
  const text = wireText(c.bytes, start, start + length);
  for (const [name, attribute] of LOGIN_WORDS) {
    const value = new RegExp(`"${name}":"([^"\\\\]{1,128})"`).exec(text)?.[1];
    if (value === undefined) continue;
    if (turn.tracing) turn.field(`frp.${name}`, value);
    if (attribute !== undefined) turn.claim(turn.sender, attribute, value);
  }
}

/** The key among them is a secret, and is not one of these. */
const LOGIN_WORDS = [
  ['version', undefined],
  ['hostname', 'hostname'],
  ['os', 'os'],
  ['user', 'user'],
] as const;

function claimPeers(turn: Turn): void {
  turn.claim(turn.sender, 'role', 'frp-client');
  turn.claim(turn.receiver, 'role', 'frp-server');
}
