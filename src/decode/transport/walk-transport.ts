import { type Packet, TCP_HEADER_BAD, TRANSPORT_HEADER_CUT, UDP_LENGTH_BAD } from '../packet.ts';

const TCP = 6;
const UDP = 17;
const AUTHENTICATION = 51;

/** Reads the TCP (RFC 9293 3.1) or UDP (RFC 768) header at {@link Packet.transport}; other protocols are left as they are. */
export function walkTransport(p: Packet): void {
  const { view } = p;
  if (p.protocol === AUTHENTICATION) passAuthentication(p);
  const at = p.transport;
  p.stoppedAt = at;
  if (p.protocol === TCP) {
    if (at + 20 > p.end) {
      p.damage = TRANSPORT_HEADER_CUT;
      return;
    }
    p.sourcePort = view.getUint16(at);
    p.destinationPort = view.getUint16(at + 2);
    p.sequence = view.getInt32(at + 4);
    p.acknowledgement = view.getInt32(at + 8);
    const offsetAndFlags = view.getUint16(at + 12);
    p.flags = offsetAndFlags & 0x1ff;
    p.window = view.getUint16(at + 14);
    const headerLength = (offsetAndFlags >> 12) * 4;
    if (headerLength < 20 || headerLength > p.payloadLength) {
      p.damage = TCP_HEADER_BAD;
      return;
    }
    p.payloadLength -= headerLength;
    p.optionsAt = at + 20;
    p.payload = at + headerLength < p.end ? at + headerLength : p.end;
    p.payloadEnd = p.end;
  } else if (p.protocol === UDP) {
    if (at + 8 > p.end) {
      p.damage = TRANSPORT_HEADER_CUT;
      return;
    }
    p.sourcePort = view.getUint16(at);
    p.destinationPort = view.getUint16(at + 2);
    // Length 0 is allowed in IPv6 jumbograms only (RFC 2675 4); senders with offload leave it elsewhere too.
    const length = view.getUint16(at + 4);
    p.payload = at + 8;
    p.payloadEnd = p.end;
    if (length !== 0) {
      if (length < 8 || length > p.payloadLength) {
        p.damage = UDP_LENGTH_BAD;
        p.payloadLength = Math.max(0, p.payloadLength - 8);
        return;
      }
      p.payloadLength = length - 8;
      if (at + length < p.end) p.payloadEnd = at + length;
    } else p.payloadLength = Math.max(0, p.payloadLength - 8);
  }
}

/**
 * Steps over IPv4's authentication header (RFC 4302 2): it signs what follows and hides nothing. That of IPv6 is an
 * extension header like others. One that is not whole is left as it is.
 */
function passAuthentication(p: Packet): void {
  const at = p.transport;
  if (at + 12 > p.end) return;
  const size = (p.view.getUint8(at + 1) + 2) * 4;
  if (size < 12 || at + size > p.end) return;
  p.protocol = p.view.getUint8(at);
  p.transport = at + size;
  p.payloadLength -= size;
}
