import type { Packet } from '../packet.ts';
import { linkHeaderCut } from './cut.ts';
import { walkMpls } from './mpls.ts';

const SLARP = 0x8035;
const MPLS = 0x8847;
/** ISO network layer packets follow with one byte of padding before them. */
const OSI = 0xfefe;

/** Cisco HDLC, LINKTYPE_C_HDLC (RFC 1547 4.3.1): address, control, EtherType. Its keep-alives (SLARP) are management. */
export function walkCiscoHdlc(p: Packet, at: number): void {
  if (at + 4 > p.end) {
    linkHeaderCut(p, at);
    return;
  }
  const type = p.view.getUint16(at + 2);
  p.network = at + 4;
  if (type === SLARP) p.management = true;
  else if (type === OSI) {
    p.llcSap = OSI & 0xff;
    p.network = Math.min(p.end, at + 5);
  } else {
    p.etherType = type;
    if (type === MPLS) walkMpls(p, at + 4);
  }
}
