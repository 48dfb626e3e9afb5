import { ByteWriter } from '../byte-writer.ts';

export interface PcapForm {
  readonly nanoseconds: boolean;
  readonly littleEndian: boolean;
  readonly snapLength: number;
}

/** The classic file header; link type 1 is Ethernet. */
export function pcapHeader(form: PcapForm): Uint8Array {
  const little = form.littleEndian;
  const writer = new ByteWriter(24)
    .u32(form.nanoseconds ? 0xa1b23c4d : 0xa1b2c3d4, little)
    .u16(2, little)
    .u16(4, little);
  return writer.u32(0, little).u32(0, little).u32(form.snapLength, little).u32(1, little).done();
}

/** Time in Unix nanoseconds; a microsecond file drops the rest, as a capturing kernel would. */
export function pcapRecord(form: PcapForm, time: bigint, frame: Uint8Array): Uint8Array {
  const little = form.littleEndian;
  const nanoseconds = Number(time % 1_000_000_000n);
  const fraction = form.nanoseconds ? nanoseconds : Math.floor(nanoseconds / 1000);
  const kept = Math.min(frame.length, form.snapLength);
  const writer = new ByteWriter(16 + kept).u32(Number(time / 1_000_000_000n), little).u32(fraction, little);
  return writer.u32(kept, little).u32(frame.length, little).bytes(frame.subarray(0, kept)).done();
}
