import { wireText } from './wire-text.ts';

/** Texts kept; each has one place, and a second one of the same place drives it out. */
export const MAX_REPEATED_TEXTS = 256;
/** Longest text that is kept. */
const LONGEST = 160;

/**
 * Texts that publishers repeat in every message, some thousand times a second: the same bytes give the same string
 * without making it again. What it keeps never changes what it answers.
 */
export class RepeatedText {
  readonly #bytes: (Uint8Array | undefined)[] = [];
  readonly #texts: string[] = [];

  read(bytes: Uint8Array, start: number, end: number): string {
    if (end - start > LONGEST) return wireText(bytes, start, end);
    const place = placeOf(bytes, start, end);
    const known = this.#bytes[place];
    if (known !== undefined && same(known, bytes, start, end)) return this.#texts[place] as string;
    const text = wireText(bytes, start, end);
    this.#bytes[place] = bytes.slice(start, end);
    this.#texts[place] = text;
    return text;
  }

  /** How many places are taken. */
  get size(): number {
    return this.#bytes.filter((one) => one !== undefined).length;
  }
}

/** FNV-1a, its upper half laid over the lower one. */
function placeOf(bytes: Uint8Array, start: number, end: number): number {
  let h = 0x811c_9dc5;
  for (let i = start; i < end; i++) h = Math.imul(h ^ (bytes[i] as number), 0x0100_0193);
  return ((h >>> 16) ^ h) & (MAX_REPEATED_TEXTS - 1);
}

function same(known: Uint8Array, bytes: Uint8Array, start: number, end: number): boolean {
  if (known.length !== end - start) return false;
  for (let i = 0; i < known.length; i++) if (known[i] !== bytes[start + i]) return false;
  return true;
}
