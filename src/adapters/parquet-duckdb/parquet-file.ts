import { createHash } from 'node:crypto';
import { closeSync, openSync, writeSync } from 'node:fs';
import type { ColumnType } from '../../schema/facts/table-spec.ts';
import { ByteSink } from './byte-sink.ts';
import type { ColumnChunk, WrittenChunk } from './column-chunk.ts';
import { IntegerColumn } from './integer-column.ts';
import { ListColumn } from './list-column.ts';
import { TextColumn } from './text-column.ts';
import { ThriftWriter } from './thrift-writer.ts';
import { TimeColumn } from './time-column.ts';

/**
 * Rows of one row group: what is held in memory, and what a reader may skip as a whole. 45 columns of flows take
 * about 25 MB; a larger group would save a repeated dictionary and cost memory in the largest cases.
 */
export const ROW_GROUP_ROWS = 65_536;

export interface ParquetColumn {
  readonly name: string;
  readonly type: ColumnType;
}

interface RowGroup {
  readonly rows: number;
  readonly chunks: readonly { readonly offset: number; readonly bytes: number; readonly written: WrittenChunk }[];
}

const INT64 = 2;
const BYTE_ARRAY = 6;
const REQUIRED = 0;
const REPEATED = 2;
const CONVERTED_UTF8 = 0;
const CONVERTED_LIST = 3;
const MAGIC: Uint8Array = Buffer.from('PAR1', 'latin1');

/**
 * One table as a Parquet file (format version 2, no compression, no nulls), written a row group at a time. The
 * bytes are a function of the rows and their order alone: no clock, no thread, no library version; what
 * compression would save, dictionaries and runs mostly save already.
 */
export class ParquetFile {
  readonly #file: number;
  readonly #columns: readonly ParquetColumn[];
  readonly #chunks: readonly ColumnChunk[];
  readonly #groups: RowGroup[] = [];
  readonly #sink: ByteSink = new ByteSink();
  readonly #hash = createHash('sha256');
  #offset = 0;
  #held = 0;

  constructor(path: string, columns: readonly ParquetColumn[]) {
    this.#columns = columns;
    const scratch = new ByteSink();
    this.#chunks = columns.map(({ type }) => chunkOf(type, scratch));
    this.#file = openSync(path, 'wx');
    this.#write(MAGIC);
  }

  /** Columns of the rows being added, in the order given to the constructor; call {@link endRows} after the last. */
  get chunks(): readonly ColumnChunk[] {
    return this.#chunks;
  }

  /** Rows that still fit into the row group at hand: at least one, at most this many between calls of {@link endRows}. */
  get room(): number {
    return ROW_GROUP_ROWS - this.#held;
  }

