import type { Cursor } from '../../../kernel/cursor.ts';
import { type QuicVersion, quicVersion } from './versions.ts';

export const INITIAL = 0;
export const ZERO_RTT = 1;
export const HANDSHAKE = 2;
export const RETRY = 3;
export const NEGOTIATION = 4;
/** A version that nobody here knows: the header's invariant part (RFC 8999) is all that can be read. */
export const UNKNOWN = 5;
/** Google's, with everything but the first packets encrypted. */
export const GOOGLE = 6;

const MAX_ID = 20;

/** A packet with a long header (RFC 9000 17.2), as offsets; one is reused. */
export class LongHeader {
  type: number = UNKNOWN;
  versionNumber = 0;
  version: QuicVersion | undefined = undefined;
  destinationId = 0;
  destinationIdLength = 0;
  sourceId = 0;
  sourceIdLength = 0;
  tokenLength = 0;
  /** Where the packet number stands, protected or not. */
  numberAt = 0;
  /** Behind the packet. */
  end = 0;

  /** Reads the header at the cursor without moving it; false where it is none or not all there. */
  read(c: Cursor): boolean {
    const start = c.at;
    const read = this.#read(c) && !c.failed;
    c.at = start;
    c.failed = false;
    return read;
  }

  #read(c: Cursor): boolean {
    const first = c.u8();
    if (first < 0x80) return false;
    const number = c.u32();
    this.versionNumber = number;
    this.version = quicVersion(number);
    this.tokenLength = 0;
    if (this.version?.google === 'clear') return this.#readGoogle(c);
    this.destinationIdLength = c.u8();
    this.destinationId = c.at;
    c.skip(this.destinationIdLength);
    this.sourceIdLength = c.u8();
    this.sourceId = c.at;
    c.skip(this.sourceIdLength);
    this.numberAt = c.at;
    this.end = c.end;
    if (c.failed) return false;
    if (number === 0) this.type = NEGOTIATION;
    else if (this.version === undefined) this.type = UNKNOWN;
    else return this.#readTyped(c, first, this.version);
    return true;
  }

  #readTyped(c: Cursor, first: number, version: QuicVersion): boolean {
    if (this.destinationIdLength > MAX_ID || this.sourceIdLength > MAX_ID) return false;
    this.type = ((first >> 4) + (version.turned ? 3 : 0)) & 3;
    if (this.type === RETRY) return true;
    if (this.type === INITIAL) {
      this.tokenLength = variable(c);
      c.skip(this.tokenLength);
    }
    const length = variable(c);
    this.numberAt = c.at;
    this.end = c.at + length;
    return length > 0 && this.end <= c.end;
  }

  /** Lengths of both ids share an octet, 3 less than they are, or 0; the packet number is in the clear. */
  #readGoogle(c: Cursor): boolean {
    const lengths = c.u8();
    this.type = GOOGLE;
    this.destinationIdLength = lengths >> 4 === 0 ? 0 : (lengths >> 4) + 3;
    this.destinationId = c.at;
    c.skip(this.destinationIdLength);
    this.sourceIdLength = (lengths & 15) === 0 ? 0 : (lengths & 15) + 3;
    this.sourceId = c.at;
    c.skip(this.sourceIdLength);
    this.numberAt = c.at;
    this.end = c.end;
    return !c.failed;
  }
}

/** A variable-length integer (RFC 9000 16); beyond 2^32 it is longer than anything that it could measure here. */
export function variable(c: Cursor): number {
  const first = c.peek8();
  if (first < 0x40) return c.u8();
  if (first < 0x80) return c.u16() & 0x3fff;
  if (first < 0xc0) return c.u32() & 0x3fff_ffff;
  const high = c.u32() & 0x3fff_ffff;
  return high * 0x1_0000_0000 + c.u32();
}
