import { ByteWriter } from '../byte-writer.ts';
import { foldedChecksum, wordSum } from './checksum.ts';

export const ipProtocol = { icmp: 1, tcp: 6, udp: 17, icmpv6: 58 } as const;

export interface Ipv4Fields {
  readonly source: Uint8Array;
  readonly destination: Uint8Array;
  readonly protocol: number;
  readonly ttl: number;
  readonly identification: number;
  readonly dontFragment: boolean;
}

/** RFC 791, no options. */
export function ipv4Packet(fields: Ipv4Fields, payload: Uint8Array): Uint8Array {
  const writer = new ByteWriter(20 + payload.length);
  writer
    .u8(0x45)
    .u8(0)
    .u16(20 + payload.length);
  writer.u16(fields.identification).u16(fields.dontFragment ? 0x4000 : 0);
  writer.u8(fields.ttl).u8(fields.protocol).u16(0);
  writer.bytes(fields.source).bytes(fields.destination).bytes(payload);
  const packet = writer.done();
  const checksum = foldedChecksum(wordSum(packet, 0, 20));
  packet[10] = checksum >>> 8;
  packet[11] = checksum & 0xff;
  return packet;
}
