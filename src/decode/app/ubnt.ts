import type { Cursor } from '../../kernel/cursor.ts';
import { ipv4Text } from '../../kernel/ip.ts';
import { macText } from '../../kernel/mac.ts';
import type { ClaimAttribute } from '../../schema/facts/vocabulary.ts';
import type { DatagramProtocol } from '../protocol.ts';
import type { Turn } from '../turn.ts';
import { BAD, DONE, MORE, NO, type Outcome, type Verdict, YES } from '../verdict.ts';
import { type Item, itemsFit, MAX_ITEMS, nextItem } from './discovery-items.ts';
import { wireText } from './wire-text.ts';

const HEADER = 4;
const MAC = 1;
const MAC_AND_IP = 2;
const NAME = 0x0b;

interface Kind {
  readonly field: string;
  readonly claim?: ClaimAttribute;
}

const texts: ReadonlyMap<number, Kind> = new Map<number, Kind>([
  [0x03, { field: 'ubdp.firmware_full', claim: 'firmware' }],
  [NAME, { field: 'ubdp.hostname', claim: 'hostname' }],
  [0x0c, { field: 'ubdp.product', claim: 'model' }],
  [0x0d, { field: 'ubdp.ssid' }],
  [0x14, { field: 'ubdp.model', claim: 'model' }],
  [0x15, { field: 'ubdp.model', claim: 'model' }],
]);

/** Ubiquiti's discovery: radio links, access points and cameras that answer who asks, or tell all. */
export const ubnt: DatagramProtocol<undefined> = {
  kind: 'datagram',
  name: 'ubnt',
  title: 'Ubiquiti Discovery',
  spec: 'no public standard: items as in Wireshark 4.0, with which it agrees on a message made by hand, and in public listeners (colincarter/ubiquiti-parser, hrbrmstr/ubi-discovery-parser)',
  // Version 7 bits, command 6, length 16, items that fill it 8, the first of a known kind 4.
  falseMatchLog2: -37,
  canBegin: (byte) => byte === 1 || byte === 2,
  ports: [10001],
  undecoded:
    'Items without a public name; requests, which are four bytes. Signature unproven: no capture at hand has it.',
  fields: {
    'ubdp.version': { doc: 'version of the protocol' },
    'ubdp.command': { doc: 'kind of message' },
    'ubdp.mac': { doc: 'MAC address of the device' },
    'ubdp.ip': { doc: 'IP address of the device' },
    'ubdp.firmware_full': { doc: 'version of its software' },
    'ubdp.hostname': { doc: 'name that people gave the device' },
    'ubdp.product': { doc: 'model, short' },
    'ubdp.model': { doc: 'model' },
    'ubdp.ssid': { doc: 'name of its wireless network' },
  },
  anomalies: {
    'cut-short': { doc: 'an item reaches beyond the announcement' },
    'too-many-entries': { doc: 'more items than are read' },
  },
  functionName: (fn) => (fn === 0 || fn === 6 ? 'announcement' : undefined),
  open: () => undefined,
  probe(c: Cursor): Verdict {
    const version = c.peek8();
    const command = c.peek8(1);
    if ((version !== 1 && version !== 2) || (command !== 0 && command !== 6)) return NO;
    if (c.left <= HEADER || c.peek16(2) !== c.left - HEADER || !itemsFit(c, HEADER, 1)) return NO;
    const type = c.peek8(HEADER);
    const length = c.peek16(HEADER + 1);
    return (type === MAC && length === 6) || (type === MAC_AND_IP && length === 10) || texts.has(type) ? YES : NO;
  },
  parse(c: Cursor, turn: Turn): Outcome {
    if (!c.has(HEADER)) return MORE;
    const command = c.peek8(1);
    if (c.peek8() !== 1 && c.peek8() !== 2) return BAD;
    turn.message(command);
    if (turn.tracing) {
      turn.field('ubdp.version', c.peek8());
      turn.field('ubdp.command', command);
    }
    c.skip(HEADER);
    let items = 0;
    while (items < MAX_ITEMS && nextItem(c, 1, item)) {
      items++;
      readItem(c, turn);
    }
    if (items > 0) turn.claim(turn.sender, 'vendor', 'Ubiquiti');
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
  const { type, at, length } = item;
  if ((type === MAC && length === 6) || (type === MAC_AND_IP && length === 10)) {
    if (!turn.tracing) return;
    turn.field('ubdp.mac', macText(c.bytes, at));
    if (type === MAC_AND_IP) turn.field('ubdp.ip', ipv4Text(c.bytes, at + 6));
    return;
  }
  const kind = texts.get(type);
  if (kind === undefined) {
    turn.unrecognised(length);
    return;
  }
  const text = wireText(c.bytes, at, at + length);
  if (turn.tracing) turn.field(kind.field, text);
  if (kind.claim === undefined || text === '') return;
  turn.claim(turn.sender, kind.claim, text);
  if (type === NAME) turn.name('self', text, turn.sender);
}
