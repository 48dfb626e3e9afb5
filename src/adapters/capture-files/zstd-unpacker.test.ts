import { expect, test } from 'vitest';
import { MAX_WINDOW_BYTES, MAX_WINDOW_BYTES_PER_BYTE, ZstdUnpacker } from './zstd-unpacker.ts';

/** A frame with a window of 2^exponent bytes and one empty block (RFC 8878 3.1.1). */
function emptyFrame(exponent: number): Uint8Array {
  return Uint8Array.of(0x28, 0xb5, 0x2f, 0xfd, 0x00, (exponent - 10) << 3, 1, 0, 0);
}

test('tiny frames that each ask for a long window are stopped after some, and not after hours', () => {
  const unpacker = new ZstdUnpacker(() => undefined);
  const frame = emptyFrame(26);
  let frames = 0;
  const feed = (): void => {
    for (; frames < 1_000; frames++) unpacker.push(frame);
  };
  expect(feed).toThrow(/windows within/);
  expect(frames).toBeLessThanOrEqual(1 + (MAX_WINDOW_BYTES + MAX_WINDOW_BYTES_PER_BYTE * 9 * frames) / 2 ** 26);
});

test('many small frames of a stream are no attack', () => {
  const unpacker = new ZstdUnpacker(() => undefined);
  const content = new Uint8Array(600);
  // A raw block: last, type 0, size; then the bytes.
  const head = (content.length << 3) | 1;
  const frame = Uint8Array.of(...emptyFrame(21).subarray(0, 6), head, head >>> 8, head >>> 16, ...content);
  for (let i = 0; i < 200; i++) unpacker.push(frame);
  expect(unpacker.isAtEnd).toBe(true);
});
