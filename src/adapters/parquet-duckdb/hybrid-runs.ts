import type { ByteSink } from './byte-sink.ts';

/** Bits that a number below `count` needs. */
export function bitsFor(count: number): number {
  return count <= 1 ? 0 : 32 - Math.clz32(count - 1);
}

/** A repeated value is worth a run of its own from this length on, which is a whole group of eight. */
const LEAST_RUN = 8;

/**
 * Parquet's RLE / bit-packing hybrid: runs of one value as (length << 1, value), anything else as groups of eight
 * packed from the least significant bit, headed by (groups << 1 | 1). Bit-packed runs hold whole groups, so a run of
 * one value begins only where the values packed before it are a multiple of eight.
 */
export function writeHybridRuns(sink: ByteSink, values: Uint32Array, count: number, bits: number): void {
  let packedFrom = 0;
  let at = 0;
  while (at < count) {
    const value = values[at] as number;
    let end = at + 1;
    while (end < count && values[end] === value) end++;
    if (end - at >= LEAST_RUN) {
      // Values that fill up the last group of eight are taken from the run.
      const fill = (8 - ((at - packedFrom) & 7)) & 7;
      if (end - at - fill >= LEAST_RUN) {
        if (at + fill > packedFrom) packed(sink, values, packedFrom, at + fill, bits);
        repeated(sink, value, end - at - fill, bits);
        packedFrom = end;
      }
    }
    at = end;
  }
  if (packedFrom < count) packed(sink, values, packedFrom, count, bits);
}

function repeated(sink: ByteSink, value: number, length: number, bits: number): void {
  sink.varint(length * 2);
  for (let shift = 0; shift < bits; shift += 8) sink.byte((value >>> shift) & 0xff);
}

/** Seven bits of the values before and a value of this many fit into one word. */
const WHOLE_BITS = 24;

/** The last group of a column is filled with zeros. */
function packed(sink: ByteSink, values: Uint32Array, from: number, to: number, bits: number): void {
  const groups = Math.ceil((to - from) / 8);
  sink.varint(groups * 2 + 1);
  sink.reserve(groups * bits);
  const { bytes } = sink;
  let out = sink.length;
  let held = 0;
  let heldBits = 0;
  if (bits <= WHOLE_BITS) {
    for (let i = from; i < from + groups * 8; i++) {
      if (i < to) held |= (values[i] as number) << heldBits;
      for (heldBits += bits; heldBits >= 8; heldBits -= 8) {
        bytes[out++] = held;
        held >>>= 8;
      }
    }
    sink.length = out;
    return;
  }
  for (let i = from; i < from + groups * 8; i++) {
    let value = i < to ? (values[i] as number) : 0;
    let left = bits;
    while (left > 0) {
      const take = Math.min(8 - heldBits, left);
      held |= (value & ((1 << take) - 1)) << heldBits;
      value >>>= take;
      left -= take;
      heldBits += take;
      if (heldBits === 8) {
        bytes[out++] = held;
        held = 0;
        heldBits = 0;
      }
    }
  }
  sink.length = out;
}
