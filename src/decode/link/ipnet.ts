import type { Packet } from '../packet.ts';
import { linkHeaderCut } from './cut.ts';

/** Solaris' address family numbers. */
const AF_INET = 2;
const AF_INET6 = 26;

/** LINKTYPE_IPNET, Solaris' view of IP between its zones: version, family, type, length, interfaces and zones (24 bytes). */
export function walkIpnet(p: Packet, at: number): void {
  if (at + 24 > p.end) {
    linkHeaderCut(p, at);
    return;
  }
  const family = p.view.getUint8(at + 1);
  if (family === AF_INET) p.etherType = 0x0800;
  else if (family === AF_INET6) p.etherType = 0x86dd;
  p.network = at + 24;
}
