import type { Cursor } from '../../../kernel/cursor.ts';
import { NO, UNSURE, type Verdict, YES } from '../../verdict.ts';

/** Length before every buffer of a SASL security layer (RFC 4422 3.7). */
export const BUFFER_HEAD = 4;
/** A wrap token of Kerberos: identifier, flags, filler, two counts, number (RFC 4121 4.2.6.2). */
const TOKEN_HEADER = 16;
const WRAP = 0x0504;
const SEALED = 2;
/** Signature of NTLM: version 1, checksum, number (MS-NLMP 2.2.2.9). */
const NTLM_SIGNATURE = 16;
/** Buffers that are believed in: what Windows and OpenLDAP agree on is 64 KiB to 16 MiB less one. */
const MAX_BUFFER = 0xff_ffff;

/** One buffer of a SASL security layer: where in it clear messages lie, if it is signed only. */
export class SaslBuffer {
  /** Bytes behind the length. */
  length = 0;
  /** Offsets from the cursor; equal where nothing is clear. */
  clearStart = 0;
  clearEnd = 0;

  /** YES for a token of Kerberos; of others there is nothing to know them by. */
  probe(c: Cursor): Verdict {
    if (c.left > 0 && c.peek8() !== 0) return NO;
    if (c.left > BUFFER_HEAD && c.peek8(BUFFER_HEAD) !== WRAP >> 8) return NO;
    if (c.left > BUFFER_HEAD + 1 && c.peek16(BUFFER_HEAD) !== WRAP) return NO;
    if (c.left > BUFFER_HEAD + 2 && c.peek8(BUFFER_HEAD + 2) > 7) return NO;
    if (c.left < BUFFER_HEAD + 4) return UNSURE;
    return c.peek8(BUFFER_HEAD + 3) === 0xff && c.peek32() >= TOKEN_HEADER ? YES : NO;
  }

  /** False where these four bytes are no length of a buffer. */
  readHead(c: Cursor): boolean {
    this.length = c.peek32();
    return this.length > 0 && this.length <= MAX_BUFFER;
  }

  /** Needs the whole buffer. */
  findClear(c: Cursor): void {
    this.clearStart = this.clearEnd = BUFFER_HEAD + this.length;
    if (c.peek16(BUFFER_HEAD) === WRAP && this.length >= TOKEN_HEADER) {
      if ((c.peek8(BUFFER_HEAD + 2) & SEALED) !== 0) return;
      const checksum = c.peek16(BUFFER_HEAD + 4);
      const rotated = c.peek16(BUFFER_HEAD + 6);
      const start = BUFFER_HEAD + TOKEN_HEADER;
      if (checksum > this.length - TOKEN_HEADER) return;
      // The checksum stands behind the message, or, rotated by its own length, before it; others turn it in no other way.
      if (rotated === checksum) this.clearStart = start + checksum;
      else if (rotated === 0) {
        this.clearStart = start;
        this.clearEnd -= checksum;
      }
    } else if (c.peek32(BUFFER_HEAD) === 0x0100_0000 && this.length > NTLM_SIGNATURE) {
      this.clearStart = BUFFER_HEAD + NTLM_SIGNATURE;
    }
  }
}
