import type { Cursor } from '../../../kernel/cursor.ts';
import type { Access } from '../../../schema/facts/vocabulary.ts';
import type { Turn } from '../../turn.ts';
import { command } from './ask.ts';
import { hexField } from './hex-field.ts';
import { DATA_BLOCK, isElementArea, kindArea, memoryArea } from './objects.ts';
import type { S7State } from './state.ts';

/** Variables of read var, write var and cyclic services: addresses in the parameters, values in the data. */

/** The item count is one byte in a job; cyclic services have two, of which no more than this are looked at. */
export const MAX_ITEMS = 255;

const S7ANY = 0x10;
const DBREAD = 0xb0;
const SYMBOLIC = 0xb2;
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
    if (syntax === S7ANY && length === 10 && c.has(9)) readAny(c, turn, state, fn, access);
    else readOtherSyntax(c, turn, state, fn, access, syntax, end);
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

function readAny(c: Cursor, turn: Turn, state: S7State, fn: number, access: Access): void {
  const type = c.u8();
  const count = c.u16();
  const block = c.u16();
  const area = c.u8();
  const address = c.u24();
  if (turn.tracing) anyFields(turn, type, count, block, area, address);
  const bits = isElementArea(area) ? count : count * elementBits(type);
  command(turn, state, fn, memoryArea(area, block), address, bits, access);
}

function anyFields(turn: Turn, type: number, count: number, block: number, area: number, address: number): void {
  turn.field('s7comm.param.item.transp_size', type);
  turn.field('s7comm.param.item.length', count);
  turn.field('s7comm.param.item.db', block);
  turn.field('s7comm.param.item.area', area);
  turn.field('s7comm.param.item.address', address);
}

/** Bits of one element by its type; what is not known counts as a byte. */
function elementBits(type: number): number {
  switch (type) {
    case 0x01: // bit
      return 1;
    case 0x04: // word, int, date, S5 time
    case 0x05:
    case 0x09:
    case 0x0c:
      return 16;
    case 0x06: // dword, dint, real, time of day, time
    case 0x07:
    case 0x08:
    case 0x0a:
    case 0x0b:
      return 32;
    case 0x0f: // date and time
      return 64;
    default:
      return 8;
  }
}

function readOtherSyntax(
  c: Cursor,
  turn: Turn,
  state: S7State,
  fn: number,
  access: Access,
  syntax: number,
  end: number,
): void {
  if (syntax === DBREAD && c.has(1)) {
    readBlockList(c, turn, state, fn, access, end);
    return;
  }
  if ((syntax === 0x82 || syntax === 0x83 || syntax === 0x84) && c.at + 7 <= end) {
    const unit = c.u8();
    const column = c.u16();
    const line = c.u16();
    const module = c.u8();
    const lines = c.u8();
    turn.field('s7comm.param.item.nck.area_unit', unit);
    turn.field('s7comm.param.item.nck.column', column);
    turn.field('s7comm.param.item.nck.line', line);
    turn.field('s7comm.param.item.nck.module', module);
    turn.field('s7comm.param.item.nck.linecount', lines);
    command(turn, state, fn, kindArea(syntax, unit * 256 + module), column * 65536 + line, lines, access);
    return;
  }
  // 1200 symbolic: reserved byte, root area (2 and 2), then a check sum that stands for the symbol.
  const symbol = syntax === SYMBOLIC && c.at + 9 <= end ? c.peek32(5) : 0;
  turn.unrecognised(end - c.at);
  command(turn, state, fn, kindArea(syntax, 0), symbol, 0, access);
}

/** DBREAD: several stretches of data blocks in one item, five bytes each. */
function readBlockList(c: Cursor, turn: Turn, state: S7State, fn: number, access: Access, end: number): void {
  const areas = c.u8();
  for (let i = 0; i < areas && c.at + 5 <= end; i++) {
    const length = c.u8();
    const block = c.u16();
    const start = c.u16();
    turn.field('s7comm.param.item.dbread.length', length);
    turn.field('s7comm.param.item.dbread.db', block);
    turn.field('s7comm.param.item.dbread.startaddress', start);
    command(turn, state, fn, memoryArea(DATA_BLOCK, block), start * 8, length * 8, access);
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

/** The length field counts bits for bits, bytes to double words and integers, and bytes for all else. */
export function dataBytes(size: number, length: number): number {
  return size >= 3 && size <= 5 ? (length + 7) >> 3 : length;
}
