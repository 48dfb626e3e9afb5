import { ByteWriter } from '../byte-writer.ts';

/** 60 bytes without the frame check sequence: a switch never sends less, so a mirror never shows less. */
const shortestFrame = 60;

export const etherType = { ipv4: 0x0800, arp: 0x0806, ipv6: 0x86dd, lldp: 0x88cc } as const;

export function ethernetFrame(to: Uint8Array, from: Uint8Array, type: number, payload: Uint8Array): Uint8Array {
  const writer = new ByteWriter(14 + payload.length + 46);
  writer.bytes(to).bytes(from).u16(type).bytes(payload);
  return padded(writer);
}

/** IEEE 802.3 with LLC: what bridges speak. */
export function llcFrame(to: Uint8Array, from: Uint8Array, sap: number, payload: Uint8Array): Uint8Array {
  const writer = new ByteWriter(80);
  writer
    .bytes(to)
    .bytes(from)
    .u16(payload.length + 3);
  writer.u8(sap).u8(sap).u8(0x03).bytes(payload);
  return padded(writer);
}

function padded(writer: ByteWriter): Uint8Array {
  if (writer.length < shortestFrame) writer.zeros(shortestFrame - writer.length);
  return writer.done();
}
