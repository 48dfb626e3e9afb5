import type { Cursor } from '../../../kernel/cursor.ts';
import { wireText } from '../wire-text.ts';

/** A longer line is passed over in pieces; RFC 5322 2.1.1 allows 998 characters. */
export const MAX_MAIL_LINE = 4096;
/** Names of attachments kept of one mail. */
export const MAX_ATTACHMENTS = 32;
/** Characters of one name. */
const MAX_FILE_NAME = 255;

/**
 * A mail between its command and the dot that ends it (RFC 5321 4.5.2). Lines are passed over and not kept; only names
 * of attachments are looked for, in the headers that bear them.
 */
export class MailBody {
  readonly attachments: string[] = [];
  bytes = 0;
  /** The line begun last is longer than is kept. */
  #long = false;
  /** The header before, whose continuation a line may be, is one about contents. */
  #contents = false;
  /** Bytes of the unfinished line that were searched. */
  #scanned = 0;

  /** Passes over whole lines; true when the ending dot was read. An incomplete line is left, unless it is too long. */
  read(c: Cursor): boolean {
    while (c.left > 0) {
      const length = lineLength(c, this.#scanned);
      this.#scanned = 0;
      if (length === 0) {
        if (c.left >= MAX_MAIL_LINE || this.#long) {
          this.#long = true;
          this.bytes += c.left;
          c.skip(c.left);
        } else this.#scanned = c.left;
        return false;
      }
      const long = this.#long;
      this.#long = false;
      if (!long && isDot(c, length)) {
        c.skip(length);
        return true;
      }
      if (!long) this.#look(c, length);
      this.bytes += length;
      c.skip(length);
    }
    return false;
  }

  #look(c: Cursor, length: number): void {
    const first = c.peek8();
    if (first === 0x20 || first === 0x09) {
      if (!this.#contents) return;
    } else {
      this.#contents = (first | 0x20) === 0x63 && isContents(wireText(c.bytes, c.at, c.at + Math.min(length, 24)));
      if (!this.#contents) return;
    }
    const name = /name(?:\*\d*\*?)?\s*=\s*(?:"([^"\r\n]+)|([^\s;"]+))/i.exec(wireText(c.bytes, c.at, c.at + length));
    const found = (name?.[1] ?? name?.[2])?.slice(0, MAX_FILE_NAME);
    if (found === undefined || this.attachments.includes(found)) return;
    if (this.attachments.length < MAX_ATTACHMENTS) this.attachments.push(found);
  }
}

function isContents(text: string): boolean {
  return /^content-(?:type|disposition)\s*:/i.test(text);
}

function isDot(c: Cursor, length: number): boolean {
  return c.peek8() === 0x2e && (length === 2 || (length === 3 && c.peek8(1) === 0x0d));
}

/** Bytes up to and with the line feed, 0 where there is none; those before `from` hold none. */
function lineLength(c: Cursor, from: number): number {
  const { bytes, end } = c;
  for (let i = c.at + from; i < end; i++) if (bytes[i] === 0x0a) return i + 1 - c.at;
  return 0;
}
