import type { ByteSink } from './byte-sink.ts';
import { type ColumnChunk, dataPage, PLAIN, type Reader, RLE, type WrittenChunk } from './column-chunk.ts';

/** Nanoseconds since 1970 UTC as INT64, plainly: hardly two are the same. */
export class TimeColumn implements ColumnChunk {
  readonly physicalType = 'INT64';
  readonly #scratch: ByteSink;
  #values: BigInt64Array = new BigInt64Array(1_024);
  #count = 0;

  constructor(scratch: ByteSink) {
    this.#scratch = scratch;
  }

  add(value: unknown): void {
    if (this.#count === this.#values.length) {
      const larger = new BigInt64Array(this.#count * 2);
      larger.set(this.#values);
      this.#values = larger;
    }
    this.#values[this.#count++] = value as bigint;
  }

  addAll(rows: readonly object[], count: number, read: Reader): void {
    for (let i = 0; i < count; i++) this.add(read(rows[i] as object));
  }

  flush(sink: ByteSink): WrittenChunk {
    const values = this.#values.subarray(0, this.#count);
    this.#count = 0;
    let minimum = values[0];
    let maximum = values[0];
    for (let i = 1; i < values.length; i++) {
      const value = values[i] as bigint;
      if (value < (minimum as bigint)) minimum = value;
      else if (value > (maximum as bigint)) maximum = value;
    }
    dataPage(sink, this.#scratch, values.length, PLAIN, undefined, (page) => {
      page.bigIntegers64(values);
    });
    return {
      values: values.length,
      encodings: [PLAIN, RLE],
      dictionaryBytes: 0,
      ...(minimum === undefined || maximum === undefined ? {} : { minimum, maximum }),
    };
  }
}
