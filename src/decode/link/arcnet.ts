import type { Packet } from '../packet.ts';
import { linkHeaderCut } from './cut.ts';
import { LENGTH_UNKNOWN, walkLlc } from './llc.ts';

const IPV4 = 0x0800;
const ARP = 0x0806;
const EXCEPTION = 0xff;
/** ASHRAE 135 clause 8: BACnet stands behind an LLC header, without RFC 1201's split. */
const BACNET = 0xcd;

/**
 * LINKTYPE_ARCNET_LINUX, a field bus of the eighties that older cranes still have: source, destination, two unused
 * bytes, protocol. RFC 1201 puts a split flag and a sequence number before the payload, RFC 1051 does not. Addresses
 * are one byte and no MAC, so none is set.
 */
export function walkArcnet(p: Packet, at: number): void {
  if (at + 8 > p.end) {
    linkHeaderCut(p, at);
    return;
  }
  const protocol = p.view.getUint8(at + 4);
  p.network = at + 5;
  if (protocol === 240) p.etherType = IPV4;
  else if (protocol === 241) p.etherType = ARP;
  else if (protocol === BACNET) walkLlc(p, at + 5, LENGTH_UNKNOWN);
  else if (protocol === 212 || protocol === 213) {
    // An exception packet repeats the protocol and the flag behind four bytes of padding (RFC 1201 2.4).
    p.network = at + (p.view.getUint8(at + 5) === EXCEPTION ? 12 : 8);
    if (p.network > p.end) linkHeaderCut(p, at);
    else p.etherType = protocol === 212 ? IPV4 : ARP;
  }
}
