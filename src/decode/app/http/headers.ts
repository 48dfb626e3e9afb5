import type { Cursor } from '../../../kernel/cursor.ts';
import { byteText, lowerAscii, wireText } from '../wire-text.ts';

/** Header lines read of one message; servers refuse more than about a hundred. */
export const MAX_HEADER_LINES = 256;
/** Bytes of a start line and its headers; beyond it the message is given up. Servers allow 8 to 64 KiB. */
export const MAX_HEADER_BYTES = 0x1_0000;

/** Bodies: what a message's headers say of their own length (RFC 9112 6.3). */
export const CHUNKED = -1;
export const UNTOLD = -2;

/** Headers that are kept; all others cost their comparison only. */
const kept: readonly string[] = [
  'host',
  'user-agent',
  'server',
  'location',
  'www-authenticate',
  'content-type',
  'content-length',
  'content-encoding',
  'transfer-encoding',
  'upgrade',
  'x-forwarded-for',
];
const byLength: readonly (readonly string[])[] = Array.from({ length: 20 }, (_, n) =>
  kept.filter((k) => k.length === n),
);

/** The start line and kept headers of one message; reused. */
export class HttpHead {
  startLine = '';
  readonly values: Map<string, string> = new Map();
  /** Bytes of the body, {@link CHUNKED}, or {@link UNTOLD}. */
  body: number = UNTOLD;
  readonly anomalies: string[] = [];

  /** Reads the head in `[c.at, end)`, `end` behind the empty line, and moves there. */
  read(c: Cursor, end: number): void {
    const { bytes } = c;
    this.values.clear();
    this.anomalies.length = 0;
    this.body = UNTOLD;
    let at = lineEnd(bytes, c.at, end);
    this.startLine = byteText(bytes, c.at, textEnd(bytes, c.at, at));
    for (let lines = 0; at < end; lines++) {
      const start = at + 1;
      at = lineEnd(bytes, start, end);
      const stop = textEnd(bytes, start, at);
      if (stop <= start) break;
      if (lines === MAX_HEADER_LINES) {
        this.anomalies.push('headers-over-limit');
        break;
      }
      this.#line(bytes, start, stop);
    }
    c.at = end;
    this.#measure();
  }

  #line(bytes: Uint8Array, start: number, stop: number): void {
    let colon = start;
    while (colon < stop && bytes[colon] !== 0x3a) colon++;
    if (colon === stop) {
      // A line that begins with a blank continues the one before (RFC 9112 5.2, obsolete).
      if (bytes[start] !== 0x20 && bytes[start] !== 0x09) this.anomalies.push('header-bad');
      return;
    }
    const candidates = byLength[colon - start];
    if (candidates === undefined) return;
    for (const name of candidates) {
      if (!sameLetters(bytes, start, name)) continue;
      const value = wireText(bytes, colon + 1, stop).trim();
      const before = this.values.get(name);
      if (before === undefined) this.values.set(name, value);
      else if (name === 'content-length' && before !== value) this.anomalies.push('length-bad');
      return;
    }
  }

  #measure(): void {
    const length = this.values.get('content-length');
    const transfer = this.values.get('transfer-encoding');
    const codings =
      transfer === undefined
        ? []
        : lowerAscii(transfer)
            .split(',')
            .map((coding) => coding.trim());
    if (codings.includes('chunked')) {
      this.body = CHUNKED;
      // Chunked is the last coding by the rules; receivers that differ over it can be played against each other.
      if (codings.at(-1) !== 'chunked') this.anomalies.push('length-bad');
      if (length !== undefined) this.anomalies.push('length-and-chunked');
    } else if (length !== undefined) {
      if (/^0*\d{1,15}$/.test(length)) this.body = Number(length);
      else this.anomalies.push('length-bad');
    }
  }
}

/**
 * Offset behind the empty line that ends a head, or -1; looked for from `from` on. Lines may end in LF alone
 * (RFC 9112 2.2).
 */
export function headEnd(bytes: Uint8Array, from: number, end: number): number {
  for (let at = from; at < end; at++) {
    if (bytes[at] !== 0x0a) continue;
    if (at + 1 < end && bytes[at + 1] === 0x0a) return at + 2;
    if (at + 2 < end && bytes[at + 1] === 0x0d && bytes[at + 2] === 0x0a) return at + 3;
  }
  return -1;
}

function lineEnd(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  while (at < end && bytes[at] !== 0x0a) at++;
  return at;
}

function textEnd(bytes: Uint8Array, start: number, end: number): number {
  return end > start && bytes[end - 1] === 0x0d ? end - 1 : end;
}

/** Field names are case-insensitive (RFC 9110 5.1); `name` is lower case, letters and hyphens. */
function sameLetters(bytes: Uint8Array, at: number, name: string): boolean {
  for (let i = 0; i < name.length; i++) {
    const byte = bytes[at + i] as number;
    if ((byte >= 0x41 && byte <= 0x5a ? byte | 0x20 : byte) !== name.charCodeAt(i)) return false;
  }
  return true;
}
