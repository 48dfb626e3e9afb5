import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { host, observe, udpFrame } from '../../test/support/observe-frames.ts';
import type { ColumnSpec, TableSpec } from '../schema/facts/table-spec.ts';
import { mergeRows, mergeSamples } from './merge-rows.ts';
import { union } from './union.ts';

type Row = Readonly<Record<string, string | number | bigint | readonly number[]>>;

/** A table with every way in which columns merge. */
const table: TableSpec<Row> = {
  name: 'everything',
  doc: 'A table for tests.',
  columns: Object.fromEntries(
    (['key', 'sum', 'min', 'max', 'or', 'same', 'samples', 'histogram'] as const).map((merge): [string, ColumnSpec] => [
      merge,
      { doc: merge, type: 'integer', merge },
    ]),
  ),
};

const frames = fc
  .uniqueArray(fc.integer({ min: 1, max: 500 }), { maxLength: 32 })
  .map((list) => list.sort((a, b) => a - b));
const row: fc.Arbitrary<Row> = fc
  .record({
    key: fc.constantFrom('a', 'b', '\u0000', 'ab', '\u00e9'),
    sum: fc.nat(),
    min: fc.bigInt(),
    max: fc.bigInt(),
    or: fc.nat(255),
    samples: frames,
    histogram: fc.array(fc.nat(), { minLength: 3, maxLength: 3 }),
  })
  // What must be the same for one key is a function of it.
  .map((one) => ({ ...one, same: one.key.length }));
const lists = fc.array(fc.array(row, { maxLength: 6 }), { maxLength: 4 });
const merged = (given: readonly (readonly Row[])[]): Row[] => mergeRows(table, given);

describe('joining rows', () => {
  it('does not care how rows are grouped or ordered', () => {
    fc.assert(
      fc.property(lists, (given) => {
        const whole = merged(given);
        expect(merged(given.toReversed())).toEqual(whole);
        expect(merged([given.flat()])).toEqual(whole);
        expect(merged([merged(given.slice(0, 2)), merged(given.slice(2))])).toEqual(whole);
        expect(merged([whole])).toEqual(whole);
      }),
      { numRuns: 500 },
    );
  });

  it('keeps the 24 smallest and 8 largest frames of any number of lists, however they are paired', () => {
    fc.assert(
      fc.property(fc.array(frames, { minLength: 1, maxLength: 6 }), (given) => {
        const all = [...new Set(given.flat())].sort((a, b) => a - b);
        const expected = all.length <= 32 ? all : [...all.slice(0, 24), ...all.slice(-8)];
        expect(given.reduce((a, b) => [...mergeSamples(a, b)], [])).toEqual(expected);
        expect(given.reduceRight((a, b) => [...mergeSamples(a, b)], [])).toEqual(expected);
      }),
    );
  });

  it('refuses two rows of one key that contradict each other where they may not', () => {
    const one = { key: 'a', sum: 1, min: 1n, max: 1n, or: 1, samples: [], histogram: [0, 0, 0], same: 1 };
    expect(() => merged([[one], [{ ...one, same: 2 }]])).toThrow(/same/);
  });
});

describe('uniting parts', () => {
  const part = (n: number): ReturnType<typeof observe> =>
    observe([{ at: 0, bytes: udpFrame(host(n), host(9), 1_000, 53, Uint8Array.of(n)) }]);
  const parts = [part(1), part(2), part(3)];

  it('does not care about order, grouping or repetition', () => {
    const sets = fc.array(fc.array(fc.constantFrom(...parts), { maxLength: 4 }), { maxLength: 4 });
    fc.assert(
      fc.property(sets, (given) => {
        const whole = union(given);
        expect(union(given.toReversed())).toEqual(whole);
        expect(union([whole, whole])).toEqual(whole);
        expect(union([union(given.slice(0, 2)), union(given.slice(2))])).toEqual(whole);
        expect(whole).toHaveLength(new Set(given.flat()).size);
      }),
    );
  });

  it('refuses one key with two contents', () => {
    const [one] = parts;
    if (one === undefined) throw new Error('no part');
    const forged = { ...one, health: { ...one.health, duplicateFrames: 7 } };
    expect(() => union([[one], [forged]])).toThrow(/differ/);
  });
});
