/** UTF-8 without a platform: option texts in captures are UTF-8 (draft-ietf-opsawg-pcapng, 3.5), and often are not. */

/** Ill-formed sequences become U+FFFD; a NUL ends the text, since some writers count their terminator. */
export function utf8Text(bytes: Uint8Array, start: number, end: number): string {
  let text = '';
  let at = start;
  while (at < end) {
    const first = bytes[at] ?? 0;
    if (first === 0) break;
    const length = first < 0x80 ? 1 : first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;
    let point = length === 1 ? first : first & (0x7f >> length);
    let taken = 1;
    while (taken < length && at + taken < end && ((bytes[at + taken] ?? 0) & 0xc0) === 0x80) {
      point = (point << 6) | ((bytes[at + taken] ?? 0) & 0x3f);
      taken++;
    }
    const wellFormed =
      length > 0 && taken === length && point >= (LEAST[length] as number) && (point < 0xd800 || point > 0xdfff);
    text += wellFormed && point <= 0x10ffff ? String.fromCodePoint(point) : '\uFFFD';
    at += taken;
  }
  return text;
}

/** Lone surrogates become U+FFFD, as TextEncoder would have it. */
export function utf8Bytes(text: string): Uint8Array {
  const out: number[] = [];
  for (const character of text) {
    let point = character.codePointAt(0) ?? 0;
    if (point >= 0xd800 && point <= 0xdfff) point = 0xfffd;
    if (point < 0x80) out.push(point);
    else if (point < 0x800) out.push(0xc0 | (point >> 6), 0x80 | (point & 0x3f));
    else if (point < 0x1_0000) out.push(0xe0 | (point >> 12), 0x80 | ((point >> 6) & 0x3f), 0x80 | (point & 0x3f));
    else {
      out.push(
        0xf0 | (point >> 18),
        0x80 | ((point >> 12) & 0x3f),
        0x80 | ((point >> 6) & 0x3f),
        0x80 | (point & 0x3f),
      );
    }
  }
  return Uint8Array.from(out);
}

/** Least code point of a sequence of n bytes: a shorter one would be overlong. */
const LEAST: readonly number[] = [0, 0, 0x80, 0x800, 0x1_0000];
