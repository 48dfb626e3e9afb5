import { walkTransport } from '../transport/walk-transport.ts';
import type { Packet } from '../packet.ts';
import { walkIpv4 } from './ipv4.ts';
import { walkIpv6 } from './ipv6.ts';

const ETHERTYPE_IPV4 = 0x0800;
const ETHERTYPE_IPV6 = 0x86dd;

/** Reads the network header where the link layer says there is one, then the transport header. */
export function walkNetwork(p: Packet): void {
  if (p.etherType === ETHERTYPE_IPV4) walkIpv4(p, p.network);
  else if (p.etherType === ETHERTYPE_IPV6) walkIpv6(p, p.network);
  else return;
  if (p.damage === 0 && !p.fragment) walkTransport(p);
}
