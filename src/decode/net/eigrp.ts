import type { Cursor } from '../../kernel/cursor.ts';
import { ipv4Text } from '../../kernel/ip.ts';
import type { PacketProtocol } from '../protocol.ts';
import type { Turn } from '../turn.ts';
import { BAD, DONE, MORE, type Outcome } from '../verdict.ts';
import { ToldNetworks } from './routing/told-networks.ts';

/** Records read of one packet: more than a packet of 1,500 bytes holds with routes in them. */
export const MAX_RECORDS = 128;

const HEADER = 20;
const HELLO = 5;
const ACKNOWLEDGEMENT = 8;
const PARAMETERS = 0x0001;
const AUTHENTICATION = 0x0002;
const SOFTWARE = 0x0004;
const STUB = 0x0006;
const IPV4_INTERNAL = 0x0102;
const IPV4_EXTERNAL = 0x0103;
const IPV6_INTERNAL = 0x0402;
const IPV6_EXTERNAL = 0x0403;
const WIDE_INTERNAL = 0x0602;
const WIDE_EXTERNAL = 0x0603;
/** Delay, bandwidth, MTU, hops, reliability, load, tag, flags. */
const METRIC = 16;
/** Router, AS, tag, metric, protocol and flags of where the route came from. */
const EXTERNAL = 20;
const WIDE_HEADER = 8;
const WIDE_METRIC = 24;

const opcodes: ReadonlyMap<number, string> = new Map([
  [1, 'update'],
  [2, 'request'],
  [3, 'query'],
  [4, 'reply'],
  [HELLO, 'hello'],
  [6, 'IPX SAP'],
  [7, 'probe'],
  [ACKNOWLEDGEMENT, 'acknowledgment'],
  [10, 'stuck-in-active query'],
  [11, 'stuck-in-active reply'],
]);

/** Enhanced Interior Gateway Routing Protocol: Cisco's routers, their AS, and the networks behind them. */
export const eigrp: PacketProtocol = {
  kind: 'packet',
  name: 'eigrp',
  title: 'Enhanced Interior Gateway Routing Protocol',
  spec: 'RFC 7868',
  carriedIn: { ipProtocol: 88 },
  undecoded: 'Metrics, digests, sequences; routes of IPX and AppleTalk; services (SAF).',
  fields: {
    'eigrp.version': { doc: 'protocol version; only 2 exists' },
    'eigrp.opcode': { doc: 'kind of packet; an acknowledgment is a hello with a number and nothing else' },
    'eigrp.flags': { doc: 'flags: init 1, conditional receive 2, restart 4, end of table 8' },
    'eigrp.seq': { doc: 'sequence number' },
    'eigrp.ack': { doc: 'sequence number that is acknowledged' },
    'eigrp.vrid': { doc: 'virtual router' },
    'eigrp.as': { doc: 'autonomous system' },
    'eigrp.tlv_type': { doc: 'type of a record' },
    'eigrp.par.holdtime': { doc: 'how long the sender is believed to be there', unit: 's' },
    'eigrp.auth.type': { doc: '2 is MD5, 3 SHA-256' },
    'eigrp.software': { doc: 'version of the operating system and of the protocol' },
    'eigrp.stub_options': { doc: 'what a router at the edge advertises, one bit each' },
    'eigrp.network': { doc: 'network that is advertised, asked for or withdrawn' },
    'eigrp.extdata.origrid': { doc: 'router that brought the network in from elsewhere' },
    'eigrp.extdata.as': { doc: 'autonomous system that the network was brought in from' },
  },
  anomalies: {
    'cut-short': { doc: 'a record is shorter than its kind needs, or reaches beyond the packet' },
    'too-many-entries': { doc: 'more records or networks than are read' },
  },
  functionName: (fn) => opcodes.get(fn),
  specLists: () => [
    {
      title: 'Packet types',
      source: 'RFC 7868 6.5.1',
      entries: [...opcodes].map(([id, name]) => ({ id: `${id}`, name, depth: 'decoded', functions: [id] })),
    },
  ],
  parse,
};

const networks: ToldNetworks = new ToldNetworks();

