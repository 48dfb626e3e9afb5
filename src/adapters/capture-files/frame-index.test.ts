import { describe, expect, it } from 'vitest';
import { FrameIndex, MAX_PLACES } from './frame-index.ts';
import { type FramePlaces, pieceOf } from './frame-places.ts';

function pcap(lengths: readonly number[], little = true): Uint8Array {
  const bytes = new Uint8Array(24 + lengths.reduce((sum, length) => sum + 16 + length, 0));
  const view = new DataView(bytes.buffer);
  view.setUint32(0, 0xa1b2c3d4, little);
  let at = 24;
  for (const length of lengths) {
    view.setUint32(at + 8, length, little);
    view.setUint32(at + 12, length + 3, little);
    at += 16 + length;
  }
  return bytes;
}

function fed(bytes: Uint8Array, chunk: number): FramePlaces {
  const index = new FrameIndex();
  for (let at = 0; at < bytes.length; at += chunk) index.add(bytes.slice(at, at + chunk));
  return index.places;
}

const lengths = Array.from({ length: 1_000 }, (_, i) => 1 + ((i * 37) % 90));
const offsets = lengths.reduce<number[]>((all, length) => [...all, (all.at(-1) as number) + 16 + length], [24]);

describe('an index of frames', () => {
  it('knows the piece that holds a frame, however the file was cut and in either byte order', () => {
    for (const little of [true, false]) {
      for (const chunk of [1, 7, 16, 23, 24, 25, 1_000, 1 << 20]) {
        const index = fed(pcap(lengths, little), chunk);
        expect(index.whole).toBe(true);
        expect(index.frames).toBe(1_000);
        expect(pieceOf(index, 1).first).toEqual({ frame: 1, offset: 24 });
        expect(pieceOf(index, 257)).toEqual({
          first: { frame: 257, offset: offsets[256] },
          next: { frame: 513, offset: offsets[512] },
        });
        expect(pieceOf(index, 1_000)).toEqual({ first: { frame: 769, offset: offsets[768] }, next: undefined });
      }
    }
  });

  it('is not whole when the file is cut, longer than its records, or no plain pcap', () => {
    const bytes = pcap(lengths);
    expect(fed(bytes.subarray(0, bytes.length - 1), 500).whole).toBe(false);
    expect(fed(bytes.subarray(0, 24), 500).whole).toBe(false);
    expect(fed(Uint8Array.from([...bytes, 0, 0]), 500).whole).toBe(false);
    expect(fed(Uint8Array.from([...bytes, ...new Uint8Array(32)]), 500).whole).toBe(false);
    bytes[0] = 0x34;
    bytes[1] = 0xcd;
    expect(fed(bytes, 500).whole).toBe(false);
    expect(fed(new Uint8Array(0), 1).whole).toBe(false);
  });

  it('forgets every second place when there are too many', () => {
    const frames = 256 * (MAX_PLACES + 10);
    const piece = pcap(new Array<number>(frames).fill(1));
    const index = fed(piece, 1 << 20);
    expect(index.frames).toBe(frames);
    const { first, next } = pieceOf(index, 1_000);
    expect(first).toEqual({ frame: 513, offset: 24 + 512 * 17 });
    expect(next).toEqual({ frame: 1_025, offset: 24 + 1_024 * 17 });
  });
});
