import { ByteWriter } from '../byte-writer.ts';

const readCommand = 8;

/** MS-SMB2 2.2.1.2 behind the four-byte length of RFC 1002; the message id stands at offset 28 of the result. */
function header(kind: 'request' | 'response', bodyLength: number): ByteWriter {
  const writer = new ByteWriter(160)
    .u32(64 + bodyLength)
    .u32(0xfe534d42)
    .u16(64, true)
    .u16(1, true)
    .u32(0);
  writer
    .u16(readCommand, true)
    .u16(1, true)
    .u32(kind === 'response' ? 1 : 0, true)
    .u32(0);
  return writer.zeros(8).u32(0).u32(5, true).u32(0x41, true).u32(0).zeros(16);
}

/** MS-SMB2 2.2.19 */
export function smbRead(length: number): Uint8Array {
  const writer = header('request', 49).u16(49, true).u8(0x50).u8(0).u32(length, true).zeros(8);
  return writer.zeros(15).u8(7).u32(0).u32(0).u32(0).u16(0).u16(0).u8(0).done();
}

/** MS-SMB2 2.2.20, without the data that follows it. */
export function smbReadAnswer(length: number): Uint8Array {
  return header('response', 16 + length)
    .u16(17, true)
    .u8(0x50)
    .u8(0)
    .u32(length, true)
    .u32(0)
    .u32(0)
    .done();
}
