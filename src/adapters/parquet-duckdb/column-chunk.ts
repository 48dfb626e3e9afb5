import type { ByteSink } from './byte-sink.ts';
import { bitsFor, writeHybridRuns } from './hybrid-runs.ts';
import { ThriftWriter } from './thrift-writer.ts';

/** Parquet's numbers for the encodings that are used. */
export const PLAIN = 0;
export const RLE = 3;
export const RLE_DICTIONARY = 8;

/** Values of one column of one row group, gathered and then written as at most two pages: dictionary and data. */
export interface ColumnChunk {
  readonly physicalType: 'INT64' | 'BYTE_ARRAY';
  add(value: unknown): void;
  /** Adds what `read` finds in the first `count` rows. A column's rows at a stretch cost a third of one value at a time. */
  addAll(rows: readonly object[], count: number, read: Reader): void;
  /** Writes the pages to the sink, empties the column, and says what was written. */
  flush(sink: ByteSink): WrittenChunk;
}

export type Reader = (row: object) => unknown;

export interface WrittenChunk {
  /** Values, counting one for an empty list. */
  readonly values: number;
  readonly encodings: readonly number[];
  /** Bytes of the dictionary page before the data page; 0 without one. */
  readonly dictionaryBytes: number;
  readonly minimum?: bigint;
  readonly maximum?: bigint;
}

export interface Levels {
  readonly repetition: Uint32Array;
  readonly definition: Uint32Array;
  readonly count: number;
}

/** @param body writes the values without their levels. */
export function dataPage(
  sink: ByteSink,
  scratch: ByteSink,
  values: number,
  encoding: number,
  levels: Levels | undefined,
  body: (page: ByteSink) => void,
): void {
  scratch.clear();
  if (levels !== undefined) {
    writeLevels(scratch, levels.repetition, levels.count);
    writeLevels(scratch, levels.definition, levels.count);
  }
  body(scratch);
  const head = new ThriftWriter(sink);
  head.open(() => {
    head.i32(1, 0);
    head.i32(2, scratch.length);
    head.i32(3, scratch.length);
    head.struct(5, () => {
      head.i32(1, values);
      head.i32(2, encoding);
      head.i32(3, RLE);
      head.i32(4, RLE);
    });
  });
  sink.append(scratch.view());
}

export function dictionaryPage(
  sink: ByteSink,
  scratch: ByteSink,
  values: number,
  body: (page: ByteSink) => void,
): void {
  scratch.clear();
  body(scratch);
  const head = new ThriftWriter(sink);
  head.open(() => {
    head.i32(1, 2);
    head.i32(2, scratch.length);
    head.i32(3, scratch.length);
    head.struct(7, () => {
      head.i32(1, values);
      head.i32(2, PLAIN);
    });
  });
  sink.append(scratch.view());
}

export function writeIndexes(page: ByteSink, indexes: Uint32Array, count: number, dictionary: number): void {
  const bits = Math.max(1, bitsFor(dictionary));
  page.byte(bits);
  writeHybridRuns(page, indexes, count, bits);
}

function writeLevels(page: ByteSink, levels: Uint32Array, count: number): void {
  const at = page.length;
  page.word(0);
  writeHybridRuns(page, levels, count, 1);
  page.bytes.writeUInt32LE(page.length - at - 4, at);
}
