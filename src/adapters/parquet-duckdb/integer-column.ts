import type { ByteSink } from './byte-sink.ts';
import {
  type ColumnChunk,
  dataPage,
  dictionaryPage,
  type Levels,
  type Reader,
  PLAIN,
  RLE,
  RLE_DICTIONARY,
  type WrittenChunk,
  writeIndexes,
} from './column-chunk.ts';

/** Distinct values up to which integers are written as indexes into a dictionary. */
const MAX_DICTIONARY = 4_096;
/** Most integers of facts are small: these find their index without a hash. */
const DIRECT = 65_536;

/** Whole numbers of magnitude up to 2^53 as INT64. */
export class IntegerColumn implements ColumnChunk {
  readonly physicalType = 'INT64';
  readonly #scratch: ByteSink;
  #values: Float64Array = new Float64Array(1_024);
  #count = 0;

  constructor(scratch: ByteSink) {
    this.#scratch = scratch;
  }

  add(value: unknown): void {
    if (this.#count === this.#values.length) this.#grow();
    this.#values[this.#count++] = value as number;
  }

  addAll(rows: readonly object[], count: number, read: Reader): void {
    while (this.#count + count > this.#values.length) this.#grow();
    const values = this.#values;
    const start = this.#count;
    for (let i = 0; i < count; i++) values[start + i] = read(rows[i] as object) as number;
    this.#count += count;
  }

  pushAll(members: readonly number[]): void {
    while (this.#count + members.length > this.#values.length) this.#grow();
    const values = this.#values;
    let at = this.#count;
    for (let i = 0; i < members.length; i++) values[at++] = members[i] as number;
    this.#count = at;
  }

  #grow(): void {
    const larger = new Float64Array(this.#values.length * 2);
    larger.set(this.#values);
    this.#values = larger;
  }

  flush(sink: ByteSink, levels?: Levels): WrittenChunk {
    const values = this.#values.subarray(0, this.#count);
    this.#count = 0;
    const shown = levels?.count ?? values.length;
    const { distinct, indexes } = index(values);
    // The values of a dictionary have the same bounds as the column.
    const written = { values: shown, ...range(distinct ?? values) };
    if (distinct === undefined) {
      dataPage(sink, this.#scratch, shown, PLAIN, levels, (page) => {
        page.integers64(values);
      });
      return { ...written, encodings: [PLAIN, RLE], dictionaryBytes: 0 };
    }
    const start = sink.length;
    dictionaryPage(sink, this.#scratch, distinct.length, (page) => {
      for (const value of distinct) page.integer64(value);
    });
    const dictionaryBytes = sink.length - start;
    dataPage(sink, this.#scratch, shown, RLE_DICTIONARY, levels, (page) =>
      writeIndexes(page, indexes, values.length, distinct.length),
    );
    return { ...written, encodings: [PLAIN, RLE, RLE_DICTIONARY], dictionaryBytes };
  }
}

/** Shared by all columns: one is indexed at a time, and the mark of its turn tells old entries from new. */
const directIndex: Uint32Array = new Uint32Array(DIRECT);
const directTurn: Uint32Array = new Uint32Array(DIRECT);
let turn = 0;

function index(values: Float64Array): { distinct: number[] | undefined; indexes: Uint32Array } {
  turn = (turn + 1) >>> 0;
  if (turn === 0) {
    directTurn.fill(0);
    turn = 1;
  }
  const indexes = new Uint32Array(values.length);
  const distinct: number[] = [];
  const large = new Map<number, number>();
  let before = Number.NaN;
  let id = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    if (value !== before) {
      before = value;
      if (value >= -1 && value < DIRECT - 1) {
        const slot = value + 1;
        if (directTurn[slot] !== turn) {
          directTurn[slot] = turn;
          directIndex[slot] = distinct.length;
          distinct.push(value);
        }
        id = directIndex[slot] as number;
      } else {
        const known = large.get(value);
        if (known === undefined) {
          large.set(value, distinct.length);
          id = distinct.length;
          distinct.push(value);
        } else id = known;
      }
      if (distinct.length > MAX_DICTIONARY) return { distinct: undefined, indexes };
    }
    indexes[i] = id;
  }
  return { distinct, indexes };
}

function range(values: Float64Array | readonly number[]): { minimum?: bigint; maximum?: bigint } {
  if (values.length === 0) return {};
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return { minimum: BigInt(low), maximum: BigInt(high) };
}
