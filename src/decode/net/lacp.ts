import type { Cursor } from '../../kernel/cursor.ts';
import { macText } from '../../kernel/mac.ts';
import type { PacketProtocol } from '../protocol.ts';
import type { Turn } from '../turn.ts';
import { BAD, DONE, MORE, type Outcome } from '../verdict.ts';

/** Records read of one message: the standard has four. */
export const MAX_RECORDS = 16;

const LACP = 1;
const MARKER = 2;
const OAM = 3;
const SYNCHRONISATION = 10;
const ACTOR = 1;
const PARTNER = 2;
const SIDE_LENGTH = 20;

const subtypes: ReadonlyMap<number, string> = new Map([
  [LACP, 'LACP'],
  [MARKER, 'marker'],
  [OAM, 'link OAM'],
  [SYNCHRONISATION, 'organization specific'],
]);

/** Link aggregation: several cables between two devices that act as one. Its frames name both systems. */
export const lacp: PacketProtocol = {
  kind: 'packet',
  name: 'lacp',
  title: 'Link Aggregation Control and other slow protocols',
  spec: 'IEEE 802.1AX-2020 6.4; IEEE 802.3-2022 clause 57 and annex 57A',
  carriedIn: { etherType: 0x8809 },
  undecoded: 'Markers, link OAM and synchronous Ethernet are named, not read.',
  fields: {
    'slow.subtype': { doc: 'which of the slow protocols' },
    'lacp.version': { doc: 'version' },
    'lacp.actor.sysid': { doc: "sender's system" },
    'lacp.actor.key': { doc: "sender's key: ports with the same one may be aggregated" },
    'lacp.actor.port': { doc: "sender's port" },
    'lacp.actor.state': { doc: "sender's state, one bit each" },
    'lacp.partner.sysid': { doc: 'system at the other end, zeros if none was heard' },
    'lacp.partner.key': { doc: 'its key' },
    'lacp.partner.port': { doc: 'its port' },
    'lacp.partner.state': { doc: 'its state, one bit each' },
  },
  anomalies: {
    'cut-short': { doc: 'a record reaches beyond the message, or is shorter than its kind needs' },
    'too-many-entries': { doc: 'more records than are read' },
  },
  functionName: (fn) => subtypes.get(fn),
  specLists: () => [
    {
      title: 'Slow protocol subtypes',
      source: 'IEEE 802.3-2022 table 57A-3',
      entries: [...subtypes].map(([id, name]) => ({
        id: `${id}`,
        name,
        depth: id === LACP ? 'decoded' : 'named',
        functions: [id],
      })),
    },
  ],
  parse,
};

function parse(c: Cursor, turn: Turn): Outcome {
  if (!c.has(2)) return MORE;
  const subtype = c.peek8();
  if (!subtypes.has(subtype)) return BAD;
  turn.message(subtype);
  turn.field('slow.subtype', subtype);
  if (subtype === LACP) {
    turn.field('lacp.version', c.peek8(1));
    c.skip(2);
    readRecords(c, turn);
  } else turn.unrecognised(c.left - 1);
  c.at = c.end;
  return DONE;
}

/** Type, length with both counted, content; a type of 0 ends them, zeros follow. */
function readRecords(c: Cursor, turn: Turn): void {
  for (let records = 0; c.left >= 2; records++) {
    const type = c.peek8();
    const length = c.peek8(1);
    if (type === 0) return;
    if (records === MAX_RECORDS) {
      turn.anomaly('too-many-entries');
      break;
    }
    if (length < 2 || !c.has(length) || (type <= PARTNER && length < SIDE_LENGTH)) {
      turn.anomaly('cut-short');
      break;
    }
    if (type === ACTOR || type === PARTNER) readSide(c, turn, type === ACTOR ? 'lacp.actor' : 'lacp.partner');
    c.skip(length);
  }
  turn.unrecognised(c.left);
}

/** Priority, system, key, priority and number of the port, state. */
function readSide(c: Cursor, turn: Turn, side: string): void {
  if (side === 'lacp.actor') turn.claim(turn.senderMac, 'role', 'link aggregation');
  if (!turn.tracing) return;
  turn.field(`${side}.sysid`, macText(c.bytes, c.at + 4));
  turn.field(`${side}.key`, c.peek16(10));
  turn.field(`${side}.port`, c.peek16(14));
  turn.field(`${side}.state`, c.peek8(16));
}
