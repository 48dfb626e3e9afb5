import fc from 'fast-check';
import { expect, test } from 'vitest';
import { resolutionText, TimestampReader } from './timestamp.ts';

test('every resolution gives what exact arithmetic gives', () => {
  const word = fc.oneof(
    fc.integer({ min: 0, max: 0xffff_ffff }),
    fc.constantFrom(0, 1, 0xffff, 0x10_0000, 0xffff_ffff),
  );
  const resolution = fc.oneof(fc.integer({ min: 0, max: 9 }), fc.constantFrom(12, 18, 127, 0x80, 0x8a, 0xa0, 0xff));
  fc.assert(
    fc.property(resolution, word, word, fc.integer({ min: -1_000_000, max: 1_000_000 }), (code, high, low, offset) => {
      const ticks = (BigInt(high) << 32n) | BigInt(low);
      const perSecond = ((code & 0x80) === 0 ? 10n : 2n) ** BigInt(code & 0x7f);
      const seconds = ticks / perSecond + BigInt(offset);
      const nanos = ((ticks % perSecond) * 1_000_000_000n) / perSecond;
      const reader = new TimestampReader(code, offset);
      const inRange = reader.read(high, low);
      expect(inRange).toBe(seconds >= 0n && seconds <= 0xffff_ffffn);
      if (inRange) expect([BigInt(reader.seconds), BigInt(reader.nanos)]).toEqual([seconds, nanos]);
    }),
    { numRuns: 3_000 },
  );
});

test('one reader serves times on both sides of a change of the upper half', () => {
  const reader = new TimestampReader(9, 0);
  const times: number[][] = [];
  for (const [high, low] of [
    [1, 0xffff_ffff],
    [2, 0],
    [1, 0xffff_ffff],
  ] as const) {
    reader.read(high, low);
    times.push([reader.seconds, reader.nanos]);
  }
  expect(times).toEqual([
    [8, 589_934_591],
    [8, 589_934_592],
    [8, 589_934_591],
  ]);
});

test('resolutions are written as people write them', () => {
  expect([6, 9, 0x8a].map(resolutionText)).toEqual(['10^-6', '10^-9', '2^-10']);
});
