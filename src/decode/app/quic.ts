import { Cursor } from '../../kernel/cursor.ts';
import type { DatagramProtocol } from '../protocol.ts';
import type { Turn } from '../turn.ts';
import { BAD, DONE, NO, type Outcome, type Verdict, YES } from '../verdict.ts';
import { CryptoStream } from './quic/crypto-stream.ts';
import { GOOGLE_HELLO, GOOGLE_RESET, quicAnomalies, quicFields, quicFunctions, SHORT } from './quic/fields.ts';
import { findHello, googleVersion, readGoogleHello } from './quic/google.ts';
import { GOOGLE, INITIAL, LongHeader, NEGOTIATION, RETRY, UNKNOWN } from './quic/long-header.ts';
import { InitialOpener } from './quic/open-initial.ts';
import { FRAMES_BAD, FRAMES_OVER_LIMIT, readFrames } from './quic/read-frames.ts';
import { quicVersion } from './quic/versions.ts';
import { readClientHello } from './tls/client-hello.ts';
import { emitClientHello } from './tls/emit-client-hello.ts';
import { hexText } from './wire-text.ts';

/** Packets read of one datagram; an endpoint has four kinds to put together (RFC 9000 12.2). */
export const MAX_COALESCED = 8;
/** Initial packets of one flow that are opened to find the hello: 40 µs each. */
export const MAX_OPENED = 16;
const CLIENT_HELLO = 1;

export interface QuicState {
  /** Packets are in Google's format before long headers, Q001 to Q043. */
  google: boolean;
  /** A long header came without the fixed bit: peers agreed to set it by chance (RFC 9287), in short headers too. */
  greased: boolean;
  /** Until the hello was read; then nothing is opened any more. */
  opener: InitialOpener | undefined;
  crypto: CryptoStream;
  opened: number;
}

/**
 * QUIC: versions 1 and 2, drafts from 19 on, Facebook's, and Google's own from Q001 on. The client's hello is opened as
 * anybody on the path can, and read as TLS's; everything behind it is encrypted and counted. A flow whose handshake
 * was not captured has nothing that tells it from random bytes, and is not recognised.
 */
export const quic: DatagramProtocol<QuicState> = {
  kind: 'datagram',
  name: 'quic',
  title: 'QUIC',
  spec: 'RFC 8999, RFC 9000, RFC 9001, RFC 9369; draft-ietf-quic-transport-19 to -34; "QUIC Wire Layout Specification" and "QUIC Crypto" of Google',
  fields: quicFields,
  anomalies: quicAnomalies,
  functionName: (fn: number): string | undefined => quicFunctions.get(fn),
  undecoded: 'Whatever is encrypted, the server’s Initial packets, transport parameters, tags other than SNI and UAID.',
  // Worst is Google's public header: five bits of flags, "Q0", two digits of 256.
  falseMatchLog2: -30,
  ports: [443, 80, 784, 853, 4433, 8853],
  open: () => ({ google: false, greased: false, opener: new InitialOpener(), crypto: new CryptoStream(), opened: 0 }),
  probe(c: Cursor): Verdict {
    if (c.peek8() < 0x80) return googleVersion(c) === 0 ? NO : YES;
    if (!HEADER.read(c)) return NO;
    if (HEADER.type === NEGOTIATION) return isNegotiation(c) ? YES : NO;
    return HEADER.type === UNKNOWN ? NO : YES;
  },
  parse(c: Cursor, turn: Turn, state: QuicState): Outcome {
    if (c.left === 0) return BAD;
    const first = c.peek8();
    if (first < 0x80 && (state.google || googleVersion(c) !== 0)) return readGoogle(c, turn, state);
    if (first < 0x80 ? first < 0x40 && !state.greased : !HEADER.read(c)) return BAD;
    for (let count = 0; c.left > 0; count++) {
      const next = c.peek8();
      const more = next >= 0x80 ? HEADER.read(c) : next >= 0x40 || (state.greased && !isZero(c));
      if (!more || count === MAX_COALESCED) {
        leaveRest(c, turn, more);
        break;
      }
      if (next >= 0x80) readLong(c, turn, state, HEADER);
      else readShort(c, turn);
    }
    return DONE;
  },
};

/** RFC 9000 14.1 wants padding inside packets; zeros behind the last one are padding all the same. */
function leaveRest(c: Cursor, turn: Turn, over: boolean): void {
  const padding = isZero(c);
  if (over) turn.anomaly('packets-over-limit');
  else if (!padding) turn.anomaly('packet-bad');
  if (!padding) turn.unrecognised(c.left);
  c.at = c.end;
}

function isZero(c: Cursor): boolean {
  let at = c.at;
  while (at < c.end && c.bytes[at] === 0) at++;
  return at === c.end;
}

/** Version 0, then a list of versions of which one at least must be known: bits 33 + 7 + 27. */
function isNegotiation(c: Cursor): boolean {
  const { numberAt, destinationIdLength, sourceIdLength } = HEADER;
  if (destinationIdLength > 20 || sourceIdLength > 20) return false;
  if (c.end === numberAt || (c.end - numberAt) % 4 !== 0) return false;
  for (let at = numberAt; at < c.end; at += 4) {
    if (quicVersion(c.view.getUint32(at)) !== undefined) return true;
  }
  return false;
}

