import type { Cursor } from '../../kernel/cursor.ts';
import { macText } from '../../kernel/mac.ts';
import type { PacketProtocol } from '../protocol.ts';
import type { Turn } from '../turn.ts';
import { BAD, DONE, MORE, type Outcome } from '../verdict.ts';

const CONFIGURATION = 0;
const RAPID = 2;
const TOPOLOGY_CHANGE = 0x80;
/** A configuration message without the bytes that later versions append. */
const CONFIGURATION_LENGTH = 35;

const types: ReadonlyMap<number, string> = new Map([
  [CONFIGURATION, 'configuration'],
  [RAPID, 'rapid or multiple spanning tree'],
  [TOPOLOGY_CHANGE, 'topology change notification'],
]);

/** Spanning Tree Protocol: switches agree on paths. A sender of these is a bridge, whatever else it claims to be. */
export const stp: PacketProtocol = {
  kind: 'packet',
  name: 'stp',
  title: 'Spanning Tree Protocol',
  spec: 'IEEE 802.1D-2004 clause 9, IEEE 802.1Q-2022 clause 14',
  carriedIn: { llcSap: 0x42 },
  undecoded: 'The records that multiple and shortest path spanning tree append.',
  fields: {
    'stp.version': { doc: '0 original, 2 rapid, 3 multiple, 4 shortest path' },
    'stp.type': { doc: 'message type' },
    'stp.flags': { doc: 'flags: topology change, role, state' },
    'stp.root.hw': { doc: 'MAC of the root bridge' },
    'stp.root.cost': { doc: 'cost of the path to the root' },
    'stp.bridge.hw': { doc: 'MAC of the sending bridge' },
    'stp.port': { doc: 'port of the sending bridge' },
  },
  anomalies: { 'cut-short': { doc: 'a configuration message of fewer than 35 bytes' } },
  functionName: (fn) => types.get(fn),
  parse,
};

/** Cisco's spanning tree per VLAN: the same message behind a SNAP header. */
export const pvst: PacketProtocol = {
  ...stp,
  name: 'pvst',
  title: 'Per-VLAN Spanning Tree',
  spec: 'IEEE 802.1D-2004 clause 9 behind SNAP 00-00-0c 01-0b',
  carriedIn: { snap: 0x00000c * 0x10000 + 0x010b },
};

function parse(c: Cursor, turn: Turn): Outcome {
  const at = c.at;
  const protocol = c.u16();
  const version = c.u8();
  const type = c.u8();
  if (c.failed) return MORE;
  if (protocol !== 0 || !types.has(type)) return BAD;
  turn.message(type);
  turn.field('stp.version', version);
  turn.field('stp.type', type);
  if (turn.senderMac !== 0) turn.claim(turn.senderMac, 'role', 'bridge');
  if (type === TOPOLOGY_CHANGE) {
    c.skip(c.left);
    return DONE;
  }
  if (c.end - at < CONFIGURATION_LENGTH) turn.anomaly('cut-short');
  else if (turn.tracing) {
    turn.field('stp.flags', c.view.getUint8(at + 4));
    turn.field('stp.root.hw', macText(c.bytes, at + 7));
    turn.field('stp.root.cost', c.view.getUint32(at + 13));
    turn.field('stp.bridge.hw', macText(c.bytes, at + 19));
    turn.field('stp.port', c.view.getUint16(at + 25));
  }
  if (c.end - at > CONFIGURATION_LENGTH + 1) turn.unrecognised(c.end - at - CONFIGURATION_LENGTH - 1);
  c.skip(c.left);
  return DONE;
}
