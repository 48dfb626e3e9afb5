import type { Cursor } from '../../kernel/cursor.ts';
import type { PacketProtocol } from '../protocol.ts';
import { erspan, TYPE_I } from './erspan.ts';
import type { Turn } from '../turn.ts';
import { EACH_WAY, INNER_ETHERNET, INNER_IP, INNER_PPP, INNER_WIRELESS, NO_ID, OTHER_NUMBER } from '../inner-kind.ts';
import { BAD, DONE, MORE, type Outcome } from '../verdict.ts';

const CHECKSUM = 0x8000;
const ROUTING = 0x4000;
const KEY = 0x2000;
const SEQUENCE = 0x1000;
const ACKNOWLEDGEMENT = 0x0080;
const PPP = 0x880b;
/** MikroTik's Ethernet over IP: version 1 with flags of its own, the key being a length and a tunnel. */
const EOIP = 0x6400;
const EOIP_FLAGS = 0x2001;
const WCCP = 0x883e;
const ERSPAN = 0x88be;
const ETHERNET = 0x6558;
/** Aruba's access points send their controller what they hear: 802.11 frames, the queue in the lower byte. */
const ARUBA = 0x8200;
const LAST_ARUBA = 0x824f;

/** What is carried, by EtherType (IANA "IEEE 802 Numbers") and what vendors took for themselves. */
const carried: ReadonlyMap<number, string> = new Map([
  [0x0000, 'keep-alive'],
  [0x0800, 'IPv4'],
  [0x0806, 'ARP'],
  [0x2001, 'NHRP'],
  [0x22eb, 'ERSPAN III'],
  [EOIP, 'EoIP'],
  [ETHERNET, 'Ethernet'],
  [0x86dd, 'IPv6'],
  [0x8847, 'MPLS'],
  [0x8848, 'MPLS multicast'],
  [PPP, 'PPP (PPTP)'],
  [WCCP, 'WCCP'],
  [ERSPAN, 'ERSPAN'],
]);

/** Of these the bytes that follow are a packet as they stand: IPv4, ARP, tagged frames, IPv6, MPLS, ERSPAN II and III. */
const walkedAsType: ReadonlySet<number> = new Set([
  0x0800,
  0x0806,
  0x8100,
  0x86dd,
  0x88a8,
  0x8847,
  0x8848,
  ERSPAN,
  0x22eb,
]);

/**
 * Generic Routing Encapsulation, version 0, and version 1 as PPTP and MikroTik have it: between whom there is a tunnel,
 * of what, and the packets in it.
 */
export const gre: PacketProtocol = {
  kind: 'packet',
  name: 'gre',
  title: 'Generic Routing Encapsulation',
  spec: 'RFC 1701, RFC 2784, RFC 2890, RFC 2637 4.1; EoIP as MikroTik sends it',
  carriedIn: { ipProtocol: 47 },
  undecoded: 'NHRP, and whatever stands behind source routes of RFC 1701.',
  fields: {
    'gre.flags_and_version': { doc: 'which fields there are, and the version' },
    'gre.proto': { doc: 'EtherType of what is carried' },
    'gre.key': { doc: 'key of the flow' },
    'gre.key.payload_length': { doc: 'length of what is carried, in version 1', unit: 'bytes' },
    'gre.key.call_id': { doc: 'receiver’s number of the PPTP call, in version 1' },
    'gre.key.tunnel_id': { doc: 'tunnel of EoIP' },
    'gre.sequence_number': { doc: 'number of the packet' },
    'gre.ack_number': { doc: 'number of the last packet received, in version 1' },
  },
  anomalies: { 'length-bad': { doc: 'less is carried than the header of version 1 says' } },
  functionName: (fn) => carried.get(fn) ?? (isAruba(fn) ? '802.11' : undefined),
  tunnelName: (id, how) =>
    (how & EACH_WAY) !== 0 ? `call ${id}` : (how & OTHER_NUMBER) !== 0 ? `tunnel ${id}` : `key ${id}`,
  parse,
};

