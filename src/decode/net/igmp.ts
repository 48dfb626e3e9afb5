import type { Cursor } from '../../kernel/cursor.ts';
import { ipv4Text } from '../../kernel/ip.ts';
import type { PacketProtocol } from '../protocol.ts';
import type { Turn } from '../turn.ts';
import { DONE, MORE, type Outcome } from '../verdict.ts';

const types: ReadonlyMap<number, string> = new Map([
  [0x11, 'membership query'],
  [0x12, 'version 1 membership report'],
  [0x13, 'DVMRP'],
  [0x14, 'PIM version 1'],
  [0x16, 'version 2 membership report'],
  [0x17, 'leave group'],
  [0x1e, 'multicast traceroute response'],
  [0x1f, 'multicast traceroute'],
  [0x22, 'version 3 membership report'],
  [0x30, 'multicast router advertisement'],
  [0x31, 'multicast router solicitation'],
  [0x32, 'multicast router termination'],
]);
const QUERY = 0x11;
const VERSION_3_REPORT = 0x22;

/** Internet Group Management Protocol: who listens to which group, and who asks. */
export const igmp: PacketProtocol = {
  kind: 'packet',
  name: 'igmp',
  title: 'Internet Group Management Protocol',
  spec: 'RFC 1112, RFC 2236, RFC 3376, RFC 4286',
  carriedIn: { ipProtocol: 2 },
  undecoded: 'Group records of version 3 reports; DVMRP and PIM are named only.',
  fields: {
    'igmp.type': { doc: 'type' },
    'igmp.maddr': { doc: 'group asked for, joined or left' },
  },
  anomalies: { 'unknown-type': { doc: 'a type that no document defines' } },
  functionName: (fn) => types.get(fn),
  parse,
};

function parse(c: Cursor, turn: Turn): Outcome {
  const at = c.at;
  const type = c.u8();
  c.skip(7);
  if (c.failed) return MORE;
  turn.message(type);
  turn.field('igmp.type', type);
  if (!types.has(type)) turn.anomaly('unknown-type');
  if (turn.tracing && type >= QUERY && type < VERSION_3_REPORT) turn.field('igmp.maddr', ipv4Text(c.bytes, at + 4));
  // Whoever asks is the querier: a router, or a switch that stands in for one.
  if (type === QUERY) turn.claim(turn.sender, 'role', 'multicast-querier');
  turn.unrecognised(c.left);
  c.skip(c.left);
  return DONE;
}
