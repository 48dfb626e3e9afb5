import { ByteWriter, textBytes } from '../byte-writer.ts';

export interface PcapngInterface {
  readonly name: string;
  readonly description: string;
  /** Digits after the second: 6 or 9. */
  readonly resolution: number;
}

type Option = readonly [code: number, value: Uint8Array];

/** Block type, total length, body, total length again; everything little-endian and filled to four bytes. */
function block(type: number, body: Uint8Array): Uint8Array {
  const length = 12 + body.length;
  return new ByteWriter(length).u32(type, true).u32(length, true).bytes(body).u32(length, true).done();
}

function options(list: readonly Option[]): Uint8Array {
  const writer = new ByteWriter(128);
  for (const [code, value] of list) {
    writer
      .u16(code, true)
      .u16(value.length, true)
      .bytes(value)
      .zeros((4 - (value.length % 4)) % 4);
  }
  if (list.length > 0) writer.u16(0, true).u16(0, true);
  return writer.done();
}

export function sectionHeader(comment: string, hardware: string, application: string): Uint8Array {
  const writer = new ByteWriter(128).u32(0x1a2b3c4d, true).u16(1, true).u16(0, true).u32(0xffffffff).u32(0xffffffff);
  writer.bytes(
    options([
      [1, textBytes(comment)],
      [2, textBytes(hardware)],
      [4, textBytes(application)],
    ]),
  );
  return block(0x0a0d0d0a, writer.done());
}

export function interfaceDescription(description: PcapngInterface, snapLength: number): Uint8Array {
  const writer = new ByteWriter(64).u16(1, true).u16(0, true).u32(snapLength, true);
  writer.bytes(
    options([
      [2, textBytes(description.name)],
      [3, textBytes(description.description)],
      [9, Uint8Array.of(description.resolution)],
    ]),
  );
  return block(1, writer.done());
}

export function enhancedPacket(port: PcapngInterface, time: bigint, frame: Uint8Array, comment?: string): Uint8Array {
  const units = port.resolution === 9 ? time : time / 1000n;
  const writer = new ByteWriter(40 + frame.length).u32(0, true);
  writer.u32(Number(units >> 32n), true).u32(Number(units & 0xffff_ffffn), true);
  writer
    .u32(frame.length, true)
    .u32(frame.length, true)
    .bytes(frame)
    .zeros((4 - (frame.length % 4)) % 4);
  if (comment !== undefined) writer.bytes(options([[1, textBytes(comment)]]));
  return block(6, writer.done());
}

/** What the capturing card counted: received and dropped frames. */
export function interfaceStatistics(
  port: PcapngInterface,
  time: bigint,
  received: number,
  dropped: number,
): Uint8Array {
  const units = port.resolution === 9 ? time : time / 1000n;
  const writer = new ByteWriter(64)
    .u32(0, true)
    .u32(Number(units >> 32n), true)
    .u32(Number(units & 0xffff_ffffn), true);
  const count = (value: number): Uint8Array => new ByteWriter(8).u32(value, true).u32(0, true).done();
  writer.bytes(
    options([
      [4, count(received)],
      [5, count(dropped)],
    ]),
  );
  return block(5, writer.done());
}
