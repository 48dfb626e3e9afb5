import { FRAME_CHECK_FAILED, type Packet, RADIO_FRAGMENT, RADIO_FRAME_ENCRYPTED } from '../packet.ts';
import { linkHeaderCut } from './cut.ts';
import { LENGTH_UNKNOWN, walkLlc } from './llc.ts';

const MANAGEMENT = 0;
const DATA = 2;
/** Bits of the second frame control byte (IEEE 802.11-2020 9.2.4.1). */
const TO_DS = 0x01;
const FROM_DS = 0x02;
const PROTECTED = 0x40;
const PLUS_HTC = 0x80;
/** Bits of a data frame's subtype (9.2.4.1.3). */
const NO_DATA = 0x40;
const QOS = 0x80;

/** What the capture's own radio header says of the frame; one object, reused. */
export interface RadioHints {
  /** The frame check sequence is kept at the end of the frame. */
  frameCheck: boolean;
  /** The header is padded to a multiple of four bytes. */
  padded: boolean;
  /** The radio found the frame check sequence wrong: the bytes are not what was sent. */
  failed: boolean;
}

const NO_HINTS: Readonly<RadioHints> = { frameCheck: false, padded: false, failed: false };

/** LINKTYPE_IEEE802_11: no radio header. Whether a frame check sequence is kept is not said; IP's length cuts it off. */
export function walkWireless(p: Packet, at: number): void {
  walkRadioFrame(p, at, NO_HINTS);
}

/** An 802.11 MAC frame (IEEE 802.11-2020 9.2.3). Data frames go on to LLC; management and control frames are only counted. */
export function walkRadioFrame(p: Packet, at: number, hints: Readonly<RadioHints>): void {
  const { view } = p;
  if (hints.frameCheck) {
    // A frame cut by the snap length has lost its frame check first.
    const end = p.frame.start + p.frame.wireLength - 4;
    if (end < p.end) p.end = end > at ? end : at;
  }
  if (at + 2 > p.end) {
    linkHeaderCut(p, at);
    return;
  }
  if (hints.failed) {
    p.damage = FRAME_CHECK_FAILED;
    p.stoppedAt = at;
    return;
  }
  const kind = view.getUint8(at);
  const flags = view.getUint8(at + 1);
  const type = (kind >> 2) & 3;
  if ((kind & 3) !== 0 || type !== DATA) {
    p.management = true;
    p.network = at;
    if (type === MANAGEMENT && at + 24 <= p.end) {
      p.destinationMac = at + 4;
      p.sourceMac = at + 10;
    }
    return;
  }
  const fourAddresses = (flags & (TO_DS | FROM_DS)) === (TO_DS | FROM_DS);
  let length = fourAddresses ? 30 : 24;
  const qosAt = at + length;
  const qos = (kind & QOS) !== 0;
  if (qos) length += (flags & PLUS_HTC) !== 0 ? 6 : 2;
  if (hints.padded) length = (length + 3) & ~3;
  if (at + length > p.end) {
    linkHeaderCut(p, at);
    return;
  }
  p.destinationMac = (flags & TO_DS) !== 0 ? at + 16 : at + 4;
  p.sourceMac = fourAddresses ? at + 24 : (flags & FROM_DS) !== 0 ? at + 16 : at + 10;
  const body = at + length;
  p.network = body;
  if ((kind & NO_DATA) !== 0) {
    p.management = true;
    return;
  }
  if ((flags & PROTECTED) !== 0) {
    p.damage = RADIO_FRAME_ENCRYPTED;
    p.stoppedAt = body;
    return;
  }
  if ((view.getUint8(at + 22) & 15) !== 0) {
    p.damage = RADIO_FRAGMENT;
    p.stoppedAt = body;
    return;
  }
  if (qos && (view.getUint8(qosAt) & 0x80) !== 0) firstSubframe(p, body);
  else walkLlc(p, body, LENGTH_UNKNOWN);
}

/** The first subframe of an A-MSDU (9.3.2.2): addresses, length, LLC. Those after it are left in the frame, unread. */
function firstSubframe(p: Packet, at: number): void {
  if (at + 14 > p.end) {
    linkHeaderCut(p, at);
    return;
  }
  p.destinationMac = at;
  p.sourceMac = at + 6;
  walkLlc(p, at + 14, p.view.getUint16(at + 12));
}
