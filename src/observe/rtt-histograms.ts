import { rttBuckets } from '../schema/facts/flows.ts';
import { bucketOf } from './command-table.ts';

/** Buckets of one direction. */
export const RTT_BUCKETS: number = rttBuckets.length + 1;
const PAGE_SHIFT = 10;
const ROWS = 1 << PAGE_SHIFT;

/** Round-trip histograms of the flows that have any: two directions a row, beside the flow records, since most flows of a scan have none. */
export class RttHistograms {
  readonly pages: Uint32Array[] = [];
  #count = 0;

  /** A new row, from 1. */
  make(): number {
    if (this.#count >>> PAGE_SHIFT === this.pages.length) this.pages.push(new Uint32Array(ROWS * RTT_BUCKETS * 2));
    return ++this.#count;
  }

  add(row: number, direction: number, nanos: number): void {
    const page = this.pages[(row - 1) >>> PAGE_SHIFT] as Uint32Array;
    const at = ((row - 1) & (ROWS - 1)) * RTT_BUCKETS * 2 + direction * RTT_BUCKETS + bucketOf(rttBuckets, nanos);
    page[at] = (page[at] as number) + 1;
  }
}

/** The histogram of one direction, from pages as {@link RttHistograms} fills them; row 0 is all zeros. */
export function readRtt(pages: readonly Uint32Array[], row: number, direction: number): number[] {
  if (row === 0) return new Array<number>(RTT_BUCKETS).fill(0);
  const at = ((row - 1) & (ROWS - 1)) * RTT_BUCKETS * 2 + direction * RTT_BUCKETS;
  return [...(pages[(row - 1) >>> PAGE_SHIFT] as Uint32Array).subarray(at, at + RTT_BUCKETS)];
}
