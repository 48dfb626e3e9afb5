import { latin1 } from '../../../kernel/cursor.ts';

/** A first-level encoded name is one label of 32 letters A to P, two for each of 16 octets (RFC 1001 14.1). */
export const ENCODED_LENGTH = 32;
/** The label's length byte, its letters, and the root label behind. */
const SHORTEST = 1 + ENCODED_LENGTH + 1;

export function isEncodedName(bytes: Uint8Array, at: number, end: number): boolean {
  if (at + SHORTEST > end || bytes[at] !== ENCODED_LENGTH) return false;
  for (let i = at + 1; i <= at + ENCODED_LENGTH; i++) {
    const letter = bytes[i] as number;
    if (letter < 0x41 || letter > 0x50) return false;
  }
  return true;
}

/** The 16 octets of the name at `at`, which {@link isEncodedName} has accepted, into `into`. */
export function decodeName(bytes: Uint8Array, at: number, into: Uint8Array): void {
  for (let i = 0; i < 16; i++) {
    const high = (bytes[at + 1 + i * 2] as number) - 0x41;
    into[i] = (high << 4) | ((bytes[at + 2 + i * 2] as number) - 0x41);
  }
}

/** The 15 octets before the suffix, without padding; the code page of the sender is not known, so Latin-1. */
export function nameText(octets: Uint8Array, at: number): string {
  let end = at + 15;
  while (end > at && (octets[end - 1] === 0x20 || octets[end - 1] === 0)) end--;
  return latin1(octets, at, end);
}

/** The suffix as Windows tools write it, e.g. `<20>`. */
export function suffixText(suffix: number): string {
  return `<${suffix.toString(16).padStart(2, '0')}>`;
}
