import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  block,
  bytesOf,
  frameData,
  garbage,
  interfaceBlock,
  NO_MORE_OPTIONS,
  option,
  packetBlock,
  pcap,
  pcapRecord,
  readBytes,
  section,
  u32,
} from './capture-bytes.cases.ts';
import { CaptureParser } from './capture-parser.ts';

const records = Array.from({ length: 6 }, (_, i) => ({
  seconds: 1_700_000_000 + i,
  fraction: i * 1_000,
  wire: 90 + i,
  data: frameData(40 + i * 7, i),
}));
const flags = bytesOf(option(2, u32(1)), option(1, bytesOf('note')), NO_MORE_OPTIONS);

/** Captures of every kind, good and damaged. */
const CAPTURES: readonly Uint8Array[] = [
  pcap(records),
  pcap(records, { little: false, magic: 0xa1b23c4d }),
  pcap(records, { magic: 0xa1b2cd34, recordExtra: [1, 0, 0, 0, 8, 0, 0, 0] }),
  pcap(records, { minor: 9 }),
  bytesOf(pcap(records), garbage(200), ...records.map((record) => pcapRecord(record)), new Uint8Array(64)),
  bytesOf(
    section(),
    interfaceBlock(1, bytesOf(option(9, [9]), option(2, bytesOf('eth0')))),
    packetBlock({ data: frameData(33), options: flags }),
    block(3, bytesOf(u32(20), frameData(20))),
    block(10, bytesOf(u32(0x544c534b), u32(4), 'KEYS')),
    garbage(45),
    packetBlock({ data: frameData(5), iface: 3 }),
    section(false),
    interfaceBlock(113, [], false),
    packetBlock({ data: frameData(64), little: false }),
    packetBlock({ data: frameData(65), little: false, low: 9 }),
  ),
];

test('however the bytes are cut into chunks, frames and summary are the same', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...CAPTURES),
      fc.array(fc.integer({ min: 1, max: 300 }), { minLength: 1, maxLength: 20 }),
      fc.nat(40),
      (whole, sizes, cut) => {
        const file = whole.subarray(0, whole.length - cut);
        expect(readBytes(file, sizes)).toEqual(readBytes(file));
      },
    ),
    { numRuns: 300 },
  );
});

test('byte by byte is no exception', () => {
  for (const file of CAPTURES) expect(readBytes(file, [1])).toEqual(readBytes(file));
});

test('whatever bytes are changed, nothing throws, no window leaves its chunk, and cutting changes nothing', () => {
  const change = fc.tuple(fc.nat(2_000), fc.oneof(fc.constantFrom(0, 1, 0x7f, 0x80, 0xff), fc.nat(255)));
  fc.assert(
    fc.property(
      fc.constantFrom(...CAPTURES),
      fc.array(change, { minLength: 1, maxLength: 12 }),
      fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 1, maxLength: 8 }),
      (whole, changes, sizes) => {
        const file = whole.slice();
        for (const [at, value] of changes) file[at % file.length] = value;
        const once = readBytes(file);
        expect(readBytes(file, sizes)).toEqual(once);
        const { summary, frames } = once;
        expect(summary.frames).toBe(frames.length);
        expect(summary.bytes).toBe(file.length);
        expect(summary.bytesUnread).toBeLessThanOrEqual(file.length);
        expect(summary.capturedBytes + summary.bytesUnread).toBeLessThanOrEqual(file.length);
        for (const { seconds, nanos } of frames) {
          expect(seconds >= 0 && seconds <= 0xffff_ffff && nanos >= 0 && nanos < 1e9).toBe(true);
        }
      },
    ),
    { numRuns: 600 },
  );
});

test('arbitrary bytes behind any magic number end in a summary', () => {
  const starts = CAPTURES.map((file) => file.subarray(0, 24));
  fc.assert(
    fc.property(fc.constantFrom(...starts), fc.uint8Array({ maxLength: 400 }), (start, rest) => {
      const file = bytesOf(start, rest);
      expect(readBytes(file, [7]).summary.bytes).toBe(file.length);
    }),
    { numRuns: 300 },
  );
});

test('one frame object serves a whole capture, and finishing twice changes nothing', () => {
  const seen = new Set<object>();
  const parser = new CaptureParser({ frame: (frame) => seen.add(frame) });
  const file = CAPTURES[0] as Uint8Array;
  const view = new DataView(file.buffer);
  const done = parser.feed(file, view, 0, file.length);
  parser.finish(file, view, done, file.length);
  const before = parser.summary;
  parser.finish(file, view, 0, file.length);
  expect(parser.summary).toEqual(before);
  expect(seen.size).toBe(1);
});

test('what a record needs is named before its bytes are there', () => {
  const parser = new CaptureParser({ frame: () => undefined });
  const file = bytesOf(section(), interfaceBlock(1), packetBlock({ data: frameData(100_000) }));
  const chunk = file.slice(0, 200);
  expect(parser.feed(chunk, new DataView(chunk.buffer), 0, 200)).toBe(48);
  expect(parser.needed).toBe(file.length - 48);
});
