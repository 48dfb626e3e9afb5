import { ipv4Text, ipv6Text } from '../../kernel/ip.ts';
import type { FieldSpec } from '../protocol.ts';
import { claimCarrierAddress } from '../app/carrier-address.ts';
import type { Turn } from '../turn.ts';

/** Fields of the packet that an ICMP or ICMPv6 error quotes, apart from those of the error itself. */
export const quotedFields: Readonly<Record<string, FieldSpec>> = {
  'quoted.src': { doc: 'source of the packet that the error is about' },
  'quoted.dst': { doc: 'destination of the packet that the error is about' },
  'quoted.ttl': { doc: 'time to live that the packet had left' },
  'quoted.proto': { doc: 'IP protocol of the packet' },
  'quoted.srcport': { doc: 'its source port, for TCP and UDP' },
  'quoted.dstport': { doc: 'its destination port, for TCP and UDP' },
};

const TCP = 6;
const UDP = 17;

/**
 * The header of the packet that an error quotes, from `at` to `end`. Gives the id of its destination, or 0 where
 * what is quoted is too short or no IP header of `version`.
 */
export function readQuotedPacket(
  bytes: Uint8Array,
  view: DataView,
  at: number,
  end: number,
  version: 4 | 6,
  turn: Turn,
): number {
  const shortest = version === 4 ? 20 : 40;
  if (at + shortest > end || view.getUint8(at) >> 4 !== version) return 0;
  const source = version === 4 ? at + 12 : at + 8;
  const destination = version === 4 ? at + 16 : at + 24;
  if (turn.tracing) {
    const text = version === 4 ? ipv4Text : ipv6Text;
    turn.field('quoted.src', text(bytes, source));
    turn.field('quoted.dst', text(bytes, destination));
    turn.field('quoted.ttl', view.getUint8(version === 4 ? at + 8 : at + 7));
    const protocol = view.getUint8(version === 4 ? at + 9 : at + 6);
    turn.field('quoted.proto', protocol);
    const transport = at + (version === 4 ? (view.getUint8(at) & 15) * 4 : 40);
    const first = version === 6 || (view.getUint16(at + 6) & 0x1fff) === 0;
    if (first && (protocol === TCP || protocol === UDP) && transport + 4 <= end) {
      turn.field('quoted.srcport', view.getUint16(transport));
      turn.field('quoted.dstport', view.getUint16(transport + 2));
    }
  }
  if (version === 4) {
    claimCarrierAddress(turn, bytes, source);
    claimCarrierAddress(turn, bytes, destination);
    return turn.ip(bytes, destination, 4);
  }
  return turn.ip(bytes, destination, 16);
}
