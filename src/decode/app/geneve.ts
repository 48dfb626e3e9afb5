import type { Cursor } from '../../kernel/cursor.ts';
import { INNER_ETHERNET } from '../inner-kind.ts';
import type { DatagramProtocol } from '../protocol.ts';
import type { Turn } from '../turn.ts';
import { BAD, DONE, MORE, NO, type Outcome, type Verdict, YES } from '../verdict.ts';

const HEADER = 8;
const ETHERNET = 0x6558;
/** What is carried; other types are allowed, and nobody sends them. */
const payloads: ReadonlyMap<number, number> = new Map([
  [ETHERNET, INNER_ETHERNET],
  [0x0800, 0x0800],
  [0x0806, 0x0806],
  [0x86dd, 0x86dd],
]);

/** Frames of an overlay network, with options that the carrying hosts, or a cloud's firewalls, add. */
export const geneve: DatagramProtocol<undefined> = {
  kind: 'datagram',
  name: 'geneve',
  title: 'Generic Network Virtualization Encapsulation',
  spec: 'RFC 8926',
  fields: {
    'geneve.flags': { doc: '0x80 control packet, 0x40 critical options' },
    'geneve.proto_type': { doc: 'EtherType of what is carried' },
    'geneve.vni': { doc: 'number of the network' },
    'geneve.option.class': { doc: 'who defined an option' },
    'geneve.option.type': { doc: 'its number there' },
  },
  anomalies: { 'option-bad': { doc: 'an option that does not fit the header' } },
  functionName: (fn: number): string | undefined => (fn === 0 ? 'frame' : fn === 1 ? 'control' : undefined),
  tunnelName: (id: number): string => `vni ${id}`,
  undecoded: 'What options say, and control packets.',
  // Version 2 bits, reserved 6 and 8, type 14, and of what is carried at least a nibble of IP.
  falseMatchLog2: -32,
  ports: [6081],
  canBegin: (byte: number): boolean => byte < 0x40,
  open: () => undefined,
  probe(c: Cursor): Verdict {
    const options = (c.peek8() & 0x3f) * 4;
    if (c.peek8() >> 6 !== 0 || (c.peek8(1) & 0x3f) !== 0 || c.peek8(7) !== 0) return NO;
    if (c.left < HEADER + options + 14 || !areOptions(c, options)) return NO;
    return isPayload(c, c.peek16(2), HEADER + options) ? YES : NO;
  },
  parse(c: Cursor, turn: Turn): Outcome {
    if (c.left < HEADER) return MORE;
    if (c.peek8() >> 6 !== 0) return BAD;
    const options = (c.peek8() & 0x3f) * 4;
    if (c.left < HEADER + options) return MORE;
    const flags = c.peek8(1) & 0xc0;
    const type = c.peek16(2);
    const vni = c.peek32(4) >>> 8;
    turn.message(flags >> 7);
    if (turn.tracing) {
      turn.field('geneve.flags', flags);
      turn.field('geneve.proto_type', type);
      turn.field('geneve.vni', vni);
      // At most 63 options of four bytes and more, since the header has room for 252.
      for (let at = HEADER; at < HEADER + options; at += 4 + (c.peek8(at + 3) & 31) * 4) {
        turn.field('geneve.option.class', c.peek16(at));
        turn.field('geneve.option.type', c.peek8(at + 2));
      }
    }
    if (!areOptions(c, options)) turn.anomaly('option-bad');
    const payload = payloads.get(type);
    if (payload === undefined) turn.unrecognised(c.left - HEADER - options);
    else turn.carry(payload, c.at + HEADER + options, -1, vni, 0);
    c.skip(c.left);
    return DONE;
  },
};

/** Whether the options fill their room exactly. */
function areOptions(c: Cursor, length: number): boolean {
  let at = 0;
  while (at < length) {
    if ((c.peek8(HEADER + at + 3) & 0xe0) !== 0) return false;
    at += 4 + (c.peek8(HEADER + at + 3) & 31) * 4;
  }
  return at === length;
}

function isPayload(c: Cursor, type: number, at: number): boolean {
  if (type === 0x0800) return c.peek8(at) >> 4 === 4;
  if (type === 0x86dd) return c.peek8(at) >> 4 === 6;
  if (type === 0x0806) return c.peek16(at) === 1 && c.peek16(at + 2) === 0x0800;
  if (type !== ETHERNET || (c.peek8(at + 6) & 1) !== 0) return false;
  const inner = c.peek16(at + 12);
  const first = c.peek8(at + 14) >> 4;
  if (inner === 0x0800) return first === 4;
  if (inner === 0x86dd) return first === 6;
  return inner >= 0x600
    ? (inner & 0xff00) === 0x8800 || (inner & 0xff00) === 0x0800 || inner === 0x8100
    : inner <= c.left;
}
