import type { Cursor } from '../../kernel/cursor.ts';
import { MAX_LABELS } from '../link/mpls.ts';
import { mpls } from '../net/mpls.ts';
import type { DatagramProtocol } from '../protocol.ts';
import type { Turn } from '../turn.ts';
import { NO, type Outcome, type Verdict, YES } from '../verdict.ts';

const ENTRY = 4;
/** Those below have meanings of their own (RFC 3032 2.1). */
const FIRST_LABEL = 16;
/** ICMP, IGMP, IP in IP, TCP, UDP, IPv6 in IP, fragments, GRE, ESP, ICMPv6, OSPF: what IPv6 is believed to carry behind a label. */
const followers: ReadonlySet<number> = new Set([1, 2, 4, 6, 17, 41, 44, 47, 50, 58, 89]);

/** MPLS in UDP (RFC 7510): no header of its own, so it is told by an IP packet that ends where the datagram does. */
export const mplsOverUdp: DatagramProtocol<undefined> = {
  kind: 'datagram',
  name: mpls.name,
  title: mpls.title,
  spec: mpls.spec,
  fields: mpls.fields,
  anomalies: mpls.anomalies,
  functionName: (fn) => mpls.functionName(fn),
  tunnelName: (id, how) => mpls.tunnelName?.(id, how) ?? '',
  undecoded: mpls.undecoded,
  // Weakest is IPv6: a nibble, a length of 16 bits, one of 11 protocols.
  falseMatchLog2: -24,
  ports: [6635],
  open: () => undefined,
  probe(c: Cursor): Verdict {
    let header = 0;
    for (let isLast = false; !isLast; header += ENTRY) {
      // A label that nobody assigned, or one that ought to have been dropped, is the header of something else.
      if (c.peek32(header) >>> 12 < FIRST_LABEL || c.peek8(header + 3) === 0) return NO;
      if (header === MAX_LABELS * ENTRY || header + ENTRY > c.left) return NO;
      isLast = (c.peek8(header + 2) & 1) !== 0;
    }
    const first = c.peek8(header);
    if (first === 0x45) return c.peek16(header + 2) === c.left - header && isSumRight(c, header) ? YES : NO;
    return first >> 4 === 6 && c.peek16(header + 4) === c.left - header - 40 && followers.has(c.peek8(header + 6))
      ? YES
      : NO;
  },
  parse: (c: Cursor, turn: Turn): Outcome => mpls.parse(c, turn),
};

/** IPv4's header checksum (RFC 791 3.1) over twenty bytes. */
function isSumRight(c: Cursor, at: number): boolean {
  let sum = 0;
  for (let i = 0; i < 20; i += 2) sum += c.peek16(at + i);
  return ((sum & 0xffff) + (sum >>> 16)) % 0xffff === 0;
}
