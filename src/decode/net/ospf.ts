import type { Cursor } from '../../kernel/cursor.ts';
import { ipv4Text } from '../../kernel/ip.ts';
import type { PacketProtocol } from '../protocol.ts';
import type { Turn } from '../turn.ts';
import { BAD, DONE, MORE, type Outcome } from '../verdict.ts';
import { ospfFields, ospfTypes } from './ospf/fields.ts';
import { readAdvertisement, readAdvertisementHeader } from './ospf/advertisement.ts';
import { ToldNetworks } from './routing/told-networks.ts';
import { zeroEndedText } from '../app/wire-text.ts';

/** Neighbours, requests or advertisements read of one packet. */
export const MAX_LISTED = 1024;

const HELLO = 1;
const DESCRIPTION = 2;
const REQUEST = 3;
const UPDATE = 4;
const ACKNOWLEDGEMENT = 5;
const HEADER_2 = 24;
const HEADER_3 = 16;
const ADVERTISEMENT_HEADER = 20;
const PASSWORD = 1;

/** Open Shortest Path First, versions 2 and 3: who routes for which area, and which networks lie behind whom. */
export const ospf: PacketProtocol = {
  kind: 'packet',
  name: 'ospf',
  title: 'Open Shortest Path First',
  spec: 'RFC 2328 (version 2), RFC 5340 (version 3), RFC 3101 (NSSA)',
  carriedIn: { ipProtocol: 89 },
  undecoded: 'Digests; opaque, traffic engineering and group membership advertisements are named, not read.',
  fields: ospfFields,
  anomalies: {
    'cut-short': { doc: 'the packet, or something in it, is shorter than it says' },
    'password-in-clear': { doc: 'authentication with a password that anyone on the link can read' },
    'too-many-entries': { doc: 'more neighbours, requests, advertisements or networks than are read' },
  },
  functionName: (fn) => ospfTypes[fn] || undefined,
  specLists: () => [
    {
      title: 'Packet types',
      source: 'RFC 2328 A.3, RFC 5340 A.3',
      entries: ospfTypes.flatMap((name, id) =>
        name === '' ? [] : [{ id: `${id}`, name, depth: 'decoded' as const, functions: [id] }],
      ),
    },
  ],
  parse,
};

const networks: ToldNetworks = new ToldNetworks();

function parse(c: Cursor, turn: Turn): Outcome {
  if (!c.has(HEADER_3)) return MORE;
  const { at } = c;
  const version = c.peek8();
  const type = c.peek8(1);
  if ((version !== 2 && version !== 3) || type < HELLO || type > ACKNOWLEDGEMENT) return BAD;
  const header = version === 2 ? HEADER_2 : HEADER_3;
  if (!c.has(header)) return MORE;
  const length = c.peek16(2);
  if (length < header) return BAD;
  turn.message(type);
  const router = ipv4Text(c.bytes, at + 4);
  const area = ipv4Text(c.bytes, at + 8);
  turn.field('ospf.version', version);
  turn.field('ospf.msg', type);
  turn.field('ospf.srcrouter', router);
  turn.field('ospf.area_id', area);
  turn.claim(turn.sender, 'role', 'ospf router');
  turn.forwarding('routing-protocol', turn.sender, 0);
  if (type === HELLO) turn.claim(turn.sender, 'description', `OSPF router ${router}, area ${area}`);
  if (version === 2) {
    const authentication = c.peek16(14);
    turn.field('ospf.auth.type', authentication);
    if (authentication === PASSWORD) {
      turn.anomaly('password-in-clear');
      if (turn.tracing) turn.field('ospf.auth.simple', zeroEndedText(c.bytes, at + 16, at + 24));
    }
  } else turn.field('ospf.instance_id', c.peek8(14));
  if (length > c.left) turn.anomaly('cut-short');
  const outer = c.end;
  c.end = Math.min(outer, at + length);
  c.skip(header);
  networks.begin();
  readBody(c, turn, version, type);
  // A digest, and in version 3 a block of link-local signalling, stand behind the packet's own length.
  turn.unrecognised(c.left + outer - c.end);
  c.end = outer;
  c.at = outer;
  return DONE;
}

function readBody(c: Cursor, turn: Turn, version: number, type: number): void {
  const limits = { left: MAX_LISTED };
  switch (type) {
    case HELLO:
      readHello(c, turn, version, limits);
      break;
    case DESCRIPTION: {
      const skipped = version === 2 ? 8 : 12;
      if (c.has(skipped) && turn.tracing) turn.field('ospf.db.dd_sequence', c.peek32(skipped - 4));
      c.skip(skipped);
      while (c.has(ADVERTISEMENT_HEADER) && oneMore(turn, limits)) readAdvertisementHeader(c, turn, version);
      break;
    }
    case REQUEST:
      while (c.has(12) && oneMore(turn, limits)) {
        if (turn.tracing) {
          turn.field(version === 2 ? 'ospf.lsa' : 'ospf.v3.lsa', version === 2 ? c.peek32() : c.peek16(2));
          turn.field('ospf.lsa.id', ipv4Text(c.bytes, c.at + 4));
          turn.field('ospf.advrouter', ipv4Text(c.bytes, c.at + 8));
        }
        c.skip(12);
      }
      break;
    case UPDATE: {
      const count = c.u32();
      if (c.failed) break;
      if (turn.tracing) turn.field('ospf.ls.number_of_lsas', count);
      let read = 0;
      for (; read < count && c.left > 0 && oneMore(turn, limits); read++)
        if (!readAdvertisement(c, turn, version, networks)) {
          turn.anomaly('cut-short');
          break;
        }
      break;
    }
    default:
      while (c.has(ADVERTISEMENT_HEADER) && oneMore(turn, limits)) readAdvertisementHeader(c, turn, version);
  }
  if (networks.full) turn.anomaly('too-many-entries');
}

/** Mask or interface, times and options, then the designated routers, and everybody who was heard. */
function readHello(c: Cursor, turn: Turn, version: number, limits: { left: number }): void {
  if (!c.has(20)) {
    turn.anomaly('cut-short');
    return;
  }
  if (turn.tracing) {
    const { bytes, at } = c;
    if (version === 2) turn.field('ospf.hello.network_mask', ipv4Text(bytes, at));
    turn.field('ospf.hello.hello_interval', c.peek16(version === 2 ? 4 : 8));
    turn.field('ospf.hello.router_priority', c.peek8(version === 2 ? 7 : 4));
    turn.field('ospf.hello.designated_router', ipv4Text(bytes, at + 12));
    turn.field('ospf.hello.backup_designated_router', ipv4Text(bytes, at + 16));
  }
  c.skip(20);
  while (c.has(4) && oneMore(turn, limits)) {
    if (turn.tracing) turn.field('ospf.hello.active_neighbor', ipv4Text(c.bytes, c.at));
    c.skip(4);
  }
}

function oneMore(turn: Turn, limits: { left: number }): boolean {
  if (limits.left-- > 0) return true;
  turn.anomaly('too-many-entries');
  return false;
}
