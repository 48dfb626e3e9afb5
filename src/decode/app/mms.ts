import type { Cursor } from '../../kernel/cursor.ts';
import type { StreamProtocol } from '../protocol.ts';
import { NO, UNSURE, YES } from '../verdict.ts';
import type { Verdict } from '../verdict.ts';
import { probeTransport, readTransport } from './iso-transport.ts';
import type { TransportUser } from './iso-transport.ts';
import { BerTag, INTEGER, UNIVERSAL } from './mms/ber.ts';
import { objectName } from './mms/commands.ts';
import { anomalies, fields } from './mms/fields.ts';
import { ERROR, functionName, INITIATE_REQUEST, INITIATE_RESPONSE } from './mms/functions.ts';
import { FOUND, locate } from './mms/locate.ts';
import { readPdu } from './mms/read-pdu.ts';
import { specLists } from './mms/spec-lists.ts';
import { MmsState } from './mms/state.ts';
import { ByteStore } from './s7comm/byte-store.ts';
import { TPKT_VERSION } from './tpkt.ts';

const MAX_PACKET = 0x1_0000;
/** Both sides agree on PDUs of at most 65,000 bytes or so; in fragments of 1,024 each has seven bytes of headers. */
export const MAX_MESSAGE = 0x1_2000;

/**
 * MMS (ISO 9506) over ISO session, presentation and transport over TCP, as IEC 61850 and ICCP use it, and directly on
 * the transport as some controllers do. Told from other users of the port by content: S7comm, S7comm-plus, terminals.
 */
export const mms: StreamProtocol<MmsState> = {
  kind: 'stream',
  name: 'mms',
  title: 'MMS (ISO 9506)',
  spec: 'ISO 9506-2:2003; IEC 61850-8-1; ISO 8327-1, 8823-1, 8650-1; RFC 1006; ISO 8073 class 0',
  fields,
  anomalies,
  functionName,
  objectName,
  undecoded: "contents of domains and files, parameters of session, presentation and association, makers' services",
  specLists,
  // Of a first unit: TPKT version and reserved 16 bits, COTP header 22, tags and lengths of at least three elements
  // that end where the packet does.
  falseMatchLog2: -56,
  canBegin: (byte) => byte === TPKT_VERSION,
  ports: [102],
  maxMessage: MAX_MESSAGE,
  open: () => new MmsState(),
  probe: (c) => probeTransport(c, MAX_PACKET, probeContent),
  parse: (c, turn, state) => readTransport(c, turn, state, user),
  gap(state) {
    state.requests.clear();
    state.forgiving = true;
  },
};

const user: TransportUser<MmsState> = {
  maxPacket: MAX_PACKET,
  maxMessage: MAX_MESSAGE,
  store: new ByteStore(MAX_MESSAGE),
  content: readPdu,
};

/** Used within one call only. */
const tag: BerTag = new BerTag();

/** The first content holds a PDU of MMS, and that ends where everything around it does. */
function probeContent(c: Cursor, at: number, bytes: number, whole: boolean): Verdict {
  // Of a message in fragments the beginning is looked at: a connection's parameters fit in one.
  const left = c.left - at;
  if (left >= 1 && !mayBegin(c.peek8(at))) return NO;
  if (left < bytes) return UNSURE;
  if (!whole) return NO;
  const [outerAt, outerEnd] = [c.at, c.end];
  c.at += at;
  c.end = c.at + bytes;
  const verdict = locate(c) === FOUND && isPdu(c) ? YES : NO;
  c.at = outerAt;
  c.end = outerEnd;
  c.failed = false;
  return verdict;
}

/** A session PDU that opens, accepts or brings data, or a PDU of MMS itself. */
function mayBegin(byte: number): boolean {
  return byte === 1 || byte === 13 || byte === 14 || byte >> 5 === 5;
}

/** An element that fills the window; what is confirmed begins with a number, initiate has its own elements. */
function isPdu(c: Cursor): boolean {
  if (!tag.read(c, c.end) || tag.end !== c.end) return false;
  const kind = tag.number;
  const end = tag.end;
  // Cancel is a number, conclude nothing at all.
  if (!tag.constructed) return kind > INITIATE_RESPONSE ? end === c.at : end - c.at <= 5;
  if (!tag.read(c, end)) return false;
  if (kind < ERROR) return tag.class === UNIVERSAL && tag.number === INTEGER && tag.end - c.at <= 5 && tag.end < end;
  if (kind === INITIATE_REQUEST || kind === INITIATE_RESPONSE) return tag.number <= 4;
  return tag.class !== UNIVERSAL && tag.number <= 11;
}
