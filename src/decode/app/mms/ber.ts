import type { Cursor } from '../../../kernel/cursor.ts';

export const UNIVERSAL = 0;
export const APPLICATION = 1;
export const CONTEXT = 2;

export const INTEGER = 2;
export const SEQUENCE = 16;
export const SET = 17;

/** Octets of a length, and of a tag number above 30, that are read. */
const MAX_LENGTH_OCTETS = 4;
const MAX_TAG_OCTETS = 3;

/**
 * One element's tag and length (ISO 8825-1), reused: after {@link read} the cursor stands at its content. A length that
 * is left open ends where the enclosing element does; the two zero bytes that close it are an element of their own.
 */
export class BerTag {
  class = 0;
  constructed = false;
  number = 0;
  /** Offset of the first byte behind the content. */
  end = 0;

  /** False, and the cursor anywhere, where no element lies in `[c.at, limit)`. */
  read(c: Cursor, limit: number): boolean {
    if (c.at + 2 > limit) return false;
    const first = c.u8();
    this.class = first >> 6;
    this.constructed = (first & 0x20) !== 0;
    this.number = first & 31;
    if (this.number === 31 && !this.#longNumber(c)) return false;
    let length = c.u8();
    if (length === 0x80) {
      this.end = limit;
      return this.constructed && c.at <= limit;
    }
    if (length > 0x80) {
      const octets = length & 0x7f;
      if (octets > MAX_LENGTH_OCTETS) return false;
      length = 0;
      for (let i = 0; i < octets; i++) length = length * 256 + c.u8();
    }
    this.end = c.at + length;
    return !c.failed && this.end <= limit;
  }

  #longNumber(c: Cursor): boolean {
    this.number = 0;
    for (let i = 0; i < MAX_TAG_OCTETS; i++) {
      const octet = c.u8();
      this.number = this.number * 128 + (octet & 0x7f);
      if (octet < 0x80) return true;
    }
    return false;
  }

  /** True for a context tag of this number. */
  is(number: number): boolean {
    return this.class === CONTEXT && this.number === number;
  }
}

/** A number in two's complement between the cursor and `end`; 0 where it would not be exact. */
export function integerAt(c: Cursor, end: number): number {
  const octets = end - c.at;
  if (octets < 1 || octets > 6) return 0;
  let value = c.u8();
  if (value >= 0x80) value -= 256;
  while (c.at < end) value = value * 256 + c.u8();
  return value;
}
