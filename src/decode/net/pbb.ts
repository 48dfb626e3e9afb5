import type { Cursor } from '../../kernel/cursor.ts';
import { INNER_ETHERNET } from '../inner-kind.ts';
import type { PacketProtocol } from '../protocol.ts';
import type { Turn } from '../turn.ts';
import { DONE, MORE, type Outcome } from '../verdict.ts';

const TAG = 4;

/** A customer's frame in a provider's: MAC in MAC, with the number of the service between the two. */
export const pbb: PacketProtocol = {
  kind: 'packet',
  name: 'pbb',
  title: 'Provider Backbone Bridging',
  spec: 'IEEE 802.1Q-2022 9.7 (802.1ah)',
  carriedIn: { etherType: 0x88e7 },
  undecoded: 'Nothing.',
  fields: {
    'ieee8021ah.priority': { doc: 'priority' },
    'ieee8021ah.isid': { doc: 'service instance' },
  },
  anomalies: {},
  functionName: (fn) => (fn === 0 ? 'customer frame' : undefined),
  tunnelName: (id) => `isid ${id}`,
  parse,
};

function parse(c: Cursor, turn: Turn): Outcome {
  if (c.left < TAG) return MORE;
  const service = c.peek32() & 0xff_ffff;
  turn.message(0);
  if (turn.tracing) {
    turn.field('ieee8021ah.priority', c.peek8() >> 5);
    turn.field('ieee8021ah.isid', service);
  }
  turn.carry(INNER_ETHERNET, c.at + TAG, -1, service, 0);
  c.skip(c.left);
  return DONE;
}
