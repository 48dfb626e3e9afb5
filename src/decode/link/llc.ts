import type { Packet } from '../packet.ts';
import { linkHeaderCut } from './cut.ts';

/** Says that no 802.3 length field stands before the LLC header. */
export const LENGTH_UNKNOWN = -1;

const SNAP = 0xaa;
/** LLC SAP of IPv4 (RFC 1042 assigns 6; a few old stacks use it without SNAP). */
const SAP_IPV4 = 6;

/**
 * IEEE 802.2 LLC at `at`, with SNAP (RFC 1042) where both SAPs are 0xaa. `length` is 802.3's own length field and
 * cuts the padding off; it is ignored where it is longer than what was captured.
 */
export function walkLlc(p: Packet, at: number, length: number): void {
  if (length >= 0 && at + length < p.end) p.end = at + length;
  if (at + 3 > p.end) {
    linkHeaderCut(p, at);
    return;
  }
  const sap = p.view.getUint8(at);
  const sourceSap = p.view.getUint8(at + 1);
  // Novell's "raw" 802.3 has IPX's checksum field, always 0xffff, where LLC would stand.
  if (sap === 0xff && sourceSap === 0xff) {
    p.etherType = 0x8137;
    p.network = at;
    return;
  }
  if (sap !== SNAP || sourceSap !== SNAP) {
    p.llcSap = sap;
    // An unnumbered format (low bits 11) has a control field of one byte, the others two (802.2-1998 5.4).
    p.network = at + ((p.view.getUint8(at + 2) & 3) === 3 ? 3 : 4);
    if (p.network > p.end) p.network = p.end;
    if (sap === SAP_IPV4) p.etherType = 0x0800;
    return;
  }
  if (at + 8 > p.end) {
    linkHeaderCut(p, at);
    return;
  }
  const oui = (p.view.getUint16(at + 3) << 8) | p.view.getUint8(at + 5);
  const pid = p.view.getUint16(at + 6);
  p.network = at + 8;
  // OUI 0 means that an EtherType follows; so does 0x0000f8 for the types of RFC 1042 bridges (802.1H).
  if (oui !== 0 && oui !== 0xf8) p.snap = oui * 0x10000 + pid;
  else if (pid === 0x8100 && at + 12 <= p.end) {
    // A tag inside SNAP, as 802.11 access points and token ring bridges forward tagged frames (802.1Q-2022 G.2).
    if (p.vlan < 0) p.vlan = p.view.getUint16(at + 8) & 0xfff;
    else if (p.innerVlan < 0) p.innerVlan = p.view.getUint16(at + 8) & 0xfff;
    p.etherType = p.view.getUint16(at + 10);
    p.network = at + 12;
  } else p.etherType = pid;
}
