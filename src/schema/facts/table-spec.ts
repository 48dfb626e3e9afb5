/**
 * A fact table as it reads in its documentation: columns with unit and meaning, which of them make the key, and
 * how two rows of one key become one. `combine`, the Parquet files and docs/facts.md are all derived from it.
 */

/**
 * How a column behaves when two rows with one key meet. All are associative and commutative, so worker count and
 * order cannot change a row; `same` is for columns that the key determines, and differing values are a bug.
 * `samples` keeps the 24 smallest and 8 largest frame numbers, `histogram` adds bucket by bucket.
 */
export type Merge = 'key' | 'sum' | 'min' | 'max' | 'or' | 'same' | 'samples' | 'histogram';

/** `text`; `integer` up to 2^53; `time` in nanoseconds since 1970 UTC as bigint; `frames` and `buckets` are lists of integers. */
export type ColumnType = 'text' | 'integer' | 'time' | 'frames' | 'buckets';

export interface ColumnSpec {
  readonly type: ColumnType;
  readonly merge: Merge;
  readonly unit?: string;
  readonly doc: string;
}

export interface TableSpec<Row> {
  readonly name: string;
  readonly doc: string;
  readonly columns: { readonly [Name in keyof Row]-?: ColumnSpec };
}

/** Frames kept as evidence for one row: the first 24 and the last 8 in the sequence's order. */
export const SAMPLE_FIRST = 24;
export const SAMPLE_LAST = 8;

/** What every row of a claim carries beside its key. */
export interface Seen {
  /** Messages or frames that said so. */
  readonly count: number;
  readonly first: bigint;
  readonly last: bigint;
  /** Frame numbers in the tap's sequence, ascending, at most 32. */
  readonly frames: readonly number[];
}

export const seenColumns: { readonly [Name in keyof Seen]-?: ColumnSpec } = {
  count: { type: 'integer', merge: 'sum', unit: 'messages', doc: 'How often it was said or seen.' },
  first: { type: 'time', merge: 'min', unit: 'ns since 1970 UTC', doc: 'Time of the first frame that says so.' },
  last: { type: 'time', merge: 'max', unit: 'ns since 1970 UTC', doc: 'Time of the last frame that says so.' },
  frames: { type: 'frames', merge: 'samples', doc: 'Frame numbers in the sequence: the first 24 and the last 8.' },
};
