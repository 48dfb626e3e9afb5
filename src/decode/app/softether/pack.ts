import type { Cursor } from '../../../kernel/cursor.ts';

/** Elements read of one pack; registrations have some twelve. */
export const MAX_PACK_ELEMENTS = 64;
/** Values of one element; all known messages have one. */
export const MAX_PACK_VALUES = 16;
const MAX_NAME = 63;

const INTEGER = 0;
/** Data are 1, text in UTF-16 is 3: like text they bring their length. */
const TEXT = 2;
const LONG = 4;

/** The element read last; one is reused. */
export class PackElement {
  nameAt = 0;
  nameEnd = 0;
  type = 0;
  /** Where the first value stands, and where it ends: length fields are not part of it. */
  valueAt = 0;
  valueEnd = 0;

  get isText(): boolean {
    return this.type === TEXT;
  }

  get isInteger(): boolean {
    return this.type === INTEGER;
  }

  /** Reads the element at the cursor and stands behind it; false where it is none. */
  read(c: Cursor): boolean {
    // A name's length counts a zero that is not sent.
    const length = c.u32() - 1;
    if (length < 1 || length > MAX_NAME) return false;
    this.nameAt = c.at;
    c.skip(length);
    this.nameEnd = c.at;
    if (c.failed || !isName(c.bytes, this.nameAt, this.nameEnd)) return false;
    this.type = c.u32();
    const values = c.u32();
    if (this.type > LONG || values > MAX_PACK_VALUES) return false;
    this.valueAt = c.at;
    this.valueEnd = c.at;
    for (let i = 0; i < values; i++) {
      const size = this.type === INTEGER ? 4 : this.type === LONG ? 8 : c.u32();
      const at = c.at;
      c.skip(size);
      if (c.failed) return false;
      if (i > 0) continue;
      this.valueAt = at;
      this.valueEnd = c.at;
    }
    return !c.failed;
  }
}

/** A whole datagram is one pack: a count, and so many elements to its end. Does not move the cursor. */
export function isPack(c: Cursor): boolean {
  const { at } = c;
  const count = c.u32();
  let good = count > 0 && count <= MAX_PACK_ELEMENTS;
  for (let i = 0; good && i < count; i++) good = ELEMENT.read(c);
  good &&= !c.failed && c.at === c.end;
  c.at = at;
  c.failed = false;
  return good;
}

function isName(bytes: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at++) {
    const octet = bytes[at] as number;
    const letter = (octet | 0x20) >= 0x61 && (octet | 0x20) <= 0x7a;
    if (!letter && !(octet >= 0x30 && octet <= 0x39) && octet !== 0x5f && octet !== 0x2e && octet !== 0x2d)
      return false;
  }
  return true;
}

const ELEMENT: PackElement = new PackElement();
