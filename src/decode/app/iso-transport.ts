import { Cursor } from '../../kernel/cursor.ts';
import type { Turn } from '../turn.ts';
import { DONE, MORE, BAD, NO, UNSURE } from '../verdict.ts';
import type { Outcome, Verdict } from '../verdict.ts';
import { CONNECT_CONFIRM, CONNECT_REQUEST, CotpHeader, DATA } from './cotp.ts';
import type { ByteStore } from './s7comm/byte-store.ts';
import { NOT_TPKT, TPKT_HEADER, TPKT_INCOMPLETE, tpktLength } from './tpkt.ts';

/** Length, type and end mark of a data unit of class 0. */
const DATA_HEADER = 3;
/** Packets a probe looks past until one has content: a connection's opening and empty data units. */
const MAX_PROBED = 64;

/** A protocol that travels on ISO transport over TCP: S7comm, S7comm-plus, MMS. */
export interface TransportUser<State> {
  readonly maxPacket: number;
  /** Fragments of one PDU with all their headers: bounds what a hostile sender makes us keep. */
  readonly maxMessage: number;
  /** Where fragments are put together; used within one call only. */
  readonly store: ByteStore;
  /** Reads one PDU that fills the window. */
  content(c: Cursor, turn: Turn, state: State): void;
  /** Told of a connection request or confirm, the cursor at its TPKT. */
  connection?(c: Cursor, header: CotpHeader, state: State): void;
}

/** Used within one call only. */
const cotp: CotpHeader = new CotpHeader();
const inner: Cursor = new Cursor();

/**
 * Reads one TPKT, or all that a fragmented PDU needs. The user declares the anomalies `transport-malformed` and
 * `fragments-broken`.
 */
export function readTransport<State>(c: Cursor, turn: Turn, state: State, user: TransportUser<State>): Outcome {
  const length = tpktLength(c, 0, user.maxPacket);
  if (length === NOT_TPKT) return BAD;
  if (length === TPKT_INCOMPLETE || !c.has(length)) return MORE;
  const start = c.at;
  const end = start + length;
  if (!cotp.read(c, TPKT_HEADER, length - TPKT_HEADER)) {
    turn.anomaly('transport-malformed');
    turn.unrecognised(length);
    c.at = end;
    return DONE;
  }
  if (cotp.type === DATA && !cotp.last) return readFragments(c, turn, state, user);
  if (cotp.type === CONNECT_REQUEST || cotp.type === CONNECT_CONFIRM) user.connection?.(c, cotp, state);
  else if (cotp.type === DATA) {
    const outer = c.end;
    c.at = start + cotp.dataAt;
    c.end = end;
    if (c.left > 0) user.content(c, turn, state);
    c.end = outer;
  }
  c.at = end;
  return DONE;
}

/** A PDU in several data units: waits for the one with the end mark, puts the content together, and reads that. */
function readFragments<State>(c: Cursor, turn: Turn, state: State, user: TransportUser<State>): Outcome {
  const start = c.at;
  let ahead = 0;
  let complete = false;
  while (!complete) {
    const length = tpktLength(c, ahead, user.maxPacket);
    if (length === TPKT_INCOMPLETE || (length > 0 && !c.has(ahead + length))) {
      if (c.left < user.maxMessage) return MORE;
      break;
    }
    if (length === NOT_TPKT || !cotp.read(c, ahead + TPKT_HEADER, length - TPKT_HEADER) || cotp.type !== DATA) break;
    complete = cotp.last;
    ahead += length;
  }
  if (!complete) {
    turn.anomaly('fragments-broken');
    turn.unrecognised(ahead);
    c.at = start + ahead;
    return DONE;
  }
  const outer = c.end;
  user.store.clear();
  for (let at = 0; at < ahead; ) {
    const length = tpktLength(c, at, user.maxPacket);
    c.at = start + at + TPKT_HEADER + DATA_HEADER;
    c.end = start + at + length;
    user.store.append(c);
    c.at = start;
    c.end = outer;
    at += length;
  }
  user.store.read(inner);
  if (inner.left > 0) user.content(inner, turn, state);
  c.at = start + ahead;
  return DONE;
}

/**
 * Looks past the opening of a connection to the first data unit that has content, which `decide` is asked about: where
 * it begins ahead of the cursor, its bytes, and whether it is a whole PDU.
 */
export function probeTransport(
  c: Cursor,
  maxPacket: number,
  decide: (c: Cursor, at: number, bytes: number, whole: boolean) => Verdict,
): Verdict {
  let ahead = 0;
  for (let packets = 0; packets < MAX_PROBED; packets++) {
    const length = tpktLength(c, ahead, maxPacket);
    if (length === NOT_TPKT) return NO;
    // Length, type and end mark of the COTP header.
    const left = c.left - ahead - TPKT_HEADER;
    if (length === TPKT_INCOMPLETE || left < 3) return UNSURE;
    const size = length - TPKT_HEADER;
    const at = ahead + TPKT_HEADER;
    if (!cotp.read(c, at, size)) return NO;
    if (cotp.type === DATA) {
      const bytes = size - DATA_HEADER;
      if (bytes > 0) return decide(c, cotp.dataAt, bytes, cotp.last);
    } else {
      if (left < size) return UNSURE;
      const opening = cotp.type === CONNECT_REQUEST || cotp.type === CONNECT_CONFIRM;
      if (opening && !cotp.hasOnlyParameters(c)) return NO;
    }
    ahead += length;
  }
  return NO;
}
