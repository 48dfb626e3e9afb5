import { ipv4Text } from '../../kernel/ip.ts';
import type { CarriedProtocol } from '../protocol.ts';
import type { Turn } from '../turn.ts';

const PTUNNEL_MAGIC = 0xd520_0880;
const PTUNNEL_NG_MAGIC = 0xdead_c0de;
const PTUNNEL_HEADER = 28;
/** Function: what the header's state says; its top bit is set by the proxy. */
const STATE_NAMES = ['start', 'acknowledgement', 'data', 'close', 'authentication'] as const;
const INNER_PACKET = 16;
const IPV4_HEADER = 20;

/**
 * Tunnels that travel in echoes: ptunnel and ptunnel-ng by their magic, and those that carry whole IP packets, as icmptunnel
 * does, by a header whose length and sum fit. Tunnels of other formats show in the anomaly of the echo that holds them.
 */
export const icmpTunnel: CarriedProtocol = {
  kind: 'carried',
  name: 'icmp-tunnel',
  title: 'Tunnel in ICMP echoes (ptunnel, IP in echoes)',
  spec: 'not published; header of ptunnel 0.72 and ptunnel-ng 1.42 as the programs send it; RFC 791 for packets carried',
  fields: {
    'icmp-tunnel.program': { doc: 'Which program’s format it is, where it has one.' },
    'icmp-tunnel.destination': { doc: 'Address that the proxy is to connect to, or that the packet is for.' },
    'icmp-tunnel.port': { doc: 'Port that the proxy is to connect to.' },
    'icmp-tunnel.length': { doc: 'Length of what is carried.', unit: 'bytes' },
  },
  anomalies: {},
  functionName: (fn: number): string | undefined => {
    if (fn === INNER_PACKET) return 'IP packet';
    const name = STATE_NAMES[fn & 7];
    return name === undefined || fn > 15 ? undefined : fn >= 8 ? `ptunnel proxy ${name}` : `ptunnel ${name}`;
  },
  undecoded: 'What is carried. ptunnel and ptunnel-ng were tried on real peers; IP in echoes is unproven.',
};

/** Says what tunnel an echo's data in `[start, end)` belong to, if to one; `asked` is true for a request. */
export function tellIcmpTunnel(
  bytes: Uint8Array,
  view: DataView,
  start: number,
  end: number,
  turn: Turn,
  asked: boolean,
): void {
  const length = end - start;
  if (length >= PTUNNEL_HEADER) {
    const magic = view.getUint32(start);
    // Address, port, state in eight octets: its low bits are one of five, the two highest who speaks.
    if (magic === PTUNNEL_MAGIC || magic === PTUNNEL_NG_MAGIC) {
      const state = view.getUint32(start + 12);
      const proxy = state >>> 31 === 1;
      const step = state & 0x3fff_ffff;
      if (step >= STATE_NAMES.length || state >>> 30 === 0) return;
      turn.inside(icmpTunnel);
      turn.message(step + (proxy ? 8 : 0));
      // The system of a proxy answers a client's echo with the same data: those are nobody's words.
      if (proxy || asked) turn.claim(turn.sender, 'role', proxy ? 'icmp-tunnel-proxy' : 'icmp-tunnel-client');
      if (turn.tracing) {
        turn.field('icmp-tunnel.program', magic === PTUNNEL_MAGIC ? 'ptunnel' : 'ptunnel-ng');
        if (view.getUint32(start + 4) !== 0) turn.field('icmp-tunnel.destination', ipv4Text(bytes, start + 4));
        if (view.getUint32(start + 8) !== 0) turn.field('icmp-tunnel.port', view.getUint32(start + 8));
        turn.field('icmp-tunnel.length', view.getUint32(start + 20));
      }
      return;
    }
  }
  if (length < IPV4_HEADER || bytes[start] !== 0x45 || view.getUint16(start + 2) !== length) return;
  if (headerSum(view, start) !== 0xffff) return;
  turn.inside(icmpTunnel);
  turn.message(INNER_PACKET);
  turn.claim(turn.sender, 'role', 'icmp-tunnel-peer');
  if (turn.tracing) {
    turn.field('icmp-tunnel.destination', ipv4Text(bytes, start + 16));
    turn.field('icmp-tunnel.length', length);
  }
}

/** RFC 791: the ones' complement sum of a header that is whole. */
function headerSum(view: DataView, at: number): number {
  let sum = 0;
  for (let i = 0; i < IPV4_HEADER; i += 2) sum += view.getUint16(at + i);
  while (sum > 0xffff) sum = (sum & 0xffff) + (sum >>> 16);
  return sum;
}
