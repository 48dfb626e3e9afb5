/** What a file is, by its first bytes; names and extensions are never believed. */
export type FileFormat = 'pcap' | 'pcapng' | 'gzip' | 'zstd' | 'unknown';

/** Bytes that {@link fileFormat} needs to be sure. */
export const FORMAT_BYTES = 12;

export function fileFormat(bytes: Uint8Array, start: number, end: number): FileFormat {
  if (end - start < 4) return 'unknown';
  const magic = bigEndian(bytes, start);
  if (PCAP_MAGICS.has(magic) || PCAP_MAGICS.has(swapped(magic))) return 'pcap';
  if (magic === PCAPNG_SECTION && end - start >= FORMAT_BYTES) {
    const order = bigEndian(bytes, start + 8);
    if (order === PCAPNG_BYTE_ORDER || swapped(order) === PCAPNG_BYTE_ORDER) return 'pcapng';
  }
  // RFC 1952: 1f 8b, and 8 for deflate, the only method there is.
  if (magic >>> 8 === 0x1f8b08) return 'gzip';
  // RFC 8878 3.1.1, and skippable frames 3.1.2 (0x184D2A50 to 5F, little endian).
  if (magic === 0x28b52ffd || (magic & 0xf0ffffff) >>> 0 === 0x502a4d18) return 'zstd';
  return 'unknown';
}

export const PCAP_MICROSECONDS = 0xa1b2c3d4;
export const PCAP_NANOSECONDS = 0xa1b23c4d;
/** Alexey Kuznetsov's patches of 1999: more fields in each record header. */
export const PCAP_MODIFIED = 0xa1b2cd34;
/** Ixia hardware (nanoseconds) and software (microseconds) captures: four more bytes in the file header. */
export const PCAP_IXIA_HARDWARE = 0x1c0001ac;
export const PCAP_IXIA_SOFTWARE = 0x1c0001ab;
export const PCAPNG_SECTION = 0x0a0d0d0a;
export const PCAPNG_BYTE_ORDER = 0x1a2b3c4d;

export function swapped(word: number): number {
  return ((word >>> 24) | ((word >>> 8) & 0xff00) | ((word << 8) & 0xff0000) | (word << 24)) >>> 0;
}

const PCAP_MAGICS: ReadonlySet<number> = new Set([
  PCAP_MICROSECONDS,
  PCAP_NANOSECONDS,
  PCAP_MODIFIED,
  PCAP_IXIA_HARDWARE,
  PCAP_IXIA_SOFTWARE,
]);

function bigEndian(bytes: Uint8Array, at: number): number {
  const [a = 0, b = 0, c = 0, d = 0] = [bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]];
  return ((a << 24) | (b << 16) | (c << 8) | d) >>> 0;
}
