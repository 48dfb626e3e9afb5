/**
 * Nanoseconds a frame that CaptureParser itself costs: run with
 * `npx tsx bench/capture/parser-speed.ts [part of a name]`.
 *
 * A chunk of CHUNK_FRAMES is fed over and over, as the reader of files reuses its buffer: over a whole capture in
 * memory one would measure cache misses (14 ns a frame for a loop that only reads headers), which in practice the
 * copy from the page cache has paid for. The best of several rounds is printed, since other work on the machine
 * can only slow a round down.
 */
import { CaptureParser } from '../../src/capture/capture-parser.ts';
import type { FrameSink } from '../../src/capture/frame-sink.ts';
import type { Frame } from '../../src/kernel/frame.ts';

const ROUNDS = 40;
const CHUNK_FRAMES = 10_000;
const FEEDS = 40;
const FRAME_BYTES = 80;

/** Does the least that a decoder would do: looks at one byte and adds up lengths. */
class CountingSink implements FrameSink {
  frames = 0;
  sum = 0;
  frame(frame: Frame): void {
    this.frames++;
    this.sum += frame.wireLength + frame.nanos + frame.view.getUint8(frame.start);
  }
}

function pcap(frames: number, little: boolean, nanoseconds: boolean): Uint8Array {
  const bytes = new Uint8Array(24 + frames * (16 + FRAME_BYTES));
  const view = new DataView(bytes.buffer);
  view.setUint32(0, nanoseconds ? 0xa1b23c4d : 0xa1b2c3d4, little);
  view.setUint16(4, 2, little);
  view.setUint16(6, 4, little);
  view.setUint32(16, 65_535, little);
  view.setUint32(20, 1, little);
  for (let i = 0, at = 24; i < frames; i++, at += 16 + FRAME_BYTES) {
    view.setUint32(at, 1_700_000_000 + Math.floor(i / 1000), little);
    view.setUint32(at + 4, (i % 1000) * 999, little);
    view.setUint32(at + 8, FRAME_BYTES, little);
    view.setUint32(at + 12, FRAME_BYTES, little);
  }
  return bytes;
}

function pcapng(frames: number, little: boolean, resolution: number, options: boolean): Uint8Array {
  const block = 32 + FRAME_BYTES + (options ? 12 : 0);
  const bytes = new Uint8Array(28 + 32 + frames * block);
  const view = new DataView(bytes.buffer);
  const words = (at: number, ...values: number[]): void => {
    for (const [i, value] of values.entries()) view.setUint32(at + i * 4, value, little);
  };
  words(0, 0x0a0d0d0a, 28, 0x1a2b3c4d, 0, 0xffffffff, 0xffffffff, 28);
  view.setUint16(12, 1, little);
  words(28, 1, 32, 0, 65_535, 0, 0, 0, 32);
  view.setUint16(36, 1, little);
  view.setUint16(44, 9, little);
  view.setUint16(46, 1, little);
  view.setUint8(48, resolution);
  for (let i = 0, at = 60; i < frames; i++, at += block) {
    const ticks = 1_700_000_000n * 10n ** BigInt(resolution) + BigInt(i);
    words(at, 6, block, 0, Number(ticks >> 32n), Number(ticks & 0xffffffffn), FRAME_BYTES, FRAME_BYTES);
    words(at + block - 4, block);
    if (!options) continue;
    view.setUint16(at + 28 + FRAME_BYTES, 2, little);
    view.setUint16(at + 30 + FRAME_BYTES, 4, little);
    words(at + 32 + FRAME_BYTES, 1, 0);
  }
  return bytes;
}

function measure(name: string, headerBytes: number, bytes: Uint8Array): void {
  if (!name.includes(only)) return;
  const view = new DataView(bytes.buffer);
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < ROUNDS; round++) {
    const sink = new CountingSink();
    const parser = new CaptureParser(sink);
    const before = process.hrtime.bigint();
    parser.feed(bytes, view, 0, bytes.length);
    for (let i = 1; i < FEEDS; i++) parser.feed(bytes, view, headerBytes, bytes.length);
    const spent = Number(process.hrtime.bigint() - before);
    if (sink.frames !== CHUNK_FRAMES * FEEDS) throw new Error(`${name}: ${sink.frames} frames`);
    best = Math.min(best, spent / sink.frames);
  }
  console.log(`${name.padEnd(36)} ${best.toFixed(1)} ns a frame`);
}

const only = process.argv[2] ?? '';
measure('pcap little microseconds', 24, pcap(CHUNK_FRAMES, true, false));
measure('pcap big microseconds', 24, pcap(CHUNK_FRAMES, false, false));
measure('pcap little nanoseconds', 24, pcap(CHUNK_FRAMES, true, true));
measure('pcapng little microseconds', 60, pcapng(CHUNK_FRAMES, true, 6, false));
measure('pcapng little nanoseconds', 60, pcapng(CHUNK_FRAMES, true, 9, false));
measure('pcapng little nanoseconds, flags', 60, pcapng(CHUNK_FRAMES, true, 9, true));
measure('pcapng big microseconds', 60, pcapng(CHUNK_FRAMES, false, 6, false));
measure('pcapng little picoseconds (bigint)', 60, pcapng(CHUNK_FRAMES, true, 12, false));
