import { ByteWriter } from '../byte-writer.ts';

export const dhcpType = { discover: 1, offer: 2, request: 3, acknowledge: 5 } as const;

export interface DhcpFields {
  readonly type: number;
  readonly transaction: number;
  readonly clientMac: Uint8Array;
  readonly clientIp?: Uint8Array;
  readonly yourIp?: Uint8Array;
  readonly hostName?: string;
  readonly vendorClass?: string;
  readonly requestedIp?: Uint8Array;
  readonly server?: Uint8Array;
  readonly lease?: {
    readonly mask: Uint8Array;
    readonly router: Uint8Array;
    readonly dns: Uint8Array;
    readonly seconds: number;
  };
}

/** RFC 2131 and 2132; padded to the 300 bytes that old relays insist on. */
export function dhcpMessage(fields: DhcpFields): Uint8Array {
  const fromServer = fields.type === dhcpType.offer || fields.type === dhcpType.acknowledge;
  const none = new Uint8Array(4);
  const writer = new ByteWriter(320);
  writer
    .u8(fromServer ? 2 : 1)
    .u8(1)
    .u8(6)
    .u8(0)
    .u32(fields.transaction)
    .u16(0)
    .u16(0);
  writer.bytes(fields.clientIp ?? none).bytes(fields.yourIp ?? none);
  writer
    .bytes(none)
    .bytes(none)
    .bytes(fields.clientMac)
    .zeros(10 + 64 + 128)
    .u32(0x63825363);
  writer.u8(53).u8(1).u8(fields.type);
  if (fields.server !== undefined) option(writer, 54, fields.server);
  if (fields.requestedIp !== undefined) option(writer, 50, fields.requestedIp);
  if (fields.hostName !== undefined) option(writer, 12, new ByteWriter().text(fields.hostName).done());
  if (fields.vendorClass !== undefined) option(writer, 60, new ByteWriter().text(fields.vendorClass).done());
  if (fields.lease !== undefined) {
    option(writer, 51, new ByteWriter().u32(fields.lease.seconds).done());
    option(writer, 1, fields.lease.mask);
    option(writer, 3, fields.lease.router);
    option(writer, 6, fields.lease.dns);
  }
  if (!fromServer) option(writer, 55, Uint8Array.of(1, 3, 6, 12, 15, 42));
  writer.u8(255);
  if (writer.length < 300) writer.zeros(300 - writer.length);
  return writer.done();
}

function option(writer: ByteWriter, code: number, value: Uint8Array): void {
  writer.u8(code).u8(value.length).bytes(value);
}
