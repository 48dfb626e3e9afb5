import { Frame } from '../../kernel/frame.ts';
import { Packet } from '../packet.ts';
import { walkFrame } from '../walk-frame.ts';

/** Bytes from hex text; spaces and newlines are for the reader, and `// …` to the end of a line names a field. */
export function hex(text: string): Uint8Array {
  const digits = text.replace(/\/\/.*$/gm, '').replace(/\s+/g, '');
  return Uint8Array.from(digits.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

export function frameOf(bytes: Uint8Array, linkType = 1, start = 0, end: number = bytes.length): Frame {
  const frame = new Frame();
  frame.bytes = bytes;
  frame.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  frame.start = start;
  frame.end = end;
  frame.wireLength = end - start;
  frame.linkType = linkType;
  frame.number = 1;
  frame.ordinal = 1;
  return frame;
}

export function walked(bytes: Uint8Array, linkType = 1): Packet {
  const p = new Packet();
  walkFrame(p, frameOf(bytes, linkType));
  return p;
}

/** What of a packet does not depend on where its bytes lie: offsets become distances from the frame's start. */
export function relative(p: Packet): Record<string, number | boolean> {
  const base = p.bytes === p.frame.bytes ? p.frame.start : 0;
  const offset = (at: number): number => (at < 0 ? -1 : at - base);
  return {
    end: offset(p.end),
    sourceMac: offset(p.sourceMac),
    destinationMac: offset(p.destinationMac),
    vlan: p.vlan,
    innerVlan: p.innerVlan,
    etherType: p.etherType,
    llcSap: p.llcSap,
    snap: p.snap,
    network: offset(p.network),
    management: p.management,
    ipVersion: p.ipVersion,
    source: offset(p.source),
    destination: offset(p.destination),
    ttl: p.ttl,
    protocol: p.protocol,
    fragment: p.fragment,
    transport: offset(p.transport),
    sourcePort: p.sourcePort,
    destinationPort: p.destinationPort,
    flags: p.flags,
    optionsAt: offset(p.optionsAt),
    payload: offset(p.payload),
    payloadEnd: offset(p.payloadEnd),
    payloadLength: p.payloadLength,
    damage: p.damage,
    stoppedAt: offset(p.stoppedAt),
    direction: p.frame.direction,
  };
}

/** UDP 10.0.0.1:1000 to 10.0.0.2:2000 with the payload "hi", 30 bytes. */
export const UDP_IN_IPV4 = `
  45 00 001e 0001 4000 40 11 0000  // version, service, length 30, identification, don't fragment, TTL 64, UDP, checksum
  0a000001 0a000002                // source, destination
  03e8 07d0 000a 0000              // ports, length 10, checksum
  6869                             // payload`;

/** UDP 2001:db8::1 port 1000 to 2001:db8::2 port 2000 with the payload "hi", 50 bytes. */
export const UDP_IN_IPV6 = `
  60000000 000a 11 40                       // version, length 10, UDP, hop limit 64
  20010db8000000000000000000000001          // source
  20010db8000000000000000000000002          // destination
  03e8 07d0 000a 0000 6869                  // UDP, payload`;
