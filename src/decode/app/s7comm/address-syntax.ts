import type { Cursor } from '../../../kernel/cursor.ts';
import type { Access } from '../../../schema/facts/vocabulary.ts';
import type { Turn } from '../../turn.ts';
import { command } from './ask.ts';
import { DATA_BLOCK, DRIVE, isElementArea, kindArea, memoryArea, SYMBOL_BLOCK, SYMBOLIC } from './objects.ts';
import type { S7State } from './state.ts';

/** How a variable is addressed: the syntaxes, and the types of variables in the first of them. */

const S7ANY = 0x10;
const PARTNER_ID = 0x13;
const DBREAD = 0xb0;
const SYMBOL_IN_BLOCK = 0x8a0e;

/** By the syntax byte; those of alarms are read where alarms are. */
export const syntaxes: ReadonlyMap<number, string> = new Map([
  [S7ANY, 'S7ANY'],
  [PARTNER_ID, 'PBC-R_ID'],
  [0x15, 'ALARM_LOCKFREE'],
  [0x16, 'ALARM_IND'],
  [0x19, 'ALARM_ACK'],
  [0x1a, 'ALARM_QUERYREQ'],
  [0x1c, 'NOTIFY_IND'],
  [0x82, 'NCK'],
  [0x83, 'NCK metric'],
  [0x84, 'NCK inch'],
  [DRIVE, 'DRIVEESANY'],
  [DBREAD, 'DBREAD'],
  [SYMBOLIC, '1200SYM'],
]);

/** Types of variables: name and bits of one element. Timers and counters are counted as elements. */
export const variableTypes: ReadonlyMap<number, { readonly name: string; readonly bits: number }> = new Map([
  [1, { name: 'BIT', bits: 1 }],
  [2, { name: 'BYTE', bits: 8 }],
  [3, { name: 'CHAR', bits: 8 }],
  [4, { name: 'WORD', bits: 16 }],
  [5, { name: 'INT', bits: 16 }],
  [6, { name: 'DWORD', bits: 32 }],
  [7, { name: 'DINT', bits: 32 }],
  [8, { name: 'REAL', bits: 32 }],
  [9, { name: 'DATE', bits: 16 }],
  [10, { name: 'TIME_OF_DAY', bits: 32 }],
  [11, { name: 'TIME', bits: 32 }],
  [12, { name: 'S5TIME', bits: 16 }],
  [15, { name: 'DATE_AND_TIME', bits: 64 }],
  [28, { name: 'COUNTER', bits: 16 }],
  [29, { name: 'TIMER', bits: 16 }],
  [30, { name: 'IEC TIMER', bits: 16 }],
  [31, { name: 'IEC COUNTER', bits: 16 }],
  [32, { name: 'HS COUNTER', bits: 32 }],
]);

/** Reads what follows the syntax byte, up to `end`; `length` is the item's own, with the syntax byte. */
export function readAddress(
  c: Cursor,
  turn: Turn,
  state: S7State,
  fn: number,
  access: Access,
  syntax: number,
  length: number,
  end: number,
): void {
  const left = end - c.at;
  if (syntax === S7ANY && length === 10 && left >= 9) readAny(c, turn, state, fn, access);
  else if (syntax === DBREAD && left >= 1) readBlockList(c, turn, state, fn, access, end);
  else if (syntax >= 0x82 && syntax <= 0x84 && left >= 7) readNumericalControl(c, turn, state, fn, access, syntax);
  else if (syntax === DRIVE && left >= 9) readDrive(c, turn, state, fn, access);
  else if (syntax === SYMBOLIC && left >= 9) readSymbol(c, turn, state, fn, access, end);
  else {
    command(turn, state, fn, kindArea(syntax, 0), 0, 0, access);
    turn.unrecognised(left);
    c.at = end;
  }
}

function readAny(c: Cursor, turn: Turn, state: S7State, fn: number, access: Access): void {
  const type = c.u8();
  const count = c.u16();
  const block = c.u16();
  const area = c.u8();
  const address = c.u24();
  if (turn.tracing) anyFields(turn, type, count, block, area, address);
  // What is not known counts as a byte.
  const bits = isElementArea(area) ? count : count * (variableTypes.get(type)?.bits ?? 8);
  command(turn, state, fn, memoryArea(area, block), address, bits, access);
}

function anyFields(turn: Turn, type: number, count: number, block: number, area: number, address: number): void {
  turn.field('s7comm.param.item.transp_size', type);
  turn.field('s7comm.param.item.length', count);
  turn.field('s7comm.param.item.db', block);
  turn.field('s7comm.param.item.area', area);
  turn.field('s7comm.param.item.address', address);
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

function readNumericalControl(c: Cursor, turn: Turn, state: S7State, fn: number, access: Access, syntax: number): void {
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
}

function readDrive(c: Cursor, turn: Turn, state: S7State, fn: number, access: Access): void {
  c.skip(5);
  const parameter = c.u16();
  const index = c.u16();
  turn.field('s7comm.param.item.driveesany.parameternr', parameter);
  turn.field('s7comm.param.item.driveesany.parameteridx', index);
  command(turn, state, fn, kindArea(DRIVE, 0), parameter * 65536 + index, 1, access);
}

/** Of the 1200: a reserved byte, the root area, a check sum that stands for the symbol, and the path below it. */
function readSymbol(c: Cursor, turn: Turn, state: S7State, fn: number, access: Access, end: number): void {
  c.skip(1);
  const kind = c.u16();
  const area = c.u16();
  const checksum = c.u32();
  turn.field('s7comm.tiap.item.area1', kind);
  turn.field(kind === SYMBOL_IN_BLOCK ? 's7comm.tiap.item.dbnumber' : 's7comm.tiap.item.area2', area);
  turn.field('s7comm.tiap.item.crc', checksum);
  while (c.at + 4 <= end) {
    const part = c.u32();
    if (!turn.tracing) continue;
    turn.field('s7comm.tiap.item.lid_flags', part >>> 28);
    turn.field('s7comm.tiap.item.value', part & 0xfffffff);
  }
  const root = kind === SYMBOL_IN_BLOCK ? SYMBOL_BLOCK + area : area;
  command(turn, state, fn, kindArea(SYMBOLIC, root), checksum, 0, access);
}
