import type { Turn } from '../../turn.ts';
import { wireText } from '../wire-text.ts';
import type { BodySearch } from './body-search.ts';

/** Body bytes searched for a title; login pages of devices have it in the first few hundred. */
export const MAX_TITLE_SEARCH = 4096;
/** Bytes of a title kept. */
export const MAX_TITLE = 256;

const OPEN = '<title';
const CLOSE = '</title';

/**
 * Finds the title of an HTML page in a body that arrives piece by piece, without keeping the body: how the text is
 * cut makes no difference. Entities are left as sent.
 */
export class TitleSearch implements BodySearch {
  left: number = MAX_TITLE_SEARCH;
  #matched = 0;
  /** 0 before the tag, 1 inside the tag, 2 in the text. */
  #stage = 0;
  readonly #text = new Uint8Array(MAX_TITLE + CLOSE.length);
  #length = 0;

  /** Looks at `[start, end)`; the title once it is found, '' when there will be none, undefined while unknown. */
  feed(bytes: Uint8Array, start: number, end: number): string | undefined {
    for (let i = start; i < end && this.left > 0; i++, this.left--) {
      const byte = bytes[i] as number;
      if (this.#stage === 0) {
        this.#match(byte, OPEN);
        if (this.#matched === OPEN.length) this.#enter(1);
      } else if (this.#stage === 1) {
        if (byte === 0x3e) this.#enter(2);
      } else {
        if (this.#length < this.#text.length) this.#text[this.#length++] = byte;
        this.#match(byte, CLOSE);
        if (this.#matched === CLOSE.length) return this.#title(this.#length - CLOSE.length);
        if (this.#length === this.#text.length) return this.#title(MAX_TITLE);
      }
    }
    return this.left === 0 ? '' : undefined;
  }

  /** A page that ends within its title, or before it, has none. */
  end(): string {
    return '';
  }

  tell(turn: Turn, title: string): void {
    if (title !== '') turn.claim(turn.sender, 'http-title', title);
  }

  #enter(stage: number): void {
    this.#stage = stage;
    this.#matched = 0;
  }

  /** Case-insensitive; in both words a mismatch can only begin anew at `<`. */
  #match(byte: number, word: string): void {
    const letter = byte >= 0x41 && byte <= 0x5a ? byte | 0x20 : byte;
    if (letter === word.charCodeAt(this.#matched)) this.#matched++;
    else this.#matched = letter === 0x3c ? 1 : 0;
  }

  #title(length: number): string {
    return wireText(this.#text, 0, length, MAX_TITLE).replace(/\s+/g, ' ').trim();
  }
}
