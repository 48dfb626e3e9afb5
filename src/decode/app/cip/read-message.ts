import type { Cursor } from '../../../kernel/cursor.ts';
import type { Turn } from '../../turn.ts';
import { cip } from '../cip.ts';
import { readTimeout } from './connection-manager.ts';
import { Exchange } from './exchange.ts';
import { Path } from './path.ts';
import { NOTHING, PASSED_ON, readRequest, SEVERAL } from './request.ts';
import { readResponse } from './response.ts';
import { REPLY } from './services.ts';
import type { CipState } from './state.ts';

/** Messages read of one multiple service packet; 500 bytes hold fifty, 4,000 some four hundred. */
export const MAX_EMBEDDED = 400;
/** Messages within messages: a packet of several that is passed on is two deep, and nobody sends more. */
export const MAX_NESTING = 4;

/** Used within one call only. */
const exchange: Exchange = new Exchange();
const route: Path = new Path();

/**
 * Reads the data item of an encapsulated message, which fills the window: connected data begin with a sequence count.
 * `connection` is the address item's, `context` stands for the encapsulation's own way of telling replies apart.
 */
export function readCip(
  c: Cursor,
  turn: Turn,
  state: CipState,
  connected: boolean,
  connection: number,
  context: number,
): void {
  if (c.left === 0) return;
  turn.inside(cip);
  if (connected && !c.has(2)) {
    turn.anomaly('message-cut');
    turn.unrecognised(c.left);
    c.at = c.end;
  } else {
    exchange.begin(state, connected, connected ? c.u16le() : -1, connection, context);
    if (c.left > 0) readService(c, turn, state, 0);
  }
  turn.inside(undefined);
}

/** One request or response, and those in it, to the window's end. */
function readService(c: Cursor, turn: Turn, state: CipState, depth: number): void {
  if (depth > MAX_NESTING) {
    turn.anomaly('nesting-too-deep');
    turn.unrecognised(c.left);
    c.at = c.end;
    return;
  }
  const read = (c.peek8() & REPLY) === 0 ? readRequest : readResponse;
  const inside = read(c, turn, state, exchange);
  if (inside === SEVERAL) readSeveral(c, turn, state, depth);
  else if (inside === PASSED_ON) readPassedOn(c, turn, state, depth);
  else if (inside === NOTHING && c.left > 0) turn.unrecognised(c.left);
  c.at = c.end;
}

/** A count, where each message begins as counted from there, and the messages. */
function readSeveral(c: Cursor, turn: Turn, state: CipState, depth: number): void {
  const { end: outer, at: start } = c;
  if (!c.has(2)) {
    turn.anomaly('message-cut');
    turn.unrecognised(c.left);
    return;
  }
  const count = c.u16le();
  if (turn.tracing) turn.field('cip.msp.num_services', count);
  const first = start + 2 + 2 * count;
  if (first > outer) {
    turn.anomaly('message-cut');
    turn.unrecognised(c.left);
    return;
  }
  if (count > MAX_EMBEDDED) turn.anomaly('embedded-too-many');
  const embedded = Math.min(count, MAX_EMBEDDED);
  const { view } = c;
  // Messages stand one behind the other: one that begins elsewhere is not looked for.
  let at = first;
  for (let i = 0; i < embedded; i++) {
    const begins = start + view.getUint16(start + 2 + 2 * i, true);
    const ends = i + 1 < count ? Math.min(outer, start + view.getUint16(start + 4 + 2 * i, true)) : outer;
    if (begins < at || begins >= ends) {
      turn.anomaly('offsets-malformed');
      break;
    }
    if (begins > at) turn.unrecognised(begins - at);
    c.at = begins;
    c.end = ends;
    readService(c, turn, state, depth + 1);
    at = ends;
  }
  c.end = outer;
  if (at < outer) turn.unrecognised(outer - at);
}

/** An unconnected send: how long it may take, the message, and the way that it is to go. */
function readPassedOn(c: Cursor, turn: Turn, state: CipState, depth: number): void {
  const { end: outer } = c;
  if (!c.has(4)) {
    turn.anomaly('message-cut');
    turn.unrecognised(c.left);
    return;
  }
  readTimeout(c, turn);
  const size = c.u16le();
  if (turn.tracing) turn.field('cip.cm.msg_req_size', size);
  const start = c.at;
  const end = Math.min(outer, start + size);
  if (end < start + size) turn.anomaly('message-cut');
  c.at = Math.min(outer, end + (size & 1));
  if (c.has(2)) {
    const words = c.u8();
    c.skip(1);
    const pathEnd = Math.min(outer, c.at + 2 * words);
    route.read(c, pathEnd, turn.tracing);
    if (turn.tracing) {
      turn.field('cip.cm.route_path_size', words);
      route.tell(c, turn);
    }
    route.note(turn);
    exchange.routed = true;
    exchange.slot = route.link;
  }
  if (c.left > 0) turn.unrecognised(c.left);
  c.at = start;
  c.end = end;
  if (c.left > 0) readService(c, turn, state, depth + 1);
  c.end = outer;
}
