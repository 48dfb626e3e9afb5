import { Cursor } from '../../../kernel/cursor.ts';
import { ADDED } from '../../../kernel/open-requests.ts';
import type { Turn } from '../../turn.ts';
import { functionOf, INIT_SSL, KEEP_ALIVE, NOTIFICATION, opcodes, REQUEST, SYSTEM_EVENT } from './functions.ts';
import { readRequest } from './requests.ts';
import { readNotification, readResponse } from './responses.ts';
import type { PlusState } from './state.ts';

export const PROTOCOL_ID = 0x72;
/** Protocol id, version, length. The trailer repeats the first two and says nothing more. */
const HEADER = 4;
const TRAILER = 4;
const V3 = 3;
const EVENT_VERSION = 0xfe;
const ALIVE_VERSION = 0xff;
/** Bytes of a digest, which its own length stands before. */
const DIGEST = 32;

/** Used within one call only. */
const inner: Cursor = new Cursor();

/** Reads one unit of ISO transport: a PDU, a fragment of one, or a record of TLS. */
export function readPdu(c: Cursor, turn: Turn, state: PlusState): void {
  const end = c.end;
  if (c.peek8() === PROTOCOL_ID && c.left >= HEADER) readFramed(c, turn, state);
  else if (isTlsRecord(c)) turn.encrypted(c.left);
  else {
    turn.anomaly('foreign-payload');
    turn.unrecognised(c.left);
  }
  c.failed = false;
  c.end = end;
  c.at = end;
}

/** Both sides speak TLS inside of the transport once they agreed to, and then nothing else. */
export function isTlsRecord(c: Cursor): boolean {
  const type = c.peek8();
  return type >= 20 && type <= 23 && c.peek8(1) === 3 && c.peek8(2) <= 4;
}

function readFramed(c: Cursor, turn: Turn, state: PlusState): void {
  const end = c.end;
  c.skip(1);
  const version = c.u8();
  if (version === ALIVE_VERSION) {
    turn.message(KEEP_ALIVE);
    turn.field('s7comm-plus.header.protocolversion', version);
    return;
  }
  const length = c.u16();
  const rest = c.left - length;
  if (rest < 0) turn.anomaly('length-mismatch');
  const dataEnd = Math.min(c.at + length, end);
  const last = rest >= TRAILER && c.peek8(length) === PROTOCOL_ID && c.peek16(length + 2) === 0;
  if (rest > (last ? TRAILER : 0)) turn.unrecognised(rest - (last ? TRAILER : 0));
  c.end = dataEnd;
  if (version === EVENT_VERSION) {
    turn.message(SYSTEM_EVENT);
    turn.field('s7comm-plus.header.protocolversion', version);
    turn.unrecognised(c.left);
    return;
  }
  // The third version puts a digest before the data, of every fragment.
  const digest = version === V3 && c.peek8() === DIGEST && c.has(1 + DIGEST);
  if (digest) c.skip(1 + DIGEST);
  const parts = state.parts(turn.fromServer);
  if (last && parts.length === 0 && !parts.overflowed) {
    readData(c, turn, state, version, digest, c.left);
    return;
  }
  const piece = c.left;
  parts.append(c);
  if (!last) return;
  if (parts.overflowed) turn.anomaly('assembled-too-long');
  readData(parts.read(inner), turn, state, version, digest, piece);
  parts.clear();
}

/** Reads the data of a PDU. What is left is counted, but no more of it than the `piece` that came last. */
function readData(c: Cursor, turn: Turn, state: PlusState, version: number, digest: boolean, piece: number): void {
  if (c.left < 10) {
    if (c.left > 0) turn.anomaly('cut-short');
    turn.unrecognised(Math.min(c.left, piece));
    return;
  }
  const opcode = c.u8();
  const notification = opcode === NOTIFICATION;
  const code = notification ? 0 : c.peek16(2);
  turn.message(functionOf(opcode, code));
  if (turn.tracing) {
    turn.field('s7comm-plus.header.protocolversion', version);
    turn.field('s7comm-plus.data.opcode', opcode);
    if (digest) turn.field('s7comm-plus.integrity', true);
  }
  if (!opcodes.has(opcode)) turn.anomaly('opcode-unknown');
  else if (notification) readNotification(c, turn);
  else readNumbered(c, turn, state, opcode, code);
  if (c.failed) {
    turn.anomaly('cut-short');
    c.failed = false;
  }
  turn.unrecognised(Math.min(c.left, piece));
}

function readNumbered(c: Cursor, turn: Turn, state: PlusState, opcode: number, code: number): void {
  c.skip(6);
  const sequence = c.u16();
  turn.field('s7comm-plus.data.function', code);
  turn.field('s7comm-plus.data.seqnum', sequence);
  if (opcode === REQUEST) {
    const session = c.u32();
    turn.field('s7comm-plus.data.sessionid', session);
    c.skip(1);
    state.requestsSeen = true;
    const opened = state.requests.open(sequence, code, 0, 0, turn.seconds, turn.nanos);
    if (opened !== ADDED && state.responsesSeen) turn.anomaly('request-unanswered');
    readRequest(c, turn, state, functionOf(opcode, code), code, session);
    return;
  }
  c.skip(1);
  const matched = take(turn, state, sequence, code);
  const error = readResponse(c, turn, code);
  if (code === INIT_SSL && error === 0) state.encrypted = true;
  if (!matched) return;
  const { requests } = state;
  const handles = requests.handles;
  for (let i = 0; i < handles; i++) turn.outcome(requests.handle(i), error, requests.seconds, requests.nanos);
}

function take(turn: Turn, state: PlusState, sequence: number, code: number): boolean {
  state.responsesSeen = true;
  if (state.requests.take(sequence)) {
    state.forgiving = false;
    if (state.requests.fn !== code) turn.anomaly('function-mismatch');
    return true;
  }
  if (state.requestsSeen && !state.forgiving) turn.anomaly('answer-without-request');
  return false;
}
