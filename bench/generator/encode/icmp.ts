import { ByteWriter } from '../byte-writer.ts';
import { foldedChecksum, pseudoHeaderSum, wordSum } from './checksum.ts';
import { ipProtocol } from './ipv4.ts';

/** RFC 792 echo (type 8) and echo reply (type 0), with the 32 bytes a Windows ping sends. */
export function icmpEcho(kind: 'request' | 'reply', identifier: number, sequence: number): Uint8Array {
  const writer = new ByteWriter(40)
    .u8(kind === 'request' ? 8 : 0)
    .u8(0)
    .u16(0)
    .u16(identifier)
    .u16(sequence);
  for (let i = 0; i < 32; i++) writer.u8(0x61 + (i % 23));
  return withChecksum(writer.done(), 0);
}

/** RFC 792 destination unreachable: the header and first eight bytes of the packet that could not be delivered. */
export function icmpUnreachable(code: number, original: Uint8Array): Uint8Array {
  const writer = new ByteWriter(64).u8(3).u8(code).u16(0).u32(0).bytes(original.subarray(0, 28));
  return withChecksum(writer.done(), 0);
}

/** RFC 4861 router solicitation, with the source link-layer address. */
export function routerSolicitation(source: Uint8Array, destination: Uint8Array, mac: Uint8Array): Uint8Array {
  const message = new ByteWriter(16).u8(133).u8(0).u16(0).u32(0).u8(1).u8(1).bytes(mac).done();
  return withChecksum(message, pseudoHeaderSum(source, destination, ipProtocol.icmpv6, message.length));
}

/** RFC 3810: a version 2 report that joins the given groups (record type 4, change to exclude mode). */
export function listenerReport(source: Uint8Array, destination: Uint8Array, groups: readonly Uint8Array[]): Uint8Array {
  const writer = new ByteWriter(64).u8(143).u8(0).u16(0).u16(0).u16(groups.length);
  for (const group of groups) writer.u8(4).u8(0).u16(0).bytes(group);
  const message = writer.done();
  return withChecksum(message, pseudoHeaderSum(source, destination, ipProtocol.icmpv6, message.length));
}

function withChecksum(message: Uint8Array, pseudo: number): Uint8Array {
  const checksum = foldedChecksum(pseudo + wordSum(message));
  message[2] = checksum >>> 8;
  message[3] = checksum & 0xff;
  return message;
}
