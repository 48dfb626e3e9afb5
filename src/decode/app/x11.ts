import type { Cursor } from '../../kernel/cursor.ts';
import type { StreamProtocol } from '../protocol.ts';
import type { Turn } from '../turn.ts';
import { BAD, DONE, MORE, NO, type Outcome, UNSURE, type Verdict, YES } from '../verdict.ts';
import { wireText } from './wire-text.ts';
import { CLIENT_SETUP, ERROR, EVENT, functionName, REPLY, SETUP_FAILED } from './x11/requests.ts';
import { specLists } from './x11/spec-lists.ts';

const BIG = 0x42;
const LITTLE = 0x6c;
const SETUP_HEADER = 12;
const VERSION = 11;
/** Bytes of an authorization protocol's name and data; MIT-MAGIC-COOKIE-1 has 18 and 16, others some hundred. */
export const MAX_AUTHORIZATION = 512;
const ANSWER_HEADER = 8;
/** Fixed part of an answer that accepts, up to the vendor's name. */
const VENDOR = 40;
const EVENT_LENGTH = 32;
const GENERIC_EVENT = 35;
const QUERY_EXTENSION = 98;
/** Units of four bytes of one request or reply; the largest images of any screen are smaller. */
export const MAX_UNITS: number = 1 << 26;
/** Bytes of an extension's name. */
export const MAX_EXTENSION_NAME = 64;

interface X11State {
  order: 'big' | 'little';
  /** Whether a side's setup is behind it. */
  setUp: [client: boolean, server: boolean];
  /** Where bytes are missing nothing says where the next message begins. */
  lost: [client: boolean, server: boolean];
}

/**
 * The X Window System: somebody else's keyboard, mouse and windows over the network, in the clear. Requests, replies, errors
 * and events are counted by name; contents are passed over, but for the setup and the names of extensions asked for.
 * A cookie is never shown.
 */
export const x11: StreamProtocol<X11State> = {
  kind: 'stream',
  name: 'x11',
  title: 'X Window System',
  spec: 'X Window System Protocol, X Version 11, Release 7',
  fields: {
    'x11.byte-order': { doc: 'Order of bytes that the client wants: 0x42 big, 0x6c little.' },
    'x11.protocol-major-version': { doc: 'Version of the protocol.' },
    'x11.protocol-minor-version': { doc: 'Minor version of the protocol.' },
    'x11.authorization-protocol-name': { doc: 'How the client shows that it may connect.' },
    'x11.release-number': { doc: 'Release number of the server, as its vendor counts.' },
    'x11.vendor': { doc: 'Vendor of the server.' },
    'x11.opcode': { doc: 'Opcode of a request.' },
    'x11.request-length': { doc: 'Length of a request.', unit: 'bytes' },
    'x11.name': { doc: 'Name of an extension asked for.' },
    'x11.eventcode': { doc: 'Code of an event.' },
    'x11.errorcode': { doc: 'Code of an error.' },
  },
  anomalies: { 'opcode-unassigned': { doc: 'A request with an opcode that is nobody’s.' } },
  functionName,
  specLists,
  undecoded:
    'Contents of requests, replies, errors and events; what extensions say. Tried on a real server and its clients.',
  // Order 7 bits, a zero 8, version 32, and two lengths of nine bits in sixteen each.
  falseMatchLog2: -46,
  canBegin: (byte: number): boolean => byte === BIG || byte === LITTLE || byte === 1,
  ports: [6000, 6001, 6010],
  open: () => ({ order: 'little', setUp: [false, false], lost: [false, false] }),
  probe: (c: Cursor): Verdict => (c.peek8() === 1 ? probeAnswer(c) : probeSetup(c)),
  parse(c: Cursor, turn: Turn, state: X11State): Outcome {
    const side = turn.fromServer ? 1 : 0;
    if (state.lost[side]) {
      turn.skip(Number.MAX_SAFE_INTEGER, 'unrecognised');
      return DONE;
    }
    if (turn.fromServer) return state.setUp[1] ? readAnswer(c, turn, state) : readSetupAnswer(c, turn, state);
    if (state.setUp[0]) return readRequest(c, turn, state);
    const setup = probeSetup(c);
    if (setup === UNSURE) return MORE;
    if (setup === YES) return readSetup(c, turn, state);
    // The capture began behind it.
    state.setUp[0] = true;
    return readRequest(c, turn, state);
  },
  gap(state: X11State, fromServer: boolean): void {
    state.lost[fromServer ? 1 : 0] = true;
  },
  maxMessage: SETUP_HEADER + 2 * (MAX_AUTHORIZATION + 4),
};

function probeSetup(c: Cursor): Verdict {
  const order = c.peek8();
  if (c.left > 0 && order !== BIG && order !== LITTLE) return NO;
  if (c.left > 1 && c.peek8(1) !== 0) return NO;
  const big = order === BIG;
  if (c.left > 2 && c.peek8(2) !== (big ? 0 : VERSION)) return NO;
  if (c.left > 3 && c.peek8(3) !== (big ? VERSION : 0)) return NO;
  if ((c.left > 4 && c.peek8(4) !== 0) || (c.left > 5 && c.peek8(5) !== 0)) return NO;
  if (c.left < SETUP_HEADER) return UNSURE;
  return word(c, 6, big) <= MAX_AUTHORIZATION && word(c, 8, big) <= MAX_AUTHORIZATION ? YES : NO;
}

