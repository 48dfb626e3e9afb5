import type { Cursor } from '../../kernel/cursor.ts';
import { macText } from '../../kernel/mac.ts';
import type { CarriedProtocol } from '../protocol.ts';
import type { Turn } from '../turn.ts';

/** Parts of one message that are read: as many as fit a frame. */
export const MAX_PARTS = 760;
/** Reserved and delay, sequence, delay again: what stands before the parts of all but announcements. */
const HEADER = 20;
const ANNOUNCE_HEADER = 22;
const SEQUENCE = 12;

const MASTER = 4;
const SUBDOMAIN = 1;
const DELAY_PARAMETER = 6;

/** Kinds by their frame's identifier (IEC 61158-6-10 4.4). */
const kinds: ReadonlyMap<number, string> = new Map([
  [0x0020, 'sync with follow-up'],
  [0x0021, 'sync with follow-up (time)'],
  [0x0080, 'sync'],
  [0x0081, 'sync (time)'],
  [0xff00, 'announce'],
  [0xff01, 'announce (time)'],
  [0xff20, 'follow-up'],
  [0xff21, 'follow-up (time)'],
  [0xff40, 'delay request'],
  [0xff41, 'delay response with follow-up'],
  [0xff42, 'delay follow-up'],
  [0xff43, 'delay response'],
]);

/** Precision Transparent Clock Protocol of PROFINET: line delays between neighbours, and synchronised clocks. */
export const pnPtcp: CarriedProtocol = {
  kind: 'carried',
  name: 'pn-ptcp',
  title: 'PROFINET Precision Transparent Clock Protocol',
  spec: 'IEC 61158-6-10 4.4',
  fields: {
    'pn_ptcp.sequence_id': { doc: 'Number that ties answers to requests' },
    'pn_ptcp.delay1ns': { doc: 'Delay', unit: 'ns' },
    'pn_ptcp.tl_type': { doc: 'Parts: 1 subdomain, 2 time, 4 master, 5 port, 6 delay, 7 port time, 127 option' },
    'pn_ptcp.master_source_address': { doc: 'Link address of the master clock' },
    'pn_ptcp.port_mac_address': { doc: 'Link address of the port' },
  },
  anomalies: {
    'part-cut': { doc: 'A part that is longer than its message' },
    'too-many-parts': { doc: 'More parts in one message than are read' },
  },
  functionName: (fn) => kinds.get(fn),
  undecoded: 'Times and properties of clocks.',
  specLists: () => [
    {
      title: 'Messages',
      source: 'IEC 61158-6-10 4.4',
      entries: [...kinds].map(([id, name]) => ({
        id: `0x${id.toString(16).padStart(4, '0')}`,
        name,
        depth: 'decoded',
        functions: [id],
      })),
    },
  ],
};

export function isPtcp(frameId: number): boolean {
  return kinds.has(frameId);
}

export function hasPtcpHeader(c: Cursor): boolean {
  return c.has(HEADER);
}

/** Reads one message of the protocol that speaks already. */
export function readPtcp(c: Cursor, turn: Turn, frameId: number): void {
  turn.message(frameId);
  if (turn.tracing) {
    turn.field('pn_ptcp.sequence_id', c.peek16(SEQUENCE));
    if (frameId !== 0xff00 && frameId !== 0xff01) turn.field('pn_ptcp.delay1ns', c.peek32(16) >>> 0);
  }
  c.skip(frameId === 0xff00 || frameId === 0xff01 ? Math.min(ANNOUNCE_HEADER, c.left) : HEADER);
  for (let i = 0; c.has(2); i++) {
    if (i === MAX_PARTS) {
      turn.anomaly('too-many-parts');
      return turn.unrecognised(c.left);
    }
    const head = c.u16();
    const type = head >> 9;
    const length = head & 0x1ff;
    if (type === 0) return;
    if (!c.has(length)) {
      turn.anomaly('part-cut');
      return turn.unrecognised(c.left);
    }
    if (turn.tracing) {
      turn.field('pn_ptcp.tl_type', type);
      if (type === DELAY_PARAMETER && length >= 6) turn.field('pn_ptcp.port_mac_address', macText(c.bytes, c.at));
      if (type === SUBDOMAIN && length >= 22) turn.field('pn_ptcp.master_source_address', macText(c.bytes, c.at));
    }
    if (type !== DELAY_PARAMETER && type !== SUBDOMAIN && type !== MASTER) turn.unrecognised(length);
    c.skip(length);
  }
}
