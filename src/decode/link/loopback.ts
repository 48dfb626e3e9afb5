import type { Packet } from '../packet.ts';
import { linkHeaderCut } from './cut.ts';
import { walkRawIp } from './raw-ip.ts';

const AF_INET = 2;
/** AF_INET6 has a number of its own in Linux, Windows, NetBSD and OpenBSD, FreeBSD, and macOS. */
const AF_INET6: ReadonlySet<number> = new Set([10, 23, 24, 28, 30]);

/** LINKTYPE_NULL: the address family in the byte order of the machine that captured. */
export function walkLoopback(p: Packet, at: number): void {
  if (at + 4 > p.end) {
    linkHeaderCut(p, at);
    return;
  }
  const big = p.view.getUint32(at);
  // Some writers put an EtherType into the lower half.
  const type = big & 0xffff;
  if (type === 0x0800 || type === 0x86dd) {
    family(p, type, at + 4);
    return;
  }
  // Families are small: bits in the upper half mean that the other byte order was written.
  family(p, big > 0xffff ? p.view.getUint32(at, true) : big, at + 4);
}

/** LINKTYPE_LOOP: the same in network byte order (OpenBSD). */
export function walkOpenBsdLoop(p: Packet, at: number): void {
  if (at + 4 > p.end) {
    linkHeaderCut(p, at);
    return;
  }
  family(p, p.view.getUint32(at), at + 4);
}

function family(p: Packet, value: number, at: number): void {
  p.network = at;
  if (value === AF_INET) p.etherType = 0x0800;
  else if (AF_INET6.has(value)) {
    // 23 is IPX in BSD: the version nibble decides.
    walkRawIp(p, at);
  } else if (value >= 0x600 && value <= 0xffff) p.etherType = value;
}
