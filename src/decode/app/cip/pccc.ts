import type { Cursor } from '../../../kernel/cursor.ts';
import type { Turn } from '../../turn.ts';
import { logical, readLogicalAddress, readLongByte } from './pccc-address.ts';
import { readValues } from './pccc-answer.ts';
import { repeated, requests, type Step } from './pccc-bodies.ts';
import { pcccCode } from './pccc-functions.ts';
import { readTyped } from './pccc-typed.ts';

/** The command or answer read last. */
export const pccc = {
  code: 0,
  status: 0,
  /** True for a logical read or write: its file, type (0 where the address says none), element and bytes. */
  addressed: false,
  file: 0,
  type: 0,
  element: 0,
  part: 0,
  bytes: 0,
};

const ADDRESS: Step = ['address'];
const SIZE = 'cip.pccc.byte.size';
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
  pccc.addressed = false;
  pccc.type = pccc.file = pccc.element = pccc.part = pccc.bytes = 0;
  if (!readHead(c, turn)) return false;
  const command = pccc.code;
  const withFunction = command === 0x0f || command === 0x06 || command === 0x07;
  const fn = withFunction && c.left > 0 ? c.u8() : 0xff;
  pccc.code = pcccCode(command, fn);
  if (withFunction && turn.tracing) turn.field(`cip.pccc.fnc.code_0${command.toString(16)}`, fn);
  return readSteps(c, turn, pccc.code);
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

/** The parts of a request, again and again where its function allows it. False where it is cut. */
function readSteps(c: Cursor, turn: Turn, code: number): boolean {
  const steps = requests.get(code);
  if (steps === undefined || c.left === 0) return steps === undefined || mayBeEmpty(steps);
  do {
    for (const step of steps) if (!readStep(c, turn, step)) return !c.failed;
  } while (repeated.has(code) && c.left > 0);
  return true;
}

function mayBeEmpty(steps: readonly Step[]): boolean {
  return steps.length === 1 && (steps[0]?.[0] === 'values' || steps[0]?.[0] === 'ports');
}

/** False where the part is cut or not understood; what is left then stays in the window. */
function readStep(c: Cursor, turn: Turn, [kind, field]: Step): boolean {
  switch (kind) {
    case 'byte':
      return readNumber(c, turn, field, c.u8());
    case 'word':
      return readNumber(c, turn, field, c.u16le());
    case 'physical':
      return readNumber(c, turn, field, c.u32le());
    case 'address':
      return readLogical(c, turn);
    case 'two':
    case 'three':
      return readAddress(c, turn, kind === 'three');
    case 'typed':
      readTyped(c, turn);
      return true;
    case 'values':
      readValues(c, turn);
      return true;
    case 'ports':
      return readPorts(c, turn);
    default:
      return readSets(c, turn);
  }
}

function readLogical(c: Cursor, turn: Turn): boolean {
  if (!readLogicalAddress(c, turn)) return false;
  if (logical.file < 0) return true;
  pccc.addressed = true;
  pccc.file = logical.file;
  pccc.element = logical.element;
  pccc.part = logical.part;
  return true;
}

function readNumber(c: Cursor, turn: Turn, field: string, value: number): boolean {
  if (c.failed) return false;
  if (field === SIZE) pccc.bytes = value;
  if (turn.tracing) turn.field(field, value);
  return true;
}

/** How many words are changed; of each its address, the length of a mask, and two masks. */
function readSets(c: Cursor, turn: Turn): boolean {
  const count = c.u8();
  if (turn.tracing) turn.field('cip.pccc.sets', count);
  for (let i = 0; i < count; i++) {
    if (!readStep(c, turn, ADDRESS)) return false;
    const length = c.u8();
    if (length !== 2 && length !== 4) return false;
    for (const field of ['cip.pccc.mask.and', 'cip.pccc.mask.or']) {
      if (!readNumber(c, turn, field, length === 2 ? c.u16le() : c.u32le())) return false;
    }
  }
  return true;
}

/** How many ports are to change, and which; 0 are all. */
function readPorts(c: Cursor, turn: Turn): boolean {
  const count = c.u8();
  if (c.left !== 2 * count) {
    c.at--;
    return false;
  }
  if (turn.tracing) turn.field('cip.pccc.ports', count);
  for (let i = 0; i < count; i++) {
    const port = c.u16le();
    if (turn.tracing) turn.field('cip.pccc.port', port);
  }
  return true;
}

/** Size, file number, file type, element and, of three address fields, sub-element. */
function readAddress(c: Cursor, turn: Turn, three: boolean): boolean {
  pccc.bytes = c.u8();
  pccc.file = readLongByte(c);
  pccc.type = c.u8();
  pccc.element = readLongByte(c);
  pccc.part = three ? readLongByte(c) : 0;
  if (c.failed) return false;
  pccc.addressed = true;
  if (turn.tracing) {
    turn.field('cip.pccc.byte.size', pccc.bytes);
    turn.field('cip.pccc.file.num', pccc.file);
    turn.field('cip.pccc.file.type', pccc.type);
    turn.field('cip.pccc.element.num', pccc.element);
    if (three) turn.field('cip.pccc.subelement.num', pccc.part);
  }
  return true;
}
