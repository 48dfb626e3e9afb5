import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SeenTable } from './seen-table.ts';

test('a row keeps the 24 smallest and the 8 largest distinct frames, in whatever order they come', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 200 }), { maxLength: 300 }), (frames) => {
      const table = new SeenTable('test', 1, 0, 7);
      for (const frame of frames) table.touch(1, 0, frame);
      const distinct = [...new Set(frames)].sort((a, b) => a - b);
      const kept = distinct.length <= 32 ? distinct : [...distinct.slice(0, 24), ...distinct.slice(-8)];
      if (frames.length === 0) return;
      expect(table.seen(0).frames).toEqual(kept);
      expect(table.seen(0).count).toBe(frames.length);
    }),
    { numRuns: 2000 },
  );
});

test('keys that differ in one word are different rows, and growing loses none', () => {
  const table = new SeenTable('test', 2, 1, 3);
  for (let round = 0; round < 2; round++) {
    for (let i = 0; i < 5000; i++) {
      table.key[0] = i >>> 3;
      table.key[1] = i & 7;
      table.touch(i, 0, i + 1);
    }
  }
  expect(table.length).toBe(5000);
  table.key[0] = 4999 >>> 3;
  table.key[1] = 4999 & 7;
  expect(table.seen(table.peek()).count).toBe(2);
});

test('first and last are times, not arrivals: a clock that steps back moves the first', () => {
  const table = new SeenTable('test', 1, 0, 3);
  table.touch(100, 5, 1);
  table.touch(50, 999, 2);
  table.touch(100, 6, 3);
  expect(table.seen(0)).toMatchObject({ first: 50_000_000_999n, last: 100_000_000_006n, count: 3 });
});
