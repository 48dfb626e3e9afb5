import type { Cursor } from '../../kernel/cursor.ts';
import type { DatagramProtocol, StreamProtocol } from '../protocol.ts';
import type { Turn } from '../turn.ts';
import { BAD, DONE, MORE, NO, type Outcome, UNSURE, YES } from '../verdict.ts';
import { pnIo } from './pn-io.ts';
import { rpcAnomalies, rpcFields } from './dcerpc/fields.ts';
import { functionName, objectName } from './dcerpc/functions.ts';
import { readDatagram } from './dcerpc/read-datagram.ts';
import { readPdu } from './dcerpc/read-pdu.ts';
import { fragmentLength, isDatagram, probeHeader } from './dcerpc/recognise.ts';
import { specLists } from './dcerpc/spec-lists.ts';
import { RpcState } from './dcerpc/state.ts';

/** The longest fragment that its length of 16 bits can say. */
const MAX_MESSAGE = 0xffff;

const base = {
  name: 'dcerpc',
  title: 'Distributed Computing Environment / Remote Procedure Calls',
  spec: 'C706 (The Open Group), MS-RPCE; interfaces: MS-SCMR, MS-TSCH, MS-WMI, MS-DRSR, MS-RPRN, MS-PAR, MS-DCOM, OPC DA 3.00',
  fields: rpcFields,
  anomalies: rpcAnomalies,
  functionName,
  objectName,
  undecoded:
    'Parameters of calls, but for the first ones of those that control something; data in fragments past the first, ' +
    'of the 64-bit transfer syntax, or encrypted; tickets of Kerberos.',
  specLists,
  open: (): RpcState => new RpcState(),
} as const;

/**
 * Remote procedure calls on TCP: Windows' management, Distributed COM, OPC before OPC UA. Each protocol data unit is a
 * message: a call in two fragments is two. Interfaces are told by the bind, so calls whose bind was not captured are
 * counted without a name.
 */
export const dcerpcOverTcp: StreamProtocol<RpcState> = {
  ...base,
  kind: 'stream',
  // Version 8, minor 7, kind 4, data representation 5 + 6 + 16 bits; lengths for nothing.
  falseMatchLog2: -44,
  ports: [135],
  canBegin: (byte) => byte === 5,
  maxMessage: MAX_MESSAGE,
  probe: (c) => probeHeader(c, 0),
  parse(c: Cursor, turn: Turn, state: RpcState): Outcome {
    const verdict = probeHeader(c, 0);
    if (verdict === NO) return BAD;
    if (verdict === UNSURE) return MORE;
    const length = fragmentLength(c, 0);
    if (!c.has(length)) return MORE;
    const outer = c.end;
    c.end = c.at + length;
    readPdu(c, turn, state);
    c.at = c.end;
    c.end = outer;
    return DONE;
  },
  gap(state) {
    state.forget();
  },
};

/** The same calls in datagrams, where every one names its interface. */
export const dcerpcOverUdp: DatagramProtocol<RpcState> = {
  ...base,
  kind: 'datagram',
  // Version 8, kind 4, flags 6, data representation 5 + 6 + 8; a length of 16 bits that has to fit counts for 8.
  falseMatchLog2: -44,
  ports: [135, 34_964],
  carries: [pnIo],
  canBegin: (byte) => byte === 4,
  probe: (c) => (isDatagram(c) ? YES : NO),
  parse(c: Cursor, turn: Turn, state: RpcState): Outcome {
    if (!isDatagram(c)) return BAD;
    const { length } = readDatagram(c, turn, state);
    if (length > 0) turn.unrecognised(length);
    c.at = c.end;
    return DONE;
  },
};