/** A server that accepts: one, unused, version 11.0 in either order, and the length of what its vendor's name is in. */
function probeAnswer(c: Cursor): Verdict {
  if (c.left > 1 && c.peek8(1) !== 0) return NO;
  if (c.left > 2 && c.peek8(2) !== 0 && c.peek8(2) !== VERSION) return NO;
  if (c.left > 3 && c.peek8(2) + c.peek8(3) !== VERSION) return NO;
  if ((c.left > 4 && c.peek8(4) !== 0) || (c.left > 5 && c.peek8(5) !== 0)) return NO;
  if (c.left < ANSWER_HEADER) return UNSURE;
  return word(c, 6, c.peek8(2) === 0) * 4 >= VENDOR - ANSWER_HEADER ? YES : NO;
}

function readSetup(c: Cursor, turn: Turn, state: X11State): Outcome {
  const big = c.peek8() === BIG;
  const name = word(c, 6, big);
  const length = SETUP_HEADER + padded(name) + padded(word(c, 8, big));
  if (c.left < length) return MORE;
  state.order = big ? 'big' : 'little';
  state.setUp[0] = true;
  turn.message(CLIENT_SETUP);
  if (turn.tracing) {
    turn.field('x11.byte-order', c.peek8());
    turn.field('x11.protocol-major-version', word(c, 2, big));
    turn.field('x11.protocol-minor-version', word(c, 4, big));
    const at = c.at + SETUP_HEADER;
    if (name > 0) turn.field('x11.authorization-protocol-name', wireText(c.bytes, at, at + name));
  }
  c.skip(length);
  return DONE;
}

function readSetupAnswer(c: Cursor, turn: Turn, state: X11State): Outcome {
  if (c.left < ANSWER_HEADER) return MORE;
  const status = c.peek8();
  if (status > 2) return BAD;
  if (!state.setUp[0]) state.order = c.peek8(2) === 0 ? 'big' : 'little';
  const big = state.order === 'big';
  const length = ANSWER_HEADER + 4 * word(c, 6, big);
  const head = status === 1 ? VENDOR : ANSWER_HEADER;
  if (length < head) return BAD;
  const vendor = status === 1 && c.has(VENDOR) ? Math.min(word(c, 24, big), length - VENDOR, MAX_AUTHORIZATION) : 0;
  if (!c.has(head + vendor)) return MORE;
  state.setUp[1] = true;
  turn.message(SETUP_FAILED + status);
  if (status === 1) {
    const text = wireText(c.bytes, c.at + VENDOR, c.at + VENDOR + vendor);
    turn.claim(turn.sender, 'role', 'x-server');
    turn.claim(turn.sender, 'description', `X server of ${text}`);
    if (turn.tracing) {
      turn.field('x11.release-number', long(c, 8, big));
      turn.field('x11.vendor', text);
    }
  }
  c.skip(head + vendor);
  if (length > head + vendor) turn.skip(length - head - vendor, 'unrecognised');
  return DONE;
}

function readRequest(c: Cursor, turn: Turn, state: X11State): Outcome {
  if (c.left < 4) return MORE;
  const big = state.order === 'big';
  const opcode = c.peek8();
  let head = 4;
  let units = word(c, 2, big);
  if (units === 0) {
    // BIG-REQUESTS: the length stands in the next four bytes.
    head = 8;
    if (c.left < head) return MORE;
    units = long(c, 4, big);
  }
  if (opcode === 0 || units * 4 < head || units > MAX_UNITS) return BAD;
  let shown = 0;
  if (opcode === QUERY_EXTENSION && head === 4 && units >= 2) {
    if (c.left < 8) return MORE;
    shown = Math.min(word(c, 4, big), units * 4 - 8, MAX_EXTENSION_NAME);
    head = 8 + shown;
    if (c.left < head) return MORE;
  }
  turn.message(opcode);
  if (opcode > 119 && opcode < 127) turn.anomaly('opcode-unassigned');
  if (turn.tracing) {
    turn.field('x11.opcode', opcode);
    turn.field('x11.request-length', units * 4);
    if (shown > 0) turn.field('x11.name', wireText(c.bytes, c.at + 8, c.at + 8 + shown));
  }
  const padding = shown > 0 ? Math.min(padded(shown) - shown, units * 4 - head) : 0;
  c.skip(head);
  if (padding > 0) turn.skip(padding, 'decoded');
  else if (units * 4 > head) turn.skip(units * 4 - head, 'unrecognised');
  return DONE;
}

function readAnswer(c: Cursor, turn: Turn, state: X11State): Outcome {
  if (c.left < ANSWER_HEADER) return MORE;
  const code = c.peek8() & 0x7f;
  const long32 = code === 1 || code === GENERIC_EVENT ? long(c, 4, state.order === 'big') : 0;
  if (long32 > MAX_UNITS) return BAD;
  turn.message(code === 0 ? ERROR : code === 1 ? REPLY : EVENT + code);
  if (turn.tracing) {
    if (code === 0) turn.field('x11.errorcode', c.peek8(1));
    else if (code > 1) turn.field('x11.eventcode', code);
  }
  c.skip(ANSWER_HEADER);
  turn.skip(EVENT_LENGTH - ANSWER_HEADER + 4 * long32, 'unrecognised');
  return DONE;
}

function padded(length: number): number {
  return (length + 3) & ~3;
}

function word(c: Cursor, at: number, big: boolean): number {
  return big ? c.peek16(at) : c.peek8(at) | (c.peek8(at + 1) << 8);
}

function long(c: Cursor, at: number, big: boolean): number {
  return big ? c.peek32(at) : (word(c, at, false) | (word(c, at + 2, false) << 16)) >>> 0;
}
