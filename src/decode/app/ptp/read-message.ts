import { Cursor } from '../../../kernel/cursor.ts';
import type { Turn } from '../../turn.ts';
import { BAD, DONE, MORE, type Outcome } from '../../verdict.ts';
import { hexText, zeroEndedText } from '../wire-text.ts';
import { readManagement } from './management.ts';
import {
  ACTION_SHIFT,
  ANNOUNCE,
  leastLengths,
  MANAGEMENT,
  PEER_DELAY_REQUEST,
  PEER_DELAY_RESPONSE,
  SIGNALING,
  V1_BASE,
} from './message-types.ts';

export const HEADER = 34;
/** Version 1: no message is shorter. */
export const V1_HEADER = 40;
/** Extensions read of one message; profiles add one or two. */
export const MAX_TLVS = 32;
const BILLION = 1_000_000_000;

/** Used within one call only. */
const inner: Cursor = new Cursor();

/** Reads one message of either version; what follows it in its frame or datagram is padding. */
export function readMessage(c: Cursor, turn: Turn): Outcome {
  const version = c.peek8(1) & 0x0f;
  if (version === 1 && c.peek8() === 0) return readV1(c, turn);
  if (version !== 2) return BAD;
  if (c.left < HEADER) return MORE;
  const { at, bytes, view } = c;
  const type = view.getUint8(at) & 0x0f;
  const length = view.getUint16(at + 2);
  const least = leastLengths[type] as number;
  const whole = length >= HEADER && length <= c.left;
  const end = whole ? at + length : c.end;
  // The action of management stands behind target port and hops.
  const action = type === MANAGEMENT && end - at >= 48 ? view.getUint8(at + 46) & 0x0f : 0;
  const fn = type === MANAGEMENT && end - at >= 48 ? type | ((action + 1) << ACTION_SHIFT) : type;
  turn.message(fn);
  if (turn.tracing) traceHeader(c, turn, type, length);
  if (!whole) turn.anomaly('length-mismatch');
  c.at = c.end;
  if (least === 0) {
    turn.anomaly('type-reserved');
    turn.unrecognised(end - at - HEADER);
    return DONE;
  }
  if (end - at < least) {
    turn.anomaly('message-cut');
    turn.unrecognised(end - at - HEADER);
    return DONE;
  }
  inner.reset(bytes, view, at + HEADER, end);
  if (type === ANNOUNCE) readAnnounce(inner, turn, at);
  else if (type === SIGNALING) readTlvs(inner.skip(10), turn, 'ptp.v2.sig.tlv.tlvType');
  else if (type === MANAGEMENT) readManagement(inner, turn, fn, action);
  else readTimes(inner, turn, type);
  return DONE;
}

function traceHeader(c: Cursor, turn: Turn, type: number, length: number): void {
  const { at, bytes, view } = c;
  const flags = view.getUint16(at + 6);
  turn.field('ptp.v2.majorsdoid', view.getUint8(at) >> 4);
  turn.field('ptp.v2.messagetype', type);
  turn.field('ptp.v2.minorversionptp', view.getUint8(at + 1) >> 4);
  turn.field('ptp.v2.versionptp', 2);
  turn.field('ptp.v2.messagelength', length);
  turn.field('ptp.v2.domainnumber', view.getUint8(at + 4));
  turn.field('ptp.v2.minorsdoid', view.getUint8(at + 5));
  turn.field('ptp.v2.flags', flags);
  turn.field('ptp.v2.flags.twostep', (flags & 0x0200) !== 0);
  turn.field('ptp.v2.flags.unicast', (flags & 0x0400) !== 0);
  turn.field('ptp.v2.flags.timescale', (flags & 0x0008) !== 0);
  turn.field('ptp.v2.flags.timetraceable', (flags & 0x0010) !== 0);
  // Nanoseconds times 65,536, signed.
  turn.field('ptp.v2.correction.ns', view.getBigInt64(at + 8) / 65_536n);
  turn.field('ptp.v2.clockidentity', `0x${hexText(bytes, at + 20, at + 28)}`);
  turn.field('ptp.v2.sourceportid', view.getUint16(at + 28));
  turn.field('ptp.v2.sequenceid', view.getUint16(at + 30));
  turn.field('ptp.v2.controlfield', view.getUint8(at + 32));
  turn.field('ptp.v2.logmessageperiod', view.getInt8(at + 33));
}

