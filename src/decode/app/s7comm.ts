import { Cursor } from '../../kernel/cursor.ts';
import type { StreamProtocol } from '../protocol.ts';
import type { Turn } from '../turn.ts';
import { BAD, DONE, MORE, NO, UNSURE, YES } from '../verdict.ts';
import type { Outcome, Verdict } from '../verdict.ts';
import { CALLED_TSAP, CALLING_TSAP, CONNECT_CONFIRM, CONNECT_REQUEST, CotpHeader, DATA } from './cotp.ts';
import { ByteStore } from './s7comm/byte-store.ts';
import { anomalies, fields } from './s7comm/fields.ts';
import { ACK, ACK_DATA, functionName, JOB, USERDATA } from './s7comm/functions.ts';
import { hexText } from './s7comm/hex-field.ts';
import { objectName } from './s7comm/objects.ts';
import { PROTOCOL_ID, readPdu } from './s7comm/read-pdu.ts';
import { specLists } from './s7comm/spec-lists.ts';
import { S7State } from './s7comm/state.ts';
import { NOT_TPKT, TPKT_HEADER, TPKT_INCOMPLETE, TPKT_VERSION, tpktLength } from './tpkt.ts';

/** The largest PDU that controllers agree on is 960 bytes, and larger ones travel in COTP fragments of at most 8,192. */
const MAX_PACKET = 8192;
/** Fragments of one PDU with all their headers. A PDU has one or two; this bounds what a hostile sender makes us keep. */
const MAX_MESSAGE = 16_384;
/** Length, type and end mark of a data unit of class 0. */
const DATA_HEADER = 3;
/** Packets the probe looks past until one has content: a connection's opening and empty data units. */
const MAX_PROBED = 64;

/**
 * S7comm on ISO transport over TCP: one TPKT a call. Every PDU that begins with 0x32 is one message; connection
 * requests and confirms, disconnects and empty data units are read and are none. S7comm-plus (0x72), MMS and other
 * users of the same port begin otherwise and are refused by content.
 */
export const s7comm: StreamProtocol<S7State> = {
  kind: 'stream',
  name: 's7comm',
  title: 'S7 communication',
  spec: 'no public standard: G. Miru, "The Siemens S7 Communication"; snap7 documentation; RFC 1006; ISO 8073 class 0',
  fields,
  anomalies,
  functionName,
  objectName,
  undecoded:
    'code of program blocks, block status, stacks and breakpoints of the test functions, diagnosis records of modules, ' +
    'data records, numerical control files, passwords',
  specLists,
  // Of a data unit: TPKT version and reserved 16 bits, COTP header 22, protocol id 8, kind 6, and the two lengths
  // that have to make the packet's; 2^-60 would be honest, other users of TPKT take the first 38 of it.
  falseMatchLog2: -48,
  canBegin: (byte) => byte === TPKT_VERSION,
  ports: [102],
  maxMessage: MAX_MESSAGE,
  open: () => new S7State(),
  probe,
  parse,
  gap(state) {
    state.requests.clear();
    state.forgiving = true;
    state.anyTransfers?.spoil();
  },
  end: (turn, state) => state.anyTransfers?.end(turn),
};

/** Used within one call only. */
const cotp: CotpHeader = new CotpHeader();
const content: ByteStore = new ByteStore(MAX_MESSAGE);
const inner: Cursor = new Cursor();

function parse(c: Cursor, turn: Turn, state: S7State): Outcome {
  const length = tpktLength(c, 0, MAX_PACKET);
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
  if (cotp.type === DATA && !cotp.last) return parseFragments(c, turn, state);
  if (cotp.type === CONNECT_REQUEST || cotp.type === CONNECT_CONFIRM) readConnection(c, state);
  else if (cotp.type === DATA) {
    const outer = c.end;
    c.at = start + cotp.dataAt;
    c.end = end;
    readPdu(c, turn, state);
    c.end = outer;
  }
  c.at = end;
  return DONE;
}

