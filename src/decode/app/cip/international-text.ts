import type { Cursor } from '../../../kernel/cursor.ts';
import { wireText } from '../wire-text.ts';

/** Languages read of one text; the standard has no bound, and nobody sends more than a few. */
export const MAX_LANGUAGES = 16;

/** Kinds of characters: with a length of one byte, of two, and two bytes a character. */
const SHORT_STRING = 0xda;
const STRING = 0xd0;
const WIDE = 0xd5;

/** A text in several languages (STRINGI): of each its language, kind of characters, character set, length and characters. */
export function internationalText(c: Cursor): string {
  const count = c.u8();
  const texts: string[] = [];
  for (let i = 0; i < count && !c.failed; i++) {
    c.skip(3);
    const kind = c.u8();
    c.skip(2);
    const length = kind === SHORT_STRING ? c.u8() : kind === STRING || kind === WIDE ? c.u16le() : -1;
    if (i === MAX_LANGUAGES || length < 0) {
      // Where the next one begins cannot be told, or is not wanted.
      c.skip(c.left + 1);
      break;
    }
    const at = c.at;
    c.skip(kind === WIDE ? 2 * length : length);
    if (!c.failed) texts.push(kind === WIDE ? wideText(c, at, length) : wireText(c.bytes, at, c.at));
  }
  return texts.join(' / ').slice(0, 1024);
}

function wideText(c: Cursor, at: number, length: number): string {
  let text = '';
  for (let i = 0; i < Math.min(length, 512); i++) text += String.fromCharCode(c.view.getUint16(at + 2 * i, true));
  return text;
}
