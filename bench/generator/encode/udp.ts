import { ByteWriter } from '../byte-writer.ts';
import { foldedChecksum, pseudoHeaderSum, wordSum } from './checksum.ts';
import { ipProtocol } from './ipv4.ts';

export interface UdpFields {
  readonly source: Uint8Array;
  readonly destination: Uint8Array;
  readonly sourcePort: number;
  readonly destinationPort: number;
}

/** RFC 768; a computed checksum of zero is sent as all ones. */
export function udpDatagram(fields: UdpFields, payload: Uint8Array): Uint8Array {
  const length = 8 + payload.length;
  const writer = new ByteWriter(length);
  writer.u16(fields.sourcePort).u16(fields.destinationPort).u16(length).u16(0).bytes(payload);
  const datagram = writer.done();
  const sum = pseudoHeaderSum(fields.source, fields.destination, ipProtocol.udp, length) + wordSum(datagram);
  const checksum = foldedChecksum(sum) || 0xffff;
  datagram[6] = checksum >>> 8;
  datagram[7] = checksum & 0xff;
  return datagram;
}
