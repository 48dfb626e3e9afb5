/**
 * What a tunnel's packet begins with, as a carrier says it to {@link import('./turn.ts').Turn.carry}: an EtherType
 * (0x0600 and above), or one of these.
 */
export const INNER_ETHERNET = 1;
/** PPP, with or without the address and control bytes of HDLC. */
export const INNER_PPP = 2;
/** IPv4 or IPv6, told by the version nibble. */
export const INNER_IP = 3;
/** An 802.11 frame. */
export const INNER_WIRELESS = 4;

/** The tunnel's packets bear no number. */
export const NO_ID = -1;

/** Each end chose a number of its own, so the two directions of one conversation bear two (a GTP TEID, an MPLS label). */
export const EACH_WAY = 1;
/** The number is of a second kind that the protocol has, for its name. */
export const OTHER_NUMBER = 4;
/** Who forwards is no part of the tunnel: an MPLS label is the same tunnel through whichever MAC addresses. */
export const WITHOUT_ENDS = 2;
