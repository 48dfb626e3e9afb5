import type { Cursor } from '../../../kernel/cursor.ts';
import type { Access } from '../../../schema/facts/vocabulary.ts';
import type { Turn } from '../../turn.ts';
import { readAddress } from './address-syntax.ts';
import { hexField } from './hex-field.ts';
import type { S7State } from './state.ts';

/** Variables of read var, write var and cyclic services: addresses in the parameters, values in the data. */

/** The item count is one byte in a job; cyclic services have two, of which no more than this are looked at. */
export const MAX_ITEMS = 255;

const SUCCESS = 0xff;

/** Reads addresses up to the end of the window, one command each. */
export function readAddresses(c: Cursor, turn: Turn, state: S7State, fn: number, items: number, access: Access): void {
  let left = Math.min(items, MAX_ITEMS);
  for (; left > 0 && c.has(3); left--) {
    const kind = c.u8();
    const length = c.u8();
    // The syntax byte belongs to the length; an item that counts less still has one.
    const end = Math.min(c.at + Math.max(length, 1), c.end);
    if (kind !== 0x12) turn.anomaly('parameters-short');
    const syntax = c.u8();
    if (turn.tracing) turn.field('s7comm.param.item.syntaxid', syntax);
    readAddress(c, turn, state, fn, access, syntax, length, end);
    // Items begin on even addresses; the fill byte is not counted.
    c.at = Math.min(end + (length & 1), c.end);
  }
  if (left > 0) turn.anomaly('parameters-short');
  else if (items > MAX_ITEMS) {
    turn.anomaly('items-over-limit');
    turn.unrecognised(c.left);
    c.skip(c.left);
  }
}

/** Values with their return codes: of a read answer, or to be written. Returns how many there were. */
export function readValues(c: Cursor, turn: Turn, state: S7State, items: number, settled: boolean): number {
  const { requests } = state;
  let item = 0;
  for (; item < items && c.has(4); item++) {
    const code = c.u8();
    const size = c.u8();
    const told = dataBytes(size, c.u16());
    // An item that is refused has no data, whatever its length says: some servers leave theirs standing.
    const length = code === SUCCESS || code === 0 ? told : 0;
    if (turn.tracing) {
      turn.field('s7comm.data.returncode', code);
      turn.field('s7comm.data.transportsize', size);
      turn.field('s7comm.data.length', length);
    }
    if (length > c.left) turn.anomaly('length-mismatch');
    const there = Math.min(length, c.left);
    if (turn.tracing && there > 0) hexField(c, turn, 's7comm.resp.data', there);
    else c.skip(there);
    if (length & 1 && c.left > 0) c.skip(1);
    if (!settled && item < requests.handles) settleItem(turn, state, item, code);
  }
  return item;
}

/** Return codes alone: the answer to a write. */
export function readReturnCodes(c: Cursor, turn: Turn, state: S7State, items: number, settled: boolean): number {
  let item = 0;
  for (; item < items && c.has(1); item++) {
    const code = c.u8();
    if (turn.tracing) turn.field('s7comm.data.returncode', code);
    if (!settled && item < state.requests.handles) settleItem(turn, state, item, code);
  }
  return item;
}

function settleItem(turn: Turn, state: S7State, item: number, code: number): void {
  const { requests } = state;
  turn.outcome(requests.handle(item), code === SUCCESS ? 0 : code, requests.seconds, requests.nanos);
}

/** Kinds of data by the byte before a value's length. */
export const dataKinds: ReadonlyMap<number, string> = new Map([
  [0x00, 'NULL'],
  [0x03, 'BIT'],
  [0x04, 'BYTE, WORD or DWORD'],
  [0x05, 'INTEGER'],
  [0x06, 'DINTEGER'],
  [0x07, 'REAL'],
  [0x09, 'OCTET STRING'],
  [0x11, 'NCK address 1'],
  [0x12, 'NCK address 2'],
]);

/** The length field counts bits for bits, bytes to double words and integers, and bytes for all else. */
export function dataBytes(size: number, length: number): number {
  return size >= 3 && size <= 5 ? (length + 7) >> 3 : length;
}
