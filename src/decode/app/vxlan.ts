import type { Cursor } from '../../kernel/cursor.ts';
import { INNER_ETHERNET } from '../inner-kind.ts';
import { looksLikeEthernet } from '../link/looks-like-ethernet.ts';
import type { DatagramProtocol } from '../protocol.ts';
import type { Turn } from '../turn.ts';
import { BAD, DONE, MORE, NO, type Outcome, type Verdict, YES } from '../verdict.ts';

const HEADER = 8;
const ETHERNET_HEADER = 14;
/** The number is valid; the rest is reserved but for group policy (0x80) and, in the generic extension, 0x04. */
const VALID = 0x08;
const POLICY = 0x80;
const GENERIC = 0x04;

/** What the generic protocol extension carries, by number, as EtherTypes. */
const payloads: ReadonlyMap<number, number> = new Map([
  [1, 0x0800],
  [2, 0x86dd],
  [3, INNER_ETHERNET],
  [5, 0x8847],
]);

/** Frames of an overlay network between the hosts that carry it. */
export const vxlan: DatagramProtocol<undefined> = {
  kind: 'datagram',
  name: 'vxlan',
  title: 'Virtual eXtensible Local Area Network',
  spec: 'RFC 7348, draft-smith-vxlan-group-policy-05, draft-ietf-nvo3-vxlan-gpe-13',
  fields: {
    'vxlan.flags': { doc: 'which fields are there' },
    'vxlan.gbp': { doc: 'group policy of the sender' },
    'vxlan.next_proto': { doc: 'what is carried, in the generic extension' },
    'vxlan.vni': { doc: 'number of the network' },
  },
  anomalies: {},
  functionName: (fn: number): string | undefined => (fn === 0 ? 'frame' : undefined),
  tunnelName: (id: number): string => `vni ${id}`,
  undecoded: 'Service headers (NSH) in the generic extension.',
  // Weakest is group policy: 8 bits of the first byte, 6 of the second, 8 of the last, and a frame that looks like one;
  // with any bits, 1 and 8 of them, such a frame, and a length of 16.
  falseMatchLog2: -34,
  ports: [4789, 8472, 4790],
  canBegin: (byte: number): boolean => (byte & VALID) !== 0,
  open: () => undefined,
  probe(c: Cursor): Verdict {
    const first = c.peek8();
    if (c.left < HEADER + ETHERNET_HEADER || c.peek8(7) !== 0 || (first & VALID) === 0) return NO;
    if (first === VALID) return c.peek16(1) === 0 && c.peek8(3) === 0 && isFrame(c) ? YES : NO;
    if (first === (VALID | POLICY)) return (c.peek8(1) & 0xb7) === 0 && looksLikeEthernet(c, HEADER) ? YES : NO;
    if (isGeneric(c) && payloads.has(c.peek8(3))) return YES;
    // Reserved bits are to be passed over (RFC 7348 5): then what is carried must be whole to the byte.
    return looksLikeEthernet(c, HEADER) && isWholePacket(c) ? YES : NO;
  },
  parse(c: Cursor, turn: Turn): Outcome {
    if (c.left < HEADER) return MORE;
    const flags = c.peek8();
    if ((flags & VALID) === 0) return BAD;
    const vni = c.peek32(4) >>> 8;
    turn.message(0);
    if (turn.tracing) {
      turn.field('vxlan.flags', c.peek16());
      if ((flags & POLICY) !== 0) turn.field('vxlan.gbp', c.peek16(2));
      if (isGeneric(c)) turn.field('vxlan.next_proto', c.peek8(3));
      turn.field('vxlan.vni', vni);
    }
    const payload = isGeneric(c) ? payloads.get(c.peek8(3)) : INNER_ETHERNET;
    if (payload === undefined) turn.unrecognised(c.left - HEADER);
    else turn.carry(payload, c.at + HEADER, -1, vni, 0);
    c.skip(c.left);
    return DONE;
  },
};

/** The generic extension, and not only its flag among others that nobody defined. */
function isGeneric(c: Cursor): boolean {
  return c.peek8() === (VALID | GENERIC) && c.peek16(1) === 0;
}

/** IPv4 or IPv6 that ends where the datagram does. */
function isWholePacket(c: Cursor): boolean {
  const at = HEADER + ETHERNET_HEADER;
  const type = c.peek16(at - 2);
  if (type === 0x0800) return c.peek16(at + 2) === c.left - at;
  return type === 0x86dd && c.peek16(at + 4) === c.left - at - 40;
}

/** A type, or a length that the rest can hold; and no group as sender. */
function isFrame(c: Cursor): boolean {
  const type = c.peek16(HEADER + 12);
  return (c.peek8(HEADER + 6) & 1) === 0 && (type >= 0x600 || type <= c.left - HEADER - ETHERNET_HEADER);
}
