import { macBytes } from '../addresses.ts';
import { ByteWriter } from '../byte-writer.ts';

export const bridgeGroup: Uint8Array = macBytes('01:80:c2:00:00:00');
export const bridgeSap = 0x42;

/** IEEE 802.1D-2004 section 9.3.3: a rapid spanning tree BPDU of the root bridge's designated port. */
export function rapidBpdu(bridge: Uint8Array, port: number): Uint8Array {
  const writer = new ByteWriter(40).u16(0).u8(2).u8(2).u8(0x3c);
  writer
    .u16(0x8000)
    .bytes(bridge)
    .u32(0)
    .u16(0x8000)
    .bytes(bridge)
    .u16(0x8000 | port);
  return writer
    .u16(0)
    .u16(20 << 8)
    .u16(2 << 8)
    .u16(15 << 8)
    .u8(0)
    .done();
}
