import { Frame } from '../kernel/frame.ts';

/**
 * What the layers below the application say of one frame, as offsets and numbers: one object, reused.
 *
 * `bytes` and `view` are the frame's own chunk, or, once fragments were put together, the reassembly buffer.
 * Offsets are absolute in `bytes`; -1 means "not there". Nothing here is read past `end`, the end of what was
 * captured.
 */
export class Packet {
  frame: Frame = new Frame();
  bytes: Uint8Array = this.frame.bytes;
  view: DataView = this.frame.view;
  /** Absolute end of the captured bytes. */
  end = 0;
  /** Absolute offset of its first header: the frame's start, or where in it a tunnel's packet begins. */
  start = 0;
  /** Bytes that it has from there on the wire, captured or not. */
  wireLength = 0;
  /** Number in the table of tunnels of the one that it came through, 0 outside of any. */
  tunnel = 0;

  /** Offsets of the MAC addresses. */
  sourceMac = -1;
  destinationMac = -1;
  /** Outer VLAN id 0-4095, or -1 without a tag; inner one of QinQ likewise. */
  vlan = -1;
  innerVlan = -1;
  /** EtherType of the payload, or 0 where the frame is LLC or another link layer names no type. */
  etherType = 0;
  /** LLC destination SAP, or -1. */
  llcSap = -1;
  /** SNAP OUI * 65536 + PID for an OUI other than zero, or -1. */
  snap = -1;
  /** Start of the link layer's payload. */
  network = -1;
  /**
   * Where a header stands that makes a tunnel in the link layer (MPLS, PPPoE), its EtherType, and the end of what it
   * carries; what follows describes what lies behind it. The outermost one where there are two.
   */
  carrierAt = -1;
  carrier = 0;
  carrierEnd = 0;
  /** PPP: offset of the protocol field, or -1. */
  ppp = -1;
  /** True for a frame with no data to read by its kind: 802.11 management and control, keep-alives. */
  management = false;

  /** 4, 6, or 0. */
  ipVersion = 0;
  /** Offsets of the network addresses. */
  source = -1;
  destination = -1;
  ttl = -1;
  /** IP protocol number of what is at {@link transport}, after extension headers. */
  protocol = -1;
  /** IPv4 identification, or -1. */
  identification = -1;
  dontFragment = false;
  /** True while this is one of several fragments; then transport is not read. */
  fragment = false;
  /** Offset of this fragment's bytes in the datagram, in bytes. */
  fragmentOffset = 0;
  moreFragments = false;
  /** Identification as fragments are matched, 32 bits in IPv6. */
  fragmentId = 0;
  transport = -1;

  /** 0 where there are no ports. */
  sourcePort = 0;
  destinationPort = 0;
  /**
   * TCP: sequence, acknowledgement, flags (RFC 9293 order, FIN = 1), window; options in [optionsAt, payload). The two
   * numbers are signed, since a number above 2^31 is an object to V8; they are only ever subtracted.
   */
  sequence = 0;
  acknowledgement = 0;
  flags = 0;
  window = 0;
  optionsAt = -1;
  /** Captured application bytes: [payload, payloadEnd). -1 without a transport header. */
  payload = -1;
  payloadEnd = -1;
  /** Bytes of application data by the headers' lengths; more than captured when the frame was cut short. */
  payloadLength = 0;

  /** Index in {@link damageNames}, or 0: why the walk stopped before the payload. RADIO_FRAME_ENCRYPTED alone is no fault. */
  damage = 0;
  /** Absolute offset where it stopped; the bytes from there on are counted as damaged or unrecognised. */
  stoppedAt = 0;
}

/** Why a frame could not be walked to its payload. Each is an anomaly of the capture or of the sender, and is counted. */
export const damageNames: readonly string[] = [
  'none',
  'link-header-cut',
  'network-header-cut',
  'ip-header-bad',
  'ip-length-bad',
  'transport-header-cut',
  'tcp-header-bad',
  'udp-length-bad',
  'too-many-extension-headers',
  'unknown-link-type',
  'radio-frame-encrypted',
  'fragment-bad',
  'fragments-over-limit',
  'fragment-cut-short',
  'frame-check-failed',
  'radio-fragment',
];
export const LINK_HEADER_CUT = 1;
export const NETWORK_HEADER_CUT = 2;
export const IP_HEADER_BAD = 3;
export const IP_LENGTH_BAD = 4;
export const TRANSPORT_HEADER_CUT = 5;
export const TCP_HEADER_BAD = 6;
export const UDP_LENGTH_BAD = 7;
export const TOO_MANY_EXTENSION_HEADERS = 8;
export const UNKNOWN_LINK_TYPE = 9;
export const RADIO_FRAME_ENCRYPTED = 10;
export const FRAGMENT_BAD = 11;
export const FRAGMENTS_OVER_LIMIT = 12;
/** The capture's snap length cut the fragment: its datagram cannot be put together. */
export const FRAGMENT_CUT_SHORT = 13;
/** The radio that captured the frame says that its check sequence is wrong. */
export const FRAME_CHECK_FAILED = 14;
/** A later piece of an 802.11 frame split on the air; not put together. */
export const RADIO_FRAGMENT = 15;
