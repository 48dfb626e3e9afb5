import type { Cursor } from '../../kernel/cursor.ts';
import type { StreamProtocol } from '../protocol.ts';
import type { Turn } from '../turn.ts';
import { BAD, DONE, MORE, NO, type Outcome, UNSURE, type Verdict, YES } from '../verdict.ts';
import {
  ALERT,
  APPLICATION_DATA,
  CHANGE_CIPHER_SPEC,
  ENCRYPTED_ALERT,
  ENCRYPTED_HANDSHAKE,
  HEARTBEAT,
  tlsAnomalies,
  tlsFields,
  tlsFunctions,
} from './tls/fields.ts';
import { CERTIFICATE_SEEN, type CertificateOwner } from './tls/certificate-owner.ts';
import {
  Flight,
  MAX_HANDSHAKE,
  MAX_RECORDS,
  OPAQUE,
  PART,
  RECORD_HEADER,
  TOO_LONG,
  TOO_MANY,
  WHOLE,
} from './tls/flight.ts';
import { readHandshake } from './tls/handshake.ts';
import { specLists } from './tls/spec-lists.ts';
import { probeSslv2, readSslv2, SSLV2_NO } from './tls/sslv2.ts';

/** RFC 5246 6.2.3: 2^14 octets and 2048 for what a cipher adds. */
const MAX_RECORD = 0x4000 + 2048;
const HANDSHAKE = 22;
const TLS_1_3 = 0x0304;

/** What is known of a connection: which sides encrypt, and whether 1.3 was agreed. */
export interface TlsState {
  /** From here on handshake records of this side are ciphertext. */
  encrypted: [client: boolean, server: boolean];
  /** Bytes of a handshake message too long to assemble that are still to be passed over. */
  unwanted: [client: number, server: number];
  /** In 1.3 a change cipher spec means nothing (RFC 8446 D.4), and what is encrypted comes as application data. */
  version13: boolean;
}

/**
 * TLS 1.0 to 1.3 and SSL 3: the hellos with the client's fingerprints, and certificates where they go in the
 * clear (up to 1.2). Ciphertext is passed over by length and never looked at; nothing is decrypted.
 */
