/** Polynomial of CRC-24Q (Qualcomm), 0x1864CFB; RTCM 10403.3 4.1. */
const POLYNOMIAL = 0x864cfb;

const table: Uint32Array = new Uint32Array(256).map((_, byte) => {
  let crc = byte << 16;
  for (let bit = 0; bit < 8; bit++) crc = crc & 0x80_0000 ? ((crc << 1) ^ POLYNOMIAL) & 0xff_ffff : crc << 1;
  return crc;
});

export function crc24q(bytes: Uint8Array, start: number, end: number): number {
  let crc = 0;
  for (let i = start; i < end; i++) {
    crc = ((crc << 8) & 0xff_ffff) ^ (table[(crc >>> 16) ^ (bytes[i] as number)] as number);
  }
  return crc;
}
