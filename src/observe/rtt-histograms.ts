import { rttBuckets } from '../schema/facts/flows.ts';
import { bucketOf } from './command-table.ts';

/** Buckets of one direction. */
export const RTT_BUCKETS: number = rttBuckets.length + 1;
const PAGE_SHIFT = 10;
const ROWS = 1 << PAGE_SHIFT;

/**
 * A direction whose round trips all lie in one bucket, which is most of them, is one word: bucket << 26 | count.
 * With SPREAD set the word is the row of its histogram instead. A flow takes 8 bytes so, where histograms took 96.
 */
const SPREAD: number = 1 << 31;
const COUNT_BITS = 26;
const MAX_COUNT: number = (1 << COUNT_BITS) - 1;

/** Histograms as they move between threads. */
export interface RttPages {
  /** Two words a row, one a direction. */
  readonly rows: readonly Uint32Array[];
  readonly spread: readonly Uint32Array[];
}

/** Round-trip histograms of the flows that have any: two directions a row, beside the flow records, since most flows of a scan have none. */
export class RttHistograms {
  readonly #rows: Uint32Array[] = [];
  readonly #spread: Uint32Array[] = [];
  #count = 0;
  #spreadCount = 0;

  get pages(): RttPages {
    return { rows: this.#rows, spread: this.#spread };
  }

  /** A new row, from 1. */
  make(): number {
    if (this.#count >>> PAGE_SHIFT === this.#rows.length) this.#rows.push(new Uint32Array(ROWS * 2));
    return ++this.#count;
  }

  add(row: number, direction: number, nanos: number): void {
    const bucket = bucketOf(rttBuckets, nanos);
    const page = this.#rows[(row - 1) >>> PAGE_SHIFT] as Uint32Array;
    const at = ((row - 1) & (ROWS - 1)) * 2 + direction;
    const word = page[at] as number;
    if ((word & SPREAD) !== 0) this.#addSpread(word & ~SPREAD, bucket, 1);
    else if (word === 0) page[at] = (bucket << COUNT_BITS) | 1;
    else if (word >>> COUNT_BITS === bucket && (word & MAX_COUNT) < MAX_COUNT) page[at] = word + 1;
    else {
      const made = this.#makeSpread();
      this.#addSpread(made, word >>> COUNT_BITS, word & MAX_COUNT);
      this.#addSpread(made, bucket, 1);
      page[at] = made | SPREAD;
    }
  }

  #makeSpread(): number {
    if (this.#spreadCount >>> PAGE_SHIFT === this.#spread.length)
      this.#spread.push(new Uint32Array(ROWS * RTT_BUCKETS));
    return this.#spreadCount++;
  }

  #addSpread(row: number, bucket: number, count: number): void {
    const page = this.#spread[row >>> PAGE_SHIFT] as Uint32Array;
    const at = (row & (ROWS - 1)) * RTT_BUCKETS + bucket;
    page[at] = (page[at] as number) + count;
  }
}

const NO_ROUND_TRIPS: readonly number[] = Object.freeze(new Array<number>(RTT_BUCKETS).fill(0));
/** The commonest histograms, one round trip in one bucket, are made once. */
const ONE_ROUND_TRIP: readonly (readonly number[])[] = NO_ROUND_TRIPS.map((_, bucket) =>
  Object.freeze(NO_ROUND_TRIPS.map((_zero, i) => (i === bucket ? 1 : 0))),
);

/** The histogram of one direction, from pages as {@link RttHistograms} fills them; row 0 is all zeros. */
export function readRtt(pages: RttPages, row: number, direction: number): readonly number[] {
  if (row === 0) return NO_ROUND_TRIPS;
  const word = (pages.rows[(row - 1) >>> PAGE_SHIFT] as Uint32Array)[
    ((row - 1) & (ROWS - 1)) * 2 + direction
  ] as number;
  if (word === 0) return NO_ROUND_TRIPS;
  const histogram = new Array<number>(RTT_BUCKETS);
  if ((word & SPREAD) === 0) {
    if ((word & MAX_COUNT) === 1) return ONE_ROUND_TRIP[word >>> COUNT_BITS] as readonly number[];
    histogram.fill(0);
    histogram[word >>> COUNT_BITS] = word & MAX_COUNT;
    return histogram;
  }
  const spread = word & ~SPREAD;
  const page = pages.spread[spread >>> PAGE_SHIFT] as Uint32Array;
  const at = (spread & (ROWS - 1)) * RTT_BUCKETS;
  for (let i = 0; i < RTT_BUCKETS; i++) histogram[i] = page[at + i] as number;
  return histogram;
}
