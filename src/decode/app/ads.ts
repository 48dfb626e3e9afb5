import { Cursor } from '../../kernel/cursor.ts';
import type { DatagramProtocol, StreamProtocol } from '../protocol.ts';
import type { Turn } from '../turn.ts';
import { BAD, DONE, MORE, NO, type Outcome, UNSURE, type Verdict, YES } from '../verdict.ts';
import { COOKIE, DISCOVERY_HEADER, readDiscovery } from './ads/discovery.ts';
import { discoveryAnomalies, discoveryFields } from './ads/discovery-fields.ts';
import { anomalies, fields } from './ads/fields.ts';
import { functionName, isCommand, serviceName } from './ads/functions.ts';
import { netIdText } from './ads/net-id.ts';
import { objectName } from './ads/objects.ts';
import { readRequest } from './ads/request.ts';
import { readResponse } from './ads/response.ts';
import { AdsState } from './ads/state.ts';

/** Two reserved bytes and a length. */
const TCP_HEADER = 6;
/** Net ids and ports of both, command, flags, length, error, number. */
const AMS_HEADER = 32;
const HEADER: number = TCP_HEADER + AMS_HEADER;
/** Data of one message that are kept to be read; symbol tables and files are longer and passed over. */
export const MAX_ADS_DATA = 4096;
/** No router takes more at once; a length above it is no length. */
const LONGEST = 0x1000_0000;
const RESPONSE = 1;
/** Response, no return, ADS command, system command, high priority, time stamp, UDP, init command, broadcast. */
const KNOWN_FLAGS = 0x81ff;

/**
 * ADS commands in AMS packets over TCP: one packet a message, requests and responses matched by their number. Symbols
 * are told by the name under which their handle was got.
 */
export const adsOverTcp: StreamProtocol<AdsState> = {
  kind: 'stream',
  name: 'ads',
  title: 'Beckhoff ADS over AMS',
  spec: 'Beckhoff Information System: AMS/ADS specification TE1000; AdsDef.h of the ADS library',
  fields,
  anomalies,
  functionName,
  objectName,
  undecoded:
    'Values and symbol tables, the members of lists of commands, samples of notifications, secure ADS, MQTT as a transport.',
  // Reserved 16 bits, upper four of the length, flags 7 of 16, command 9/65536, length again 32: 2^-70.
  falseMatchLog2: -64,
  canBegin: (byte) => byte === 0,
  ports: [48_898],
  maxMessage: HEADER + MAX_ADS_DATA,
  open: () => new AdsState(),
  probe(c: Cursor): Verdict {
    const { at, left, view } = c;
    if (left >= 1 && c.peek8() !== 0) return NO;
    if (left >= 2 && c.peek8(1) !== 0) return NO;
    if (left < HEADER) return left >= TCP_HEADER && badLength(view.getUint32(at + 2, true)) ? NO : UNSURE;
    const length = view.getUint32(at + 2, true);
    if (badLength(length) || view.getUint32(at + 26, true) !== length - AMS_HEADER) return NO;
    const flags = view.getUint16(at + 24, true);
    return isCommand(view.getUint16(at + 22, true)) && (flags & ~KNOWN_FLAGS) === 0 ? YES : NO;
  },
  parse,
  gap(state) {
    state.requests.clear();
    state.forgiving = true;
  },
};

/** What TwinCAT's system says and is asked over UDP: discovery, and adding a route. */
export const adsOverUdp: DatagramProtocol<undefined> = {
  kind: 'datagram',
  name: 'ads-udp',
  title: 'Beckhoff TwinCAT discovery',
  spec: 'no public standard: pyads, the ADS library of Beckhoff (AddRoute)',
  fields: discoveryFields,
  anomalies: discoveryAnomalies,
  functionName: serviceName,
  objectName,
  undecoded: 'Passwords and fingerprints of routes, services beside discovery and routes.',
  // Cookie 32 bits, service 29.
  falseMatchLog2: -61,
  canBegin: (byte) => byte === (COOKIE & 0xff),
  ports: [48_899],
  open: () => undefined,
  probe(c: Cursor): Verdict {
    if (c.left < DISCOVERY_HEADER || c.view.getUint32(c.at, true) !== COOKIE) return NO;
    return (c.view.getUint32(c.at + 8, true) & 0x7fff_ff00) === 0 ? YES : NO;
  },
  parse(c: Cursor, turn: Turn): Outcome {
    if (c.left < DISCOVERY_HEADER) return MORE;
    if (c.view.getUint32(c.at, true) !== COOKIE) return BAD;
    readDiscovery(c, turn);
    return DONE;
  },
};

/** Used within one call only. */
const inner: Cursor = new Cursor();

function badLength(length: number): boolean {
  return length < AMS_HEADER || length > LONGEST;
}

function parse(c: Cursor, turn: Turn, state: AdsState): Outcome {
  const { at, bytes, left, view } = c;
  if (left >= 2 && c.peek16() !== 0) return BAD;
  if (left < TCP_HEADER) return MORE;
  const length = view.getUint32(at + 2, true);
  if (badLength(length)) return BAD;
  const data = length - AMS_HEADER;
  const kept = data > MAX_ADS_DATA ? MAX_ADS_DATA : data;
  if (left < HEADER + kept) return MORE;
  const targetPort = view.getUint16(at + 12, true);
  const sourcePort = view.getUint16(at + 20, true);
  const fn = view.getUint16(at + 22, true);
  const flags = view.getUint16(at + 24, true);
  const error = view.getUint32(at + 30, true);
  const number = view.getUint32(at + 34, true);
  turn.message(fn);
  if (turn.tracing) {
    turn.field('ams.targetnetid', netIdText(bytes, at + 6));
    turn.field('ams.targetport', targetPort);
    turn.field('ams.sendernetid', netIdText(bytes, at + 14));
    turn.field('ams.senderport', sourcePort);
    turn.field('ams.cmdid', fn);
    turn.field('ams.stateflags', flags);
    turn.field('ams.cbdata', view.getUint32(at + 26, true));
    turn.field('ams.errorcode', error);
    turn.field('ams.invokeid', number);
  }
  introduce(turn, state, bytes, at + 14);
  if (view.getUint32(at + 26, true) !== data) turn.anomaly('length-mismatch');
  if (!isCommand(fn)) turn.anomaly('command-unassigned');
  inner.reset(bytes, view, at + HEADER, at + HEADER + kept);
  if (flags & RESPONSE) readResponse(inner, turn, state, fn, error, sourcePort, number * 65_536 + targetPort);
  else readRequest(inner, turn, state, fn, targetPort, number * 65_536 + sourcePort);
  c.skip(HEADER + kept);
  if (data > kept) {
    turn.anomaly('data-over-limit');
    turn.skip(data - kept, 'decoded');
  }
  return DONE;
}

/** The sender's net id, once a direction. */
function introduce(turn: Turn, state: AdsState, bytes: Uint8Array, at: number): void {
  const bit = turn.fromServer ? 2 : 1;
  if (state.introduced & bit) return;
  state.introduced |= bit;
  turn.claim(turn.sender, 'description', `ams net id ${netIdText(bytes, at)}`);
}
