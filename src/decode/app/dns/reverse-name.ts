import { lowerAscii } from '../wire-text.ts';

/** The address a name under in-addr.arpa (RFC 1035 3.5) or ip6.arpa (RFC 3596 2.5) stands for, or undefined. */
export function reverseAddress(name: string): Uint8Array | undefined {
  const text = lowerAscii(name);
  if (text.endsWith('.in-addr.arpa')) {
    const parts = text.slice(0, -13).split('.', 5);
    if (parts.length !== 4) return undefined;
    const bytes = new Uint8Array(4);
    for (let i = 0; i < 4; i++) {
      const part = parts[3 - i] as string;
      if (!/^\d{1,3}$/.test(part) || Number(part) > 255) return undefined;
      bytes[i] = Number(part);
    }
    return bytes;
  }
  if (!text.endsWith('.ip6.arpa') || text.length !== 72) return undefined;
  const bytes = new Uint8Array(16);
  for (let i = 0; i < 32; i++) {
    const nibble = text.charCodeAt(62 - i * 2);
    const value =
      nibble >= 0x61 && nibble <= 0x66 ? nibble - 0x57 : nibble >= 0x30 && nibble <= 0x39 ? nibble - 0x30 : -1;
    if (value < 0 || text[63 - i * 2] !== '.') return undefined;
    bytes[i >> 1] = (bytes[i >> 1] as number) | (value << (i % 2 === 0 ? 4 : 0));
  }
  return bytes;
}
