import type { Cursor } from '../../kernel/cursor.ts';
import { ipv4Text } from '../../kernel/ip.ts';
import type { DatagramProtocol } from '../protocol.ts';
import type { Turn } from '../turn.ts';
import { DONE, MORE, NO, type Outcome, type Verdict, YES } from '../verdict.ts';
import { controlOpcodes, ntpAnomalies, ntpFields, ntpModes, privateRequests } from './ntp/fields.ts';
import { latin1 } from '../../kernel/cursor.ts';
import { hexText, isPrintable } from './wire-text.ts';

const PACKET_LENGTH = 48;
const CONTROL_HEADER_LENGTH = 12;
const PRIVATE_HEADER_LENGTH = 8;
const SERVER = 4;
const BROADCAST = 5;
const CONTROL = 6;
const PRIVATE = 7;
/** Key identifier and digest behind a control message. */
const MD5_TAIL = 20;
const SHA1_TAIL = 24;
/** Functions of {@link NtpState}'s protocol: mode; mode 6 with its operation; mode 7 with its request. */
const CONTROL_BASE = 0x100;
const PRIVATE_BASE = 0x200;
/** Extension fields walked (RFC 7822); what follows more of them is taken as the digest. */
export const MAX_EXTENSIONS = 16;

/** The last claim's text, so that a server that says the same again, as nearly all do, costs no string. */
export interface NtpState {
  stratum: number;
  reference: number;
  version: number;
  text: string;
}

/**
 * The Network Time Protocol, versions 1 to 4, with control (6) and private (7) messages named. A clock's stratum
 * and reference say where a segment's time comes from, which a declaration may contradict. Timestamps are shown
 * as sent; offsets are not computed.
 */
export const ntp: DatagramProtocol<NtpState> = {
  kind: 'datagram',
  name: 'ntp',
  title: 'Network Time Protocol',
  spec: 'RFC 5905, RFC 4330, RFC 7822, RFC 9327; ntp_request.h of the reference implementation for mode 7',
  fields: ntpFields,
  anomalies: ntpAnomalies,
  functionName(fn: number): string | undefined {
    if (fn >= PRIVATE_BASE) {
      const name = privateRequests.get(fn & 0xff);
      return `private ${name ?? `request ${fn & 0xff}`}`;
    }
    if (fn >= CONTROL_BASE) {
      const name = controlOpcodes.get(fn & 0x1f);
      return name === undefined ? undefined : `control ${name}`;
    }
    return ntpModes[fn];
  },
  undecoded: 'Extension fields, digests, and the data of control and private messages.',
  // Worst is a request of mode 7: version and mode 16/256, implementation 3/256, request 38/256, reserved nibble
  // 1/16, and a length that fits, about 1/64.
  falseMatchLog2: -18,
  canBegin: (byte) => (byte & 0x38) !== 0 && (byte & 0x38) <= 0x20,
  ports: [123],
  open: () => ({ stratum: -1, reference: 0, version: 0, text: '' }),
  probe(c: Cursor): Verdict {
    const first = c.peek8();
    const mode = first & 7;
    const version = (first >> 3) & 7;
    if (version === 0 || version > 4) return NO;
    if (mode === CONTROL) return looksLikeControl(c);
    if (mode === PRIVATE) return looksLikePrivate(c);
    return mode > 0 || version === 1 ? looksLikeTime(c) : NO;
  },
  parse(c: Cursor, turn: Turn, state: NtpState): Outcome {
    const first = c.peek8();
    const mode = first & 7;
    if (mode === CONTROL) return readControl(c, turn);
    if (mode === PRIVATE) return readPrivate(c, turn);
    if (c.left < PACKET_LENGTH) return MORE;
    const { bytes, view, at } = c;
    const stratum = bytes[at + 1] as number;
    const reference = view.getUint32(at + 12);
    turn.message(mode);
    if (turn.tracing) trace(c, turn, mode, stratum);
    if (stratum > 16) turn.anomaly('stratum-reserved');
    if (mode === SERVER || mode === BROADCAST) {
      const version = (first >> 3) & 7;
      if (state.stratum !== stratum || state.reference !== reference || state.version !== version) {
        state.stratum = stratum;
        state.reference = reference;
        state.version = version;
        state.text = clockText(bytes, at + 12, stratum);
      }
      turn.claim(turn.sender, 'clock', state.text);
    }
    c.at = at + PACKET_LENGTH;
    if (c.at < c.end) readTail(c, turn);
    return DONE;
  },
};

