import { LINK_HEADER_CUT, type Packet } from '../packet.ts';
import { walkEtherType } from './ether-type.ts';

/** Ethernet II and 802.3 (IEEE 802.3-2022 3.1): addresses, then a type or a length. */
export function walkEthernet(p: Packet, at: number): void {
  if (at + 14 > p.end) {
    p.damage = LINK_HEADER_CUT;
    p.stoppedAt = at;
    return;
  }
  p.destinationMac = at;
  p.sourceMac = at + 6;
  walkEtherType(p, at + 12);
}
