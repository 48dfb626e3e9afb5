/** Longest text a field of these protocols shows; claims are cut shorter still by the Turn. */
export const MAX_TEXT = 1024;

/**
 * Bytes of `[start, end)` as text: UTF-8 where they are well formed (RFC 3629), else Latin-1, one character a byte.
 * Nothing is escaped here: control and bidi characters are made harmless where text is shown, not where it is read.
 */
export function wireText(bytes: Uint8Array, start: number, end: number, limit: number = MAX_TEXT): string {
  const stop = end - start > limit ? start + limit : end;
  for (let i = start; i < stop; i++) {
    if ((bytes[i] as number) >= 0x80) return utf8(bytes, start, stop) ?? byteText(bytes, start, stop);
  }
  return byteText(bytes, start, stop);
}

/** Latin-1, eight characters a step: half the time of one a step above twenty characters. */
export function byteText(bytes: Uint8Array, start: number, end: number): string {
  let text = '';
  let i = start;
  for (; i + 8 <= end; i += 8) {
    text += String.fromCharCode(
      bytes[i] as number,
      bytes[i + 1] as number,
      bytes[i + 2] as number,
      bytes[i + 3] as number,
      bytes[i + 4] as number,
      bytes[i + 5] as number,
      bytes[i + 6] as number,
      bytes[i + 7] as number,
    );
  }
  for (; i < end; i++) text += String.fromCharCode(bytes[i] as number);
  return text;
}

/** Text up to the first zero byte, for fields that are padded with zeros. */
export function zeroEndedText(bytes: Uint8Array, start: number, end: number): string {
  let stop = start;
  while (stop < end && bytes[stop] !== 0) stop++;
  return wireText(bytes, start, stop);
}

/** Lower-case hex of at most `limit` bytes. */
export function hexText(bytes: Uint8Array, start: number, end: number, limit: number = MAX_TEXT / 2): string {
  const stop = end - start > limit ? start + limit : end;
  let text = '';
  for (let i = start; i < stop; i++) text += HEX[bytes[i] as number];
  return text;
}

/** True where every byte is printable ASCII; false for nothing at all. */
export function isPrintable(bytes: Uint8Array, start: number, end: number): boolean {
  for (let i = start; i < end; i++) if ((bytes[i] as number) < 0x20 || (bytes[i] as number) > 0x7e) return false;
  return end > start;
}

/** ASCII letters to lower case, all else untouched: what "case-insensitive" means in DNS, HTTP and SSDP (RFC 4343 3). */
export function lowerAscii(text: string): string {
  if (!/[A-Z]/.test(text)) return text;
  return /[\u0080-\uffff]/.test(text)
    ? text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase())
    : text.toLowerCase();
}

/** Undefined where the bytes are not well-formed UTF-8; a character cut by `end` counts as not well formed. */
function utf8(bytes: Uint8Array, start: number, end: number): string | undefined {
  let text = '';
  for (let i = start; i < end; ) {
    const lead = bytes[i++] as number;
    if (lead < 0x80) {
      text += String.fromCharCode(lead);
      continue;
    }
    const more =
      lead >= 0xc2 && lead < 0xe0 ? 1 : lead >= 0xe0 && lead < 0xf0 ? 2 : lead >= 0xf0 && lead < 0xf5 ? 3 : 0;
    if (more === 0 || i + more > end) return undefined;
    let point = lead & (0x3f >> more);
    for (let j = 0; j < more; j++) {
      const next = bytes[i++] as number;
      if ((next & 0xc0) !== 0x80) return undefined;
      point = (point << 6) | (next & 0x3f);
    }
    // RFC 3629 3: overlong forms, surrogates and points above U+10FFFF are not characters.
    const least = more === 1 ? 0x80 : more === 2 ? 0x800 : 0x1_0000;
    if (point < least || point > 0x10_ffff || (point >= 0xd800 && point < 0xe000)) return undefined;
    text += String.fromCodePoint(point);
  }
  return text;
}

const HEX: readonly string[] = Array.from({ length: 256 }, (_, i) => i.toString(16).padStart(2, '0'));
