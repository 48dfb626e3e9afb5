import { ByteWriter } from '../byte-writer.ts';

export interface ArpFields {
  readonly operation: 'request' | 'reply';
  readonly senderMac: Uint8Array;
  readonly senderIp: Uint8Array;
  readonly targetMac: Uint8Array;
  readonly targetIp: Uint8Array;
}

/** RFC 826, Ethernet and IPv4. */
export function arpMessage(fields: ArpFields): Uint8Array {
  const writer = new ByteWriter(28);
  writer
    .u16(1)
    .u16(0x0800)
    .u8(6)
    .u8(4)
    .u16(fields.operation === 'request' ? 1 : 2);
  writer.bytes(fields.senderMac).bytes(fields.senderIp).bytes(fields.targetMac).bytes(fields.targetIp);
  return writer.done();
}
