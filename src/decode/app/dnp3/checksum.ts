/** CRC-16/DNP: x^16+x^13+x^12+x^11+x^10+x^8+x^6+x^5+x^2+1, bits reflected, all inverted (IEEE 1815 9.2.4.1.5). */
const POLYNOMIAL = 0xa6bc;

const table: Uint16Array = new Uint16Array(256);
for (let byte = 0; byte < 256; byte++) {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ POLYNOMIAL : value >>> 1;
  table[byte] = value;
}

/** The checksum of `[start, end)`; it stands behind them, low byte first. */
export function checksum(bytes: Uint8Array, start: number, end: number): number {
  let value = 0;
  for (let i = start; i < end; i++) value = (value >>> 8) ^ (table[(value ^ (bytes[i] as number)) & 0xff] as number);
  return value ^ 0xffff;
}

export function checks(bytes: Uint8Array, start: number, end: number): boolean {
  return checksum(bytes, start, end) === ((bytes[end] as number) | ((bytes[end + 1] as number) << 8));
}
