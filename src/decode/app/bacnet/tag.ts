import type { Cursor } from '../../../kernel/cursor.ts';

/** Application tags, ASHRAE 135 clause 20.2.1.4. */
export const BOOLEAN = 1;
export const UNSIGNED = 2;
export const SIGNED = 3;
export const REAL = 4;
export const DOUBLE = 5;
export const OCTETS = 6;
export const TEXT = 7;
export const BITS = 8;
export const ENUMERATED = 9;
export const DATE = 10;
export const TIME = 11;
export const OBJECT = 12;

const OPENING = 6;
const CLOSING = 7;
/** A number of four bits that says: look at the next byte. */
const EXTENDED_NUMBER = 15;
/** A length of three bits that says the same, then two values of one byte that say: look at the next two or four. */
const EXTENDED_LENGTH = 5;
const LENGTH_16 = 254;
const LENGTH_32 = 255;

/** One tag's header, reused; its content follows the cursor and ends at {@link end}. */
export class Tag {
  number = 0;
  context = false;
  opening = false;
  closing = false;
  /** Three bits: the value of a boolean, else the length's. */
  value = 0;
  end = 0;

  /** False where no tag with all its content lies before the window's end. */
  read(c: Cursor): boolean {
    const first = c.u8();
    this.context = (first & 8) !== 0;
    this.number = first >> 4;
    if (this.number === EXTENDED_NUMBER) this.number = c.u8();
    this.value = first & 7;
    this.opening = this.context && this.value === OPENING;
    this.closing = this.context && this.value === CLOSING;
    let length = this.value;
    if (this.opening || this.closing || (!this.context && this.number === BOOLEAN)) length = 0;
    else if (length === EXTENDED_LENGTH) {
      length = c.u8();
      if (length === LENGTH_16) length = c.u16();
      else if (length === LENGTH_32) length = c.u32();
    } else if (length > EXTENDED_LENGTH) return false;
    this.end = c.at + length;
    return !c.failed && this.end <= c.end;
  }

  /** Reads a tag that has to be this application tag. */
  isApplication(c: Cursor, number: number): boolean {
    return this.read(c) && !this.context && this.number === number;
  }

  /** The content as an unsigned number, its first four bytes at most. */
  unsigned(c: Cursor): number {
    let value = 0;
    for (let i = 0; c.at + i < this.end && i < 4; i++) value = value * 256 + c.peek8(i);
    return value;
  }
}
