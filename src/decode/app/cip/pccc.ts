import type { Cursor } from '../../../kernel/cursor.ts';
import type { Turn } from '../../turn.ts';
import { hexText } from '../wire-text.ts';
import { DIAGNOSTIC, ENABLE, pcccCode } from './pccc-functions.ts';

/** The command or answer read last. */
export const pccc = {
  code: 0,
  status: 0,
  /** File, type, element and bytes of a logical read or write; type is 0 where there is none. */
  file: 0,
  type: 0,
  element: 0,
  part: 0,
  bytes: 0,
};

const PROTECTED_TWO_READ = 0xa1;
const PROTECTED_THREE_READ = 0xa2;
const PROTECTED_TWO_WRITE = 0xa9;
const PROTECTED_THREE_WRITE = 0xaa;
const PROTECTED_MASKED_WRITE = 0xab;
const CHANGE_MODE = 0x80;
const SET_MODE = 0x3a;
/** An error byte of its own follows. */
const EXTENDED = 0xf0;

/** The function's number without moving: the message has to be begun before its fields. -1 where it is cut. */
export function peekPccc(c: Cursor): number {
  const identity = c.peek8();
  if (!c.has(identity + 4) || identity < 1) return -1;
  const command = c.peek8(identity);
  return pcccCode(command, c.has(identity + 5) ? c.peek8(identity + 4) : 0xff);
}

/** Requester's identity, command, status, transaction, and the function with its addresses. */
export function readPccc(c: Cursor, turn: Turn): boolean {
  pccc.type = pccc.file = pccc.element = pccc.part = pccc.bytes = 0;
  if (!readHead(c, turn)) return false;
  const command = pccc.code;
  const withFunction = command === 0x0f || command === 0x06 || command === 0x07;
  const fn = withFunction && c.left > 0 ? c.u8() : 0xff;
  pccc.code = pcccCode(command, fn);
  if (withFunction && turn.tracing) turn.field(`cip.pccc.fnc.code_0${command.toString(16)}`, fn);
  if (pccc.code < DIAGNOSTIC) return readFunction(c, turn, fn);
  if (pccc.code < ENABLE) readSetting(c, turn, fn);
  return true;
}

/** The same head with the command's answer bit, then an extended status where the status says so. */
export function readPcccReply(c: Cursor, turn: Turn): boolean {
  if (!readHead(c, turn)) return false;
  if (pccc.status === EXTENDED && c.left > 0) {
    pccc.status = c.u8();
    if (turn.tracing) turn.field('cip.pccc.es.status', pccc.status);
  }
  return true;
}

function readHead(c: Cursor, turn: Turn): boolean {
  const length = c.peek8();
  if (length < 1 || !c.has(length + 4)) return false;
  c.skip(1);
  if (length === 7) {
    const vendor = c.u16le();
    const serial = c.u32le();
    if (turn.tracing) {
      turn.field('cip.pccc.cip.vend.id', vendor);
      turn.field('cip.pccc.cip.serial.num', serial);
    }
  } else c.skip(length - 1);
  const command = c.u8();
  pccc.status = c.u8();
  const transaction = c.u16le();
  pccc.code = command & 0x0f;
  if (turn.tracing) {
    turn.field('cip.pccc.cmd.code', command);
    turn.field('cip.pccc.gs.status', pccc.status);
    turn.field('cip.pccc.tns.code', transaction);
  }
  return true;
}

/** Diagnostic functions that set something, and how many bytes they set it with. */
const settings: ReadonlyMap<number, number> = new Map([
  [0x02, 3],
  [0x04, 1],
  [0x05, 1],
  [0x06, 1],
  [0x08, 2],
]);

function readSetting(c: Cursor, turn: Turn, fn: number): void {
  const bytes = settings.get(fn) ?? 0;
  if (bytes === 0 || !c.has(bytes)) return;
  if (turn.tracing) turn.field('cip.pccc.data', hexText(c.bytes, c.at, c.at + bytes));
  c.skip(bytes);
}

function readFunction(c: Cursor, turn: Turn, fn: number): boolean {
  switch (fn) {
    case PROTECTED_TWO_READ:
    case PROTECTED_TWO_WRITE:
      return readAddress(c, turn, false, fn === PROTECTED_TWO_WRITE);
    case PROTECTED_THREE_READ:
    case PROTECTED_THREE_WRITE:
    case PROTECTED_MASKED_WRITE:
      return readAddress(c, turn, true, fn !== PROTECTED_THREE_READ);
    case CHANGE_MODE:
    case SET_MODE: {
      if (!c.has(1)) return false;
      const mode = c.u8();
      if (turn.tracing) turn.field('cip.pccc.cpu.mode_80', mode);
      return true;
    }
    default:
      return true;
  }
}

/** Size, file number, file type, element and, of three address fields, sub-element; then what is to be written. */
function readAddress(c: Cursor, turn: Turn, three: boolean, writes: boolean): boolean {
  pccc.bytes = c.u8();
  pccc.file = readNumber(c);
  pccc.type = c.u8();
  pccc.element = readNumber(c);
  pccc.part = three ? readNumber(c) : 0;
  if (c.failed) return false;
  if (turn.tracing) {
    turn.field('cip.pccc.byte.size', pccc.bytes);
    turn.field('cip.pccc.file.num', pccc.file);
    turn.field('cip.pccc.file.type', pccc.type);
    turn.field('cip.pccc.element.num', pccc.element);
    if (three) turn.field('cip.pccc.subelement.num', pccc.part);
  }
  // Values, and the mask before them.
  if (writes) c.at = c.end;
  return true;
}

/** One byte, or two behind 0xff. */
function readNumber(c: Cursor): number {
  const byte = c.u8();
  return byte === 0xff ? c.u16le() : byte;
}
