/** Bytes of a length field read; four say 4 GiB, more than any message. */
const MAX_LENGTH_OCTETS = 4;

export const INTEGER = 0x02;
export const OCTET_STRING = 0x04;
export const OBJECT_IDENTIFIER = 0x06;
export const UTC_TIME = 0x17;
export const GENERALIZED_TIME = 0x18;
export const SEQUENCE = 0x30;
export const SET = 0x31;

/**
 * Walks the elements of one DER level (ITU-T X.690): {@link next} steps to the next element, whose tag and content
 * are then in the fields. Nesting is entered by making a reader over the content, so depth is what the caller
 * writes down, never what the bytes ask for. Indefinite lengths and tags above 30 do not occur in DER certificates.
 */
export class DerReader {
  readonly bytes: Uint8Array;
  tag = 0;
  /** First byte of the element's tag. */
  from = 0;
  /** Content of the element: `[start, end)`, inside the level. */
  start = 0;
  end = 0;
  #at: number;
  readonly #limit: number;

  constructor(bytes: Uint8Array, start: number, end: number) {
    this.bytes = bytes;
    this.#at = start;
    this.#limit = end > bytes.length ? bytes.length : end;
  }

  /** True when another element was read; false at the level's end, or where the bytes are no element. */
  next(): boolean {
    const at = this.#at;
    if (at + 2 > this.#limit) return false;
    const tag = this.bytes[at] as number;
    if ((tag & 0x1f) === 0x1f) return false;
    let start = at + 2;
    let length = this.bytes[at + 1] as number;
    if (length >= 0x80) {
      const octets = length & 0x7f;
      if (octets === 0 || octets > MAX_LENGTH_OCTETS || start + octets > this.#limit) return false;
      length = 0;
      for (let i = 0; i < octets; i++) length = length * 256 + (this.bytes[start + i] as number);
      start += octets;
    }
    if (start + length > this.#limit) return false;
    this.tag = tag;
    this.from = at;
    this.start = start;
    this.end = start + length;
    this.#at = this.end;
    return true;
  }

  /** Steps to the next element and says whether it has this tag. */
  is(tag: number): boolean {
    return this.next() && this.tag === tag;
  }

  /** A reader over the content of the element read last. */
  inside(): DerReader {
    return new DerReader(this.bytes, this.start, this.end);
  }
}

/** Dotted text of an object identifier's content; at most 32 arcs, each below 2^31. */
export function objectIdentifierText(bytes: Uint8Array, start: number, end: number): string {
  let text = '';
  let value = 0;
  let arcs = 0;
  for (let i = start; i < end && arcs < MAX_ARCS; i++) {
    const byte = bytes[i] as number;
    value = (value & 0xff_ffff) * 128 + (byte & 0x7f);
    if (byte >= 0x80) continue;
    if (arcs++ === 0) {
      const first = value < 40 ? 0 : value < 80 ? 1 : 2;
      text = `${first}.${value - first * 40}`;
    } else text += `.${value}`;
    value = 0;
  }
  return text;
}

const MAX_ARCS = 32;