function parse(c: Cursor, turn: Turn): Outcome {
  if (!c.has(HEADER)) return MORE;
  const opcode = c.peek8(1);
  if (c.peek8() !== 2 || opcode === 0 || opcode > 11) return BAD;
  const acknowledged = c.peek32(12);
  const system = c.peek16(18);
  const fn = opcode === HELLO && acknowledged !== 0 && c.left === HEADER ? ACKNOWLEDGEMENT : opcode;
  turn.message(fn);
  if (turn.tracing) {
    turn.field('eigrp.version', 2);
    turn.field('eigrp.opcode', opcode);
    turn.field('eigrp.flags', c.peek32(4));
    turn.field('eigrp.seq', c.peek32(8));
    turn.field('eigrp.ack', acknowledged);
    turn.field('eigrp.vrid', c.peek16(16));
    turn.field('eigrp.as', system);
  }
  turn.forwarding('routing-protocol', turn.sender, 0);
  if (fn === HELLO) {
    turn.claim(turn.sender, 'role', 'eigrp router');
    turn.claim(turn.sender, 'description', `EIGRP router, AS ${system}`);
  }
  c.skip(HEADER);
  networks.begin();
  for (let records = 0; c.left >= 4; records++) {
    const length = c.peek16(2);
    if (records === MAX_RECORDS) {
      turn.anomaly('too-many-entries');
      break;
    }
    if (length < 4 || !c.has(length)) {
      turn.anomaly('cut-short');
      break;
    }
    const { at, end } = c;
    c.end = at + length;
    readRecord(c, turn, opcode);
    turn.unrecognised(c.left);
    c.end = end;
    c.at = at + length;
  }
  if (networks.full) turn.anomaly('too-many-entries');
  turn.unrecognised(c.left);
  c.at = c.end;
  return DONE;
}

function readRecord(c: Cursor, turn: Turn, opcode: number): void {
  const type = c.u16();
  c.skip(2);
  if (turn.tracing) turn.field('eigrp.tlv_type', type);
  switch (type) {
    case PARAMETERS:
      if (c.has(8) && turn.tracing) turn.field('eigrp.par.holdtime', c.peek16(6));
      break;
    case AUTHENTICATION:
      if (c.has(2) && turn.tracing) turn.field('eigrp.auth.type', c.peek16());
      break;
    case SOFTWARE:
      if (c.has(4)) readSoftware(c, turn);
      break;
    case STUB:
      if (c.has(2) && turn.tracing) turn.field('eigrp.stub_options', c.peek16());
      break;
    case IPV4_INTERNAL:
      readRoutes(c, turn, 4 + METRIC, 4);
      return;
    case IPV4_EXTERNAL:
      traceOrigin(c, turn, 4);
      readRoutes(c, turn, 4 + EXTERNAL + METRIC, 4);
      return;
    case IPV6_INTERNAL:
      readRoutes(c, turn, 16 + METRIC, 16);
      return;
    case IPV6_EXTERNAL:
      traceOrigin(c, turn, 16);
      readRoutes(c, turn, 16 + EXTERNAL + METRIC, 16);
      return;
    case WIDE_INTERNAL:
    case WIDE_EXTERNAL:
      readWide(c, turn, type === WIDE_EXTERNAL);
      return;
    default:
      if (opcode === HELLO && type < 0x100) break;
      return;
  }
  c.at = c.end;
}

/** Two numbers of the operating system, two of the protocol; a claim, since every hello says them. */
function readSoftware(c: Cursor, turn: Turn): void {
  const text = `IOS ${c.peek8()}.${c.peek8(1)}, EIGRP ${c.peek8(2)}.${c.peek8(3)}`;
  turn.claim(turn.sender, 'firmware', text);
  turn.field('eigrp.software', text);
}

function traceOrigin(c: Cursor, turn: Turn, nextHop: number): void {
  if (!turn.tracing || !c.has(nextHop + EXTERNAL)) return;
  turn.field('eigrp.extdata.origrid', ipv4Text(c.bytes, c.at + nextHop));
  turn.field('eigrp.extdata.as', c.peek32(nextHop + 4));
}

/** RFC 7868 6.9: a header, attributes of as many 16-bit words as the metric says, the next hop, the origin, networks. */
function readWide(c: Cursor, turn: Turn, external: boolean): void {
  const family = c.peek16(2) === 1 ? 4 : c.peek16(2) === 2 ? 16 : 0;
  if (family === 0) return;
  const attributes = WIDE_HEADER + WIDE_METRIC + 2 * c.peek8(WIDE_HEADER);
  if (external) traceOrigin(c, turn, attributes + family);
  readRoutes(c, turn, attributes + family + (external ? EXTERNAL : 0), family);
}

/** Behind what all of them share: a length in bits and as many bytes as it needs, again and again. */
function readRoutes(c: Cursor, turn: Turn, before: number, family: 4 | 16): void {
  c.skip(before);
  if (c.failed || c.left === 0) {
    turn.anomaly('cut-short');
    c.failed = false;
    return;
  }
  while (c.left > 0) {
    const bits = c.peek8();
    const size = (bits + 7) >> 3;
    if (bits > family * 8 || !c.has(1 + size)) {
      turn.anomaly('cut-short');
      return;
    }
    networks.tell(turn, 'eigrp.network', c.bytes, c.at + 1, size, bits, family);
    c.skip(1 + size);
  }
}
