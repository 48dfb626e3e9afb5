import type { Cursor } from '../../../kernel/cursor.ts';
import { isHandshakeType } from './fields.ts';

/** Longest handshake message assembled: a chain of sixteen large certificates. */
export const MAX_HANDSHAKE = 0x1_ffff;
/** Records joined into one run; a client that asks for 512-byte records (RFC 6066 4) sends a chain in about ten. */
export const MAX_RECORDS = 256;
export const RECORD_HEADER = 5;
const HANDSHAKE_HEADER = 4;
const HANDSHAKE = 22;

/** What {@link Flight.measure} found. */
export const WHOLE = 0;
/** More bytes are needed. */
export const PART = 1;
/** Another record, or a broken header, stands where the message should go on. */
export const BROKEN = 2;
/** The message is longer than is assembled, or in too many records. */
export const TOO_LONG = 3;
export const TOO_MANY = 4;
/** The first bytes are no handshake header: ciphertext. */
export const OPAQUE = 5;
export type Measure = typeof WHOLE | typeof PART | typeof BROKEN | typeof TOO_LONG | typeof TOO_MANY | typeof OPAQUE;

/**
 * The shortest run of handshake records, from the cursor on, at whose end no handshake message is open: messages
 * may share a record and span several (RFC 8446 5.1). Only headers are looked at while the run is measured, so a
 * run that is still coming in costs its records, not its bytes. Reused.
 */
export class Flight {
  records = 0;
  /** Bytes of the run with and without record headers. */
  length = 0;
  payload = 0;
  /** Bytes of the open message behind the run; after {@link TOO_LONG}, behind the record it begins in. */
  missing = 0;

  measure(c: Cursor): Measure {
    const { bytes, end } = c;
    let at = c.at;
    let header = 0;
    let size = 0;
    this.records = 0;
    this.length = 0;
    this.payload = 0;
    this.missing = 0;
    for (;;) {
      if (at + RECORD_HEADER > end) return PART;
      if (bytes[at] !== HANDSHAKE || bytes[at + 1] !== 3) return this.records === 0 ? OPAQUE : BROKEN;
      const recordEnd = at + RECORD_HEADER + c.view.getUint16(at + 3);
      let p = at + RECORD_HEADER;
      while (p < recordEnd) {
        if (this.missing > 0) {
          const take = this.missing < recordEnd - p ? this.missing : recordEnd - p;
          p += take;
          this.missing -= take;
          continue;
        }
        if (p >= end) return PART;
        const byte = bytes[p++] as number;
        if (header === 0) {
          if (!isHandshakeType(byte)) return this.records === 0 && this.length === 0 ? OPAQUE : BROKEN;
          // A hello request is empty and alone; elsewhere zeros are a cipher's nonce.
          if (byte === 0 && recordEnd - p !== HANDSHAKE_HEADER - 1) return this.records === 0 ? OPAQUE : BROKEN;
          size = 0;
        } else size = size * 256 + byte;
        if (++header === HANDSHAKE_HEADER) {
          header = 0;
          this.missing = size;
          if (size > MAX_HANDSHAKE) {
            this.length += recordEnd - at;
            this.missing = size > recordEnd - p ? size - (recordEnd - p) : 0;
            return TOO_LONG;
          }
        }
      }
      if (recordEnd > end) return PART;
      this.records++;
      this.length += recordEnd - at;
      this.payload += recordEnd - at - RECORD_HEADER;
      at = recordEnd;
      if (header === 0 && this.missing === 0 && this.payload > 0) return WHOLE;
      if (this.records === MAX_RECORDS) return TOO_MANY;
    }
  }

  /** The handshake bytes of the run measured last, without record headers; a copy. */
  join(c: Cursor): Uint8Array {
    const joined = new Uint8Array(this.payload);
    let at = c.at;
    let to = 0;
    for (let i = 0; i < this.records; i++) {
      const size = c.view.getUint16(at + 3);
      joined.set(c.bytes.subarray(at + RECORD_HEADER, at + RECORD_HEADER + size), to);
      to += size;
      at += RECORD_HEADER + size;
    }
    return joined;
  }
}
