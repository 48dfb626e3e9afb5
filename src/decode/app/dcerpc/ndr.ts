import type { Cursor } from '../../../kernel/cursor.ts';
import { half, within, word } from './byte-order.ts';

/** Characters of one string that are looked at. */
export const MAX_CHARACTERS = 512;
/** A context handle: attributes and an identifier (C706 14.2.16.6). */
const HANDLE = 20;
/** What every call to an object begins with: version, flags, reserved, causality, pointer to extensions (MS-DCOM 2.2.13.3). */
const OBJECT_HEAD = 32;
/** Fixed part of an item of OPC: two pointers, active, handle, size of the blob, pointer, type, reserved. */
const ITEM = 28;
/** Items of one call whose names are read. */
export const MAX_ITEM_NAMES = 256;

/**
 * The first parameters of a call's data (NDR, C706 14), as far as a layout says what they are. A letter is a parameter:
 * `h` a context handle, `u` a number of 32 bits or less, `r` a pointer whose target follows later, `o` the head of calls
 * to objects, `I` a number that counts items, `T` OPC's table of them with their names; `w` a string of 16-bit characters, `p` a pointer to one, `a` and `q` the
 * same of bytes, `s` a counted string of the security interfaces, `b` a string of OLE. Capital letters of strings are the
 * names that a person wants to know.
 */
export class Parameters {
  /** Names, joined by spaces. */
  text = '';
  /** The number of `I`; -1 without one. */
  items = -1;
  /** Bytes that were read. */
  used = 0;
  #c: Cursor | undefined;
  #at = 0;
  #start = 0;
  #end = 0;
  #little = true;

  /** Reads the data that begin `ahead` of the cursor and are `length` long. */
  read(c: Cursor, ahead: number, length: number, little: boolean, layout: string): this {
    this.text = '';
    this.items = -1;
    this.#c = c;
    this.#at = this.#start = ahead;
    this.#end = ahead + length;
    this.#little = little;
    for (let i = 0; i < layout.length; i++) if (!this.#step(c, layout.charAt(i))) break;
    this.used = Math.max(0, Math.min(this.#at, this.#end) - this.#start);
    this.#c = undefined;
    return this;
  }

  #step(c: Cursor, letter: string): boolean {
    switch (letter) {
      case 'h':
        return this.#skip(HANDLE);
      case 'u':
      case 'r':
        return this.#skip(4);
      case 'o':
        return this.#skip(OBJECT_HEAD) && word(c, this.#at - 4, this.#little) === 0;
      case 'I':
        if (!this.#skip(4)) return false;
        this.items = word(c, this.#at - 4, this.#little);
        return true;
      case 'T':
        return this.#itemTable(c);
      case 's':
      case 'S':
        if (!this.#skip(8)) return false;
        return word(c, this.#at - 4, this.#little) === 0 || this.#string(2, letter === 'S');
      case 'b':
      case 'B':
        return this.#oleString(letter === 'B');
      case 'p':
      case 'P':
      case 'q':
      case 'Q':
        if (!this.#skip(4)) return false;
        if (word(c, this.#at - 4, this.#little) === 0) return true;
        return this.#string(letter === 'p' || letter === 'P' ? 2 : 1, letter === 'P' || letter === 'Q');
      case 'w':
      case 'W':
        return this.#string(2, letter === 'W');
      default:
        return this.#string(1, letter === 'A');
    }
  }

  /** Past `bytes`, aligned to four before. */
  #skip(bytes: number): boolean {
    const at = this.#aligned();
    if (at + bytes > this.#end) return false;
    this.#at = at + bytes;
    return true;
  }

  #aligned(): number {
    return this.#at + ((4 - ((this.#at - this.#start) & 3)) & 3);
  }

  /** Most characters, offset, characters, and themselves (C706 14.3.4.2). */
  #string(size: number, wanted: boolean): boolean {
    const c = this.#c as Cursor;
    if (!this.#skip(12)) return false;
    const count = word(c, this.#at - 4, this.#little);
    if (this.#at + count * size > this.#end) return false;
    if (wanted) this.#keep(c, count, size);
    this.#at += count * size;
    return true;
  }

  /** A pointer, the size, the length in bytes, the size again, and the characters (MS-OAUT 2.2.23). */
  #oleString(wanted: boolean): boolean {
    const c = this.#c as Cursor;
    if (!this.#skip(4)) return false;
    if (word(c, this.#at - 4, this.#little) === 0) return true;
    if (!this.#skip(12)) return false;
    const count = word(c, this.#at - 4, this.#little);
    if (this.#at + count * 2 > this.#end) return false;
    if (wanted) this.#keep(c, count, 2);
    this.#at += count * 2;
    return true;
  }

  /**
   * Items of OPC by name (OPCITEMDEF): fixed parts one after the other, then for each the strings and the blob that
   * its pointers lead to.
   */
  #itemTable(c: Cursor): boolean {
    if (!this.#skip(4)) return false;
    const first = this.#at;
    const count = Math.min(this.items, Math.floor((this.#end - first) / ITEM));
    if (count !== this.items || !this.#skip(count * ITEM)) return false;
    for (let i = 0; i < count && i < MAX_ITEM_NAMES; i++) {
      const at = first + i * ITEM;
      if (word(c, at, this.#little) !== 0 && !this.#string(2, false)) return false;
      if (word(c, at + 4, this.#little) !== 0 && !this.#string(2, true)) return false;
      if (word(c, at + 20, this.#little) === 0) continue;
      if (!this.#skip(4) || !this.#skip(word(c, this.#at - 4, this.#little))) return false;
    }
    return true;
  }

  #keep(c: Cursor, count: number, size: number): void {
    let text = '';
    const most = Math.min(count, MAX_CHARACTERS);
    for (let i = 0; i < most; i++) {
      const at = this.#at + i * size;
      if (!within(c, at, size)) break;
      const code = size === 2 ? half(c, at, this.#little) : c.peek8(at);
      if (code === 0) break;
      text += String.fromCharCode(code);
    }
    if (text !== '') this.text = (this.text === '' ? text : `${this.text} ${text}`).slice(0, MAX_CHARACTERS);
  }
}
