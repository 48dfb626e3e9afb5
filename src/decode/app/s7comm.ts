import type { Cursor } from '../../kernel/cursor.ts';
import type { StreamProtocol } from '../protocol.ts';
import { NO, UNSURE, YES } from '../verdict.ts';
import type { Verdict } from '../verdict.ts';
import { CALLED_TSAP, CALLING_TSAP, CONNECT_CONFIRM } from './cotp.ts';
import type { CotpHeader } from './cotp.ts';
import { probeTransport, readTransport } from './iso-transport.ts';
import type { TransportUser } from './iso-transport.ts';
import { ByteStore } from './s7comm/byte-store.ts';
import { anomalies, fields } from './s7comm/fields.ts';
import { ACK, ACK_DATA, functionName, JOB, USERDATA } from './s7comm/functions.ts';
import { hexText } from './s7comm/hex-field.ts';
import { objectName } from './s7comm/objects.ts';
import { PROTOCOL_ID, readPdu } from './s7comm/read-pdu.ts';
import { specLists } from './s7comm/spec-lists.ts';
import { S7State } from './s7comm/state.ts';
import { TPKT_VERSION } from './tpkt.ts';

/** The largest PDU that controllers agree on is 960 bytes, and larger ones travel in COTP fragments of at most 8,192. */
const MAX_PACKET = 8192;
/** Fragments of one PDU with all their headers. A PDU has one or two; this bounds what a hostile sender makes us keep. */
const MAX_MESSAGE = 16_384;
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
  probe: (c) => probeTransport(c, MAX_PACKET, probeContent),
  parse: (c, turn, state) => readTransport(c, turn, state, user),
  gap(state) {
    state.requests.clear();
    state.forgiving = true;
    state.anyTransfers?.spoil();
  },
  end: (turn, state) => state.anyTransfers?.end(turn),
};

const user: TransportUser<S7State> = {
  maxPacket: MAX_PACKET,
  maxMessage: MAX_MESSAGE,
  store: new ByteStore(MAX_MESSAGE),
  content: readPdu,
  connection: readConnection,
};

/** TSAPs of a connection request, or of the confirm where the request was not captured. */
function readConnection(c: Cursor, cotp: CotpHeader, state: S7State): void {
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
