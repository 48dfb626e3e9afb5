import type { Packet } from '../packet.ts';
import { linkHeaderCut } from './cut.ts';
import { walkEtherType } from './ether-type.ts';
import { LENGTH_UNKNOWN, walkLlc } from './llc.ts';

/** ARPHRD_ of the devices whose protocol field is no EtherType: netlink, and the two radio capture formats. */
const NETLINK = 824;
const RADIO = 801;
const RADIOTAP = 803;
/** Values of the protocol field below 0x600 that Linux made up: 802.3 without LLC, and with. */
const NOVELL_RAW = 1;
const LLC = 4;

const SENT = 4;
const OTHER_HOST = 3;

/** LINKTYPE_LINUX_SLL: packet type, ARPHRD_, address length, address (8 bytes), protocol. */
export function walkLinuxCooked(p: Packet, at: number): void {
  if (at + 16 > p.end) {
    linkHeaderCut(p, at);
    return;
  }
  const { view } = p;
  address(p, view.getUint16(at), view.getUint16(at + 4), at + 6);
  payload(p, view.getUint16(at + 2), view.getUint16(at + 14), at + 16);
}

/** LINKTYPE_LINUX_SLL2: protocol, reserved, interface index, ARPHRD_, packet type, address length, address (8 bytes). */
export function walkLinuxCooked2(p: Packet, at: number): void {
  if (at + 20 > p.end) {
    linkHeaderCut(p, at);
    return;
  }
  const { view } = p;
  address(p, view.getUint8(at + 10), view.getUint8(at + 11), at + 12);
  payload(p, view.getUint16(at + 8), view.getUint16(at), at + 20);
}

/** The only address kept is the sender's; the receiver is told by the packet type alone. */
function address(p: Packet, packetType: number, length: number, at: number): void {
  if (length === 6) p.sourceMac = at;
  if (packetType === SENT) p.frame.direction = 2;
  else if (packetType < OTHER_HOST) p.frame.direction = 1;
}

function payload(p: Packet, hardware: number, protocol: number, at: number): void {
  p.network = at;
  if (hardware === NETLINK || hardware === RADIO || hardware === RADIOTAP) p.management = true;
  else if (protocol === LLC) walkLlc(p, at, LENGTH_UNKNOWN);
  else if (protocol === NOVELL_RAW) p.etherType = 0x8137;
  else if (protocol >= 0x600) walkEtherType(p, protocol, at);
}
