import type { Cursor } from '../../../kernel/cursor.ts';
import { lowerAscii, wireText } from '../wire-text.ts';

/** Header lines read of one message. */
export const MAX_HEADER_LINES = 128;

/** Headers that are kept, and their short forms (RFC 3261 7.3.3). */
const kept: ReadonlyMap<string, string> = new Map([
  ...['from', 'to', 'call-id', 'cseq', 'via', 'contact', 'user-agent', 'server', 'content-type', 'content-length'].map(
    (name): [string, string] => [name, name],
  ),
  ['f', 'from'],
  ['t', 'to'],
  ['i', 'call-id'],
  ['v', 'via'],
  ['m', 'contact'],
  ['c', 'content-type'],
  ['l', 'content-length'],
]);
const LONGEST_NAME = 16;

/** The start line and kept headers of one message; of a header given twice the first counts. Reused. */
export class SipHead {
  startLine = '';
  readonly values: Map<string, string> = new Map();
  readonly anomalies: string[] = [];

  /** Reads the head from the cursor to `end`, behind its empty line. */
  read(c: Cursor, end: number): void {
    const { bytes } = c;
    this.values.clear();
    this.anomalies.length = 0;
    let at = lineEnd(bytes, c.at, end);
    this.startLine = wireText(bytes, c.at, withoutReturn(bytes, c.at, at));
    for (let lines = 0; at < end; lines++) {
      const start = at + 1;
      at = lineEnd(bytes, start, end);
      const stop = withoutReturn(bytes, start, at);
      if (stop <= start) return;
      if (lines === MAX_HEADER_LINES) {
        this.anomalies.push('headers-over-limit');
        return;
      }
      this.#line(bytes, start, stop);
    }
  }

  #line(bytes: Uint8Array, start: number, stop: number): void {
    let colon = start;
    while (colon < stop && bytes[colon] !== 0x3a) colon++;
    if (colon === stop) {
      // A line that begins with a blank continues the one before.
      if (bytes[start] !== 0x20 && bytes[start] !== 0x09) this.anomalies.push('header-bad');
      return;
    }
    if (colon - start > LONGEST_NAME) return;
    const name = kept.get(lowerAscii(wireText(bytes, start, colon)).trim());
    if (name !== undefined && !this.values.has(name)) this.values.set(name, wireText(bytes, colon + 1, stop).trim());
  }
}

export function lineEnd(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  while (at < end && bytes[at] !== 0x0a) at++;
  return at;
}

export function withoutReturn(bytes: Uint8Array, start: number, end: number): number {
  return end > start && bytes[end - 1] === 0x0d ? end - 1 : end;
}
