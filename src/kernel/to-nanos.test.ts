import { expect, test } from 'vitest';
import { toNanos } from './time.ts';

test('nanoseconds are exact at every edge of halves and words, and beyond what captures can say', () => {
  const seconds = [
    0,
    1,
    65_535,
    65_536,
    65_537,
    1_789_365_600,
    2 ** 31 - 1,
    2 ** 31,
    2 ** 32 - 1,
    2 ** 32,
    2 ** 40,
    -1,
  ];
  const nanos = [0, 1, 999_999_999, 294_967_296, 294_967_295, 65_536, 1_000_000_000, 4_294_967_295, -1];
  for (const s of seconds) {
    for (const n of nanos) expect(toNanos(s, n)).toBe(BigInt(s) * 1_000_000_000n + BigInt(n));
  }
});
