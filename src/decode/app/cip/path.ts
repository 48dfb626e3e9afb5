import type { Cursor } from '../../../kernel/cursor.ts';
import type { Turn } from '../../turn.ts';
import { claimCarrierText } from '../carrier-address.ts';
import { wireText } from '../wire-text.ts';
import { className } from './classes.ts';

/** Segments read of one path; the longest of one byte's length, 255 words, holds as many, real ones have ten. */
export const MAX_SEGMENTS = 64;

const LOGICAL = 1;
const NETWORK = 2;
const SYMBOLIC = 3;
const DATA = 4;
const EXTENDED_SYMBOL = 0x91;
const CLASS = 0;
const INSTANCE = 1;
const MEMBER = 2;
const POINT = 3;
const ATTRIBUTE = 4;
const SPECIAL = 5;
const SERVICE_ID = 6;
/** Segment byte of an electronic key, and the length of its data in format 4. */
const KEY = 0x34;
const KEY_LENGTH = 8;

/**
 * A padded EPATH (volume 1, appendix C) as far as it says what is meant: class, instance, attribute, names, and the
 * way there. The last class of several is the one that is addressed: a routine within a program. One object is used
 * for path after path.
 */
export class Path {
  classId = -1;
  instance = -1;
  attribute = -1;
  member = -1;
  point = -1;
  /** True when a segment is a name. */
  named = false;
  /** Number of the last port, and its link's address where that is a byte (a slot); -1 if there is none. */
  port = -1;
  link = -1;
  /** An address on a link that is longer than a byte: that of the next device. */
  address = '';
  /** Where an electronic key's data lie; -1 if there is none. */
  key = -1;
  malformed = false;
  tooLong = false;
  /** How the path reads, when it was asked for. */
  text = '';

  /** Reads `[c.at, end)` and leaves the cursor at `end`, or at what could not be read. */
  read(c: Cursor, end: number, wantText: boolean): void {
    this.classId = this.instance = this.attribute = this.member = this.point = this.port = this.link = this.key = -1;
    this.named = this.malformed = this.tooLong = false;
    this.text = this.address = '';
    const outer = c.end;
    c.end = end;
    for (let i = 0; c.left > 0 && !this.malformed; i++) {
      if (i === MAX_SEGMENTS) {
        this.tooLong = true;
        break;
      }
      const at = c.at;
      this.#segment(c, wantText);
      if (c.failed) {
        this.malformed = true;
        c.failed = false;
      }
      if (this.malformed) c.at = at;
    }
    c.end = outer;
  }

  #segment(c: Cursor, wantText: boolean): void {
    const type = c.u8();
    switch (type >> 5) {
      case 0:
        return this.#port(c, type);
      case LOGICAL:
        return this.#logical(c, type, wantText);
      case NETWORK:
        if ((type & 0x10) === 0) c.skip(1);
        else c.skip(2 * c.u8());
        return;
      case SYMBOLIC: {
        const length = type & 31;
        if (length === 0) this.malformed = true;
        else this.#name(c, length, (length + 1) & 1, wantText);
        return;
      }
      case DATA:
        if (type === EXTENDED_SYMBOL) {
          const length = c.u8();
          this.#name(c, length, length & 1, wantText);
        } else c.skip(2 * c.u8());
        return;
      default:
        this.malformed = true;
    }
  }

  #port(c: Cursor, type: number): void {
    const start = c.at - 1;
    const length = (type & 0x10) === 0 ? 1 : c.u8();
    const port = (type & 15) === 15 ? c.u16le() : type & 15;
    if (port === 0 || length === 0) {
      this.malformed = true;
      return;
    }
    this.port = port;
    this.link = -1;
    if (length === 1) this.link = c.u8();
    else if (c.has(length)) {
      this.address = wireText(c.bytes, c.at, c.at + length);
      c.skip(length);
    } else c.skip(length);
    if (((c.at - start) & 1) === 1) c.skip(1);
  }

  #logical(c: Cursor, type: number, wantText: boolean): void {
    const kind = (type >> 2) & 7;
    const format = type & 3;
    if (kind === SPECIAL) {
      if (type !== KEY) this.malformed = true;
      else {
        if (c.u8() === 4) this.key = c.at;
        c.skip(KEY_LENGTH);
      }
      return;
    }
    if (kind > SERVICE_ID || format === 3) {
      this.malformed = true;
      return;
    }
    if (format > 0) c.skip(1);
    const value = format === 0 ? c.u8() : format === 1 ? c.u16le() : c.u32le();
    if (c.failed) return;
    if (kind === CLASS) {
      this.classId = value;
      this.instance = this.attribute = -1;
    } else if (kind === INSTANCE) this.instance = value;
    else if (kind === MEMBER) this.member = value;
    else if (kind === POINT) this.point = value;
    else if (kind === ATTRIBUTE) this.attribute = value;
    if (wantText) this.text = withLogical(this.text, kind, value);
  }

  #name(c: Cursor, length: number, padding: number, wantText: boolean): void {
    if (!c.has(length)) {
      c.skip(length);
      return;
    }
    this.named = true;
    if (wantText) {
      const name = wireText(c.bytes, c.at, c.at + length);
      this.text = this.text === '' ? name : `${this.text}.${name}`;
    }
    c.skip(length);
    // A sender that leaves the padding out at the very end is understood.
    if (padding === 1 && c.left > 0) c.skip(1);
  }

  /** The path's parts as fields of the message that was begun last. */
  tell(c: Cursor, turn: Turn): void {
    if (!turn.tracing) return;
    if (this.classId >= 0) turn.field('cip.class', this.classId);
    if (this.instance >= 0) turn.field('cip.instance', this.instance);
    if (this.attribute >= 0) turn.field('cip.attribute', this.attribute);
    if (this.member >= 0) turn.field('cip.member', this.member);
    if (this.point >= 0) turn.field('cip.connpoint', this.point);
    if (this.port >= 0) turn.field('cip.port', this.port);
    if (this.link >= 0) turn.field('cip.linkaddress', this.link);
    if (this.address !== '') turn.field('cip.ex_linkaddress', this.address);
    if (this.text !== '') turn.field('cip.path', this.text);
    if (this.key < 0) return;
    const at = this.key;
    turn.field('cip.ekey.vendor', c.view.getUint16(at, true));
    turn.field('cip.ekey.devtype', c.view.getUint16(at + 2, true));
    turn.field('cip.ekey.product_code', c.view.getUint16(at + 4, true));
    turn.field('cip.ekey.major_rev', c.view.getUint8(at + 6) & 0x7f);
    turn.field('cip.ekey.minor_rev', c.view.getUint8(at + 7));
  }

  /** What is wrong with the path, and an address in it that betrays a carrier. */
  note(turn: Turn): void {
    if (this.malformed) turn.anomaly('path-malformed');
    if (this.tooLong) turn.anomaly('path-too-long');
    if (this.address !== '') claimCarrierText(turn, this.address);
  }
}

/** Members of a name are indexes; what follows a class is its instance, attribute or point. */
function withLogical(text: string, kind: number, value: number): string {
  switch (kind) {
    case CLASS:
      return text === '' ? className(value) : `${text}, ${className(value)}`;
    case INSTANCE:
      return value === 0 ? `${text} class` : `${text} ${value}`;
    case MEMBER:
      return `${text}[${value}]`;
    case POINT:
      return `${text} point ${value}`;
    case ATTRIBUTE:
      return `${text} attribute ${value}`;
    default:
      return text;
  }
}
