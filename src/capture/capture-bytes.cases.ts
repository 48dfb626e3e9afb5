import type { Frame } from '../kernel/frame.ts';
import { CaptureParser } from './capture-parser.ts';
import type { CaptureSummary } from './capture-summary.ts';

/** Builders and readers that the tests of this room share; the product does not contain them. */

/** What a test keeps of a frame. */
export interface SeenFrame {
  readonly number: number;
  readonly seconds: number;
  readonly nanos: number;
  readonly wireLength: number;
  readonly linkType: number;
  readonly iface: number;
  readonly direction: number;
  readonly data: string;
}

export interface ReadCapture {
  readonly frames: readonly SeenFrame[];
  readonly summary: CaptureSummary;
}

/** Reads as a caller with a small buffer does: at each step `sizes` says how many more bytes arrive. */
export function readBytes(file: Uint8Array, sizes: readonly number[] = [file.length]): ReadCapture {
  const frames: SeenFrame[] = [];
  const parser = new CaptureParser({
    frame(frame: Frame): void {
      if (frame.start < 0 || frame.end < frame.start || frame.end > frame.bytes.length) throw new Error('bad window');
      const data = frame.bytes.slice(frame.start, frame.end);
      frames.push({
        number: frame.number,
        seconds: frame.seconds,
        nanos: frame.nanos,
        wireLength: frame.wireLength,
        linkType: frame.linkType,
        iface: frame.iface,
        direction: frame.direction,
        data: Array.from(data, (byte) => byte.toString(16).padStart(2, '0')).join(''),
      });
    },
  });
  let held: Uint8Array = new Uint8Array(0);
  let at = 0;
  for (let step = 0; at < file.length; step++) {
    const size = Math.max(1, sizes[step % sizes.length] ?? 1);
    // A byte of slack before and behind the window shows reads outside it as wrong frames.
    const more = file.subarray(at, at + size);
    const chunk = new Uint8Array(held.length + more.length + 2).fill(0xee);
    chunk.set(held, 1);
    chunk.set(more, 1 + held.length);
    at += more.length;
    const end = 1 + held.length + more.length;
    const done = parser.feed(chunk, new DataView(chunk.buffer), 1, end);
    if (done < 0 || done > end - 1) throw new Error(`consumed ${done} of ${end - 1}`);
    held = chunk.slice(1 + done, end);
  }
  parser.finish(held, new DataView(held.buffer, held.byteOffset, held.byteLength), 0, held.length);
  return { frames, summary: parser.summary };
}

/** For large files: keeps nothing of the frames. */
export function countFrames(file: Uint8Array): number {
  const parser = new CaptureParser({ frame: () => undefined });
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const done = parser.feed(file, view, 0, file.length);
  parser.finish(file, view, done, file.length);
  return parser.summary.frames;
}

export function codes(summary: CaptureSummary): string[] {
  return summary.problems.map((problem) => `${problem.code}@${problem.offset}x${problem.count}`);
}

/** Joins numbers of 8 bits, texts, and arrays. */
export function bytesOf(...parts: readonly (number | string | Uint8Array | readonly number[])[]): Uint8Array {
  const arrays = parts.map((part) => {
    if (typeof part === 'number') return Uint8Array.of(part);
    if (typeof part === 'string') return Uint8Array.from(part, (character) => character.charCodeAt(0));
    return part instanceof Uint8Array ? part : Uint8Array.from(part);
  });
  const out = new Uint8Array(arrays.reduce((sum, array) => sum + array.length, 0));
  let at = 0;
  for (const array of arrays) {
    out.set(array, at);
    at += array.length;
  }
  return out;
}

export function u16(value: number, little = true): number[] {
  const two = [value & 0xff, (value >>> 8) & 0xff];
  return little ? two : two.reverse();
}

export function u32(value: number, little = true): number[] {
  const four = [value & 0xff, (value >>> 8) & 0xff, (value >>> 16) & 0xff, (value >>> 24) & 0xff];
  return little ? four : four.reverse();
}

