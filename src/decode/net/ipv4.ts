import { IP_HEADER_BAD, IP_LENGTH_BAD, NETWORK_HEADER_CUT, type Packet } from '../packet.ts';

/** IPv4 header (RFC 791 3.1). The total length cuts link padding off the end of the frame. */
export function walkIpv4(p: Packet, at: number): void {
  const { view } = p;
  p.stoppedAt = at;
  if (at + 20 > p.end) {
    p.damage = NETWORK_HEADER_CUT;
    return;
  }
  const first = view.getUint8(at);
  const headerLength = (first & 15) * 4;
  if (first >> 4 !== 4 || headerLength < 20) {
    p.damage = IP_HEADER_BAD;
    return;
  }
  // Total length 0 is what segmentation offload leaves in captures made on the sending host: take the frame's.
  let total = view.getUint16(at + 2);
  if (total === 0) total = p.end - at;
  p.ipVersion = 4;
  p.source = at + 12;
  p.destination = at + 16;
  p.ttl = view.getUint8(at + 8);
  p.protocol = view.getUint8(at + 9);
  p.identification = view.getUint16(at + 4);
  if (total < headerLength) {
    p.damage = IP_LENGTH_BAD;
    return;
  }
  const flags = view.getUint16(at + 6);
  // What was not on the wire was not sent, whatever the length says: sequence numbers must not run ahead of it.
  const onWire = p.start + p.wireLength - at;
  if (total > onWire && (flags & 0x3fff) === 0) total = Math.max(headerLength, onWire, p.end - at);
  p.dontFragment = (flags & 0x4000) !== 0;
  p.payloadLength = total - headerLength;
  if (at + headerLength > p.end) {
    p.damage = NETWORK_HEADER_CUT;
    return;
  }
  if (at + total < p.end) p.end = at + total;
  p.transport = at + headerLength;
  if ((flags & 0x3fff) !== 0) {
    p.fragment = true;
    p.moreFragments = (flags & 0x2000) !== 0;
    p.fragmentOffset = (flags & 0x1fff) * 8;
    p.fragmentId = p.identification;
  }
}
