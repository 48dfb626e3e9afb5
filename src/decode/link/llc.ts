import { LINK_HEADER_CUT, type Packet } from '../packet.ts';

/**
 * IEEE 802.2 LLC at `at`, with SNAP (RFC 1042) where both SAPs are 0xaa. `length` is 802.3's own length field and
 * cuts the padding off; it is ignored where it is longer than what was captured.
 */
export function walkLlc(p: Packet, at: number, length: number): void {
  if (length >= 0 && at + length < p.end) p.end = at + length;
  if (at + 3 > p.end) {
    p.damage = LINK_HEADER_CUT;
    p.stoppedAt = at;
    return;
  }
  const sap = p.view.getUint8(at);
  if (sap !== 0xaa || p.view.getUint8(at + 1) !== 0xaa) {
    p.llcSap = sap;
    // An unnumbered format (low bits 11) has a control field of one byte, the others two (802.2-1998 5.4).
    p.network = at + ((p.view.getUint8(at + 2) & 3) === 3 ? 3 : 4);
    if (p.network > p.end) p.network = p.end;
    return;
  }
  if (at + 8 > p.end) {
    p.damage = LINK_HEADER_CUT;
    p.stoppedAt = at;
    return;
  }
  const oui = (p.view.getUint16(at + 3) << 8) | p.view.getUint8(at + 5);
  const pid = p.view.getUint16(at + 6);
  // OUI 0 means that an EtherType follows; so does 0x0000f8 for the types of RFC 1042 bridges (802.1H).
  if (oui === 0 || oui === 0xf8) p.etherType = pid;
  else p.snap = oui * 0x10000 + pid;
  p.network = at + 8;
}
