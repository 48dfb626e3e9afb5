import type { Packet } from '../packet.ts';
import { linkHeaderCut } from './cut.ts';
import { walkEtherType } from './ether-type.ts';

/** Ethernet II and 802.3 (IEEE 802.3-2022 3.1): addresses, then a type or a length. */
export function walkEthernet(p: Packet, at: number): void {
  if (at + 14 > p.end) {
    linkHeaderCut(p, at);
    return;
  }
  p.destinationMac = at;
  p.sourceMac = at + 6;
  walkEtherType(p, p.view.getUint16(at + 12), at + 14);
}
