import type { Frame } from '../kernel/frame.ts';
import { INNER_ETHERNET, INNER_IP, INNER_PPP, INNER_WIRELESS } from './inner-kind.ts';
import { walkEtherType } from './link/ether-type.ts';
import { walkEthernet } from './link/ethernet.ts';
import { walkPpp } from './link/ppp.ts';
import { walkRawIp } from './link/raw-ip.ts';
import { linkWalkers } from './link/registry.ts';
import { walkWireless } from './link/wireless.ts';
import { walkNetwork } from './net/walk-network.ts';
import { type Packet, UNKNOWN_LINK_TYPE } from './packet.ts';

const LINKTYPE_ETHERNET = 1;

/**
 * Walks one frame from its link header to its application payload, writing what it finds into `p`.
 * Never throws and never reads outside the captured bytes; a damaged frame leaves {@link Packet.damage}.
 */
export function walkFrame(p: Packet, frame: Frame): void {
  p.frame = frame;
  p.bytes = frame.bytes;
  p.view = frame.view;
  clear(p, frame.start, frame.end, frame.wireLength);
  p.tunnel = 0;
  if (frame.linkType === LINKTYPE_ETHERNET) walkEthernet(p, frame.start);
  else {
    const walk = linkWalkers.get(frame.linkType);
    if (walk === undefined) {
      p.damage = UNKNOWN_LINK_TYPE;
      return;
    }
    walk(p, frame.start);
  }
  if (p.damage === 0 && !p.management && p.network >= 0) walkNetwork(p);
}

/**
 * Walks the packet that a tunnel carries, in the same bytes: `payload` is an EtherType or one of inner-kind.ts. A packet
 * without a link header of its own keeps the VLAN that it travels in, and the MAC addresses unless IP lies between.
 */
export function walkInner(p: Packet, payload: number, at: number, end: number, wireLength: number): void {
  const { vlan, innerVlan, sourceMac, destinationMac } = p;
  const overIp = p.ipVersion !== 0;
  clear(p, at, end, wireLength);
  if (payload === INNER_ETHERNET) walkEthernet(p, at);
  else if (payload === INNER_WIRELESS) walkWireless(p, at);
  else {
    p.vlan = vlan;
    p.innerVlan = innerVlan;
    if (!overIp) {
      p.sourceMac = sourceMac;
      p.destinationMac = destinationMac;
    }
    if (payload === INNER_IP) walkRawIp(p, at);
    else if (payload === INNER_PPP) walkPpp(p, at);
    else walkEtherType(p, payload, at);
  }
  if (p.damage === 0 && !p.management && p.network >= 0) walkNetwork(p);
}

/**
 * Turns back to the outermost header of a tunnel in the link layer: `p` then shows a frame that carries it, and nothing
 * of what lies behind.
 */
export function showCarrier(p: Packet): void {
  p.etherType = p.carrier;
  p.network = p.carrierAt;
  p.end = p.carrierEnd;
  p.llcSap = -1;
  p.snap = -1;
  p.ppp = -1;
  p.management = false;
  p.ipVersion = 0;
  p.fragment = false;
  p.transport = -1;
  p.payload = -1;
  p.damage = 0;
  p.carrierAt = -1;
}

function clear(p: Packet, start: number, end: number, wireLength: number): void {
  p.start = start;
  p.end = end;
  p.wireLength = wireLength;
  p.carrierAt = -1;
  p.ppp = -1;
  p.sourceMac = -1;
  p.destinationMac = -1;
  p.vlan = -1;
  p.innerVlan = -1;
  p.etherType = 0;
  p.llcSap = -1;
  p.snap = -1;
  p.network = -1;
  p.management = false;
  p.ipVersion = 0;
  p.source = -1;
  p.destination = -1;
  p.ttl = -1;
  p.protocol = -1;
  p.identification = -1;
  p.dontFragment = false;
  p.fragment = false;
  p.transport = -1;
  p.sourcePort = 0;
  p.destinationPort = 0;
  p.flags = 0;
  p.optionsAt = -1;
  p.payload = -1;
  p.payloadEnd = -1;
  p.payloadLength = 0;
  p.damage = 0;
  p.stoppedAt = start;
}
