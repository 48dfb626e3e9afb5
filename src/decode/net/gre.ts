import type { Cursor } from '../../kernel/cursor.ts';
import type { PacketProtocol } from '../protocol.ts';
import type { Turn } from '../turn.ts';
import { BAD, DONE, MORE, type Outcome } from '../verdict.ts';

const CHECKSUM = 0x8000;
const ROUTING = 0x4000;
const KEY = 0x2000;
const SEQUENCE = 0x1000;
const ACKNOWLEDGEMENT = 0x0080;
const PPP = 0x880b;

/** What is carried, by EtherType (IANA "IEEE 802 Numbers") and what vendors took for themselves. */
const carried: ReadonlyMap<number, string> = new Map([
  [0x0000, 'keep-alive'],
  [0x0800, 'IPv4'],
  [0x0806, 'ARP'],
  [0x2001, 'NHRP'],
  [0x22eb, 'ERSPAN III'],
  [0x6558, 'Ethernet'],
  [0x86dd, 'IPv6'],
  [0x8847, 'MPLS'],
  [0x8848, 'MPLS multicast'],
  [PPP, 'PPP (PPTP)'],
  [0x883e, 'WCCP'],
  [0x88be, 'ERSPAN'],
]);

/**
 * Generic Routing Encapsulation, version 0, and version 1 as PPTP has it: between whom there is a tunnel, and of what.
 * What it carries is not opened.
 */
export const gre: PacketProtocol = {
  kind: 'packet',
  name: 'gre',
  title: 'Generic Routing Encapsulation',
  spec: 'RFC 1701, RFC 2784, RFC 2890, RFC 2637 4.1',
  carriedIn: { ipProtocol: 47 },
  undecoded: 'What is carried, and source routes of RFC 1701.',
  fields: {
    'gre.flags_and_version': { doc: 'which fields there are, and the version' },
    'gre.proto': { doc: 'EtherType of what is carried' },
    'gre.key': { doc: 'key of the flow' },
    'gre.key.payload_length': { doc: 'length of what is carried, in version 1', unit: 'bytes' },
    'gre.key.call_id': { doc: 'receiver’s number of the PPTP call, in version 1' },
    'gre.sequence_number': { doc: 'number of the packet' },
    'gre.ack_number': { doc: 'number of the last packet received, in version 1' },
  },
  anomalies: { 'length-bad': { doc: 'less is carried than the header of version 1 says' } },
  functionName: (fn) => carried.get(fn),
  parse,
};

function parse(c: Cursor, turn: Turn): Outcome {
  if (c.left < 4) return MORE;
  const flags = c.u16();
  const type = c.u16();
  const version = flags & 7;
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
  turn.unrecognised(c.left);
  c.skip(c.left);
  return DONE;
}
