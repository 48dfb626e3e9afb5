import { IP_HEADER_BAD, NETWORK_HEADER_CUT, type Packet, TOO_MANY_EXTENSION_HEADERS } from '../packet.ts';

/** Most extension headers walked; RFC 8504 5.3 lets a host drop packets with more than it likes, 8 being common. */
export const MAX_EXTENSION_HEADERS = 16;

const HOP_BY_HOP = 0;
const ROUTING = 43;
const FRAGMENT = 44;
const AUTHENTICATION = 51;
const NO_NEXT_HEADER = 59;
const DESTINATION_OPTIONS = 60;
const MOBILITY = 135;
const HIP = 139;
const SHIM6 = 140;

/** IPv6 header and its extension headers (RFC 8200 3 and 4). */
export function walkIpv6(p: Packet, at: number): void {
  const { view } = p;
  p.stoppedAt = at;
  if (at + 40 > p.end) {
    p.damage = NETWORK_HEADER_CUT;
    return;
  }
  if (view.getUint8(at) >> 4 !== 6) {
    p.damage = IP_HEADER_BAD;
    return;
  }
  p.ipVersion = 6;
  p.source = at + 8;
  p.destination = at + 24;
  p.ttl = view.getUint8(at + 7);
  const next = view.getUint8(at + 6);
  const length = view.getUint16(at + 4);
  // Payload length 0 is a jumbogram or segmentation offload (RFC 2675): take the frame's, unless nothing follows.
  const total = length === 0 && next !== NO_NEXT_HEADER ? p.end - at : 40 + length;
  if (at + total < p.end) p.end = at + total;
  walkIpv6Extensions(p, next, at + 40, at + total);
}

/**
 * Walks the extension headers from `offset`, where one of type `next` would stand, to the transport header.
 * `datagramEnd` is where the datagram ends by its length field, captured or not.
 */
export function walkIpv6Extensions(p: Packet, next: number, offset: number, datagramEnd: number): void {
  const { view } = p;
  for (let headers = 0; ; headers++) {
    const extension =
      next === HOP_BY_HOP ||
      next === ROUTING ||
      next === FRAGMENT ||
      next === AUTHENTICATION ||
      next === DESTINATION_OPTIONS ||
      next === MOBILITY ||
      next === HIP ||
      next === SHIM6;
    if (!extension) break;
    p.protocol = next;
    if (headers === MAX_EXTENSION_HEADERS) {
      p.damage = TOO_MANY_EXTENSION_HEADERS;
      return;
    }
    if (offset + 8 > p.end) {
      p.damage = NETWORK_HEADER_CUT;
      p.stoppedAt = offset < p.end ? offset : p.end;
      return;
    }
    if (next === FRAGMENT) {
      const field = view.getUint16(offset + 2);
      // An "atomic" fragment (offset 0, no more) is a whole datagram (RFC 6946).
      if ((field & 0xfff9) !== 0) {
        p.fragment = true;
        p.moreFragments = (field & 1) !== 0;
        p.fragmentOffset = field & 0xfff8;
        p.fragmentId = view.getUint32(offset + 4);
        p.protocol = view.getUint8(offset);
        p.transport = offset + 8;
        p.payloadLength = datagramEnd - p.transport;
        return;
      }
    }
    const units = view.getUint8(offset + 1);
    const size = next === FRAGMENT ? 8 : next === AUTHENTICATION ? (units + 2) * 4 : (units + 1) * 8;
    next = view.getUint8(offset);
    offset += size;
  }
  p.protocol = next;
  p.payloadLength = datagramEnd > offset ? datagramEnd - offset : 0;
  if (offset > p.end) {
    p.transport = p.end;
    p.damage = NETWORK_HEADER_CUT;
    p.stoppedAt = p.end;
  } else p.transport = offset;
}