  endRows(count: number): void {
    this.#held += count;
    if (this.#held === ROW_GROUP_ROWS) this.#flush();
  }

  /** Writes what is left and returns the SHA-256 of the file: hashed as it is written, it need not be read again. */
  close(): string {
    if (this.#held > 0) this.#flush();
    const sink = this.#sink;
    sink.clear();
    this.#footer(new ThriftWriter(sink));
    sink.word(sink.length);
    sink.append(MAGIC);
    this.#write(sink.view());
    closeSync(this.#file);
    return this.#hash.digest('hex');
  }

  /** Gives the file up, half written. */
  abandon(): void {
    closeSync(this.#file);
  }

  #flush(): void {
    const sink = this.#sink;
    const chunks = this.#chunks.map((chunk) => {
      sink.clear();
      const written = chunk.flush(sink);
      const place = { offset: this.#offset, bytes: sink.length, written };
      this.#write(sink.view());
      return place;
    });
    this.#groups.push({ rows: this.#held, chunks });
    this.#held = 0;
  }

  #write(bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length; ) at += writeSync(this.#file, bytes, at, bytes.length - at);
    this.#hash.update(bytes);
    this.#offset += bytes.length;
  }

  #footer(out: ThriftWriter): void {
    out.open(() => {
      out.i32(1, 2);
      out.structs(2, this.#schema(), (element) => writeElement(out, element));
      out.i64(
        3,
        this.#groups.reduce((sum, group) => sum + group.rows, 0),
      );
      out.structs(4, this.#groups, (group) => this.#group(out, group));
      out.text(6, 'quaywatch');
    });
  }

  #schema(): readonly Element[] {
    const root: Element = { name: 'schema', children: this.#columns.length };
    return [root, ...this.#columns.flatMap(elementsOf)];
  }

  #group(out: ThriftWriter, { rows, chunks }: RowGroup): void {
    const bytes = chunks.reduce((sum, chunk) => sum + chunk.bytes, 0);
    const columns = chunks.map((chunk, i) => ({ ...chunk, column: this.#columns[i] as ParquetColumn }));
    out.structs(1, columns, ({ offset, bytes: size, written, column }) => {
      out.i64(2, offset);
      out.struct(3, () => {
        out.i32(1, column.type === 'text' ? BYTE_ARRAY : INT64);
        out.i32s(2, written.encodings);
        out.texts(3, isList(column) ? [column.name, 'list', 'element'] : [column.name]);
        out.i32(4, 0);
        out.i64(5, written.values);
        out.i64(6, size);
        out.i64(7, size);
        out.i64(9, offset + written.dictionaryBytes);
        if (written.dictionaryBytes > 0) out.i64(11, offset);
        const { minimum, maximum } = written;
        if (minimum === undefined || maximum === undefined || isList(column)) return;
        out.struct(12, () => {
          out.i64(3, 0);
          out.binary(5, int64(maximum));
          out.binary(6, int64(minimum));
        });
      });
    });
    out.i64(2, bytes);
    out.i64(3, rows);
  }
}

function chunkOf(type: ColumnType, scratch: ByteSink): ColumnChunk {
  switch (type) {
    case 'text':
      return new TextColumn(scratch);
    case 'integer':
      return new IntegerColumn(scratch);
    case 'time':
      return new TimeColumn(scratch);
    case 'frames':
      return new ListColumn(scratch, false);
    case 'buckets':
      return new ListColumn(scratch, true);
    default:
      return type satisfies never;
  }
}

interface Element {
  readonly name: string;
  readonly type?: number;
  readonly repetition?: number;
  readonly children?: number;
  readonly converted?: number;
  readonly logical?: 'text' | 'list' | 'time';
}

function isList({ type }: ParquetColumn): boolean {
  return type === 'frames' || type === 'buckets';
}

function elementsOf(column: ParquetColumn): Element[] {
  const { name, type } = column;
  if (isList(column)) {
    return [
      { name, repetition: REQUIRED, children: 1, converted: CONVERTED_LIST, logical: 'list' },
      { name: 'list', repetition: REPEATED, children: 1 },
      { name: 'element', type: INT64, repetition: REQUIRED },
    ];
  }
  if (type === 'text')
    return [{ name, type: BYTE_ARRAY, repetition: REQUIRED, converted: CONVERTED_UTF8, logical: 'text' }];
  return [{ name, type: INT64, repetition: REQUIRED, ...(type === 'time' ? { logical: 'time' as const } : {}) }];
}

function writeElement(out: ThriftWriter, { name, type, repetition, children, converted, logical }: Element): void {
  if (type !== undefined) out.i32(1, type);
  if (repetition !== undefined) out.i32(3, repetition);
  out.text(4, name);
  if (children !== undefined) out.i32(5, children);
  if (converted !== undefined) out.i32(6, converted);
  if (logical === undefined) return;
  out.struct(10, () => {
    if (logical === 'text') out.struct(1, () => {});
    else if (logical === 'list') out.struct(3, () => {});
    else {
      out.struct(8, () => {
        // Not adjusted to UTC: DuckDB then shows TIMESTAMP_NS and not a time with zone, for which it has no nanoseconds.
        out.flag(1, false);
        out.struct(2, () => out.struct(3, () => {}));
      });
    }
  });
}

function int64(value: bigint): Uint8Array {
  const bytes = Buffer.alloc(8);
  bytes.writeBigInt64LE(value);
  return bytes;
}
