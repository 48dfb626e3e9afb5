import { ByteWriter } from '../byte-writer.ts';

export interface Ipv6Fields {
  readonly source: Uint8Array;
  readonly destination: Uint8Array;
  readonly nextHeader: number;
  readonly hopLimit: number;
  /** An MLD report must carry a router alert in a hop-by-hop header (RFC 3810 section 5). */
  readonly routerAlert?: boolean;
}

/** RFC 8200. */
export function ipv6Packet(fields: Ipv6Fields, payload: Uint8Array): Uint8Array {
  const extension = fields.routerAlert === true ? 8 : 0;
  const writer = new ByteWriter(40 + extension + payload.length);
  writer.u32(0x60000000).u16(extension + payload.length);
  writer.u8(extension > 0 ? 0 : fields.nextHeader).u8(fields.hopLimit);
  writer.bytes(fields.source).bytes(fields.destination);
  if (extension > 0) writer.u8(fields.nextHeader).u8(0).u8(5).u8(2).u16(0).u8(1).u8(0);
  return writer.bytes(payload).done();
}
