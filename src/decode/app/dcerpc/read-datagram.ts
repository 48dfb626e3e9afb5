import type { Cursor } from '../../../kernel/cursor.ts';
import type { Turn } from '../../turn.ts';
import { half, uuidText, word } from './byte-order.ts';
import { askAgain, askedBy, readCall, readFault, readReply, traceNames } from './calls.ts';
import { interfaceAt } from './contexts.ts';
import { pnIo } from '../pn-io.ts';
import { readIoCall, settleIoCall } from '../pn-io/read-call.ts';
import { FAULT, functionOf, kindName, REJECT, REQUEST, RESPONSE } from './functions.ts';
import { interfaceNamed } from './interfaces.ts';
import { DATAGRAM_HEADER } from './recognise.ts';
import type { RpcState } from './state.ts';
import { StubData } from './stub-data.ts';

const LAST = 2;
const FRAGMENT = 4;
/** The four interfaces of PROFINET IO, whose calls have blocks of their own kind. */
const fieldbus: ReadonlySet<number> = new Set(
  ['pnio-device', 'pnio-controller', 'pnio-supervisor', 'pnio-paramserver'].map(interfaceNamed),
);
const stub: StubData = new StubData();

/** Reads one datagram (C706 12.5), which fills the window; the cursor stays. Says how its data are to be read: see {@link StubData}. */
export function readDatagram(c: Cursor, turn: Turn, state: RpcState): StubData {
  const kind = c.peek8(1);
  const flags = c.peek8(2);
  const little = (c.peek8(4) & 0x10) !== 0;
  const index = interfaceAt(c, 24, little);
  const operation = half(c, 68, little);
  const sequence = word(c, 64, little);
  const fragment = half(c, 76, little);
  const length = half(c, 74, little);
  const isCall = kind === REQUEST || kind === RESPONSE || kind === FAULT || kind === REJECT;
  turn.message(isCall ? functionOf(kind, index, operation) : kind);
  if (turn.tracing) {
    turn.field('dcerpc.ver', c.peek8());
    turn.field('dcerpc.pkt_type', kind);
    turn.field('dcerpc.dg_flags1', flags);
    turn.field('dcerpc.obj_id', uuidText(c, 8, little));
    turn.field('dcerpc.dg_if_id', uuidText(c, 24, little));
    turn.field('dcerpc.dg_act_id', uuidText(c, 40, little));
    turn.field('dcerpc.dg_seqnum', sequence);
    turn.field('dcerpc.opnum', operation);
    turn.field('dcerpc.dg_frag_len', length);
    turn.field('dcerpc.dg_frag_num', fragment);
  }
  // Activity and sequence name a call; a word of the first tells two activities of one pair of ports apart.
  const key = (word(c, 40, little) ^ Math.imul(sequence, 0x9e37_79b1)) >>> 0;
  const first = (flags & FRAGMENT) === 0 || fragment === 0;
  const last = (flags & FRAGMENT) === 0 || (flags & LAST) !== 0;
  stub.set(DATAGRAM_HEADER, length, little, c.peek8(78) !== 0);
  let used = 0;
  if (kind === REQUEST) {
    if (first) used = readCall(c, turn, state, key, index, operation, stub);
    else traceNames(turn, index, operation);
    if (first && !stub.closed && fieldbus.has(index)) used = readIo(c, turn, state, operation, false, little, last);
  } else if (kind === RESPONSE) {
    traceNames(turn, index, operation);
    const asked = askedBy(state, key);
    if (last) used = readReply(c, turn, state, key, asked, first, stub);
    if (first && !stub.closed && fieldbus.has(index)) {
      if (asked !== 0 && stub.length >= 4) settleIoCall(c, turn, DATAGRAM_HEADER, little, state.calls);
      used = readIo(c, turn, state, operation, true, little, last);
    } else if (!last && asked !== 0) askAgain(state, key);
  } else if (kind === FAULT || kind === REJECT) {
    const status = word(c, DATAGRAM_HEADER, little);
    traceNames(turn, index, operation);
    if (turn.tracing) turn.field('dcerpc.dg_status', status);
    readFault(turn, state, askedBy(state, key), status);
    used = Math.min(4, length);
  } else if (kindName(kind) !== undefined) used = length;
  stub.at += used;
  stub.length -= used;
  stub.closed ||= !first;
  return stub;
}

/** All of a call of PROFINET IO, which says itself what it could not read. */
function readIo(
  c: Cursor,
  turn: Turn,
  state: RpcState,
  operation: number,
  response: boolean,
  little: boolean,
  whole: boolean,
): number {
  turn.inside(pnIo);
  readIoCall(c, turn, operation, response, DATAGRAM_HEADER, stub.length, little, whole, state.calls);
  turn.inside(undefined);
  return stub.length;
}
