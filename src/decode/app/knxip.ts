import type { Cursor } from '../../kernel/cursor.ts';
import { STOP, WRITE } from '../../schema/facts/vocabulary.ts';
import type { DatagramProtocol, StreamProtocol } from '../protocol.ts';
import type { Turn } from '../turn.ts';
import { BAD, DONE, MORE, NO, type Outcome, UNSURE, type Verdict, YES } from '../verdict.ts';
import {
  BUS_BASE,
  busFunctionName,
  busFunctions,
  deviceText,
  GROUP,
  groupText,
  readBusMessage,
} from './knxip/bus-message.ts';
import { readDescriptions } from './knxip/description.ts';
import { knxAnomalies, knxFields, knxServices } from './knxip/fields.ts';

const HEADER = 6;
const VERSION = 0x10;
const LONGEST = 4096;
/** Length, kind, address, port: where to answer. */
const ENDPOINT = 8;
const SEARCH_RESPONSE = 0x0202;
const DESCRIPTION_RESPONSE = 0x0204;
const CONNECT_RESPONSE = 0x0206;
const EXTENDED_SEARCH_RESPONSE = 0x020c;
const CONFIGURATION_REQUEST = 0x0310;
const TUNNELLING_REQUEST = 0x0420;
const FEATURE_SET = 0x0424;
const ROUTING_INDICATION = 0x0530;
const SYSTEM_BROADCAST = 0x0533;
const BASIC_CONFIGURATION = 0x0742;
const RESET_REQUEST = 0x0743;
const SECURE_WRAPPER = 0x0950;
/** Services whose contents are read. */
const decoded: ReadonlySet<number> = new Set([
  SEARCH_RESPONSE,
  DESCRIPTION_RESPONSE,
  CONNECT_RESPONSE,
  EXTENDED_SEARCH_RESPONSE,
  CONFIGURATION_REQUEST,
  TUNNELLING_REQUEST,
  ROUTING_INDICATION,
  SYSTEM_BROADCAST,
]);

const base = {
  name: 'knxip',
  title: 'KNXnet/IP',
  spec: 'no standard was read: services, messages of the bus and their functions are those of Wireshark 4.0 for ISO 22510, and agree with it on messages made by hand',
  fields: knxFields,
  anomalies: knxAnomalies,
  undecoded: 'Values on the bus, which mean what a project says; parameters of connections; secured contents.',
  ports: [3671],
  functionName: (fn: number): string | undefined =>
    fn >= BUS_BASE ? busFunctionName(fn - BUS_BASE) : knxServices.get(fn),
  objectName: (_fn: number, area: number, start: number): string =>
    area === 0 ? 'gateway' : area === GROUP ? `group ${groupText(start)}` : `device ${deviceText(start)}`,
  specLists: () => [
    {
      title: 'Services',
      source: 'Wireshark 4.0, knxip.service',
      entries: [...knxServices].map(([id, name]) => ({
        id: `0x${id.toString(16).padStart(4, '0')}`,
        name,
        depth: decoded.has(id) ? ('decoded' as const) : ('named' as const),
        functions: [id],
      })),
    },
    {
      title: 'Functions of the bus',
      source: 'Wireshark 4.0, cemi.ac and cemi.ax',
      entries: [...busFunctions].map(([id, { name }]) => ({
        id: `0x${id.toString(16).padStart(3, '0')}`,
        name,
        depth: 'named' as const,
      })),
    },
  ],
  canBegin: (byte: number): boolean => byte === HEADER,
  open: () => undefined,
};

/** KNXnet/IP in UDP: building automation (light, ventilation, doors) reached from the network, with what its gateways are called. */
export const knxOverUdp: DatagramProtocol<undefined> = {
  ...base,
  kind: 'datagram',
  // Header length and version 16 bits, service 11, length 16.
  falseMatchLog2: -43,
  probe: (c: Cursor): Verdict => (c.left >= HEADER && c.peek16(4) === c.left ? probeHeader(c) : NO),
  parse(c: Cursor, turn: Turn): Outcome {
    if (!c.has(HEADER)) return MORE;
    if (c.peek16() !== ((HEADER << 8) | VERSION) || c.peek16(4) < HEADER) return BAD;
    if (!c.has(c.peek16(4))) return MORE;
    readMessage(c, turn);
    turn.unrecognised(c.left);
    c.at = c.end;
    return DONE;
  },
};

/** The same in TCP. */
export const knxOverTcp: StreamProtocol<undefined> = {
  ...base,
  kind: 'stream',
  // Header length and version 16 bits, service 11, upper bits of the length 4.
  falseMatchLog2: -31,
  maxMessage: LONGEST,
  probe(c: Cursor): Verdict {
    if (c.peek8() !== HEADER || (c.left >= 2 && c.peek8(1) !== VERSION)) return NO;
    if (c.left < HEADER) return UNSURE;
    return c.peek16(4) <= LONGEST ? probeHeader(c) : NO;
  },
  parse(c: Cursor, turn: Turn): Outcome {
    if (c.peek8() !== HEADER || (c.left >= 2 && c.peek8(1) !== VERSION)) return BAD;
    if (!c.has(HEADER)) return MORE;
    const length = c.peek16(4);
    if (length < HEADER || length > LONGEST) return BAD;
    if (!c.has(length)) return MORE;
    readMessage(c, turn);
    return DONE;
  },
};

function probeHeader(c: Cursor): Verdict {
  return c.peek16() === ((HEADER << 8) | VERSION) && knxServices.has(c.peek16(2)) && c.peek16(4) > HEADER ? YES : NO;
}

function readMessage(c: Cursor, turn: Turn): void {
  const { at, end } = c;
  const service = c.peek16(2);
  const length = c.peek16(4);
  turn.message(service);
  if (turn.tracing) {
    turn.field('knxip.service', service);
    turn.field('knxip.totallength', length);
  }
  c.end = at + length;
  c.skip(HEADER);
  readBody(c, turn, service);
  c.failed = false;
  c.end = end;
  c.at = at + length;
}

function readBody(c: Cursor, turn: Turn, service: number): void {
  switch (service) {
    case SEARCH_RESPONSE:
    case EXTENDED_SEARCH_RESPONSE:
      if (c.has(ENDPOINT)) readDescriptions(c.skip(ENDPOINT), turn);
      else turn.anomaly('cut-short');
      return;
    case DESCRIPTION_RESPONSE:
      readDescriptions(c, turn);
      return;
    case CONNECT_RESPONSE:
      if (c.has(2) && turn.tracing) {
        turn.field('knxip.channel', c.peek8());
        turn.field('knxip.status', c.peek8(1));
      }
      return;
    case CONFIGURATION_REQUEST:
    case TUNNELLING_REQUEST: {
      // Length of this header, channel, sequence, reserved.
      const channel = c.peek8(1);
      if (c.has(4) && turn.tracing) turn.field('knxip.channel', channel);
      readBusMessage(c.skip(Math.max(4, c.peek8())), turn);
      return;
    }
    case ROUTING_INDICATION:
    case SYSTEM_BROADCAST:
      readBusMessage(c, turn);
      return;
    case SECURE_WRAPPER:
      turn.encrypted(c.left);
      return;
    case FEATURE_SET:
    case BASIC_CONFIGURATION:
      turn.command(service, 0, 0, 0, 0, WRITE);
      break;
    case RESET_REQUEST:
      turn.command(service, 0, 0, 0, 0, STOP);
      break;
    default:
  }
  // Endpoints, states and parameters of connections.
  if (service > 0x020a) turn.unrecognised(c.left);
}
