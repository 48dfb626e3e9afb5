import type { Cursor } from '../../../kernel/cursor.ts';
import type { Turn } from '../../turn.ts';
import { wireText } from '../wire-text.ts';

/** Begins an address that is written as text: a zero, `$`, the text, and another zero. */
const TEXT = 0x00;
const DOLLAR = 0x24;
const LONGEST_TEXT = 51;
/** Levels of a binary address, one bit each in the byte before them: area, file, element, sub-element and deeper. */
const LEVELS = 7;
const FILE = 1;
const ELEMENT = 2;
const PART = 3;

/** Fields of the levels; the deeper ones tell which part of a part. */
const names: readonly string[] = [
  'cip.pccc.area',
  'cip.pccc.file.num',
  'cip.pccc.element.num',
  'cip.pccc.subelement.num',
  'cip.pccc.level',
  'cip.pccc.level',
  'cip.pccc.level',
];

/** The address read last. */
export const logical = { file: -1, element: 0, part: 0 };

/** The logical address of a PLC-5 or PLC-3, as text or in binary; false, without moving, where it is neither. */
export function readLogicalAddress(c: Cursor, turn: Turn): boolean {
  logical.file = -1;
  logical.element = logical.part = 0;
  const start = c.at;
  const levels = c.u8();
  const read = levels === TEXT ? readText(c, turn) : readLevels(c, turn, levels);
  if (!read || c.failed) {
    c.failed = false;
    c.at = start;
    return false;
  }
  return true;
}

function readText(c: Cursor, turn: Turn): boolean {
  if (c.u8() !== DOLLAR) return false;
  const end = Math.min(c.end, c.at + LONGEST_TEXT);
  let at = c.at;
  while (at < end && c.bytes[at] !== 0) at++;
  if (at >= end) return false;
  if (turn.tracing) turn.field('cip.pccc.symbol', wireText(c.bytes, c.at, at));
  c.at = at + 1;
  return true;
}

function readLevels(c: Cursor, turn: Turn, levels: number): boolean {
  if (levels >> LEVELS !== 0) return false;
  for (let level = 0; level < LEVELS; level++) {
    if (((levels >> level) & 1) === 0) continue;
    const value = readLongByte(c);
    if (level === FILE) logical.file = value;
    else if (level === ELEMENT) logical.element = value;
    else if (level === PART) logical.part = value;
    if (turn.tracing && !c.failed) turn.field(names[level] as string, value);
  }
  return true;
}

/** One byte, or two behind 0xff. */
export function readLongByte(c: Cursor): number {
  const byte = c.u8();
  return byte === 0xff ? c.u16le() : byte;
}
