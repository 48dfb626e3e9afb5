import type { Packet } from '../packet.ts';
import { linkHeaderCut } from './cut.ts';

const UNNUMBERED_INFORMATION = 3;
const NLPID_SNAP = 0x80;
const NLPID_IPV4 = 0xcc;
const NLPID_IPV6 = 0x8e;

/**
 * Frame relay, LINKTYPE_FRELAY: an address of two to four bytes (Q.922: the last has its low bit set), then either
 * control and NLPID (RFC 2427) or, in Cisco's framing, an EtherType.
 */
export function walkFrameRelay(p: Packet, at: number): void {
  let offset = at;
  do {
    if (offset >= p.end || offset === at + 4) {
      linkHeaderCut(p, at);
      return;
    }
  } while ((p.view.getUint8(offset++) & 1) === 0);
  if (offset + 2 > p.end) {
    linkHeaderCut(p, offset);
    return;
  }
  p.network = offset + 2;
  if (p.view.getUint8(offset) !== UNNUMBERED_INFORMATION) {
    const type = p.view.getUint16(offset);
    if (type >= 0x600) p.etherType = type;
    return;
  }
  // One byte of padding keeps what follows SNAP aligned (RFC 2427 3).
  const padded = p.view.getUint8(offset + 1) === 0 ? 1 : 0;
  if (offset + padded + 2 > p.end) {
    linkHeaderCut(p, offset);
    return;
  }
  const nlpid = p.view.getUint8(offset + padded + 1);
  p.network = offset + padded + 2;
  if (nlpid === NLPID_IPV4) p.etherType = 0x0800;
  else if (nlpid === NLPID_IPV6) p.etherType = 0x86dd;
  else if (nlpid === NLPID_SNAP) snap(p, p.network);
}

/** OUI and PID as in SNAP, without the three LLC bytes before them. */
function snap(p: Packet, at: number): void {
  if (at + 5 > p.end) {
    linkHeaderCut(p, at);
    return;
  }
  const oui = (p.view.getUint16(at) << 8) | p.view.getUint8(at + 2);
  const pid = p.view.getUint16(at + 3);
  p.network = at + 5;
  if (oui === 0) p.etherType = pid;
  else p.snap = oui * 0x10000 + pid;
}
