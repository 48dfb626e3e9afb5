import type { Cursor } from '../../kernel/cursor.ts';
import type { StreamProtocol } from '../protocol.ts';
import { NO, UNSURE, YES } from '../verdict.ts';
import type { Verdict } from '../verdict.ts';
import { probeTransport, readTransport } from './iso-transport.ts';
import type { TransportUser } from './iso-transport.ts';
import { ByteStore } from './s7comm/byte-store.ts';
import { anomalies, fields } from './s7comm-plus/fields.ts';
import { functionName, functions, NOTIFICATION, opcodes } from './s7comm-plus/functions.ts';
import { objectName } from './s7comm-plus/objects.ts';
import { PROTOCOL_ID, readPdu } from './s7comm-plus/read-pdu.ts';
import { specLists } from './s7comm-plus/spec-lists.ts';
import { PlusState } from './s7comm-plus/state.ts';
import { TPKT_VERSION } from './tpkt.ts';

const MAX_PACKET = 8192;
const MAX_MESSAGE = 16_384;

/**
 * S7comm-plus, which the 1200 and 1500 speak, on ISO transport over TCP: versions 1, 2 and 3, and TLS once both sides
 * agreed to it, which is counted as encrypted. A PDU in fragments of its own is one message.
 */
export const s7commPlus: StreamProtocol<PlusState> = {
  kind: 'stream',
  name: 's7comm-plus',
  title: 'S7 communication plus',
  spec: 'no public standard: T. Wiens, S7comm-plus plugin for Wireshark and S7CommPlusDriver; RFC 1006; ISO 8073 class 0',
  fields,
  anomalies,
  functionName,
  objectName,
  undecoded:
    'packed structures, blobs (program code), descriptions of tags, integrity parts, system events, what TLS carries',
  specLists,
  // Of a first PDU: TPKT version and reserved 16 bits, COTP header 22, protocol id 8, version 6, the length 13, kind 6,
  // function 11.
  falseMatchLog2: -60,
  canBegin: (byte) => byte === TPKT_VERSION,
  ports: [102],
  maxMessage: MAX_MESSAGE,
  open: () => new PlusState(),
  probe: (c) => probeTransport(c, MAX_PACKET, probeContent),
  parse: (c, turn, state) => readTransport(c, turn, state, user),
  gap(state, fromServer) {
    state.requests.clear();
    state.lose(fromServer);
    state.forgiving = true;
  },
};

const user: TransportUser<PlusState> = {
  maxPacket: MAX_PACKET,
  maxMessage: MAX_MESSAGE,
  store: new ByteStore(MAX_MESSAGE),
  content: readPdu,
};

/** Id, version, a length that fits, a kind and a function that are known. */
function probeContent(c: Cursor, at: number, bytes: number): Verdict {
  const left = c.left - at;
  if (left >= 1 && c.peek8(at) !== PROTOCOL_ID) return NO;
  if (left >= 2 && (c.peek8(at + 1) < 1 || c.peek8(at + 1) > 3)) return NO;
  if (left < 4) return UNSURE;
  const rest = bytes - 4 - c.peek16(at + 2);
  if (rest !== 0 && rest !== 4) return NO;
  // A digest of 32 bytes and its length stand before the data in the third version.
  const digest = c.peek8(at + 1) === 3 && left >= 5 && c.peek8(at + 4) === 32 ? 33 : 0;
  const data = at + 4 + digest;
  if (bytes < 4 + digest + 5) return NO;
  if (c.left < data + 5) return UNSURE;
  const opcode = c.peek8(data);
  if (!opcodes.has(opcode)) return NO;
  return opcode === NOTIFICATION || (c.peek16(data + 1) === 0 && functions.has(c.peek16(data + 3))) ? YES : NO;
}
