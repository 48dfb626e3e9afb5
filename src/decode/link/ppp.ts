import type { Packet } from '../packet.ts';
import { walkCiscoHdlc } from './cisco-hdlc.ts';
import { linkHeaderCut } from './cut.ts';
import { walkMpls } from './mpls.ts';

/** PPP (RFC 1661, RFC 1662): address and control bytes are left out where both ends agreed to (ACFC). */
export function walkPpp(p: Packet, at: number): void {
  // No protocol number is 0xff, compressed or not: it is the address byte.
  if (at >= p.end || p.view.getUint8(at) !== 0xff) walkPppProtocol(p, at);
  else if (at + 2 <= p.end && p.view.getUint8(at + 1) === 3) walkPppProtocol(p, at + 2);
  else linkHeaderCut(p, at);
}

/** LINKTYPE_PPP_HDLC: PPP in HDLC framing, or Cisco's own framing, told by the address byte 0x0f or 0x8f. */
export function walkPppHdlc(p: Packet, at: number): void {
  if (at < p.end && (p.view.getUint8(at) & 0x7f) === 0x0f) walkCiscoHdlc(p, at);
  else walkPpp(p, at);
}

/** LINKTYPE_PPP_PPPD: the address byte is replaced by the direction, 0 in, 1 out. */
export function walkPppPppd(p: Packet, at: number): void {
  if (at + 2 > p.end) {
    linkHeaderCut(p, at);
    return;
  }
  const direction = p.view.getUint8(at);
  if (direction < 2) p.frame.direction = direction + 1;
  walkPppProtocol(p, p.view.getUint8(at + 1) === 3 ? at + 2 : at);
}

/**
 * The protocol field and what it names. It is one byte where both ends agreed to leave its zero high byte out:
 * the low byte of every protocol number is odd, the high byte even (RFC 1661 2 and 6.5).
 */
export function walkPppProtocol(p: Packet, at: number): void {
  if (at >= p.end) {
    linkHeaderCut(p, at);
    return;
  }
  const first = p.view.getUint8(at);
  let protocol = first;
  let payload = at + 1;
  if ((first & 1) === 0) {
    if (at + 2 > p.end) {
      linkHeaderCut(p, at);
      return;
    }
    protocol = p.view.getUint16(at);
    payload = at + 2;
  }
  p.network = payload;
  p.ppp = at;
  // Over PPPoE the type of the outer frame must not outlive this header.
  p.etherType = 0;
  if (protocol === 0x0021) p.etherType = 0x0800;
  else if (protocol === 0x0057) p.etherType = 0x86dd;
  else if (protocol === 0x0281) walkMpls(p, payload);
  // 0x8000 and above negotiate the protocols below and the link itself (RFC 1661 2).
  else if (protocol >= 0x8000) p.management = true;
}
