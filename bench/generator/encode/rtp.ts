import { ByteWriter } from '../byte-writer.ts';

export interface RtpFields {
  readonly sequence: number;
  readonly timestamp: number;
  readonly source: number;
  readonly marker: boolean;
}

/** RFC 3550 with dynamic payload type 96, and the RFC 6184 fragmentation unit header of an H.264 picture. */
export function rtpPacket(fields: RtpFields, picture: Uint8Array, position: 'first' | 'middle' | 'last'): Uint8Array {
  const writer = new ByteWriter(14 + picture.length);
  writer
    .u8(0x80)
    .u8((fields.marker ? 0x80 : 0) | 96)
    .u16(fields.sequence)
    .u32(fields.timestamp)
    .u32(fields.source);
  writer.u8(0x7c).u8((position === 'first' ? 0x80 : position === 'last' ? 0x40 : 0) | 5);
  return writer.bytes(picture).done();
}