/**
 * Modes 1 to 5: stratum at most 16, poll and precision as clocks and data-minimising clients send them, root
 * delay below 256 s, and a length that a packet with extensions and digest can have. Mode and version 0.6,
 * stratum 17/256, poll 25/256, precision 106/256, delay and dispersion 1/256 each, length 1/4: 2^-27.
 */
function looksLikeTime(c: Cursor): Verdict {
  const left = c.left;
  if (left < PACKET_LENGTH || (left - PACKET_LENGTH) % 4 !== 0) return NO;
  if (c.peek8(1) > 16) return NO;
  const poll = (c.peek8(2) << 24) >> 24;
  if (poll < -7 || poll > 17) return NO;
  const precision = (c.peek8(3) << 24) >> 24;
  if (precision < -64 || precision > 41) return NO;
  // Clients that fill in no precision, or a made-up one, fill in no delay and dispersion either.
  if (precision >= 0) return c.peek32(4) === 0 && c.peek32(8) === 0 ? YES : NO;
  return c.peek8(4) === 0 && c.peek8(8) === 0 ? YES : NO;
}

/**
 * RFC 9327 2: known operation, and the byte count fits what is there. Data are padded to 4 octets, and a digest of
 * 4 + 16 or 4 + 20 octets may follow; records of early DTLS begin alike and have other lengths.
 */
function looksLikeControl(c: Cursor): Verdict {
  const left = c.left;
  if (left < CONTROL_HEADER_LENGTH || c.peek8() >> 6 !== 0 || !controlOpcodes.has(c.peek8(1) & 0x1f)) return NO;
  const rest = left - CONTROL_HEADER_LENGTH - c.peek16(10);
  const fits = (rest >= 0 && rest <= 3) || (rest >= MD5_TAIL && rest <= SHA1_TAIL + 3);
  return fits && c.peek16(8) < 0x8000 ? YES : NO;
}

/** Mode 7 has no specification; these are the checks the reference implementation makes itself. */
function looksLikePrivate(c: Cursor): Verdict {
  const left = c.left;
  const implementation = c.peek8(2);
  if (left < PRIVATE_HEADER_LENGTH || (implementation !== 0 && implementation !== 2 && implementation !== 3)) return NO;
  if (c.peek16(6) >> 12 !== 0 || !privateRequests.has(c.peek8(3))) return NO;
  const count = c.peek16(4) & 0xfff;
  const items = count * (c.peek16(6) & 0xfff);
  if (items > 500 || (items === 0 && count !== 0)) return NO;
  const rest = left - PRIVATE_HEADER_LENGTH - items;
  // A response ends with its items, unless it is signed; requests are padded, or are the bare header.
  if (c.peek8() >= 0x80) return rest === 0 || (c.peek8(1) >= 0x80 && rest > 0 && rest <= 24) ? YES : NO;
  if (items === 0) return c.peek16(4) === 0 && isZero(c, PRIVATE_HEADER_LENGTH, left) ? YES : NO;
  return rest >= 0 && rest <= 216 ? YES : NO;
}

/** Up to 40 octets of an empty request must be zero; a longer one has room for time and digest behind. */
function isZero(c: Cursor, from: number, to: number): boolean {
  const stop = to < 48 ? to : 48;
  for (let i = from; i < stop; i++) if (c.peek8(i) !== 0) return false;
  return true;
}

function readControl(c: Cursor, turn: Turn): Outcome {
  if (c.left < CONTROL_HEADER_LENGTH) return MORE;
  const flags = c.peek8(1);
  const length = c.peek16(10);
  turn.message(CONTROL_BASE | (flags & 0x1f));
  if (turn.tracing) {
    traceFirst(c, turn);
    turn.field('ntp.ctrl.flags2.r', flags >> 7);
    turn.field('ntp.ctrl.flags2.error', (flags >> 6) & 1);
    turn.field('ntp.ctrl.flags2.more', (flags >> 5) & 1);
    turn.field('ntp.ctrl.flags2.opcode', flags & 0x1f);
    turn.field('ntp.ctrl.sequence', c.peek16(2));
    turn.field('ntp.ctrl.associd', c.peek16(6));
    turn.field('ntp.ctrl.offset', c.peek16(8));
    turn.field('ntp.ctrl.count', length);
  }
  if (c.left < CONTROL_HEADER_LENGTH + length) turn.anomaly('message-cut');
  c.at = c.end;
  return DONE;
}

