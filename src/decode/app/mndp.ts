import type { Cursor } from '../../kernel/cursor.ts';
import { ipv4Text, ipv6Text } from '../../kernel/ip.ts';
import { macText } from '../../kernel/mac.ts';
import type { ClaimAttribute } from '../../schema/facts/vocabulary.ts';
import type { DatagramProtocol } from '../protocol.ts';
import type { Turn } from '../turn.ts';
import { DONE, MORE, NO, type Outcome, type Verdict, YES } from '../verdict.ts';
import { type Item, itemsFit, MAX_ITEMS, nextItem } from './discovery-items.ts';
import { hexText, wireText } from './wire-text.ts';

const HEADER = 4;
const MAC = 1;
const IDENTITY = 5;
const UPTIME = 10;
const UNPACKING = 14;
const IPV6 = 15;
const IPV4 = 17;

interface Kind {
  readonly field: string;
  readonly claim?: ClaimAttribute;
}

const kinds: ReadonlyMap<number, Kind> = new Map<number, Kind>([
  [MAC, { field: 'mndp.mac' }],
  [IDENTITY, { field: 'mndp.identity', claim: 'hostname' }],
  [7, { field: 'mndp.version', claim: 'firmware' }],
  [8, { field: 'mndp.platform', claim: 'vendor' }],
  [UPTIME, { field: 'mndp.uptime' }],
  [11, { field: 'mndp.softwareid' }],
  [12, { field: 'mndp.board', claim: 'model' }],
  [UNPACKING, { field: 'mndp.unpack' }],
  [IPV6, { field: 'mndp.ipv6address' }],
  [16, { field: 'mndp.interfacename', claim: 'port-id' }],
  [IPV4, { field: 'mndp.ipv4address' }],
]);

/** MikroTik's neighbour discovery: routers that say what they are, which version they run and at which port they say it. */
export const mndp: DatagramProtocol<undefined> = {
  kind: 'datagram',
  name: 'mndp',
  title: 'MikroTik Neighbor Discovery',
  spec: 'no public standard: items as in Wireshark 4.0, with which it agrees on a message made by hand, and in public listeners (MndpTray, kevinschweikert/mndp)',
  // Type and length of the first item 32 bits, items that fill the message 8. Its first four bytes are not the same in all versions.
  falseMatchLog2: -40,
  ports: [5678],
  undecoded:
    'Items without a public name; requests, which are four bytes. Signature unproven: no capture at hand has it.',
  fields: {
    'mndp.header.seqno': { doc: 'number of the announcement' },
    'mndp.mac': { doc: 'MAC address of the port' },
    'mndp.identity': { doc: 'name that people gave the device' },
    'mndp.version': { doc: 'version of its software' },
    'mndp.platform': { doc: 'maker' },
    'mndp.uptime': { doc: 'time since its start', unit: 's' },
    'mndp.softwareid': { doc: 'number of its licence' },
    'mndp.board': { doc: 'model' },
    'mndp.unpack': { doc: 'compression that it understands' },
    'mndp.ipv6address': { doc: 'address of the port' },
    'mndp.interfacename': { doc: 'port' },
    'mndp.ipv4address': { doc: 'address of the port' },
  },
  anomalies: {
    'cut-short': { doc: 'an item reaches beyond the announcement' },
    'too-many-entries': { doc: 'more items than are read' },
  },
  functionName: (fn) => (fn === 1 ? 'announcement' : undefined),
  open: () => undefined,
  probe: (c: Cursor): Verdict =>
    c.peek16(HEADER) === MAC && c.peek16(HEADER + 2) === 6 && itemsFit(c, HEADER, 2) ? YES : NO,
  parse(c: Cursor, turn: Turn): Outcome {
    if (!c.has(HEADER)) return MORE;
    turn.message(1);
    if (turn.tracing) turn.field('mndp.header.seqno', c.peek16(2));
    c.skip(HEADER);
    turn.claim(turn.sender, 'role', 'router');
    turn.forwarding('router-capability', turn.sender, 0);
    let items = 0;
    while (items < MAX_ITEMS && nextItem(c, 2, item)) {
      items++;
      readItem(c, turn);
    }
    if (c.left > 0) {
      turn.anomaly(items === MAX_ITEMS ? 'too-many-entries' : 'cut-short');
      turn.unrecognised(c.left);
    }
    c.at = c.end;
    return DONE;
  },
};

const item: Item = { type: 0, at: 0, length: 0 };

function readItem(c: Cursor, turn: Turn): void {
  const kind = kinds.get(item.type);
  if (kind === undefined) {
    turn.unrecognised(item.length);
    return;
  }
  if (kind.claim === undefined && !turn.tracing) return;
  const text = textOf(c);
  if (turn.tracing) turn.field(kind.field, text);
  if (kind.claim === undefined || text === '') return;
  turn.claim(turn.sender, kind.claim, text);
  if (item.type === IDENTITY) turn.name('self', text, turn.sender);
}

function textOf(c: Cursor): string {
  const { bytes, view } = c;
  const { type, at, length } = item;
  if (type === MAC && length === 6) return macText(bytes, at);
  if (type === UPTIME && length === 4) return `${view.getUint32(at, true)}`;
  if (type === IPV4 && length === 4) return ipv4Text(bytes, at);
  if (type === IPV6 && length === 16) return ipv6Text(bytes, at);
  return type === UNPACKING ? hexText(bytes, at, at + length) : wireText(bytes, at, at + length);
}
