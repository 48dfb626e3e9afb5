import type { Cursor } from '../../../kernel/cursor.ts';
import type { Turn } from '../../turn.ts';
import { word } from './byte-order.ts';
import { controlCall } from './commands.ts';
import { readMapReply, readMapRequest } from './endpoint-mapper.ts';
import { functionOf, ITEMS, interfaceOf, NAMED, operationName, operationOf, REQUEST, WHOLE } from './functions.ts';
import { interfaceNamed, interfaces, UNKNOWN_INTERFACE } from './interfaces.ts';
import { handleAt, openingCall } from './handles.ts';
import { MAX_CHARACTERS, Parameters } from './ndr.ts';
import type { RpcState } from './state.ts';
import type { StubData } from './stub-data.ts';

/** Used within one call only. */
const parameters: Parameters = new Parameters();
const ENDPOINT_MAPPER: number = interfaceNamed('epm');
const MAP = 3;
const HANDLE = 20;

/** A request's first fragment, whose message has begun: what it asks of whom. Returns bytes of its data that were read. */
export function readCall(
  c: Cursor,
  turn: Turn,
  state: RpcState,
  key: number,
  index: number,
  operation: number,
  stub: StubData,
): number {
  const fn = functionOf(REQUEST, index, operation);
  state.calls.open(key, fn, 0, 0, turn.seconds, turn.nanos);
  traceNames(turn, index, operation);
  if (index === UNKNOWN_INTERFACE) return 0;
  if (index === ENDPOINT_MAPPER && operation === MAP && !stub.closed) return readMapRequest(c, turn, stub);
  const call = controlCall(index, operation);
  if (stub.closed) {
    if (call !== undefined) state.calls.addHandle(turn.command(fn, 0, WHOLE, 0, 0, call.access));
    return 0;
  }
  const opening = openingCall(index, operation);
  const layout = call?.layout ?? opening?.layout;
  if (layout === undefined) return 0;
  // What the handle stands for that the call begins with, e.g. the service that is started.
  const parent = layout.startsWith('h') && stub.length >= HANDLE ? state.handles.nameOf(handleAt(c, stub.at)) : '';
  if (opening !== undefined) {
    const opened = parameters.read(c, stub.at, stub.length, stub.little, opening.layout).text;
    state.handles.expect(key, joined(parent, opened));
  }
  const { text: said, items, used } = parameters.read(c, stub.at, stub.length, stub.little, layout);
  const text = joined(parent, said);
  if (text !== '' && turn.tracing) turn.field('dcerpc.object', text);
  if (items >= 0 && turn.tracing) turn.field('dcerpc.items', items);
  if (call === undefined) return used;
  const name = text === '' ? -1 : state.name(text, (one) => turn.text(one));
  const area = name >= 0 ? NAMED : items >= 0 ? ITEMS : WHOLE;
  const start = name >= 0 ? name : 0;
  state.calls.addHandle(turn.command(fn, 0, area, start, area === ITEMS ? items : 0, call.access));
  return used;
}

/** A name within what was opened before, as keys of the registry are; cut as all names are. */
function joined(parent: string, name: string): string {
  if (parent === '' || name === '') return parent + name;
  return `${parent}\\${name}`.slice(0, MAX_CHARACTERS);
}

/** What a response or a fault with this key answers: the request's number, or that of no known interface. */
export function askedBy(state: RpcState, key: number): number {
  return state.calls.take(key) ? state.calls.fn : 0;
}

/** Puts back what {@link askedBy} took: more fragments of the answer follow. */
export function askAgain(state: RpcState, key: number): void {
  const { calls } = state;
  const { fn, start, count, seconds, nanos, handles } = calls;
  const handle = handles > 0 ? calls.handle(0) : -1;
  calls.open(key, fn, start, count, seconds, nanos);
  if (handle >= 0) calls.addHandle(handle);
}

/** The last fragment of an answer: how the call fared. Returns bytes of its data that were read. */
export function readReply(
  c: Cursor,
  turn: Turn,
  state: RpcState,
  key: number,
  fn: number,
  first: boolean,
  stub: StubData,
): number {
  const index = interfaceOf(fn);
  if (index === UNKNOWN_INTERFACE) return 0;
  const opening = openingCall(index, operationOf(fn));
  if (opening !== undefined) {
    const good = !stub.closed && stub.length >= HANDLE + 4 && word(c, stub.at + stub.length - 4, stub.little) === 0;
    const at = opening.last ? stub.at + stub.length - HANDLE - 4 : stub.at;
    state.handles.answered(key, good ? handleAt(c, at) : undefined);
  }
  let used = 0;
  if (index === ENDPOINT_MAPPER && operationOf(fn) === MAP && first && !stub.closed) used = readMapReply(c, turn, stub);
  const call = controlCall(index, operationOf(fn));
  const { calls } = state;
  if (call === undefined || calls.handles === 0) return used;
  let error = 0;
  if (stub.length >= 4 && !stub.closed) {
    // The result is the last parameter. Of objects only its highest bit is a failure (MS-ERREF 2.1).
    error = word(c, stub.at + stub.length - 4, stub.little);
    if (call.layout.startsWith('o') && error < 0x8000_0000) error = 0;
    used = Math.max(used, 4);
    if (turn.tracing) turn.field('dcerpc.result', error);
  }
  turn.outcome(calls.handle(0), error, calls.seconds, calls.nanos);
  return used;
}

/** A call that ended in a fault. */
export function readFault(turn: Turn, state: RpcState, fn: number, status: number): void {
  const { calls } = state;
  if (interfaceOf(fn) !== UNKNOWN_INTERFACE && calls.handles > 0)
    turn.outcome(calls.handle(0), status === 0 ? 1 : status, calls.seconds, calls.nanos);
}

export function traceNames(turn: Turn, index: number, operation: number): void {
  if (!turn.tracing || index === UNKNOWN_INTERFACE) return;
  turn.field('dcerpc.interface', interfaces[index]?.name ?? '');
  turn.field('dcerpc.operation', operationName(index, operation));
}

export const responseTo = (kind: number, fn: number): number =>
  fn === 0 ? kind : functionOf(kind, interfaceOf(fn), operationOf(fn));
