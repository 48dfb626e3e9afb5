import type { Cursor } from '../../kernel/cursor.ts';
import { ipv6Text } from '../../kernel/ip.ts';
import type { PacketProtocol } from '../protocol.ts';
import type { Turn } from '../turn.ts';
import { DONE, MORE, type Outcome } from '../verdict.ts';
import { icmpv6CodeName, icmpv6TypeName } from './icmpv6-names.ts';
import { readNeighbourDiscovery } from './neighbour-discovery.ts';
import { quotedFields, readQuotedPacket } from './quoted-packet.ts';

const UNREACHABLE = 1;
const TOO_BIG = 2;
const TIME_EXCEEDED = 3;
const PARAMETER_PROBLEM = 4;
const ECHO = 128;
const ECHO_REPLY = 129;
const LISTENER_QUERY = 130;
const LISTENER_DONE = 132;
const ROUTER_SOLICITATION = 133;
const REDIRECT = 137;

/** ICMP for IPv6, with neighbour and router discovery. A message's function is type * 256 + code. */
export const icmpv6: PacketProtocol = {
  kind: 'packet',
  name: 'icmpv6',
  title: 'Internet Control Message Protocol for IPv6',
  spec: 'RFC 4443, RFC 4861, RFC 4191, RFC 8106, RFC 2710, RFC 3810',
  carriedIn: { ipProtocol: 58 },
  undecoded: 'Group records of multicast listener reports, mobility and RPL are named, not read.',
  fields: {
    'icmpv6.type': { doc: 'type' },
    'icmpv6.code': { doc: 'code within the type' },
    'icmpv6.echo.identifier': { doc: 'identifier of an echo' },
    'icmpv6.echo.sequence_number': { doc: 'sequence number of an echo' },
    'icmpv6.mtu': { doc: 'largest packet the next link takes', unit: 'bytes' },
    'icmpv6.mld.multicast_address': { doc: 'group that a listener report or query is about' },
    'icmpv6.nd.ns.target_address': { doc: 'address whose owner is asked for' },
    'icmpv6.nd.na.target_address': { doc: 'address that is answered for' },
    'icmpv6.nd.na.flag.r': { doc: 'the sender is a router' },
    'icmpv6.nd.na.flag.s': { doc: 'an answer to a solicitation' },
    'icmpv6.nd.na.flag.o': { doc: 'replaces what was known' },
    'icmpv6.nd.ra.cur_hop_limit': { doc: 'hop limit for hosts to use' },
    'icmpv6.nd.ra.flag': { doc: 'flags: managed, other, home agent, preference, proxy' },
    'icmpv6.nd.ra.router_lifetime': { doc: 'how long it is a default router; 0: it is not', unit: 's' },
    'icmpv6.nd.rd.target_address': { doc: 'better first hop' },
    'icmpv6.rd.na.destination_address': { doc: 'destination that the redirect is for' },
    'icmpv6.opt.linkaddr': { doc: 'link address in an option' },
    'icmpv6.opt.prefix': { doc: 'prefix with its length' },
    'icmpv6.opt.prefix.valid_lifetime': { doc: 'how long the prefix is valid', unit: 's' },
    'icmpv6.opt.route': { doc: 'route with its prefix length' },
    'icmpv6.opt.route_lifetime': { doc: 'how long the route is valid', unit: 's' },
    'icmpv6.opt.mtu': { doc: 'MTU of the link', unit: 'bytes' },
    'icmpv6.opt.rdnss': { doc: 'recursive DNS server' },
    ...quotedFields,
  },
  anomalies: {
    'quote-unreadable': { doc: 'an error quotes less than an IPv6 header, or none' },
    'unknown-type': { doc: 'a type that no document defines' },
    'cut-short': { doc: 'a discovery message ends before its addresses do' },
    'hop-limit': { doc: 'a discovery message crossed a router, or was made to look so; its facts are not taken' },
    'option-length': { doc: 'an option of length zero, or longer than the message' },
    'too-many-options': { doc: 'more options than are read' },
  },
  functionName: (fn) => {
    const type = icmpv6TypeName(fn >> 8);
    const code = icmpv6CodeName(fn >> 8, fn & 255);
    return type === undefined || code === undefined ? type : `${type}: ${code}`;
  },
  parse,
};

function parse(c: Cursor, turn: Turn): Outcome {
  const at = c.at;
  const { bytes, view, end } = c;
  const type = c.u8();
  const code = c.u8();
  c.skip(2);
  if (c.failed) return MORE;
  turn.message(type * 256 + code);
  turn.field('icmpv6.type', type);
  turn.field('icmpv6.code', code);
  c.skip(c.left);
  if (end - at < 8) {
    turn.anomaly('cut-short');
    return DONE;
  }
  if (type >= ROUTER_SOLICITATION && type <= REDIRECT) readNeighbourDiscovery(bytes, view, type, at, end, turn);
  else if (type >= UNREACHABLE && type <= PARAMETER_PROBLEM) error(bytes, view, type, code, at, end, turn);
  else if (type === ECHO || type === ECHO_REPLY) {
    turn.field('icmpv6.echo.identifier', view.getUint16(at + 4));
    turn.field('icmpv6.echo.sequence_number', view.getUint16(at + 6));
  } else if (type >= LISTENER_QUERY && type <= LISTENER_DONE) {
    if (turn.tracing && end - at >= 24) turn.field('icmpv6.mld.multicast_address', ipv6Text(bytes, at + 8));
  } else if (icmpv6TypeName(type) === undefined) {
    turn.anomaly('unknown-type');
    turn.unrecognised(end - at - 4);
  }
  return DONE;
}

function error(
  bytes: Uint8Array,
  view: DataView,
  type: number,
  code: number,
  at: number,
  end: number,
  turn: Turn,
): void {
  const destination = readQuotedPacket(bytes, view, at + 8, end, 6, turn);
  if (destination === 0) turn.anomaly('quote-unreadable');
  if (type === UNREACHABLE) turn.forwarding('unreachable', turn.sender, destination);
  else if (type === TIME_EXCEEDED) {
    // Code 1 comes from the host that waited for fragments, not from a router.
    if (code === 0) turn.forwarding('ttl-exceeded', turn.sender, destination);
  } else if (type === TOO_BIG) {
    const mtu = view.getUint32(at + 4);
    turn.field('icmpv6.mtu', mtu);
    turn.forwarding('too-big', turn.sender, destination);
    turn.claim(turn.sender, 'mtu', String(mtu));
  }
}