export interface PcapOptions {
  readonly little?: boolean;
  readonly magic?: number;
  readonly minor?: number;
  readonly snapLength?: number;
  readonly network?: number;
  /** Bytes behind the file header, and behind each record header. */
  readonly extra?: number;
  readonly recordExtra?: readonly number[];
}

export interface RecordOptions {
  readonly seconds?: number;
  readonly fraction?: number;
  readonly wire?: number;
  readonly data: Uint8Array;
}

export function pcapHeader(options: PcapOptions = {}): Uint8Array {
  const little = options.little ?? true;
  return bytesOf(
    u32(options.magic ?? 0xa1b2c3d4, little),
    u16(2, little), // major version
    u16(options.minor ?? 4, little), // minor version
    u32(0), // time zone, never used
    u32(0), // accuracy, never used
    u32(options.snapLength ?? 65_535, little),
    u32(options.network ?? 1, little), // Ethernet
    new Array<number>(options.extra ?? 0).fill(0),
  );
}

export function pcapRecord(record: RecordOptions, options: PcapOptions = {}): Uint8Array {
  const little = options.little ?? true;
  return bytesOf(
    u32(record.seconds ?? 1_700_000_000, little),
    u32(record.fraction ?? 0, little),
    u32(record.data.length, little), // captured length
    u32(record.wire ?? record.data.length, little), // length on the wire
    options.recordExtra ?? [],
    record.data,
  );
}

export function pcap(records: readonly RecordOptions[], options: PcapOptions = {}): Uint8Array {
  return bytesOf(pcapHeader(options), ...records.map((record) => pcapRecord(record, options)));
}

/** A pcapng block: type, length, content padded to 32 bits, length. */
export function block(type: number, content: Uint8Array | readonly number[], little = true): Uint8Array {
  const padding = new Array<number>(-content.length & 3).fill(0);
  const length = 12 + content.length + padding.length;
  return bytesOf(u32(type, little), u32(length, little), content, padding, u32(length, little));
}

export function option(code: number, value: Uint8Array | readonly number[], little = true): Uint8Array {
  return bytesOf(u16(code, little), u16(value.length, little), value, new Array<number>(-value.length & 3).fill(0));
}

export const NO_MORE_OPTIONS: readonly number[] = [0, 0, 0, 0];

export function section(little = true, options: readonly number[] | Uint8Array = [], major = 1): Uint8Array {
  return block(
    0x0a0d0d0a,
    bytesOf(u32(0x1a2b3c4d, little), u16(major, little), u16(0, little), new Array<number>(8).fill(0xff), options),
    little,
  );
}

export function interfaceBlock(
  linkType: number,
  options: readonly number[] | Uint8Array = [],
  little = true,
  snapLength = 65_535,
): Uint8Array {
  return block(1, bytesOf(u16(linkType, little), u16(0), u32(snapLength, little), options), little);
}

export interface PacketOptions {
  readonly iface?: number;
  readonly high?: number;
  readonly low?: number;
  readonly wire?: number;
  readonly data: Uint8Array;
  readonly options?: readonly number[] | Uint8Array;
  readonly little?: boolean;
}

export function packetBlock(packet: PacketOptions): Uint8Array {
  const little = packet.little ?? true;
  const { data } = packet;
  return block(
    6,
    bytesOf(
      u32(packet.iface ?? 0, little),
      u32(packet.high ?? 0x5f000, little), // time, upper half
      u32(packet.low ?? 1, little), // time, lower half
      u32(data.length, little), // captured length
      u32(packet.wire ?? data.length, little), // length on the wire
      data,
      new Array<number>(-data.length & 3).fill(0),
      packet.options ?? [],
    ),
    little,
  );
}

/** Bytes that look like no record of either format. */
export function garbage(length: number, seed = 7): Uint8Array {
  const out = new Uint8Array(length);
  let state = seed;
  for (let i = 0; i < length; i++) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    out[i] = 0x80 | (state >>> 16);
  }
  return out;
}

export function frameData(length: number, first = 1): Uint8Array {
  return Uint8Array.from({ length }, (_, i) => (first + i) & 0xff);
}
