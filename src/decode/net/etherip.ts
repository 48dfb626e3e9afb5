import type { Cursor } from '../../kernel/cursor.ts';
import { INNER_ETHERNET, NO_ID } from '../inner-kind.ts';
import type { PacketProtocol } from '../protocol.ts';
import type { Turn } from '../turn.ts';
import { BAD, DONE, MORE, type Outcome } from '../verdict.ts';

/** Version 3, the rest reserved. */
const HEADER = 0x3000;

/** Ethernet frames in IP packets, as OpenBSD and older bridges send them. */
export const etherip: PacketProtocol = {
  kind: 'packet',
  name: 'etherip',
  title: 'Ethernet within IP',
  spec: 'RFC 3378',
  carriedIn: { ipProtocol: 97 },
  undecoded: 'Nothing.',
  fields: { 'etherip.ver': { doc: 'version, always 3' } },
  anomalies: { 'reserved-set': { doc: 'bits that must be zero are not' } },
  functionName: (fn) => (fn === 0 ? 'frame' : undefined),
  parse,
};

function parse(c: Cursor, turn: Turn): Outcome {
  if (c.left < 2) return MORE;
  if (c.peek8() >> 4 !== HEADER >> 12) return BAD;
  turn.message(0);
  if (turn.tracing) turn.field('etherip.ver', c.peek8() >> 4);
  if (c.peek16() !== HEADER) turn.anomaly('reserved-set');
  turn.carry(INNER_ETHERNET, c.at + 2, -1, NO_ID, 0);
  c.skip(c.left);
  return DONE;
}