/** A time stamp of ten bytes at the cursor, and in answers the port that asked. */
function readTimes(c: Cursor, turn: Turn, type: number): void {
  const { at, bytes, view } = c;
  const nanos = view.getUint32(at + 6);
  if (nanos >= BILLION) turn.anomaly('nanoseconds-bad');
  if (!turn.tracing) return;
  turn.field('ptp.timestamp.seconds', view.getUint16(at) * 2 ** 32 + view.getUint32(at + 2));
  turn.field('ptp.timestamp.nanoseconds', nanos);
  if ((leastLengths[type] as number) < 54 || type === PEER_DELAY_REQUEST) return;
  if (type >= PEER_DELAY_RESPONSE) {
    turn.field('ptp.v2.dr.requestingsourceportidentity', `0x${hexText(bytes, at + 10, at + 18)}`);
    turn.field('ptp.v2.dr.requestingsourceportid', view.getUint16(at + 18));
  }
}

/** Who a master follows, and how good its time is. `header` is where the message begins. */
function readAnnounce(c: Cursor, turn: Turn, header: number): void {
  const { at, bytes, view } = c;
  const clockClass = view.getUint8(at + 14);
  const grandmaster = hexText(bytes, at + 19, at + 27);
  if (turn.tracing) {
    turn.field('ptp.timestamp.seconds', view.getUint16(at) * 2 ** 32 + view.getUint32(at + 2));
    turn.field('ptp.timestamp.nanoseconds', view.getUint32(at + 6));
    turn.field('ptp.v2.an.origincurrentutcoffset', view.getInt16(at + 10));
    turn.field('ptp.v2.an.priority1', view.getUint8(at + 13));
    turn.field('ptp.v2.an.grandmasterclockclass', clockClass);
    turn.field('ptp.v2.an.grandmasterclockaccuracy', view.getUint8(at + 15));
    turn.field('ptp.v2.an.grandmasterclockvariance', view.getUint16(at + 16));
    turn.field('ptp.v2.an.priority2', view.getUint8(at + 18));
    turn.field('ptp.v2.an.grandmasterclockidentity', `0x${grandmaster}`);
    turn.field('ptp.v2.an.localstepsremoved', view.getUint16(at + 27));
    turn.field('ptp.v2.timesource', view.getUint8(at + 29));
  }
  const own = grandmaster === hexText(bytes, header + 20, header + 28);
  const domain = view.getUint8(header + 4);
  turn.claim(turn.sender, 'role', own ? 'ptp-grandmaster' : 'ptp-master');
  turn.claim(turn.sender, 'clock', `ptp domain ${domain}, grandmaster ${grandmaster}, class ${clockClass}`);
  readTlvs(c.skip(30), turn, 'ptp.v2.an.tlvType');
}

function readTlvs(c: Cursor, turn: Turn, field: string): void {
  for (let i = 0; c.left >= 4; i++) {
    if (i === MAX_TLVS) {
      turn.anomaly('tlvs-over-limit');
      turn.unrecognised(c.left);
      return;
    }
    const type = c.u16();
    const length = c.u16();
    if (!c.skip(length).ok) {
      turn.anomaly('tlv-malformed');
      turn.unrecognised(c.left);
      return;
    }
    if (turn.tracing) turn.field(field, type);
  }
}

/** IEEE 1588-2002: versions of protocol and network, subdomain of 16 bytes, kind, technology, clock, port, number, control. */
function readV1(c: Cursor, turn: Turn): Outcome {
  if (c.left < V1_HEADER) return MORE;
  const { at, bytes } = c;
  const control = c.peek8(32);
  turn.message(V1_BASE + (control & 0x0f));
  if (turn.tracing) {
    turn.field('ptp.subdomain', zeroEndedText(bytes, at + 4, at + 20));
    turn.field('ptp.controlfield', control);
    turn.field('ptp.sourceuuid', hexText(bytes, at + 22, at + 28));
  }
  if (control > 4) turn.anomaly('type-reserved');
  c.at = c.end;
  return DONE;
}