/** A PDU in several data units: waits for the one with the end mark, puts the content together, and reads that. */
function parseFragments(c: Cursor, turn: Turn, state: S7State): Outcome {
  const start = c.at;
  let ahead = 0;
  let complete = false;
  while (!complete) {
    const length = tpktLength(c, ahead, MAX_PACKET);
    if (length === TPKT_INCOMPLETE || (length > 0 && !c.has(ahead + length))) {
      if (c.left < MAX_MESSAGE) return MORE;
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
  content.clear();
  for (let at = 0; at < ahead; ) {
    const length = tpktLength(c, at, MAX_PACKET);
    c.at = start + at + TPKT_HEADER + DATA_HEADER;
    c.end = start + at + length;
    content.append(c);
    c.at = start;
    c.end = outer;
    at += length;
  }
  readPdu(content.read(inner), turn, state);
  c.at = start + ahead;
  return DONE;
}

/** TSAPs of a connection request, or of the confirm where the request was not captured. */
function readConnection(c: Cursor, state: S7State): void {
  if (cotp.type === CONNECT_CONFIRM && state.calledTsap !== '') return;
  const calling = cotp.parameter(c, CALLING_TSAP);
  const called = cotp.parameter(c, CALLED_TSAP);
  if (calling > 0) state.callingTsap = hexAhead(c, calling);
  if (called === 0) return;
  state.calledTsap = hexAhead(c, called);
  // Two bytes: kind of connection, then rack in three bits and slot in five.
  state.unit = c.peek8(called - 1) === 2 ? c.peek8(called + 1) : 0;
}

/** A parameter's value, its length in the byte before, without moving. */
function hexAhead(c: Cursor, ahead: number): string {
  const at = c.at;
  const length = c.peek8(ahead - 1);
  c.skip(ahead);
  const text = hexText(c, length);
  c.at = at;
  return text;
}

/** Looks past the opening of a connection to the first data unit that has content. */
function probe(c: Cursor): Verdict {
  let ahead = 0;
  for (let packets = 0; packets < MAX_PROBED; packets++) {
    const length = tpktLength(c, ahead, MAX_PACKET);
    if (length === NOT_TPKT) return NO;
    // Length, type and end mark of the COTP header, and two bytes of content.
    const left = c.left - ahead - TPKT_HEADER;
    if (length === TPKT_INCOMPLETE || left < 2) return UNSURE;
    const size = length - TPKT_HEADER;
    const at = ahead + TPKT_HEADER;
    if (left < 3) return UNSURE;
    if (!cotp.read(c, at, size)) return NO;
    if (cotp.type === DATA) {
      const bytes = size - DATA_HEADER;
      if (bytes > 0) return probeContent(c, cotp.dataAt, bytes, cotp.last);
    } else {
      if (left < size) return UNSURE;
      const opening = cotp.type === CONNECT_REQUEST || cotp.type === CONNECT_CONFIRM;
      if (opening && !cotp.hasOnlyParameters(c)) return NO;
    }
    ahead += length;
  }
  return NO;
}

function probeContent(c: Cursor, at: number, bytes: number, whole: boolean): Verdict {
  const left = c.left - at;
  if (left >= 1 && c.peek8(at) !== PROTOCOL_ID) return NO;
  if (left < 2) return UNSURE;
  const rosctr = c.peek8(at + 1);
  if (rosctr !== JOB && rosctr !== ACK && rosctr !== ACK_DATA && rosctr !== USERDATA) return NO;
  // A fragment shorter than the header: what is there fits.
  if (bytes < 10) return whole ? NO : YES;
  if (left < 10) return UNSURE;
  const header = rosctr === ACK || rosctr === ACK_DATA ? 12 : 10;
  const total = header + c.peek16(at + 6) + c.peek16(at + 8);
  // A first PDU with wrong lengths still has its two reserved bytes, which are always 0.
  return (whole ? total === bytes : total >= bytes) || c.peek16(at + 2) === 0 ? YES : NO;
}