function parse(c: Cursor, turn: Turn): Outcome {
  if (c.left < 4) return MORE;
  const flags = c.u16();
  const type = c.u16();
  const version = flags & 7;
  if (flags === EOIP_FLAGS && type === EOIP) return readEoip(c, turn);
  if (version > 1 || (version === 1 && type !== PPP)) return BAD;
  const checked = (flags & (CHECKSUM | ROUTING)) !== 0;
  const keyed = (flags & KEY) !== 0;
  const numbered = (flags & SEQUENCE) !== 0;
  const acknowledged = version === 1 && (flags & ACKNOWLEDGEMENT) !== 0;
  const length = (checked ? 4 : 0) + (keyed ? 4 : 0) + (numbered ? 4 : 0) + (acknowledged ? 4 : 0);
  if (c.left < length) return MORE;
  turn.message(type);
  if (turn.tracing) {
    turn.field('gre.flags_and_version', flags);
    turn.field('gre.proto', type);
  }
  if (checked) c.skip(4);
  const key = keyed ? c.u32() : 0;
  if (keyed && turn.tracing) {
    if (version === 0) turn.field('gre.key', key);
    else {
      turn.field('gre.key.payload_length', key >>> 16);
      turn.field('gre.key.call_id', key & 0xffff);
    }
  }
  const sequence = numbered ? c.u32() : 0;
  const acknowledgement = acknowledged ? c.u32() : 0;
  if (numbered && turn.tracing) turn.field('gre.sequence_number', sequence);
  if (acknowledged && turn.tracing) turn.field('gre.ack_number', acknowledgement);
  if (version === 1 && key >>> 16 > c.left) turn.anomaly('length-bad');
  if (version === 1) {
    // Without a number it only acknowledges.
    if (numbered) turn.carry(INNER_PPP, c.at, key >>> 16, key & 0xffff, EACH_WAY);
    else turn.unrecognised(c.left);
  } else if ((flags & ROUTING) !== 0) turn.unrecognised(c.left);
  else carry(c, turn, type, numbered, keyed ? key : NO_ID);
  c.skip(c.left);
  return DONE;
}

/** Hands on what version 0 carries, if it is known to be a packet. */
function carry(c: Cursor, turn: Turn, type: number, numbered: boolean, id: number): void {
  // Type I of it has neither a number nor a header of its own.
  if (type === ERSPAN && !numbered) {
    turn.inside(erspan);
    turn.message(TYPE_I);
    turn.inside(undefined);
    turn.carry(INNER_ETHERNET, c.at, -1, id, 0);
  } else if (type === ETHERNET) turn.carry(INNER_ETHERNET, c.at, -1, id, 0);
  else if (walkedAsType.has(type)) turn.carry(type, c.at, -1, id, 0);
  else if (isAruba(type)) turn.carry(INNER_WIRELESS, c.at, -1, id, 0);
  else if (type === PPP) turn.carry(INNER_PPP, c.at, -1, id, 0);
  else if (type === WCCP && c.left > REDIRECT_HEADER) {
    // Version 2 puts four bytes before the packet, which no IPv4 header begins with.
    const at = c.peek8() >> 4 === 4 ? c.at : c.at + REDIRECT_HEADER;
    turn.carry(INNER_IP, at, -1, id, 0);
  } else turn.unrecognised(c.left);
}

function isAruba(type: number): boolean {
  return type >= ARUBA && type <= LAST_ARUBA;
}

const REDIRECT_HEADER = 4;

function readEoip(c: Cursor, turn: Turn): Outcome {
  if (c.left < 4) return MORE;
  const length = c.u16();
  const tunnel = c.u16le();
  turn.message(EOIP);
  if (turn.tracing) {
    turn.field('gre.flags_and_version', EOIP_FLAGS);
    turn.field('gre.proto', EOIP);
    turn.field('gre.key.payload_length', length);
    turn.field('gre.key.tunnel_id', tunnel);
  }
  if (length > c.left) turn.anomaly('length-bad');
  if (length > 0) turn.carry(INNER_ETHERNET, c.at, length, tunnel, OTHER_NUMBER);
  turn.unrecognised(Math.max(0, c.left - length));
  c.skip(c.left);
  return DONE;
}
