import type { Cursor } from '../../../kernel/cursor.ts';

export const INTEGER = 0x02;
export const OCTET_STRING = 0x04;
export const OBJECT_IDENTIFIER = 0x06;
export const SEQUENCE = 0x30;

/** Octets of a length that are read; a datagram's needs two, some senders always write four. */
const MAX_LENGTH_OCTETS = 4;
/** Octets of an integer that are read as a number: more would not be exact. */
const MAX_INTEGER_OCTETS = 6;

/**
 * One element's header, reused: tag and end of its content, at whose start the cursor then stands. Definite lengths
 * only (RFC 3417 8 allows no others), in any number of octets.
 */
export class BerElement {
  tag = 0;
  /** Offset of the first byte behind the content. */
  end = 0;

  /** False, and the cursor anywhere, where no element lies in `[c.at, limit)`. */
  read(c: Cursor, limit: number): boolean {
    this.tag = c.u8();
    let length = c.u8();
    if (length >= 0x80) {
      const octets = length & 0x7f;
      if (octets === 0 || octets > MAX_LENGTH_OCTETS) return false;
      length = 0;
      for (let i = 0; i < octets; i++) length = length * 256 + c.u8();
    }
    this.end = c.at + length;
    return !c.failed && this.end <= limit;
  }

  /** Reads an element that has to have this tag. */
  readTag(c: Cursor, limit: number, tag: number): boolean {
    return this.read(c, limit) && this.tag === tag;
  }

  /** An INTEGER as a number; {@link ok} turns false where there is none. */
  integer(c: Cursor, limit: number): number {
    if (!this.readTag(c, limit, INTEGER)) {
      this.ok = false;
      return 0;
    }
    const value = signedInteger(c, this.end);
    if (c.at !== this.end) this.ok = false;
    return value;
  }

  ok = true;
}

/** Two's complement content up to `end`; stops before octets that would not be exact. */
export function signedInteger(c: Cursor, end: number): number {
  const octets = end - c.at;
  if (octets === 0 || octets > MAX_INTEGER_OCTETS) return 0;
  let value = c.u8();
  if (value >= 0x80) value -= 256;
  while (c.at < end) value = value * 256 + c.u8();
  return value;
}

/** Content of an application type (counters, gauges, ticks), never negative. */
export function unsignedInteger(c: Cursor, end: number): number | bigint {
  if (end - c.at <= MAX_INTEGER_OCTETS) {
    let value = 0;
    while (c.at < end) value = value * 256 + c.u8();
    return value;
  }
  let value = 0n;
  // A Counter64 has at most nine octets (RFC 3416 2), the first of them 0.
  for (let octets = 0; c.at < end && octets < 9; octets++) value = value * 256n + BigInt(c.u8());
  c.at = end;
  return value;
}
