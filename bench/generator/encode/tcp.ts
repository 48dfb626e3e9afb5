import { ByteWriter } from '../byte-writer.ts';
import { foldedChecksum, pseudoHeaderSum, wordSum } from './checksum.ts';
import { ipProtocol } from './ipv4.ts';

export const tcpFlag = { fin: 0x01, syn: 0x02, rst: 0x04, psh: 0x08, ack: 0x10 } as const;

export interface TcpFields {
  readonly source: Uint8Array;
  readonly destination: Uint8Array;
  readonly sourcePort: number;
  readonly destinationPort: number;
  readonly sequence: number;
  readonly acknowledgement: number;
  readonly flags: number;
  readonly window: number;
  readonly options?: Uint8Array;
}

/** RFC 9293. Options must come already padded to four bytes. */
export function tcpSegment(fields: TcpFields, payload: Uint8Array): Uint8Array {
  const options = fields.options ?? new Uint8Array(0);
  const header = 20 + options.length;
  const writer = new ByteWriter(header + payload.length);
  writer.u16(fields.sourcePort).u16(fields.destinationPort).u32(fields.sequence).u32(fields.acknowledgement);
  writer
    .u8((header / 4) << 4)
    .u8(fields.flags)
    .u16(fields.window)
    .u16(0)
    .u16(0);
  writer.bytes(options).bytes(payload);
  const segment = writer.done();
  const sum = pseudoHeaderSum(fields.source, fields.destination, ipProtocol.tcp, segment.length) + wordSum(segment);
  const checksum = foldedChecksum(sum);
  segment[16] = checksum >>> 8;
  segment[17] = checksum & 0xff;
  return segment;
}

export interface SynOptions {
  readonly mss: number;
  readonly windowScale?: number | undefined;
  readonly sack: boolean;
  readonly timestamps?: { readonly value: number; readonly echo: number } | undefined;
}

/** Option order as common stacks send it: MSS, SACK permitted, timestamps, window scale (Linux), else MSS, NOP, WS, SACK (Windows). */
export function synOptions(options: SynOptions): Uint8Array {
  const writer = new ByteWriter(40);
  writer.u8(2).u8(4).u16(options.mss);
  if (options.timestamps !== undefined) {
    if (options.sack) writer.u8(4).u8(2);
    else writer.u8(1).u8(1);
    writer.u8(8).u8(10).u32(options.timestamps.value).u32(options.timestamps.echo);
    if (options.windowScale !== undefined) writer.u8(1).u8(3).u8(3).u8(options.windowScale);
    return writer.done();
  }
  if (options.windowScale !== undefined) writer.u8(1).u8(3).u8(3).u8(options.windowScale);
  if (options.sack) writer.u8(1).u8(1).u8(4).u8(2);
  return writer.done();
}

/** RFC 7323 appendix A: two NOPs, then the timestamps option. */
export function timestampOption(value: number, echo: number): Uint8Array {
  return new ByteWriter(12).u8(1).u8(1).u8(8).u8(10).u32(value).u32(echo).done();
}
