/**
 * One flow's record: 64 words of 32 bits in a page, so that a packet touches a few cache lines instead of one per
 * column. Doubles lie on even words and are reached through a Float64Array over the same page.
 *
 * The two endpoints are stored lower (address, port) first; direction 0 is low to high. Which of them is the
 * client is a flag, decided once.
 */
export const FLOW_WORDS = 64;
export const FLOW_PAGE_SHIFT = 11;
export const FLOW_PAGE_ROWS: number = 1 << FLOW_PAGE_SHIFT;

/** Word 0 is the hash of the key. Then address-table ids of the endpoints; IPv4 lookups compare the raw addresses in RAW_LOW and RAW_HIGH instead. */
export const LOW = 1;
export const HIGH = 2;
/** Low endpoint's port in the upper half, high endpoint's in the lower. */
export const PORTS = 3;
/** IP protocol | (VLAN + 1) << 8 | IPv6 << 21. */
export const KIND = 4;
/** Inner VLAN + 1. */
export const INNER = 5;
export const FIRST_SECONDS = 6;
export const FIRST_NANOS = 7;
export const LAST_SECONDS = 8;
export const LAST_NANOS = 9;
export const FLAGS = 10;
/** Index of the application protocol + 1, or 0. */
export const APP = 11;
export const MAC_CHANGES = 12;
export const RETRANSMITTED = 13;
export const OUT_OF_ORDER = 14;
/** Largest MSS option of direction 0 | of direction 1 << 16. */
export const MSS = 15;
/** TCP flags ORed: direction 0 | direction 1 << 16. */
export const TCP_FLAGS = 16;
export const SYN_FRAME = 17;
export const SYN_ACK_FRAME = 18;
/** Row + 1 in the side table of round-trip histograms, or 0: most flows of a scan never need one. */
export const RTT_ROW = 19;
export const RAW_LOW = 20;
export const RAW_HIGH = 21;

/** First word of direction 0; direction 1 follows. */
export const DIRECTION = 22;
export const DIRECTION_WORDS = 20;
export const FRAMES = 0;
export const FIRST_FRAME = 1;
export const LAST_FRAME = 2;
/** Source MAC's upper 32 bits; its lower 16 and the destination's upper 16; the destination's lower 32. */
export const MAC_A = 3;
export const MAC_B = 4;
export const MAC_C = 5;
/** Expected next TCP sequence number of this direction. */
export const NEXT_SEQUENCE = 6;
/** TTL bounds: min | max << 8 of the whole flow, min << 16 | max << 24 of the present MAC run. */
export const TTL = 7;
/** Doubles: bytes on the wire, application bytes, stream bytes never captured. */
export const WIRE_BYTES = 8;
export const PAYLOAD_BYTES = 10;
export const MISSING_BYTES = 12;
/** Frames of the present MAC run. */
export const RUN_FRAMES = 14;
/** A round trip being timed: the sequence number that ends it, and when it began; PROBE_SECONDS 0 means none. */
export const PROBE_SEQUENCE = 15;
export const PROBE_SECONDS = 16;
export const PROBE_NANOS = 17;
/** Last hole in the stream, as sequence numbers [start, end); equal when there is none. */
export const HOLE_START = 18;
export const HOLE_END = 19;

export const CLIENT_IS_HIGH = 1;
export const CLIENT_KNOWN = 2;
/** NEXT_SEQUENCE of direction 0 is valid; shifted left by one for direction 1. Likewise below. */
export const SEQUENCE_VALID = 4;
export const FIN_SEEN = 16;
export const SYN_SEEN = 64;
export const RESET_SEEN = 256;
/** No probe is asked any more. */
export const GIVEN_UP = 512;
export const HAS_MAC = 1024;
/** Who is client was guessed from ports, not seen in a handshake. */
export const CLIENT_GUESSED = 2048;