export const tls: StreamProtocol<TlsState> = {
  kind: 'stream',
  name: 'tls',
  title: 'Transport Layer Security',
  spec: 'RFC 8446, RFC 5246, RFC 6101, RFC 5280, RFC 6066, RFC 7301',
  fields: tlsFields,
  anomalies: tlsAnomalies,
  functionName: (fn: number): string | undefined => tlsFunctions.get(fn),
  specLists,
  undecoded: 'Key exchanges, tickets and certificate requests; whatever is encrypted.',
  // Worst is ciphertext met in the middle: type 4/256, version 5/65536, length 18432/65536.
  falseMatchLog2: -21,
  canBegin: (byte) => byte >= 0x80 || (byte >= 20 && byte <= 23),
  ports: [443, 465, 636, 853, 989, 990, 993, 995, 4433, 8443, 8883],
  open: () => ({ encrypted: [false, false], unwanted: [0, 0], version13: false }),
  probe(c: Cursor): Verdict {
    const type = c.peek8();
    if (c.left === 0) return UNSURE;
    if (type >= 0x80) return probeSslv2(c) === SSLV2_NO ? NO : c.left < 13 ? UNSURE : YES;
    if (type < 20 || type > 23) return NO;
    if ((c.left > 1 && c.peek8(1) !== 3) || (c.left > 2 && c.peek8(2) > 4)) return NO;
    if (c.left <= RECORD_HEADER) return UNSURE;
    const length = c.peek16(3);
    if (length === 0 || length > MAX_RECORD) return NO;
    if (type === 20) return length === 1 && c.peek8(5) === 1 ? YES : NO;
    if (type === 21 && length === 2 && (c.peek8(5) === 0 || c.peek8(5) > 2)) return NO;
    if (type === HANDSHAKE && length >= HELLO_HEADER && (c.peek8(5) === 1 || c.peek8(5) === 2)) {
      // A hello says its own length in 24 bits and begins with a version; it may be spread over smaller records.
      if (c.left < 11) return UNSURE;
      return c.peek8(6) < 2 && c.peek8(9) === 3 && c.peek8(10) <= 4 ? YES : NO;
    }
    // Where the next record's header is there already, it must be one.
    const next = RECORD_HEADER + length;
    if (c.left < next + 3) return YES;
    return c.peek8(next) >= 20 && c.peek8(next) <= 24 && c.peek8(next + 1) === 3 && c.peek8(next + 2) <= 4 ? YES : NO;
  },
  parse(c: Cursor, turn: Turn, state: TlsState): Outcome {
    const type = c.peek8();
    // A single octet that begins no record must not be kept until the next segment: PostgreSQL agrees to TLS with an S.
    if (c.left < RECORD_HEADER) return type < 20 || (type > 24 && type < 0x80) ? BAD : MORE;
    const side = turn.fromServer ? 1 : 0;
    if (type >= 0x80) return readSslv2(c, turn);
    const length = c.peek16(3);
    if (type < 20 || type > 24 || c.peek8(1) !== 3 || length > MAX_RECORD) return BAD;
    if (type === 23) {
      state.encrypted[side] = true;
      return passOver(c, turn, APPLICATION_DATA, length, 'encrypted', state.version13);
    }
    if (type === HANDSHAKE) return readRun(c, turn, state, side, length);
    if (type === 20) {
      if (length !== 1) turn.anomaly('record-bad');
      if (!state.version13) state.encrypted[side] = true;
      return passOver(c, turn, CHANGE_CIPHER_SPEC, length, 'decoded');
    }
    if (type === 21) return length === 2 ? readAlert(c, turn) : passOver(c, turn, ENCRYPTED_ALERT, length, 'encrypted');
    return state.encrypted[side] ? passOver(c, turn, HEARTBEAT, length, 'encrypted') : readHeartbeat(c, turn, length);
  },
  gap(state: TlsState, fromServer: boolean): void {
    state.unwanted[fromServer ? 1 : 0] = 0;
  },
  maxMessage: MAX_HANDSHAKE + 4 + MAX_RECORDS * RECORD_HEADER,
};

function readRun(c: Cursor, turn: Turn, state: TlsState, side: 0 | 1, length: number): Outcome {
  const unwanted = state.unwanted[side];
  if (unwanted > 0) {
    state.unwanted[side] = unwanted > length ? unwanted - length : 0;
    c.skip(RECORD_HEADER);
    turn.skip(length, 'unrecognised');
    return DONE;
  }
  if (state.encrypted[side] && !isPlainHello(c, length)) {
    if (!c.has(RECORD_HEADER + HELLO_HEADER) && length >= HELLO_HEADER) return MORE;
    return passOver(c, turn, ENCRYPTED_HANDSHAKE, length, 'encrypted');
  }
  const flight = FLIGHT;
  const found = flight.measure(c);
  if (found === PART) return MORE;
  if (found === OPAQUE) {
    // The capture began in the middle: what is no handshake message is one that is encrypted.
    state.encrypted[side] = true;
    return passOver(c, turn, ENCRYPTED_HANDSHAKE, length, 'encrypted');
  }
  if (found === TOO_LONG) {
    turn.anomaly('handshake-over-limit');
    state.unwanted[side] = flight.missing;
    c.skip(RECORD_HEADER);
    turn.skip(flight.length - RECORD_HEADER, 'unrecognised');
    return DONE;
  }
  readMessages(c, turn, state, side);
  if (found !== WHOLE) turn.anomaly(found === TOO_MANY ? 'records-over-limit' : 'handshake-cut');
  c.skip(flight.length);
  return DONE;
}

