import type { Cursor } from '../../../kernel/cursor.ts';

/** Longest line that a probe reads. */
export const MAX_TEXT_LINE = 1024;

/** Lines of text at the cursor, one after the other, without moving it: what probes of protocols of lines look at. */
export class TextLines {
  /** No line follows, and none can: the bytes are no text, or the line is too long. */
  bad = false;
  /** Where the next line begins, from the cursor. */
  at = 0;

  start(): void {
    this.bad = false;
    this.at = 0;
  }

  /** The next line without its end; undefined where there is none yet, or none at all. */
  next(c: Cursor): string | undefined {
    let text = '';
    for (let i = this.at; i - this.at < MAX_TEXT_LINE; i++) {
      if (i >= c.left) return undefined;
      const byte = c.peek8(i);
      if (byte === 0x0a) {
        this.at = i + 1;
        return text;
      }
      if (byte === 0x0d) {
        // It stands before a line feed and nowhere else.
        if (i + 1 < c.left && c.peek8(i + 1) !== 0x0a) break;
        continue;
      }
      if (byte < 0x20 && byte !== 0x09) break;
      text += String.fromCharCode(byte);
    }
    this.bad = true;
    return undefined;
  }
}
