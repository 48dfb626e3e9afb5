import type { Packet } from '../packet.ts';
import { linkHeaderCut } from './cut.ts';
import { walkLlc } from './llc.ts';
import { walkMpls } from './mpls.ts';
import { walkPppoe } from './pppoe.ts';

/** Most VLAN tags read on one frame: QinQ has two, and a third is seen on provider backbones. */
export const MAX_TAGS = 4;

const IPV4 = 0x0800;
const MPLS = 0x8847;
const MPLS_UPSTREAM = 0x8848;
const EXTENDED_PORT_TAG = 0x893f;
const PPPOE_SESSION = 0x8864;
/** IEEE 802.3-2022 3.2.6: up to 1500 the field is a length, from 1536 on a type; between them it is neither. */
const LONGEST_LENGTH = 1500;

/**
 * Follows `type`, whose field ends at `at`, through VLAN tags (IEEE 802.1Q-2022 9.3: 0x8100, 0x88a8, and the
 * 0x9100 that older switches write) to the payload. Up to 1500 it is a length, and LLC follows.
 */
export function walkEtherType(p: Packet, type: number, at: number): void {
  if (type === IPV4) {
    p.etherType = type;
    p.network = at;
    return;
  }
  let offset = at;
  for (let tags = 0; type === 0x8100 || type === 0x88a8 || type === 0x9100; tags++) {
    if (offset + 4 > p.end || tags === MAX_TAGS) {
      linkHeaderCut(p, offset);
      return;
    }
    const id = p.view.getUint16(offset) & 0xfff;
    if (p.vlan < 0) p.vlan = id;
    else if (p.innerVlan < 0) p.innerVlan = id;
    type = p.view.getUint16(offset + 2);
    offset += 4;
  }
  if (type === EXTENDED_PORT_TAG) {
    // Six bytes that name a port behind a port extender (IEEE 802.1BR-2012 7.5), then another type.
    if (offset + 8 > p.end) {
      linkHeaderCut(p, offset);
      return;
    }
    type = p.view.getUint16(offset + 6);
    offset += 8;
  }
  if (type <= LONGEST_LENGTH) {
    walkLlc(p, offset, type);
    return;
  }
  p.etherType = type;
  p.network = offset;
  if (type === MPLS || type === MPLS_UPSTREAM) walkMpls(p, offset);
  else if (type === PPPOE_SESSION) walkPppoe(p, offset);
}
