import type { Packet } from '../packet.ts';
import { linkHeaderCut } from './cut.ts';

const IPV4 = 0x0800;
const IPV6 = 0x86dd;

/** LINKTYPE_RAW: the version nibble tells IPv4 from IPv6; anything else keeps no type and stays unrecognised. */
export function walkRawIp(p: Packet, at: number): void {
  if (at >= p.end) {
    linkHeaderCut(p, at);
    return;
  }
  const version = p.view.getUint8(at) >> 4;
  if (version === 4) p.etherType = IPV4;
  else if (version === 6) p.etherType = IPV6;
  p.network = at;
}

/** LINKTYPE_IPV4. */
export function walkRawIpv4(p: Packet, at: number): void {
  p.etherType = IPV4;
  p.network = at;
}

/** LINKTYPE_IPV6. */
export function walkRawIpv6(p: Packet, at: number): void {
  p.etherType = IPV6;
  p.network = at;
}
