import type { Cursor } from '../../../kernel/cursor.ts';
import type { Turn } from '../../turn.ts';
import { hexText } from '../s7comm/hex-field.ts';
import { wireText } from '../wire-text.ts';
import { signedVlq, vlq32, vlq64 } from './vlq.ts';

/** Values: flags, a type, and what belongs to it; structures hold others, and are walked without calling oneself. */

export const types: ReadonlyMap<number, string> = new Map([
  [0x00, 'null'],
  [0x01, 'bool'],
  [0x02, 'usint'],
  [0x03, 'uint'],
  [0x04, 'udint'],
  [0x05, 'ulint'],
  [0x06, 'sint'],
  [0x07, 'int'],
  [0x08, 'dint'],
  [0x09, 'lint'],
  [0x0a, 'byte'],
  [0x0b, 'word'],
  [0x0c, 'dword'],
  [0x0d, 'lword'],
  [0x0e, 'real'],
  [0x0f, 'lreal'],
  [0x10, 'timestamp'],
  [0x11, 'timespan'],
  [0x12, 'rid'],
  [0x13, 'aid'],
  [0x14, 'blob'],
  [0x15, 'wstring'],
  [0x16, 'variant'],
  [0x17, 'struct'],
  [0x19, 's7string'],
]);

const ARRAY = 0x10;
const ADDRESS_ARRAY = 0x20;
const SPARSE_ARRAY = 0x40;
const STRUCT = 0x17;
const BLOB = 0x14;
const TEXT = 0x15;

/** Structures within each other. */
export const MAX_STRUCTS = 16;
/** Elements of one array, and members of structures, of one message that are read. */
export const MAX_VALUES = 2048;
/** Characters, or bytes, of one value that are shown. */
export const MAX_SHOWN = 512;

/** Told of every text with the number it stands under: some of them say what the controller is. */
export type OnText = (id: number, text: string) => void;

/** Reads one value; false where its type is not known or limits end it: what follows cannot be read then. */
export function readValue(c: Cursor, turn: Turn, id: number, onText: OnText | undefined): boolean {
  let depth = 0;
  let key = id;
  for (let read = 0; read < MAX_VALUES && c.ok; read++) {
    const flags = c.u8();
    const type = c.u8();
    if (type === STRUCT && flags === 0) {
      const struct = c.u32();
      // Structures of the system are packed into a blob of bytes.
      if (struct >>> 28 === 9 || struct >>> 24 === 2 || depth === MAX_STRUCTS) return false;
      if (turn.tracing) turn.field('s7comm-plus.struct', struct);
      depth++;
    } else if (!readPlain(c, turn, key, flags, type, onText)) return false;
    // The next key of the innermost structure; 0 ends it.
    key = 0;
    while (depth > 0 && key === 0) {
      key = vlq32(c);
      if (c.failed) return false;
      if (key === 0) depth--;
    }
    if (depth === 0) return c.ok;
  }
  return false;
}

function readPlain(
  c: Cursor,
  turn: Turn,
  id: number,
  flags: number,
  type: number,
  onText: OnText | undefined,
): boolean {
  if (flags === SPARSE_ARRAY) {
    for (let read = 0; read < MAX_VALUES && c.ok; read++) {
      if (vlq32(c) === 0) return c.ok;
      if (!readOne(c, turn, id, type, onText)) return false;
    }
    return false;
  }
  if (flags !== ARRAY && flags !== ADDRESS_ARRAY) return readOne(c, turn, id, type, onText);
  const count = vlq32(c);
  if (count > MAX_VALUES) return false;
  // Bytes and bits in a row are one value.
  if (type === 1 || type === 2 || type === 0x0a) {
    if (!c.has(count)) return false;
    show(turn, id, () => `0x${hexText(c, Math.min(count, MAX_SHOWN))}`, c, count);
    return true;
  }
  for (let i = 0; i < count; i++) if (!readOne(c, turn, id, type, onText)) return false;
  return true;
}

/** Shows what stands in the next `count` bytes, and moves behind them. */
function show(turn: Turn, id: number, text: () => string, c: Cursor, count: number): void {
  const next = c.at + count;
  if (turn.tracing) turn.field('s7comm-plus.value', `${id}: ${text()}`);
  c.at = next;
}

function readOne(c: Cursor, turn: Turn, id: number, type: number, onText: OnText | undefined): boolean {
  if (type === BLOB) {
    // Of a blob with a root of its own the content has another order.
    if (vlq32(c) !== 0) return false;
    const size = vlq32(c);
    if (!c.has(size)) return false;
    show(turn, id, () => `0x${hexText(c, Math.min(size, MAX_SHOWN))}`, c, size);
    return true;
  }
  if (type === TEXT) {
    const size = vlq32(c);
    if (!c.has(size)) return false;
    if (turn.tracing || onText !== undefined) {
      const text = wireText(c.bytes, c.at, c.at + Math.min(size, MAX_SHOWN));
      onText?.(id, text);
      if (turn.tracing) turn.field('s7comm-plus.value', `${id}: ${text}`);
    }
    c.skip(size);
    return true;
  }
  const value = number(c, type);
  if (value === undefined) return false;
  if (turn.tracing) turn.field('s7comm-plus.value', `${id}: ${value}`);
  return c.ok;
}

/** A number of this type; undefined for what is none. */
function number(c: Cursor, type: number): number | undefined {
  switch (type) {
    case 0x00:
      return 0;
    case 0x01:
    case 0x02:
    case 0x0a:
      return c.u8();
    case 0x06:
      return (c.u8() << 24) >> 24;
    case 0x03:
    case 0x0b:
      return c.u16();
    case 0x07:
      return (c.u16() << 16) >> 16;
    case 0x04:
    case 0x13:
      return vlq32(c);
    case 0x05:
      return vlq64(c);
    case 0x08:
    case 0x09:
    case 0x11:
      return signedVlq(c);
    case 0x0c:
    case 0x12:
      return c.u32();
    case 0x0d:
    case 0x10:
      return c.u32() * 0x1_0000_0000 + c.u32();
    case 0x0e:
      return Number(c.f32().toPrecision(7));
    case 0x0f:
      c.skip(8);
      return c.failed ? 0 : c.view.getFloat64(c.at - 8);
    default:
      return undefined;
  }
}
