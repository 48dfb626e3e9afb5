import type { Frame } from '../kernel/frame.ts';
import { walkEthernet } from './link/ethernet.ts';
import { linkWalkers } from './link/registry.ts';
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
  p.end = frame.end;
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
  p.stoppedAt = frame.start;
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
