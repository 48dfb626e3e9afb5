import { ByteWriter } from '../byte-writer.ts';

/** RFC 1001 section 14.1: sixteen bytes, each nibble as a letter from A. */
export function netbiosName(name: string, suffix: number): Uint8Array {
  const writer = new ByteWriter(40).u8(32);
  for (let i = 0; i < 16; i++) {
    const code = i === 15 ? suffix : i < name.length ? name.charCodeAt(i) : 0x20;
    writer.u8(0x41 + (code >>> 4)).u8(0x41 + (code & 0x0f));
  }
  return writer.u8(0).done();
}

/** RFC 1002 section 4.2.12: a broadcast name query. */
export function netbiosQuery(identification: number, name: string, suffix: number): Uint8Array {
  const writer = new ByteWriter(64).u16(identification).u16(0x0110).u16(1).u16(0).u16(0).u16(0);
  return writer.bytes(netbiosName(name, suffix)).u16(0x20).u16(1).done();
}

/** RFC 1002 section 4.2.2: a broadcast registration of a unique name, B node. */
export function netbiosRegistration(identification: number, name: string, suffix: number, ip: Uint8Array): Uint8Array {
  const writer = new ByteWriter(96).u16(identification).u16(0x2910).u16(1).u16(0).u16(0).u16(1);
  writer.bytes(netbiosName(name, suffix)).u16(0x20).u16(1);
  writer.u16(0xc00c).u16(0x20).u16(1).u32(300000).u16(6).u16(0).bytes(ip);
  return writer.done();
}
