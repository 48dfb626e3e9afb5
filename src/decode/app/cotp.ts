import type { Cursor } from '../../kernel/cursor.ts';

/** COTP, ISO 8073 / ITU-T X.224 section 13: the upper half of the second byte is the type of TPDU. */
const EXPEDITED = 0x10;
const EXPEDITED_ACK = 0x20;
const REJECT = 0x50;
const DATA_ACK = 0x60;
const ERROR = 0x70;
const DISCONNECT_REQUEST = 0x80;
const DISCONNECT_CONFIRM = 0xc0;
export const CONNECT_CONFIRM = 0xd0;
export const CONNECT_REQUEST = 0xe0;
export const DATA = 0xf0;

const types: ReadonlySet<number> = new Set([
  EXPEDITED,
  EXPEDITED_ACK,
  REJECT,
  DATA_ACK,
  ERROR,
  DISCONNECT_REQUEST,
  DISCONNECT_CONFIRM,
  CONNECT_CONFIRM,
  CONNECT_REQUEST,
  DATA,
]);

/** Parameters of the variable part, X.224 section 13.3.4 and 13.5.4; RDP's negotiation is none of them. */
const parameters: ReadonlySet<number> = new Set([
  0x08, 0x09, 0x85, 0x86, 0x87, 0x88, 0x89, 0x8a, 0x8b, 0x8c, 0xc0, 0xc1, 0xc2, 0xc3, 0xc4, 0xc5, 0xc6, 0xc7, 0xe0,
  0xf0, 0xf2,
]);
export const CALLING_TSAP = 0xc1;
export const CALLED_TSAP = 0xc2;

/** One COTP header, read in place and reused: offsets are relative to the cursor it was read at. */
export class CotpHeader {
  type = 0;
  /** Length indicator: bytes of header after itself. */
  length = 0;
  /** True on the last data unit of a message; false says that more follow. */
  last = false;
  /** Where the fixed part ends and parameters begin. */
  parametersAt = 0;
  /** Where user data begins. */
  dataAt = 0;

  /** Reads the header of a TPDU of `length` bytes that starts `ahead` of the cursor; false if it is none. */
  read(c: Cursor, ahead: number, length: number): boolean {
    this.length = c.peek8(ahead);
    this.type = c.peek8(ahead + 1) & 0xf0;
    this.dataAt = ahead + 1 + this.length;
    // 255 is reserved; and the header has to hold at least its type and two bytes of references or number.
    if (this.length < 2 || this.length === 255 || 1 + this.length > length || !types.has(this.type)) return false;
    if (this.type === DATA) {
      // Class 0 and 1: number and end mark in one byte. Higher classes, with longer headers, are not met over TCP.
      this.last = (c.peek8(ahead + 2) & 0x80) !== 0;
      return this.length === 2;
    }
    this.last = true;
    if (this.type === CONNECT_REQUEST || this.type === CONNECT_CONFIRM) {
      this.parametersAt = ahead + 7;
      return this.length >= 6;
    }
    return true;
  }

  /** Where the value of a connection parameter begins, its length in the byte before; 0 when it is not there. */
  parameter(c: Cursor, wanted: number): number {
    for (let at = this.parametersAt; at + 2 <= this.dataAt; at += 2 + c.peek8(at + 1)) {
      if (c.peek8(at) === wanted && at + 2 + c.peek8(at + 1) <= this.dataAt) return at + 2;
    }
    return 0;
  }

  /** True when the variable part is a row of known parameters that ends where the header ends. */
  hasOnlyParameters(c: Cursor): boolean {
    let at = this.parametersAt;
    while (at + 2 <= this.dataAt && parameters.has(c.peek8(at))) at += 2 + c.peek8(at + 1);
    return at === this.dataAt;
  }
}
