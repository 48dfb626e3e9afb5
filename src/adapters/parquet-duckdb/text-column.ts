import type { ByteSink } from './byte-sink.ts';
import {
  type ColumnChunk,
  dataPage,
  dictionaryPage,
  PLAIN,
  type Reader,
  RLE,
  RLE_DICTIONARY,
  type WrittenChunk,
  writeIndexes,
} from './column-chunk.ts';

/** When more than half of the first values differ, a dictionary would only cost. */
const TRIAL = 1_024;

/** Texts as UTF-8, mostly by dictionary. */
export class TextColumn implements ColumnChunk {
  readonly physicalType = 'BYTE_ARRAY';
  readonly #scratch: ByteSink;
  readonly #ids: Map<string, number> = new Map();
  #distinct: string[] = [];
  #indexes: Uint32Array = new Uint32Array(1_024);
  #count = 0;
  /** Texts mostly come in runs. */
  #lastText: string | undefined;
  #lastId = 0;
  /** Set once a dictionary was found useless; then the texts themselves are kept. */
  #plain: string[] | undefined;

  constructor(scratch: ByteSink) {
    this.#scratch = scratch;
  }

  add(value: unknown): void {
    const text = value as string;
    if (this.#plain !== undefined) {
      this.#plain.push(text);
      return;
    }
    if (text !== this.#lastText) {
      let id = this.#ids.get(text);
      if (id === undefined) {
        id = this.#distinct.length;
        this.#ids.set(text, id);
        this.#distinct.push(text);
      }
      this.#lastText = text;
      this.#lastId = id;
    }
    if (this.#count === this.#indexes.length) {
      const larger = new Uint32Array(this.#count * 2);
      larger.set(this.#indexes);
      this.#indexes = larger;
    }
    this.#indexes[this.#count++] = this.#lastId;
    if (this.#count === TRIAL && this.#distinct.length * 2 > TRIAL) {
      this.#plain = Array.from(this.#indexes.subarray(0, TRIAL), (at) => this.#distinct[at] as string);
    }
  }

  addAll(rows: readonly object[], count: number, read: Reader): void {
    for (let i = 0; i < count; i++) this.add(read(rows[i] as object));
  }

  flush(sink: ByteSink): WrittenChunk {
    const plain = this.#plain;
    const distinct = this.#distinct;
    const count = this.#count;
    this.#plain = undefined;
    this.#lastText = undefined;
    this.#ids.clear();
    this.#distinct = [];
    this.#count = 0;
    if (plain !== undefined) {
      dataPage(sink, this.#scratch, plain.length, PLAIN, undefined, (page) => {
        for (const text of plain) page.text(text);
      });
      return { values: plain.length, encodings: [PLAIN, RLE], dictionaryBytes: 0 };
    }
    const start = sink.length;
    dictionaryPage(sink, this.#scratch, distinct.length, (page) => {
      for (const text of distinct) page.text(text);
    });
    const dictionaryBytes = sink.length - start;
    dataPage(sink, this.#scratch, count, RLE_DICTIONARY, undefined, (page) =>
      writeIndexes(page, this.#indexes, count, distinct.length),
    );
    return { values: count, encodings: [PLAIN, RLE, RLE_DICTIONARY], dictionaryBytes };
  }
}
