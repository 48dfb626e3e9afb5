import type { Cursor } from '../../../kernel/cursor.ts';

export const NOT_SLMP = 0;
export const INCOMPLETE = -1;
/** Longest content of a frame: 960 words and what stands before them, twice that in ASCII. */
export const MAX_CONTENT = 8192;

/** One frame's header, reused; numbers are the same in binary and in ASCII. */
export class SlmpFrame {
  ascii = false;
  /** True for 4E, which has a number. */
  numbered = false;
  response = false;
  serial = 0;
  network = 0;
  pc = 0;
  module = 0;
  station = 0;
  /** Bytes behind the header. */
  content = 0;
  /** Bytes of the header. */
  header = 0;

  /** Bytes of the whole frame, {@link NOT_SLMP}, or {@link INCOMPLETE}. Moves nothing. */
  read(c: Cursor): number {
    const first = c.peek8();
    this.ascii = first === 0x35 || first === 0x44;
    return this.ascii ? this.#readAscii(c) : this.#readBinary(c);
  }

  #readBinary(c: Cursor): number {
    const first = c.peek8();
    if (first !== 0x50 && first !== 0x54 && first !== 0xd0 && first !== 0xd4) return NOT_SLMP;
    if (c.left >= 2 && c.peek8(1) !== 0) return NOT_SLMP;
    this.response = first >= 0xd0;
    this.numbered = (first & 4) !== 0;
    const skip = this.numbered ? 6 : 2;
    this.header = skip + 7;
    if (this.numbered && c.left >= 6 && c.peek16(4) !== 0) return NOT_SLMP;
    if (c.left < this.header) return INCOMPLETE;
    this.serial = this.numbered ? little(c, 2) : 0;
    this.network = c.peek8(skip);
    this.pc = c.peek8(skip + 1);
    this.module = little(c, skip + 2);
    this.station = c.peek8(skip + 4);
    this.content = little(c, skip + 5);
    return this.#fits(1);
  }

  #readAscii(c: Cursor): number {
    for (let i = 1; i < 4 && i < c.left; i++) {
      const want = i === 1 ? -1 : 0x30;
      const have = c.peek8(i);
      if (want >= 0 ? have !== want : have !== 0x30 && have !== 0x34) return NOT_SLMP;
    }
    if (c.left < 4) return INCOMPLETE;
    this.response = c.peek8() === 0x44;
    this.numbered = c.peek8(1) === 0x34;
    const skip = this.numbered ? 12 : 4;
    this.header = skip + 14;
    for (let i = 4; i < this.header && i < c.left; i++) if (hexDigit(c.peek8(i)) < 0) return NOT_SLMP;
    if (this.numbered && c.left >= 12 && digits(c, 8, 4) !== 0) return NOT_SLMP;
    if (c.left < this.header) return INCOMPLETE;
    this.serial = this.numbered ? digits(c, 4, 4) : 0;
    this.network = digits(c, skip, 2);
    this.pc = digits(c, skip + 2, 2);
    this.module = digits(c, skip + 4, 4);
    this.station = digits(c, skip + 8, 2);
    this.content = digits(c, skip + 10, 4);
    return this.#fits(2);
  }

  /** A request has timer, command and sub-command; an answer an end code. Stations and modules are few. */
  #fits(digitsPerByte: number): number {
    if (this.content < (this.response ? 2 : 6) * digitsPerByte || this.content > MAX_CONTENT) return NOT_SLMP;
    if (this.station > 31 || (this.pc > 120 && this.pc < 125)) return NOT_SLMP;
    const { module } = this;
    const cpu = module === 0x3ff || (module >= 0x3d0 && module <= 0x3d3) || (module >= 0x3e0 && module <= 0x3e3);
    if (!cpu && module > 0x1ff) return NOT_SLMP;
    return this.header + this.content;
  }
}

function little(c: Cursor, ahead: number): number {
  return c.peek8(ahead) | (c.peek8(ahead + 1) << 8);
}

/** Value of a hexadecimal digit as controllers write it; -1 for any other byte. */
export function hexDigit(byte: number): number {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  return byte >= 0x41 && byte <= 0x46 ? byte - 0x37 : -1;
}

/** The digits have been looked at. */
function digits(c: Cursor, ahead: number, count: number): number {
  let value = 0;
  for (let i = 0; i < count; i++) value = value * 16 + hexDigit(c.peek8(ahead + i));
  return value;
}
