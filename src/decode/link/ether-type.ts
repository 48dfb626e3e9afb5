import { LINK_HEADER_CUT, type Packet } from '../packet.ts';
import { walkLlc } from './llc.ts';

/** Most VLAN tags read on one frame: QinQ has two, and a third is seen on provider backbones. */
const MAX_TAGS = 4;

/**
 * Reads the type field at `at` and any VLAN tags before the payload (IEEE 802.1Q-2022 9.3: 0x8100, 0x88a8, and
 * the 0x9100 that older switches write). Values up to 1500 are a length: LLC follows.
 */
export function walkEtherType(p: Packet, at: number): void {
  let offset = at;
  for (let tags = 0; tags <= MAX_TAGS; tags++) {
    if (offset + 2 > p.end) break;
    const type = p.view.getUint16(offset);
    if (type !== 0x8100 && type !== 0x88a8 && type !== 0x9100) {
      if (type > 1500) {
        p.etherType = type;
        p.network = offset + 2;
      } else walkLlc(p, offset + 2, type);
      return;
    }
    if (offset + 6 > p.end) break;
    const id = p.view.getUint16(offset + 2) & 0xfff;
    if (p.vlan < 0) p.vlan = id;
    else if (p.innerVlan < 0) p.innerVlan = id;
    offset += 4;
  }
  p.damage = LINK_HEADER_CUT;
  p.stoppedAt = offset;
}
