import { byteText, wireText } from '../wire-text.ts';

/** RFC 1035 2.3.4: octets of a name on the wire, length bytes included. */
export const MAX_NAME_LENGTH = 255;
/** A name of 255 octets cannot need more; a loop of pointers ends here. */
export const MAX_POINTERS = 16;

/** Why a name could not be read. */
export const NAME_OK = 0;
export const NAME_CUT = 1;
export const NAME_BAD = 2;

/**
 * One name of a DNS message, compressed or not (RFC 1035 4.1.4); reused, so that a record costs no object.
 * The text has no final dot, the root is `.`; dots and backslashes inside a label are escaped as in zone files.
 */
export class DnsName {
  text = '';
  /** Offset behind the name where it stands, or -1 when its end could not be found. */
  next = -1;
  problem: typeof NAME_OK | typeof NAME_CUT | typeof NAME_BAD = NAME_OK;

  /** Reads the name at `at` of the message `[messageAt, end)`; false when {@link problem} is set. */
  read(bytes: Uint8Array, messageAt: number, at: number, end: number): boolean {
    let text = '';
    let length = 1;
    let pointers = 0;
    this.text = '';
    this.next = -1;
    for (;;) {
      if (at >= end) return this.#fail(this.next < 0 ? NAME_CUT : NAME_BAD);
      const size = bytes[at] as number;
      if (size === 0) break;
      if (size >= 0xc0) {
        if (at + 2 > end) return this.#fail(this.next < 0 ? NAME_CUT : NAME_BAD);
        if (this.next < 0) this.next = at + 2;
        if (++pointers > MAX_POINTERS) return this.#fail(NAME_BAD);
        at = messageAt + (((size & 0x3f) << 8) | (bytes[at + 1] as number));
        continue;
      }
      // 01 and 10 are reserved label types (RFC 6891 5 withdrew the only one ever defined).
      if (size >= 0x40) return this.#fail(NAME_BAD);
      if (at + 1 + size > end) return this.#fail(this.next < 0 ? NAME_CUT : NAME_BAD);
      length += size + 1;
      if (length > MAX_NAME_LENGTH) return this.#fail(NAME_BAD);
      if (text !== '') text += '.';
      text += labelText(bytes, at + 1, at + 1 + size);
      at += 1 + size;
    }
    if (this.next < 0) this.next = at + 1;
    this.text = text === '' ? '.' : text;
    this.problem = NAME_OK;
    return true;
  }

  #fail(problem: typeof NAME_CUT | typeof NAME_BAD): false {
    this.problem = problem;
    return false;
  }
}

/** Offset behind the uncompressed name at `at`, or -1 where there is none: what a probe asks, without text. */
export function plainNameEnd(bytes: Uint8Array, at: number, end: number): number {
  const limit = at + MAX_NAME_LENGTH;
  while (at < end && at < limit) {
    const size = bytes[at] as number;
    if (size === 0) return at + 1;
    if (size >= 0x40) return -1;
    at += 1 + size;
  }
  return -1;
}

/** A length octet and so many characters: fewer are chance. A frame cut at 68 bytes keeps 14 octets of a name. */
const LEAST_CUT_NAME = 5;

/** Whether a name begins at `at` and the window ends inside it, with nothing but printable characters until there. */
export function isCutName(bytes: Uint8Array, at: number, end: number): boolean {
  if (end - at < LEAST_CUT_NAME) return false;
  const limit = at + MAX_NAME_LENGTH;
  while (at < end && at < limit) {
    const size = bytes[at] as number;
    if (size === 0 || size >= 0x40) return false;
    const stop = at + 1 + size;
    for (let i = at + 1; i < stop && i < end; i++) {
      if ((bytes[i] as number) < 0x21 || (bytes[i] as number) > 0x7e) return false;
    }
    if (stop >= end) return true;
    at = stop;
  }
  return false;
}

function labelText(bytes: Uint8Array, start: number, end: number): string {
  for (let i = start; i < end; i++) {
    const byte = bytes[i] as number;
    if (byte === 0x2e || byte === 0x5c || byte >= 0x80) return wireText(bytes, start, end).replace(/[.\\]/g, '\\$&');
  }
  return byteText(bytes, start, end);
}
