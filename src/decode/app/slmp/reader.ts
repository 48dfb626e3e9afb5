import { Cursor } from '../../../kernel/cursor.ts';
import { byteText } from '../wire-text.ts';
import { deviceCode, isHexNumbered } from './devices.ts';
import { hexDigit } from './frame.ts';

/** Reads the content of a frame, binary or ASCII, reused. */
export class SlmpReader {
  readonly c: Cursor = new Cursor();
  ascii = false;
  /** True once something was no digit. */
  bad = false;
  /** Of the device read last. */
  device = 0;
  number = 0;

  reset(from: Cursor, start: number, end: number, ascii: boolean): this {
    this.c.reset(from.bytes, from.view, start, end);
    this.ascii = ascii;
    this.bad = false;
    return this;
  }

  u8(): number {
    return this.ascii ? this.#digits(2, 16) : this.c.u8();
  }

  u16(): number {
    return this.ascii ? this.#digits(4, 16) : this.c.u16le();
  }

  /** A device's code and number: three bytes and one, or with `long` four and two; in ASCII text and digits. */
  readDevice(long: boolean): boolean {
    const { c } = this;
    if (!this.ascii) {
      this.number = long ? c.u32le() : c.u16le() | (c.u8() << 16);
      this.device = long ? c.u16le() : c.u8();
      return !c.failed;
    }
    const size = long ? 4 : 2;
    const start = c.at;
    if (!c.skip(size).ok) return false;
    this.device = deviceCode(byteText(c.bytes, start, c.at));
    if (this.device < 0) {
      this.bad = true;
      return false;
    }
    this.number = this.#digits(long ? 8 : 6, isHexNumbered(this.device) ? 16 : 10);
    return !c.failed && !this.bad;
  }

  /** Passes over so many bytes, each of which is two characters in ASCII. */
  skip(count: number): void {
    this.c.skip(this.ascii ? count * 2 : count);
  }

  #digits(count: number, base: number): number {
    let value = 0;
    for (let i = 0; i < count; i++) {
      const digit = hexDigit(this.c.u8());
      if (digit < 0 || digit >= base) this.bad = true;
      else value = value * base + digit;
    }
    return value;
  }
}
