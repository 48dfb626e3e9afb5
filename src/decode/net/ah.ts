import type { Cursor } from '../../kernel/cursor.ts';
import type { PacketProtocol } from '../protocol.ts';
import type { Turn } from '../turn.ts';
import { DONE, MORE, type Outcome } from '../verdict.ts';

const HEADER = 12;
const ESP = 50;

/** IPsec Authentication Header over IPv4; in IPv6 it is an extension header, and what it guards is read. */
export const ah: PacketProtocol = {
  kind: 'packet',
  name: 'ah',
  title: 'IPsec Authentication Header',
  spec: 'RFC 4302',
  carriedIn: { ipProtocol: 51 },
  undecoded: 'What the header guards, which is in the clear unless it is ESP.',
  fields: {
    'ah.next_header': { doc: 'IP protocol of what is guarded' },
    'ah.length': { doc: 'length of the header in units of 4 bytes, less 2' },
    'ah.spi': { doc: 'number of the association' },
    'ah.sequence': { doc: 'number of the packet in its association' },
  },
  anomalies: { 'header-bad': { doc: 'a header longer than the packet, or without its fields' } },
  functionName: (fn) => (fn <= 255 ? `guarded protocol ${fn}` : undefined),
  parse,
};

function parse(c: Cursor, turn: Turn): Outcome {
  if (c.left < HEADER) return MORE;
  const next = c.peek8();
  const length = (c.peek8(1) + 2) * 4;
  turn.message(next);
  if (turn.tracing) {
    turn.field('ah.next_header', next);
    turn.field('ah.length', c.peek8(1));
    turn.field('ah.spi', c.peek32(4));
    turn.field('ah.sequence', c.peek32(8));
  }
  if (length < HEADER || length > c.left) {
    turn.anomaly('header-bad');
    c.skip(HEADER);
  } else c.skip(length);
  if (next === ESP && c.left >= 8) {
    // An association's number and a packet's are in the clear.
    turn.encrypted(c.left - 8);
  } else turn.unrecognised(c.left);
  c.skip(c.left);
  return DONE;
}
