/** MAC-48 addresses: text is lower case with colons, everywhere. */

export function macText(bytes: Uint8Array, at: number): string {
  let text = HEX[bytes[at] ?? 0] as string;
  for (let i = 1; i < 6; i++) text += `:${HEX[bytes[at + i] ?? 0]}`;
  return text;
}

/** Accepts colons, dashes, dots or none, any case; undefined when it is no MAC. */
export function parseMac(text: string): string | undefined {
  const hex = text.replace(/[:.-]/g, '').toLowerCase();
  if (!/^[0-9a-f]{12}$/.test(hex)) return undefined;
  return hex.replace(/(..)(?!$)/g, '$1:');
}

/** Bit 1 of the first octet: the address was made up by software, no registry assigned it (IEEE 802-2014 8.2.2). */
export function isLocallyAdministered(mac: string): boolean {
  return (Number.parseInt(mac.slice(0, 2), 16) & 2) !== 0;
}

/** Bit 0 of the first octet: group address, broadcast included; never a device. */
export function isGroupMac(mac: string): boolean {
  return (Number.parseInt(mac.slice(0, 2), 16) & 1) !== 0;
}

const HEX: readonly string[] = Array.from({ length: 256 }, (_, i) => i.toString(16).padStart(2, '0'));
