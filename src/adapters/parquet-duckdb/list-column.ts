import type { ByteSink } from './byte-sink.ts';
import type { ColumnChunk, Reader, WrittenChunk } from './column-chunk.ts';
import { IntegerColumn } from './integer-column.ts';

/** Lists of whole numbers: a list is never null and neither are its members, so one bit of each level is enough. */
export class ListColumn implements ColumnChunk {
  readonly physicalType = 'INT64';
  readonly #members: IntegerColumn;
  readonly #allZeroIsEmpty: boolean;
  #repetition: Uint32Array = new Uint32Array(4_096);
  #definition: Uint32Array = new Uint32Array(4_096);
  #count = 0;

  /** @param allZeroIsEmpty for histograms: most flows of a scan have none, and twelve zeros each would be most of the file. */
  constructor(scratch: ByteSink, allZeroIsEmpty: boolean) {
    this.#members = new IntegerColumn(scratch);
    this.#allZeroIsEmpty = allZeroIsEmpty;
  }

  add(value: unknown): void {
    const list = value as readonly number[];
    if (list.length === 0 || (this.#allZeroIsEmpty && allZero(list))) {
      this.#reserve(1);
      this.#repetition[this.#count] = 0;
      this.#definition[this.#count++] = 0;
      return;
    }
    const { length } = list;
    this.#reserve(length);
    const start = this.#count;
    this.#repetition.fill(1, start, start + length);
    this.#repetition[start] = 0;
    this.#definition.fill(1, start, start + length);
    this.#count = start + length;
    this.#members.pushAll(list);
  }

  addAll(rows: readonly object[], count: number, read: Reader): void {
    for (let i = 0; i < count; i++) this.add(read(rows[i] as object));
  }

  flush(sink: ByteSink): WrittenChunk {
    const levels = { repetition: this.#repetition, definition: this.#definition, count: this.#count };
    this.#count = 0;
    return this.#members.flush(sink, levels);
  }

  #reserve(more: number): void {
    while (this.#count + more > this.#repetition.length) {
      this.#repetition = doubled(this.#repetition);
      this.#definition = doubled(this.#definition);
    }
  }
}

function doubled(levels: Uint32Array): Uint32Array {
  const larger = new Uint32Array(levels.length * 2);
  larger.set(levels);
  return larger;
}

function allZero(list: readonly number[]): boolean {
  for (let i = 0; i < list.length; i++) if (list[i] !== 0) return false;
  return true;
}
