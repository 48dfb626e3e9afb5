import type { Cursor } from '../../../kernel/cursor.ts';

/** Numbers of variable length: seven bits a byte, the highest first, the top bit says that more follow. */

/** An unsigned number of up to 32 bits; the cursor fails where it has no end within five bytes. */
export function vlq32(c: Cursor): number {
  let value = 0;
  for (let i = 0; i < 5; i++) {
    const byte = c.u8();
    value = value * 128 + (byte & 0x7f);
    if (byte < 0x80) return value >>> 0;
  }
  c.skip(-1);
  return 0;
}

/** Up to 64 bits: the ninth byte brings eight. As a number, so that what is above 2^53 is not exact. */
export function vlq64(c: Cursor): number {
  let value = 0;
  for (let i = 0; i < 8; i++) {
    const byte = c.u8();
    value = value * 128 + (byte & 0x7f);
    if (byte < 0x80) return value;
  }
  return value * 256 + c.u8();
}

/** The lower 32 bits of a number of up to 64. */
export function lowVlq(c: Cursor): number {
  let value = 0;
  for (let i = 0; i < 8; i++) {
    const byte = c.u8();
    value = ((value << 7) | (byte & 0x7f)) >>> 0;
    if (byte < 0x80) return value;
  }
  return ((value << 8) | c.u8()) >>> 0;
}

/** Signed: the second highest bit of the first byte is the sign. */
export function signedVlq(c: Cursor): number {
  let byte = c.u8();
  let value = byte & 0x3f;
  if ((byte & 0x40) !== 0) value -= 64;
  for (let i = 1; (byte & 0x80) !== 0 && i < 9; i++) {
    byte = c.u8();
    value = i === 8 ? value * 256 + byte : value * 128 + (byte & 0x7f);
    if (i === 8) break;
  }
  return value;
}
