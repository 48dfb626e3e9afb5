import type { Crypto } from '../kernel/crypto.ts';

/** First 16 hexadecimal digits of SHA-256 over rule, tap, subject key and object key, parted by a zero byte. */
export function findingId(crypto: Crypto, rule: string, tap: string, subject: string, object: string): string {
  const digest = crypto.sha256(utf8([rule, tap, subject, object].join('\u0000')));
  let hex = '';
  for (let i = 0; i < 8; i++) hex += (digest[i] ?? 0).toString(16).padStart(2, '0');
  return hex;
}

/** The pure rooms know no TextEncoder. Lone surrogates become U+FFFD, as there. */
function utf8(text: string): Uint8Array {
  const bytes: number[] = [];
  for (const character of text) {
    let code = character.codePointAt(0) as number;
    if (code >= 0xd800 && code <= 0xdfff) code = 0xfffd;
    if (code < 0x80) bytes.push(code);
    else if (code < 0x800) bytes.push(0xc0 | (code >> 6), 0x80 | (code & 63));
    else if (code < 0x10000) bytes.push(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
    else {
      bytes.push(0xf0 | (code >> 18), 0x80 | ((code >> 12) & 63), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
    }
  }
  return Uint8Array.from(bytes);
}
