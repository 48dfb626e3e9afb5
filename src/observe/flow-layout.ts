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

// The first cache line: word 0 is the hash of the key, then what finds the flow and what nearly every frame changes.
/** The endpoints as lookups compare them: IPv4 addresses as numbers, IPv6 as address-table ids. */
export const RAW_LOW = 1;
export const RAW_HIGH = 2;
/** Low endpoint's port in the upper half, high endpoint's in the lower. */
export const PORTS = 3;
/** IP protocol | (VLAN + 1) << 8 | IPv6 << 21 | in a tunnel << 22. */
export const KIND = 4;
/** Inner VLAN + 1. */
export const INNER = 5;
export const FLAGS = 6;
/** Index of the application protocol + 1, or 0. */
export const APP = 7;
export const LAST_SECONDS = 8;
export const LAST_NANOS = 9;
/** TCP flags ORed: direction 0 | direction 1 << 16. */
export const TCP_FLAGS = 10;
/** Row + 1 in the side table of round-trip histograms, or 0: most flows of a scan never need one. */
export const RTT_ROW = 11;
export const RETRANSMITTED = 12;
export const OUT_OF_ORDER = 13;

/** The tunnels of direction 0 and direction 1: two numbers where each end chose its own, 0 where none was seen. */
export const TUNNELS = 14;

/** First word of direction 0, a cache line of its own; direction 1 follows. What changes seldom stands last. */
export const DIRECTION = 16;
export const DIRECTION_WORDS = 20;
export const FRAMES = 0;
export const LAST_FRAME = 1;
/** Source MAC's upper 32 bits; its lower 16 and the destination's upper 16; the destination's lower 32. */
export const MAC_A = 2;
export const MAC_B = 3;
export const MAC_C = 4;
/** Expected next TCP sequence number of this direction. */
export const NEXT_SEQUENCE = 5;
/** Doubles: bytes on the wire, application bytes; further down stream bytes never captured. */
export const WIRE_BYTES = 6;
export const PAYLOAD_BYTES = 8;
/** TTL bounds: min | max << 8 of the whole flow, min << 16 | max << 24 of the present MAC run. */
export const TTL = 10;
/** Frames of the present MAC run. */
export const RUN_FRAMES = 11;
/** A round trip being timed: the sequence number that ends it, and when it began; PROBE_SECONDS 0 means none. */
export const PROBE_SEQUENCE = 12;
export const PROBE_SECONDS = 13;
export const PROBE_NANOS = 14;
export const FIRST_FRAME = 15;
export const MISSING_BYTES = 16;
/** Last hole in the stream, as sequence numbers [start, end); equal when there is none. */
export const HOLE_START = 18;
export const HOLE_END = 19;

// Written once or seldom.
export const FIRST_SECONDS = 56;
export const FIRST_NANOS = 57;
export const MAC_CHANGES = 58;
/** Largest MSS option of direction 0 | of direction 1 << 16. */
export const MSS = 59;
export const SYN_FRAME = 60;
export const SYN_ACK_FRAME = 61;
/** Address-table ids of the endpoints. */
export const LOW = 62;
export const HIGH = 63;

/** Bit of {@link KIND}. */
export const IN_TUNNEL: number = 1 << 22;

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
