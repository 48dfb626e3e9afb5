import { OTHER, PROGRAM, READ, STOP, WRITE } from '../../../schema/facts/vocabulary.ts';
import type { Access } from '../../../schema/facts/vocabulary.ts';
import type { Cursor } from '../../../kernel/cursor.ts';
import type { Turn } from '../../turn.ts';

/**
 * UMAS, function 90: what Schneider's engineering tools ask of Modicon controllers. A session's key, a function, its
 * data, little endian. From published research (Liras en la Red, 2017; Kaspersky ICS CERT, 2022), not from the maker.
 */

const READ_ID = 0x02;
const INIT = 0x01;
const READ_PROJECT = 0x03;
const TAKE_RESERVATION = 0x10;
const READ_MEMORY = 0x20;
const WRITE_MEMORY = 0x21;
const UPLOAD_BLOCK = 0x31;
const DOWNLOAD_BLOCK = 0x34;

/** In place of the function an answer says that it went well, or not. */
export const UMAS_REFUSED = 0xfd;

export const umasFunctions: ReadonlyMap<number, string> = new Map([
  [INIT, 'initialise'],
  [READ_ID, 'read id'],
  [READ_PROJECT, 'read project info'],
  [0x04, 'read plc status'],
  [0x06, 'read memory card info'],
  [0x0a, 'repeat'],
  [TAKE_RESERVATION, 'take reservation'],
  [0x11, 'release reservation'],
  [0x12, 'keep alive'],
  [READ_MEMORY, 'read memory block'],
  [WRITE_MEMORY, 'write memory block'],
  [0x22, 'read variables'],
  [0x23, 'write variables'],
  [0x24, 'read coils and registers'],
  [0x25, 'write coils and registers'],
  [0x26, 'data dictionary'],
  [0x27, 'preload data dictionary'],
  [0x28, 'read physical address'],
  [0x29, 'write physical address'],
  [0x2a, 'browse events'],
  [0x30, 'initialise upload'],
  [UPLOAD_BLOCK, 'upload block'],
  [0x32, 'end upload'],
  [0x33, 'initialise download'],
  [DOWNLOAD_BLOCK, 'download block'],
  [0x35, 'end download'],
  [0x36, 'back up to memory card'],
  [0x37, 'restore from memory card'],
  [0x39, 'read ethernet master data'],
  [0x40, 'start plc'],
  [0x41, 'stop plc'],
  [0x42, 'initialise plc'],
  [0x43, 'swap plc'],
  [0x50, 'monitor plc'],
  [0x58, 'check plc'],
  [0x70, 'read i/o object'],
  [0x71, 'write i/o object'],
  [0x73, 'get module status'],
]);

/** What a function would do: it is told by its number alone, whatever its data are. */
export function umasAccess(code: number): Access {
  switch (code) {
    case 0x20:
    case 0x22:
    case 0x24:
    case 0x26:
    case 0x27:
    case 0x28:
    case 0x2a:
    case 0x50:
    case 0x70:
      return READ;
    case 0x21:
    case 0x23:
    case 0x25:
    case 0x29:
    case 0x71:
      return WRITE;
    case 0x30:
    case 0x31:
    case 0x32:
    case 0x33:
    case 0x34:
    case 0x35:
    case 0x36:
    case 0x37:
      return PROGRAM;
    case 0x40:
    case 0x41:
    case 0x42:
    case 0x43:
      return STOP;
    default:
      return OTHER;
  }
}

/** Reads a request behind function 90, and returns its function; what is not read of it is counted. */
export function readUmasRequest(c: Cursor, turn: Turn): number {
  turn.field('modbus.umas_session', c.u8());
  const code = c.u8();
  turn.field('modbus.umas_function', code);
  if (code === TAKE_RESERVATION && c.has(5)) {
    // Four bytes of what asks, then the name of the computer it runs on.
    c.skip(4);
    claimText(c, turn, 'hostname');
  } else if ((code === READ_MEMORY || code === WRITE_MEMORY) && c.has(9)) {
    c.skip(1);
    turn.field('modbus.umas_block', c.u16le());
    turn.field('modbus.umas_offset', c.u32le());
    turn.field('modbus.umas_length', c.u16le());
  } else if ((code === UPLOAD_BLOCK || code === DOWNLOAD_BLOCK) && c.has(4)) {
    c.skip(2);
    turn.field('modbus.umas_block', c.u16le());
  } else if (code === 0x40 || code === 0x41 || code === INIT || code === READ_PROJECT) c.skip(Math.min(2, c.left));
  rest(c, turn);
  return code;
}

/** Reads an answer behind function 90; `code` is what was asked, -1 where that is not known. Returns the error. */
export function readUmasResponse(c: Cursor, turn: Turn, code: number): number {
  turn.field('modbus.umas_session', c.u8());
  const result = c.u8();
  turn.field('modbus.umas_result', result);
  if (result !== UMAS_REFUSED) {
    if (code === READ_ID) readId(c, turn);
    else if (code === READ_PROJECT) readProject(c, turn);
    else if (code === INIT && c.has(2)) turn.field('modbus.umas_length', c.u16le());
    else if (code === TAKE_RESERVATION && c.has(1)) turn.field('modbus.umas_session', c.u8());
    else if (code === READ_MEMORY && c.has(3)) readMemory(c, turn);
  }
  rest(c, turn);
  return result === UMAS_REFUSED ? UMAS_REFUSED : 0;
}

function rest(c: Cursor, turn: Turn): void {
  turn.unrecognised(c.left);
  c.skip(c.left);
}

/** 22 bytes of which the ninth and tenth are the version, as digits in half bytes; then the name of the processor. */
function readId(c: Cursor, turn: Turn): void {
  if (!c.has(23)) return;
  c.skip(8);
  const version = c.u16le();
  c.skip(12);
  if (!claimText(c, turn, 'model')) return;
  if (version > 0xff)
    turn.claim(
      turn.sender,
      'firmware',
      `V${(version >> 8).toString(16)}.${(version & 0xff).toString(16).padStart(2, '0')}`,
    );
}

/** When it was changed last, and after four bytes more its name. */
function readProject(c: Cursor, turn: Turn): void {
  if (!c.has(40)) return;
  c.skip(27);
  const second = c.u8();
  const minute = c.u8();
  const hour = c.u8();
  const day = c.u8();
  const month = c.u8();
  const year = c.u16le();
  // Other parts of the project's description have the same function and another layout.
  if (month < 1 || month > 12 || day < 1 || day > 31) return;
  if (turn.tracing) {
    const part = (value: number): string => `${value}`.padStart(2, '0');
    const time = `${part(hour)}:${part(minute)}:${part(second)}`;
    turn.field('modbus.umas_changed', `${year}-${part(month)}-${part(day)}T${time}`);
  }
  c.skip(4);
  claimText(c, turn, 'description');
}

function readMemory(c: Cursor, turn: Turn): void {
  c.skip(1);
  const length = Math.min(c.u16le(), c.left);
  turn.field('modbus.umas_length', length);
}

/** A text with its length before it; only what can be printed is one. */
function claimText(c: Cursor, turn: Turn, attribute: 'hostname' | 'model' | 'description'): boolean {
  const length = c.peek8();
  if (length === 0 || !c.has(1 + length)) return false;
  c.skip(1);
  const text = c.latin1(length).replace(/\0+$/, '');
  turn.field('modbus.umas_text', text);
  if (!/^[ -~]+$/.test(text)) return false;
  turn.claim(turn.sender, attribute, text.trim());
  return true;
}
