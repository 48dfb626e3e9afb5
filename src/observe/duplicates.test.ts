import fc from 'fast-check';
import { expect, test } from 'vitest';
import { observe, observeShares } from '../../test/support/observe-frames.ts';
import { Frame } from '../kernel/frame.ts';
import { DUPLICATE_NANOS, Duplicates, MAX_LOOKALIKES } from './duplicates.ts';

const frame = new Frame();

function seen(duplicates: Duplicates, digest: number, nanos: number, linkType = 1): boolean {
  frame.seconds = 1_000 + Math.floor(nanos / 1e9);
  frame.nanos = nanos % 1e9;
  frame.linkType = linkType;
  frame.filling++;
  duplicates.tick(frame.seconds, frame.nanos);
  return duplicates.seenBefore(frame, digest, 0);
}

test('a frame is a repetition when its first copy is at most 5 ms old, wherever periods begin', () => {
  const steps = fc.array(
    fc.tuple(
      fc.integer({ min: 0, max: 4 }),
      fc.oneof(fc.integer({ min: 0, max: 7_000_000 }), fc.constantFrom(0, 4_999_999, 5_000_000, 5_000_001, 2e9)),
    ),
    {
      maxLength: 60,
    },
  );
  fc.assert(
    fc.property(steps, fc.integer(), (given, seed) => {
      const duplicates = new Duplicates(seed);
      /** By digest, the times of frames that were no repetition. */
      const first = new Map<number, number[]>();
      let now = 0;
      for (const [digest, step] of given) {
        now += step;
        const before = first.get(digest) ?? [];
        const repeated = before.some((time) => now - time <= DUPLICATE_NANOS);
        expect(seen(duplicates, digest, now)).toBe(repeated);
        if (!repeated) first.set(digest, [...before, now]);
      }
    }),
    { numRuns: 1500 },
  );
});

test('ten thousand frames within 5 ms are kept apart, and each repetition is found', () => {
  const duplicates = new Duplicates(9);
  for (let i = 0; i < 10_000; i++) expect(seen(duplicates, i, i)).toBe(false);
  for (let i = 0; i < 10_000; i++) expect(seen(duplicates, i, 10_000 + i)).toBe(true);
});

test('the same bytes under another link type are another frame', () => {
  const bytes = Uint8Array.from({ length: 60 }, (_, i) => i);
  const frames = [1, 101, 1].map((linkType, i) => ({ bytes, at: i * 1_000, linkType }));
  expect(observe(frames).health.duplicateFrames).toBe(1);
  const shares = observeShares(frames, { shares: 3 });
  expect(shares.reduce((sum, share) => sum + share.duplicateFrames, 0)).toBe(1);
});

test('a clock set back forgets what was seen later, and starts again', () => {
  const duplicates = new Duplicates(1);
  expect(seen(duplicates, 1, 50_000_000)).toBe(false);
  expect(seen(duplicates, 1, 10_000_000)).toBe(false);
  expect(seen(duplicates, 1, 10_000_001)).toBe(true);
});

test('frames made to look alike are compared with a limited number of others', () => {
  const duplicates = new Duplicates(7);
  const bytes = Uint8Array.from({ length: 200 * 16 }, (_, i) => (i % 16 === 0 ? Math.floor(i / 16) : 0));
  const crafted = new Frame();
  crafted.bytes = bytes;
  crafted.view = new DataView(bytes.buffer);
  const repeats = (which: number): boolean => {
    crafted.start = which * 16;
    crafted.end = crafted.start + 16;
    duplicates.tick(crafted.seconds, crafted.nanos);
    return duplicates.seenBefore(crafted, 1, 2);
  };
  for (let which = 0; which < 200; which++) expect(repeats(which)).toBe(false);
  expect(repeats(MAX_LOOKALIKES - 1)).toBe(true);
  expect(repeats(MAX_LOOKALIKES)).toBe(false);
});
