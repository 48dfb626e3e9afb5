import type { Packet } from '../packet.ts';
import { linkHeaderCut } from './cut.ts';
import { noteCarrier } from './note-carrier.ts';
import { walkPppProtocol } from './ppp.ts';

const PPPOE_SESSION = 0x8864;

/** PPPoE session header (RFC 2516 4): version and type 1, code 0, session, length; a PPP frame without HDLC follows. */
export function walkPppoe(p: Packet, at: number): void {
  if (at + 6 > p.end) {
    linkHeaderCut(p, at);
    return;
  }
  if (p.view.getUint16(at) !== 0x1100) return;
  noteCarrier(p, PPPOE_SESSION, at);
  const length = p.view.getUint16(at + 4);
  if (at + 6 + length < p.end) p.end = at + 6 + length;
  walkPppProtocol(p, at + 6);
}
