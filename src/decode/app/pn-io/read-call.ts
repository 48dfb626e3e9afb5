import { Cursor } from '../../../kernel/cursor.ts';
import type { OpenRequests } from '../../../kernel/open-requests.ts';
import { OTHER, STOP } from '../../../schema/facts/vocabulary.ts';
import type { Turn } from '../../turn.ts';
import { word } from '../dcerpc/byte-order.ts';
import { callFunction, CONNECT, CONNECTION, CONTROL, RELEASE } from './functions.ts';
import { place } from './place.ts';
import { MAX_BLOCKS, readBlocks } from './read-blocks.ts';

/** Longest answer or status, length, and an array's three numbers. */
const ARGUMENTS = 20;

/** Used within one call only. */
const inner: Cursor = new Cursor();

/**
 * The data of a call, `length` bytes `ahead` of the cursor, which stays: arguments, and blocks. The protocol speaks
 * already. Says what it could not read; `calls` knows the request that was opened, or the one that was taken.
 */
export function readIoCall(
  c: Cursor,
  turn: Turn,
  operation: number,
  response: boolean,
  ahead: number,
  length: number,
  little: boolean,
  whole: boolean,
  calls: OpenRequests,
): void {
  const fn = callFunction(operation, response);
  turn.message(fn);
  if (turn.tracing) turn.field('pn_io.opnum', operation);
  if (length < ARGUMENTS) {
    turn.unrecognised(length);
    return;
  }
  const first = word(c, ahead, little);
  const size = word(c, ahead + 4, little);
  if (turn.tracing) {
    turn.field(response ? 'pn_io.status' : 'pn_io.args_max', first);
    turn.field('pn_io.args_len', size);
  }
  place.begin(MAX_BLOCKS, whole);
  if (!response && (operation === CONNECT || operation === RELEASE || operation === CONTROL))
    calls.addHandle(turn.command(fn, 0, CONNECTION, 0, 0, operation === RELEASE ? STOP : OTHER));
  const there = length - ARGUMENTS;
  if (size > there && whole) turn.anomaly('block-cut');
  const blocks = Math.min(size, there);
  const at = c.at + ahead + ARGUMENTS;
  inner.reset(c.bytes, c.view, at, at + blocks);
  readBlocks(inner, turn, 0, response ? undefined : calls);
  if (there > blocks) turn.unrecognised(there - blocks);
}

/** An answer came: how the commands of its request fared. */
export function settleIoCall(c: Cursor, turn: Turn, ahead: number, little: boolean, calls: OpenRequests): void {
  const status = word(c, ahead, little);
  for (let i = 0; i < calls.handles; i++) turn.outcome(calls.handle(i), status, calls.seconds, calls.nanos);
}