function readPrivate(c: Cursor, turn: Turn): Outcome {
  if (c.left < PRIVATE_HEADER_LENGTH) return MORE;
  const request = c.peek8(3);
  turn.message(PRIVATE_BASE | request);
  if (turn.tracing) {
    traceFirst(c, turn);
    turn.field('ntp.priv.flags.r', c.peek8() >> 7);
    turn.field('ntp.priv.flags.more', (c.peek8() >> 6) & 1);
    turn.field('ntp.priv.seq', c.peek8(1) & 0x7f);
    turn.field('ntp.priv.impl', c.peek8(2));
    turn.field('ntp.priv.reqcode', request);
    turn.field('ntp.priv.err', c.peek8(4) >> 4);
    turn.field('ntp.priv.numitems', c.peek16(4) & 0xfff);
    turn.field('ntp.priv.itemsize', c.peek16(6) & 0xfff);
  }
  c.at = c.end;
  return DONE;
}

/** Extension fields of at least 16 octets, then a digest of 4 (crypto-NAK), 20, 24 or more octets, or nothing. */
function readTail(c: Cursor, turn: Turn): void {
  for (let i = 0; i < MAX_EXTENSIONS && c.left > 24; i++) {
    const length = c.peek16(2);
    if (length < 16 || length % 4 !== 0 || length > c.left) break;
    if (turn.tracing) turn.field('ntp.ext.type', c.peek16());
    c.skip(length);
  }
  if (c.left > 4 && turn.tracing) turn.field('ntp.keyid', hexText(c.bytes, c.at, c.at + 4));
  if (c.left > 72 || c.left % 4 !== 0) turn.anomaly('trailing-bytes');
  c.at = c.end;
}

function traceFirst(c: Cursor, turn: Turn): void {
  const first = c.peek8();
  turn.field('ntp.flags', first);
  turn.field('ntp.flags.vn', (first >> 3) & 7);
  turn.field('ntp.flags.mode', first & 7);
}

function trace(c: Cursor, turn: Turn, mode: number, stratum: number): void {
  traceFirst(c, turn);
  turn.field('ntp.flags.li', c.peek8() >> 6);
  turn.field('ntp.stratum', stratum);
  turn.field('ntp.ppoll', c.peek8(2));
  turn.field('ntp.precision', (c.peek8(3) << 24) >> 24);
  turn.field('ntp.rootdelay', c.peek32(4));
  turn.field('ntp.rootdispersion', c.peek32(8));
  turn.field('ntp.refid', hexText(c.bytes, c.at + 12, c.at + 16));
  if (stratum === 0 && mode === SERVER && isPrintable(c.bytes, c.at + 12, c.at + 16)) {
    turn.field('ntp.kiss', latin1(c.bytes, c.at + 12, c.at + 16));
  }
  turn.field('ntp.reftime', hexText(c.bytes, c.at + 16, c.at + 24));
  turn.field('ntp.org', hexText(c.bytes, c.at + 24, c.at + 32));
  turn.field('ntp.rec', hexText(c.bytes, c.at + 32, c.at + 40));
  turn.field('ntp.xmt', hexText(c.bytes, c.at + 40, c.at + 48));
}

/**
 * Stratum 0 bears a kiss code (RFC 5905 7.4), stratum 1 names its clock, others the server they follow: its IPv4
 * address, or four octets of a digest of its IPv6 address, which look no different.
 */
function clockText(bytes: Uint8Array, at: number, stratum: number): string {
  if (stratum > 1) return `stratum ${stratum}, reference ${ipv4Text(bytes, at)}`;
  let end = at + 4;
  while (end > at && bytes[end - 1] === 0) end--;
  const text = isPrintable(bytes, at, end) ? latin1(bytes, at, end) : hexText(bytes, at, at + 4);
  return stratum === 0 ? `kiss ${text}` : `stratum 1, reference ${text}`;
}
