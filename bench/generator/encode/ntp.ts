import { ByteWriter } from '../byte-writer.ts';

/** Seconds between 1900 and 1970. */
const ntpEpoch = 2208988800;

export interface NtpFields {
  readonly mode: 'client' | 'server';
  readonly stratum: number;
  readonly reference: Uint8Array;
  /** Unix nanoseconds. */
  readonly referenceTime: bigint;
  readonly originTime: bigint;
  readonly receiveTime: bigint;
  readonly transmitTime: bigint;
}

/** RFC 5905 version 4. */
export function ntpMessage(fields: NtpFields): Uint8Array {
  const writer = new ByteWriter(48);
  writer
    .u8((4 << 3) | (fields.mode === 'client' ? 3 : 4))
    .u8(fields.stratum)
    .u8(6)
    .u8(0xe9);
  writer
    .u32(fields.mode === 'client' ? 0x0000_0000 : 0x0000_0142)
    .u32(0x0000_04a1)
    .bytes(fields.reference);
  for (const time of [fields.referenceTime, fields.originTime, fields.receiveTime, fields.transmitTime]) {
    writeTime(writer, time);
  }
  return writer.done();
}

function writeTime(writer: ByteWriter, time: bigint): void {
  if (time === 0n) {
    writer.u32(0).u32(0);
    return;
  }
  const seconds = time / 1_000_000_000n;
  const fraction = ((time % 1_000_000_000n) << 32n) / 1_000_000_000n;
  writer.u32(Number((seconds + BigInt(ntpEpoch)) & 0xffff_ffffn)).u32(Number(fraction));
}
