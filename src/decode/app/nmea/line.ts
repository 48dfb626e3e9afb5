/** Reused bounds of one sentence's parts; see {@link findSentence}. */
export interface Sentence {
  /** Of the tag block's content, without backslashes; the same where there is none. */
  tagStart: number;
  tagEnd: number;
  /** Where `$` or `!` stands. */
  start: number;
  /** Behind the data: the `*`, or the end of a sentence without a sum. */
  end: number;
  /** 1 right, 0 wrong, -1 missing. */
  sum: -1 | 0 | 1;
  tagSum: -1 | 0 | 1;
}

export function emptySentence(): Sentence {
  return { tagStart: 0, tagEnd: 0, start: 0, end: 0, sum: -1, tagSum: -1 };
}

const DOLLAR = 0x24;
const EXCLAMATION = 0x21;
const BACKSLASH = 0x5c;
const STAR = 0x2a;
const COMMA = 0x2c;

export function isSentenceStart(byte: number): boolean {
  return byte === DOLLAR || byte === EXCLAMATION;
}

/** False where `[at, end)`, a line without its end mark, holds no sentence: address of letters, then a comma. */
export function findSentence(bytes: Uint8Array, at: number, end: number, found: Sentence): boolean {
  found.tagStart = at;
  found.tagEnd = at;
  found.tagSum = -1;
  let start = at;
  if (bytes[at] === BACKSLASH) {
    let close = at + 1;
    while (close < end && bytes[close] !== BACKSLASH && isPrinted(bytes[close] as number)) close++;
    if (close >= end || bytes[close] !== BACKSLASH) return false;
    const star = close - 3;
    const summed = star > at && bytes[star] === STAR;
    found.tagStart = at + 1;
    found.tagEnd = summed ? star : close;
    found.tagSum = summed ? sumOf(bytes, at + 1, star) : -1;
    start = close + 1;
  }
  if (start >= end || !isSentenceStart(bytes[start] as number)) return false;
  let comma = start + 1;
  while (comma < end && isAddress(bytes[comma] as number)) comma++;
  const letters = comma - start - 1;
  // A maker's own sentence may have its data begin with more letters.
  if (letters < 4 || letters > 12 || (letters !== 5 && bytes[start + 1] !== 0x50)) return false;
  if (comma >= end || (bytes[comma] !== COMMA && bytes[comma] !== STAR)) return false;
  let star = comma;
  for (; star < end && bytes[star] !== STAR; star++) {
    if (!isPrinted(bytes[star] as number)) return false;
  }
  found.start = start;
  found.end = star;
  found.sum = star + 3 <= end ? sumOf(bytes, start + 1, star) : star === end ? -1 : 0;
  return star === end || star + 3 === end;
}

function isPrinted(byte: number): boolean {
  return byte >= 0x20 && byte <= 0x7e;
}

function isAddress(byte: number): boolean {
  return (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x30 && byte <= 0x39);
}

/** The exclusive or of all between, as two hexadecimal digits behind the star. */
function sumOf(bytes: Uint8Array, start: number, star: number): 0 | 1 {
  let sum = 0;
  for (let i = start; i < star; i++) sum ^= bytes[i] as number;
  return hexDigit(bytes[star + 1] as number) * 16 + hexDigit(bytes[star + 2] as number) === sum ? 1 : 0;
}

function hexDigit(byte: number): number {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const letter = byte & 0xdf;
  return letter >= 0x41 && letter <= 0x46 ? letter - 0x37 : 256;
}