function readShort(c: Cursor, turn: Turn): void {
  turn.message(SHORT);
  turn.field('quic.header_form', 0);
  turn.encrypted(c.left);
  c.at = c.end;
}

function readLong(c: Cursor, turn: Turn, state: QuicState, header: LongHeader): void {
  const { type, versionNumber, numberAt, end } = header;
  if (type <= RETRY && (c.peek8() & 0x40) === 0) state.greased = true;
  const hello = type === GOOGLE && !turn.fromServer ? findHello(c.bytes, c.view, numberAt, end) : -1;
  turn.message(hello >= 0 ? GOOGLE_HELLO : type);
  if (turn.tracing) trace(c, turn, header);
  if (hello >= 0) {
    if (!readGoogleHello(c.view, c.bytes, hello, end, turn)) turn.anomaly('hello-bad');
  } else if (type === NEGOTIATION) {
    for (let at = numberAt; turn.tracing && at + 4 <= end; at += 4)
      turn.field('quic.supported_version', c.view.getUint32(at));
    turn.unrecognised((end - numberAt) % 4);
  } else if (type === INITIAL && !turn.fromServer && state.opener !== undefined) {
    readInitial(c, turn, state, state.opener, header);
  } else if (type !== RETRY) turn.encrypted(end - numberAt);
  c.at = versionNumber === 0 || type === UNKNOWN || type === RETRY || type === GOOGLE ? c.end : end;
}

function readInitial(c: Cursor, turn: Turn, state: QuicState, opener: InitialOpener, header: LongHeader): void {
  const { version, numberAt, end } = header;
  const frames = opener.open(c.bytes, c.at, header, turn.crypto);
  state.opened++;
  if (state.opened === MAX_OPENED) state.opener = undefined;
  if (frames === undefined || version === undefined) {
    if (version?.salt !== undefined) turn.anomaly('initial-sealed');
    turn.encrypted(end - numberAt);
    return;
  }
  if (turn.tracing) turn.field('quic.packet_number', opener.number);
  const result = readFrames(frames, version.cryptoFrame, state.crypto);
  if (result === FRAMES_BAD) turn.anomaly('frame-bad');
  else if (result === FRAMES_OVER_LIMIT || (version.google !== 'tags' && state.crypto.tooLong))
    turn.anomaly('hello-over-limit');
  const tags = version.google === 'tags';
  const message = tags ? state.crypto.all() : state.crypto.message();
  if (message === undefined) return;
  if (tags) {
    const view = new DataView(message.buffer, message.byteOffset, message.byteLength);
    if (findHello(message, view, 0, message.length) !== 0) return;
    if (!readGoogleHello(view, message, 0, message.length, turn)) turn.anomaly('hello-bad');
  } else if (message[0] === CLIENT_HELLO) {
    const hello = new Cursor().over(message);
    emitClientHello(readClientHello(hello.skip(4)), turn, 'q');
  }
  // What was gathered is of no more use.
  state.opener = undefined;
  state.crypto = new CryptoStream();
}

/** A packet of Q001 to Q043; what is behind the header is encrypted, but for the first ones. */
function readGoogle(c: Cursor, turn: Turn, state: QuicState): Outcome {
  state.google = true;
  const flags = c.peek8();
  const version = googleVersion(c);
  const hasId = (flags & 8) !== 0 && c.left >= 9;
  const from = c.at + 1 + (hasId ? 8 : 0) + (version === 0 ? 0 : 4);
  const hello = version === 0 || turn.fromServer ? -1 : findHello(c.bytes, c.view, from, c.end);
  turn.message((flags & 2) !== 0 ? GOOGLE_RESET : hello < 0 ? GOOGLE : GOOGLE_HELLO);
  if (turn.tracing) {
    if (hasId) turn.field('gquic.cid', hexText(c.bytes, c.at + 1, c.at + 9));
    if (version !== 0) turn.field('gquic.version', versionText(version));
  }
  if (hello < 0) turn.encrypted(from < c.end ? c.end - from : 0);
  else if (!readGoogleHello(c.view, c.bytes, hello, c.end, turn)) turn.anomaly('hello-bad');
  c.at = c.end;
  return DONE;
}

function trace(c: Cursor, turn: Turn, header: LongHeader): void {
  const { bytes } = c;
  turn.field('quic.header_form', 1);
  if (header.type <= RETRY) turn.field('quic.long.packet_type', header.type);
  turn.field('quic.version', header.versionNumber);
  if (header.version !== undefined && header.version.google !== 'no')
    turn.field('gquic.version', versionText(header.versionNumber));
  const { destinationId, sourceId } = header;
  turn.field('quic.dcid', hexText(bytes, destinationId, destinationId + header.destinationIdLength));
  turn.field('quic.scid', hexText(bytes, sourceId, sourceId + header.sourceIdLength));
  if (header.type === INITIAL) turn.field('quic.token_length', header.tokenLength);
}

function versionText(number: number): string {
  return String.fromCharCode(number >>> 24, (number >> 16) & 255, (number >> 8) & 255, number & 255);
}

/** One is enough: a header is read before the next one is looked at. */
const HEADER: LongHeader = new LongHeader();
