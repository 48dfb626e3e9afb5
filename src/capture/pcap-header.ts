import {
  PCAP_IXIA_HARDWARE,
  PCAP_IXIA_SOFTWARE,
  PCAP_MICROSECONDS,
  PCAP_MODIFIED,
  PCAP_NANOSECONDS,
  swapped,
} from './capture-format.ts';

/** What the file header of a pcap says about its records. */
export interface PcapHeader {
  readonly little: boolean;
  readonly variant: 'microseconds' | 'nanoseconds' | 'modified' | 'ixia-hardware' | 'ixia-software' | 'aix';
  /** Bytes of the file header itself. */
  readonly bytes: number;
  readonly major: number;
  readonly minor: number;
  readonly snapLength: number;
  readonly linkType: number;
  readonly fcsBytes: number;
  /** Bits 16 to 25 of the link type field, which must be 0. */
  readonly reserved: number;
  /** Fractions of a second: below this, and this many nanoseconds each. */
  readonly fractions: number;
  readonly nanosPerFraction: number;
  /** Whether original and captured length stand in the old order: before version 2.3, and perhaps in 2.3. */
  readonly lengthsSwapped: 'no' | 'yes' | 'maybe';
  /** Lengths that the record header may have, most likely first: the patched variants share two magic numbers. */
  readonly recordHeaders: readonly number[];
}

export const PCAP_HEADER_BYTES = 24;
export const RECORD_HEADER_BYTES = 16;

/** Reads 24 bytes that {@link fileFormat} said are pcap. */
export function readPcapHeader(view: DataView, start: number): PcapHeader {
  const raw = view.getUint32(start, true);
  const little = MAGICS.has(raw);
  const magic = little ? raw : swapped(raw);
  const major = view.getUint16(start + 4, little);
  const minor = view.getUint16(start + 6, little);
  const network = view.getUint32(start + 20, little);
  const aix = magic === PCAP_MICROSECONDS && major === 2 && minor === 2 ? AIX_LINK_TYPES.get(network) : undefined;
  const nanoseconds = magic === PCAP_NANOSECONDS || magic === PCAP_IXIA_HARDWARE || aix !== undefined;
  const ixia = magic === PCAP_IXIA_HARDWARE || magic === PCAP_IXIA_SOFTWARE;
  return {
    little,
    variant: aix === undefined ? (VARIANTS.get(magic) ?? 'microseconds') : 'aix',
    bytes: PCAP_HEADER_BYTES + (ixia ? 4 : 0),
    major,
    minor,
    snapLength: view.getUint32(start + 16, little),
    linkType: aix ?? network & 0xffff,
    // Bit 26: the top four bits hold the length of the frame check sequence, in units of 16 bits.
    fcsBytes: aix === undefined && (network & 0x0400_0000) !== 0 ? (network >>> 28) * 2 : 0,
    reserved: (network >>> 16) & 0x3ff,
    fractions: nanoseconds ? 1_000_000_000 : 1_000_000,
    nanosPerFraction: nanoseconds ? 1 : 1_000,
    // DG/UX writes version 543.0 and the old order.
    lengthsSwapped: (major === 2 && minor < 3) || major === 543 ? 'yes' : major === 2 && minor === 3 ? 'maybe' : 'no',
    recordHeaders: recordHeadersOf(magic, major, minor),
  };
}

/** The version check: 2.0 to 2.4 are known, and 543.0 of DG/UX. */
export function isKnownVersion(header: PcapHeader): boolean {
  return (header.major === 2 && header.minor <= 4) || (header.major === 543 && header.minor === 0);
}

/**
 * 16 bytes, except: the patches of 1999-04-17 (24 bytes, under the plain magic), 1999-10-29 (24) and 1999-09-15
 * (28), and Nokia (20, under the plain magic). Which it is shows in the first records only.
 */
function recordHeadersOf(magic: number, major: number, minor: number): readonly number[] {
  if (magic === PCAP_MODIFIED) return [24, 28, RECORD_HEADER_BYTES];
  if (magic === PCAP_MICROSECONDS && major === 2 && minor === 4) return [RECORD_HEADER_BYTES, 24, 20];
  return [RECORD_HEADER_BYTES];
}

const VARIANTS: ReadonlyMap<number, PcapHeader['variant']> = new Map<number, PcapHeader['variant']>([
  [PCAP_MICROSECONDS, 'microseconds'],
  [PCAP_NANOSECONDS, 'nanoseconds'],
  [PCAP_MODIFIED, 'modified'],
  [PCAP_IXIA_HARDWARE, 'ixia-hardware'],
  [PCAP_IXIA_SOFTWARE, 'ixia-software'],
]);

const MAGICS: ReadonlySet<number> = new Set(VARIANTS.keys());

/** AIX writes version 2.2 and RFC 1573 interface types: Ethernet, Token Ring, FDDI, loopback. */
const AIX_LINK_TYPES: ReadonlyMap<number, number> = new Map([
  [6, 1],
  [9, 6],
  [15, 10],
  [24, 0],
]);