/** Emits the whole messages of the run; what is left of one that is not whole is unrecognised. */
function readMessages(c: Cursor, turn: Turn, state: TlsState, side: 0 | 1): void {
  let { bytes, view } = c;
  let at = c.at + RECORD_HEADER;
  let end = at + FLIGHT.payload;
  if (FLIGHT.records > 1) {
    bytes = FLIGHT.join(c);
    view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    at = 0;
    end = bytes.length;
  }
  let owner: CertificateOwner | undefined;
  let shown = 0;
  while (at + 4 <= end) {
    const next = at + 4 + (view.getUint32(at) & 0xff_ffff);
    if (next > end) break;
    const hello = readHandshake(bytes, view, at, next, turn);
    // Records are shown with the first message of their run: messages may share one and span several.
    if (turn.tracing && shown++ === 0) traceRun(c, turn);
    if (typeof hello === 'string') owner = hello;
    else if (hello !== undefined) {
      state.version13 = hello.version === TLS_1_3 || hello.version >> 8 === 0x7f;
      // After a retry the client says hello again, in the clear, even if it has sent its change cipher spec.
      if (hello.retry) state.encrypted[1 - side] = false;
    }
    at = next;
  }
  if (at < end) turn.unrecognised(end - at);
  if (owner === undefined) return;
  turn.inside({ name: owner });
  turn.message(CERTIFICATE_SEEN);
}

/** A hello in the clear after a change cipher spec: a client of 1.3 whose first hello was to be retried. */
function isPlainHello(c: Cursor, length: number): boolean {
  return (
    c.peek8(5) === 1 &&
    c.has(RECORD_HEADER + HELLO_HEADER) &&
    (c.peek32(5) & 0xff_ffff) === length - 4 &&
    c.peek8(9) === 3
  );
}

const HELLO_HEADER = 6;

function readAlert(c: Cursor, turn: Turn): Outcome {
  if (!c.has(RECORD_HEADER + 2)) return MORE;
  turn.message(ALERT);
  if (turn.tracing) {
    traceRecord(c, turn);
    turn.field('tls.alert_message.level', c.peek8(5));
    turn.field('tls.alert_message.desc', c.peek8(6));
  }
  c.skip(RECORD_HEADER + 2);
  return DONE;
}

/** RFC 6520 4: type, payload length, payload, at least 16 octets of padding. */
function readHeartbeat(c: Cursor, turn: Turn, length: number): Outcome {
  if (!c.has(RECORD_HEADER + (length < 3 ? length : 3))) return MORE;
  const overread = length >= 3 && c.peek8(5) === 1 && c.peek16(6) + 3 > length;
  const outcome = passOver(c, turn, HEARTBEAT, length, 'decoded');
  if (overread) turn.anomaly('heartbeat-overread');
  return outcome;
}

/** Counts a record and passes over its body, however much of it is there: O(1). */
function passOver(
  c: Cursor,
  turn: Turn,
  fn: number,
  length: number,
  as: 'decoded' | 'encrypted',
  opaque = false,
): Outcome {
  turn.message(fn);
  if (turn.tracing) traceRecord(c, turn, opaque);
  c.skip(RECORD_HEADER);
  turn.skip(length, as);
  return DONE;
}

/** In 1.3 the type that is shown says nothing: the true one is encrypted (RFC 8446 5.2). */
function traceRecord(c: Cursor, turn: Turn, opaque = false): void {
  turn.field(opaque ? 'tls.record.opaque_type' : 'tls.record.content_type', c.peek8());
  turn.field('tls.record.version', c.peek16(1));
  turn.field('tls.record.length', c.peek16(3));
}

function traceRun(c: Cursor, turn: Turn): void {
  for (let i = 0, ahead = 0; i < FLIGHT.records; i++) {
    turn.field('tls.record.content_type', c.peek8(ahead));
    turn.field('tls.record.version', c.peek16(ahead + 1));
    turn.field('tls.record.length', c.peek16(ahead + 3));
    ahead += RECORD_HEADER + c.peek16(ahead + 3);
  }
}

/** One is enough: a run is measured and read within one call. */
const FLIGHT: Flight = new Flight();
