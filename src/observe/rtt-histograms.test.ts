import { expect, test } from 'vitest';
import { RTT_BUCKETS, RttHistograms, readRtt } from './rtt-histograms.ts';

const empty: readonly number[] = new Array<number>(RTT_BUCKETS).fill(0);

test('a flow without round trips has none, and so has one that was given a row and nothing else', () => {
  const table = new RttHistograms();
  const row = table.make();
  expect(readRtt(table.pages, 0, 0)).toEqual(empty);
  expect(readRtt(table.pages, row, 1)).toEqual(empty);
});

test('round trips of any mix of buckets are what was added, each direction for itself', () => {
  const table = new RttHistograms();
  const expected: number[][][] = [];
  // 3,000 rows: several pages of rows, and of histograms.
  for (let i = 0; i < 3_000; i++) {
    const row = table.make();
    expected[row] = [[...empty], [...empty]];
    for (let j = 0; j < i % 7; j++) {
      const bucket = i % 3 === 0 ? 11 : (i + j) % 12;
      // One nanosecond above the bound before it is in the bucket.
      const nanos =
        bucket === 0 ? 1 : ([1e5, 3e5, 1e6, 3e6, 1e7, 3e7, 1e8, 3e8, 1e9, 3e9, 1e10][bucket - 1] as number) + 1;
      const direction = j & 1;
      table.add(row, direction, nanos);
      const histogram = expected[row][direction] as number[];
      histogram[bucket] = (histogram[bucket] as number) + 1;
    }
  }
  for (const [row, directions] of expected.entries()) {
    if (row === 0) continue;
    expect(readRtt(table.pages, row, 0)).toEqual(directions[0]);
    expect(readRtt(table.pages, row, 1)).toEqual(directions[1]);
  }
});

test('flows whose round trips are alike take two words each', () => {
  const table = new RttHistograms();
  for (let i = 0; i < 1_000; i++) {
    const row = table.make();
    for (let j = 0; j < 50; j++) table.add(row, 0, 2e6);
  }
  expect(table.pages.spread).toHaveLength(0);
  expect(table.pages.rows).toHaveLength(1);
  expect(readRtt(table.pages, 1_000, 0)[3]).toBe(50);
});
