import type { Cursor } from '../../kernel/cursor.ts';
import { macText } from '../../kernel/mac.ts';
import type { PacketProtocol } from '../protocol.ts';
import type { Turn } from '../turn.ts';
import { DONE, MORE, type Outcome } from '../verdict.ts';

/** Parts of one message that are read: as many as fit a frame. */
export const MAX_PARTS = 750;

const END = 0;
const COMMON = 1;
const TEST = 2;
const TOPOLOGY_CHANGE = 3;
const LINK_DOWN = 4;
const LINK_UP = 5;
const IN_TEST = 6;

const kinds: ReadonlyMap<number, string> = new Map([
  [COMMON, 'common'],
  [TEST, 'test'],
  [TOPOLOGY_CHANGE, 'topology change'],
  [LINK_DOWN, 'link down'],
  [LINK_UP, 'link up'],
  [IN_TEST, 'interconnection test'],
  [7, 'interconnection topology change'],
  [8, 'interconnection link down'],
  [9, 'interconnection link up'],
  [10, 'interconnection link status poll'],
  [0x7f, 'option'],
]);

/** Kinds whose parts are read. */
const READ: ReadonlySet<number> = new Set([COMMON, TEST, TOPOLOGY_CHANGE, LINK_DOWN, LINK_UP]);

/** Media Redundancy Protocol: a ring that opens where a cable breaks. Who tests the ring is its manager. */
export const pnMrp: PacketProtocol = {
  kind: 'packet',
  name: 'pn-mrp',
  title: 'Media Redundancy Protocol',
  spec: 'IEC 62439-2',
  carriedIn: { etherType: 0x88e3 },
  fields: {
    'pn_mrp.version': { doc: 'Version' },
    'pn_mrp.type': { doc: 'Parts of the message' },
    'pn_mrp.prio': { doc: 'Priority of the manager; the lowest wins' },
    'pn_mrp.sa': { doc: 'Link address of the sender' },
    'pn_mrp.port_role': { doc: 'Port of the ring: 0 first, 1 second' },
    'pn_mrp.ring_state': { doc: 'Ring: 0 open, 1 closed' },
    'pn_mrp.transition': { doc: 'How often the ring was opened' },
    'pn_mrp.interval': { doc: 'Until the change counts', unit: 'ms' },
    'pn_mrp.blocked': { doc: 'Whether ports can be blocked' },
    'pn_mrp.sequence_id': { doc: 'Number of the message' },
  },
  anomalies: {
    'part-cut': { doc: 'A part that is longer than its message' },
    'too-many-parts': { doc: 'More parts in one message than are read' },
    'ring-open': { doc: 'The manager says that its ring is open: a cable or a station is missing' },
  },
  functionName: (fn) => kinds.get(fn),
  undecoded: 'Parts of interconnected rings, and options of makers.',
  specLists: () => [
    {
      title: 'Types',
      source: 'IEC 62439-2 8.1',
      entries: [...kinds].map(([id, name]) => ({
        id: String(id),
        name,
        depth: READ.has(id) ? 'decoded' : 'named',
        functions: [id],
      })),
    },
  ],
  parse(c: Cursor, turn: Turn): Outcome {
    if (!c.has(4)) return MORE;
    const version = c.u16();
    turn.message(c.peek8());
    if (turn.tracing) turn.field('pn_mrp.version', version);
    readParts(c, turn);
    c.at = c.end;
    return DONE;
  },
};

function readParts(c: Cursor, turn: Turn): void {
  for (let i = 0; c.has(2); i++) {
    const type = c.u8();
    const length = c.u8();
    if (type === END) return;
    if (i === MAX_PARTS || !c.has(length)) {
      turn.anomaly(i === MAX_PARTS ? 'too-many-parts' : 'part-cut');
      return turn.unrecognised(c.left);
    }
    if (turn.tracing) turn.field('pn_mrp.type', type);
    if (!READ.has(type)) turn.unrecognised(length);
    else readPart(c, turn, type, length);
    c.skip(length);
  }
}

/** One part, whose first byte is at the cursor, which stays. */
function readPart(c: Cursor, turn: Turn, type: number, length: number): void {
  if (type === TEST && length >= 14) {
    turn.claim(turn.sender, 'role', 'mrp-manager');
    if (c.peek16(10) === 0) turn.anomaly('ring-open');
  }
  if (!turn.tracing) return;
  const named = type === TEST || type === TOPOLOGY_CHANGE;
  if (type === COMMON && length >= 2) turn.field('pn_mrp.sequence_id', c.peek16());
  if (named && length >= 10) turn.field('pn_mrp.prio', c.peek16());
  if (named && length >= 10) turn.field('pn_mrp.sa', macText(c.bytes, c.at + 2));
  if (type === TEST && length >= 14) {
    turn.field('pn_mrp.port_role', c.peek16(8));
    turn.field('pn_mrp.ring_state', c.peek16(10));
    turn.field('pn_mrp.transition', c.peek16(12));
  } else if (type === TOPOLOGY_CHANGE && length >= 10) turn.field('pn_mrp.interval', c.peek16(8));
  else if ((type === LINK_DOWN || type === LINK_UP) && length >= 12) {
    turn.field('pn_mrp.sa', macText(c.bytes, c.at));
    turn.field('pn_mrp.port_role', c.peek16(6));
    turn.field('pn_mrp.interval', c.peek16(8));
    turn.field('pn_mrp.blocked', c.peek16(10));
  }
}
