import type { Cursor } from '../../kernel/cursor.ts';
import type { PacketProtocol } from '../protocol.ts';
import type { Turn } from '../turn.ts';
import { DONE, MORE, type Outcome } from '../verdict.ts';

const HEADER = 8;
/** RFC 4303 2.1: SPI 1 to 255 are reserved, 0 is for use within a host. */
const LAST_RESERVED = 255;

/** Encapsulating Security Payload: how much goes through which association; what, nobody can say without its keys. */
export const esp: PacketProtocol = {
  kind: 'packet',
  name: 'esp',
  title: 'IPsec Encapsulating Security Payload',
  spec: 'RFC 4303',
  carriedIn: { ipProtocol: 50 },
  undecoded: 'All behind SPI and sequence number, taken for encrypted even where a peer agreed not to.',
  fields: {
    'esp.spi': { doc: 'number of the association, the receiver’s choice' },
    'esp.sequence': { doc: 'number of the packet in its association' },
  },
  anomalies: { 'spi-reserved': { doc: 'a number that no association may have' } },
  functionName: (fn) => (fn === 0 ? 'encrypted packet' : undefined),
  parse,
};

function parse(c: Cursor, turn: Turn): Outcome {
  if (c.left < HEADER) return MORE;
  const spi = c.u32();
  const sequence = c.u32();
  turn.message(0);
  if (turn.tracing) {
    turn.field('esp.spi', spi);
    turn.field('esp.sequence', sequence);
  }
  if (spi <= LAST_RESERVED) turn.anomaly('spi-reserved');
  turn.encrypted(c.left);
  c.skip(c.left);
  return DONE;
}
