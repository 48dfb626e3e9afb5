import { ipv6Text } from '../../kernel/ip.ts';
import { macText } from '../../kernel/mac.ts';
import type { Turn } from '../turn.ts';

/** Most options read of one message; routers send about ten. */
export const MAX_OPTIONS = 64;
/** Most DNS servers read of one option; its length allows 127. */
export const MAX_SERVERS = 16;

const ROUTER_SOLICITATION = 133;
const ROUTER_ADVERTISEMENT = 134;
const NEIGHBOUR_SOLICITATION = 135;
const NEIGHBOUR_ADVERTISEMENT = 136;
const REDIRECT = 137;

const SOURCE_LINK_ADDRESS = 1;
const TARGET_LINK_ADDRESS = 2;
const PREFIX = 3;
const MTU = 5;
const ROUTE = 24;
const RDNSS = 25;

/** Bytes before the options, by type from router solicitation on (RFC 4861 4.1 to 4.5). */
const headerLengths: readonly number[] = [8, 16, 24, 24, 40];

const UNSPECIFIED: Uint8Array = new Uint8Array(16);

/** Router and neighbour discovery (RFC 4861): types 133 to 137, the message from `at` to `end`, at least 8 bytes. */
export function readNeighbourDiscovery(
  bytes: Uint8Array,
  view: DataView,
  type: number,
  at: number,
  end: number,
  turn: Turn,
): void {
  const options = at + (headerLengths[type - ROUTER_SOLICITATION] as number);
  if (options > end) {
    turn.anomaly('cut-short');
    return;
  }
  if (turn.tracing) headerFields(bytes, view, type, at, turn);
  // No router passes these on, so a hop limit of 255 proves a sender on the link (RFC 4861 6.1, 7.1).
  if (turn.ttl >= 0 && turn.ttl !== 255) {
    turn.anomaly('hop-limit');
    return;
  }
  const target = type >= NEIGHBOUR_SOLICITATION ? turn.ip(bytes, at + 8, 16) : 0;
  let source = false;
  let routes = 0;
  let offset = options;
  for (let count = 0; offset + 2 <= end; count++) {
    const length = view.getUint8(offset + 1) * 8;
    if (length === 0 || offset + length > end) {
      turn.anomaly('option-length');
      turn.unrecognised(end - offset);
      break;
    }
    if (count === MAX_OPTIONS) {
      turn.anomaly('too-many-options');
      break;
    }
    const option = view.getUint8(offset);
    if (option === SOURCE_LINK_ADDRESS && type <= NEIGHBOUR_SOLICITATION) {
      source = true;
      bind(bytes, offset + 2, turn.sender, turn);
    } else if (option === TARGET_LINK_ADDRESS && type >= NEIGHBOUR_ADVERTISEMENT) bind(bytes, offset + 2, target, turn);
    else if (type === ROUTER_ADVERTISEMENT) routes += advertised(bytes, view, option, offset, length, turn);
    offset += length;
  }
  if (type === ROUTER_ADVERTISEMENT && routes === 0) turn.forwarding('router-advertisement', turn.sender, 0);
  else if (type === NEIGHBOUR_SOLICITATION) solicited(target, source, turn);
  else if (type === NEIGHBOUR_ADVERTISEMENT && (view.getUint8(at + 4) & 0x80) !== 0)
    turn.claim(target, 'role', 'router');
  else if (type === REDIRECT) turn.forwarding('redirect', target, turn.ip(bytes, at + 24, 16));
}

/** A host without an address of its own asks whether the one it wants is free (RFC 4862 5.4): it names no source. */
function solicited(target: number, source: boolean, turn: Turn): void {
  const probe = !source && (turn.sender === 0 || turn.sender === turn.ip(UNSPECIFIED, 0, 16));
  if (!probe) turn.forwarding('wanted', target, 0);
  else if (turn.senderMac !== 0) turn.binding(turn.senderMac, target, 'neighbour-discovery');
}

function bind(bytes: Uint8Array, at: number, ip: number, turn: Turn): void {
  if (turn.tracing) turn.field('icmpv6.opt.linkaddr', macText(bytes, at));
  if (ip !== 0) turn.binding(turn.mac(bytes, at), ip, 'neighbour-discovery');
}

/** An option of a router advertisement; 1 where it names a destination that the router forwards for. */
function advertised(bytes: Uint8Array, view: DataView, option: number, at: number, length: number, turn: Turn): number {
  if (option === PREFIX && length >= 32) {
    turn.field('icmpv6.opt.prefix.valid_lifetime', view.getUint32(at + 4));
    if (turn.tracing) turn.field('icmpv6.opt.prefix', `${ipv6Text(bytes, at + 16)}/${view.getUint8(at + 2)}`);
    turn.forwarding('router-advertisement', turn.sender, turn.ip(bytes, at + 16, 16));
    return 1;
  }
  if (option === ROUTE) {
    // The prefix has 0, 8 or 16 bytes, as its length needs (RFC 4191 2.3).
    const address = UNSPECIFIED.slice();
    address.set(bytes.subarray(at + 8, at + (length < 24 ? length : 24)));
    turn.field('icmpv6.opt.route_lifetime', view.getUint32(at + 4));
    if (turn.tracing) turn.field('icmpv6.opt.route', `${ipv6Text(address, 0)}/${view.getUint8(at + 2)}`);
    turn.forwarding('router-advertisement', turn.sender, turn.ip(address, 0, 16));
    return 1;
  }
  if (option === MTU) {
    const mtu = view.getUint32(at + 4);
    turn.field('icmpv6.opt.mtu', mtu);
    turn.claim(turn.sender, 'mtu', String(mtu));
  } else if (option === RDNSS) {
    for (let i = 0, server = at + 8; i < MAX_SERVERS && server + 16 <= at + length; i++, server += 16) {
      if (turn.tracing) turn.field('icmpv6.opt.rdnss', ipv6Text(bytes, server));
      turn.claim(turn.ip(bytes, server, 16), 'role', 'dns-server');
    }
  }
  return 0;
}

function headerFields(bytes: Uint8Array, view: DataView, type: number, at: number, turn: Turn): void {
  if (type === ROUTER_ADVERTISEMENT) {
    turn.field('icmpv6.nd.ra.cur_hop_limit', view.getUint8(at + 4));
    turn.field('icmpv6.nd.ra.flag', view.getUint8(at + 5));
    turn.field('icmpv6.nd.ra.router_lifetime', view.getUint16(at + 6));
  } else if (type === NEIGHBOUR_SOLICITATION) turn.field('icmpv6.nd.ns.target_address', ipv6Text(bytes, at + 8));
  else if (type === NEIGHBOUR_ADVERTISEMENT) {
    const flags = view.getUint8(at + 4);
    turn.field('icmpv6.nd.na.flag.r', (flags & 0x80) !== 0);
    turn.field('icmpv6.nd.na.flag.s', (flags & 0x40) !== 0);
    turn.field('icmpv6.nd.na.flag.o', (flags & 0x20) !== 0);
    turn.field('icmpv6.nd.na.target_address', ipv6Text(bytes, at + 8));
  } else if (type === REDIRECT) {
    turn.field('icmpv6.nd.rd.target_address', ipv6Text(bytes, at + 8));
    turn.field('icmpv6.rd.na.destination_address', ipv6Text(bytes, at + 24));
  }
}
