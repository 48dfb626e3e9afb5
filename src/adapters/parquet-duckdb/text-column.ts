import { ByteSink } from './byte-sink.ts';
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
  /**
   * Once a dictionary was found useless, texts are written here at once: 65,536 strings that live until the row
   * group is full would each be moved twice by the garbage collector.
   */
  readonly #plain: ByteSink = new ByteSink(0);
  #isPlain = false;

  constructor(scratch: ByteSink) {
    this.#scratch = scratch;
  }

  add(value: unknown): void {
    const text = value as string;
    if (this.#isPlain) {
      this.#plain.text(text);
      this.#count++;
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
      this.#isPlain = true;
      for (let i = 0; i < TRIAL; i++) this.#plain.text(this.#distinct[this.#indexes[i] as number] as string);
    }
  }

  addAll(rows: readonly object[], count: number, read: Reader): void {
    for (let i = 0; i < count; i++) this.add(read(rows[i] as object));
  }

  flush(sink: ByteSink): WrittenChunk {
    const isPlain = this.#isPlain;
    const distinct = this.#distinct;
    const count = this.#count;
    this.#isPlain = false;
    this.#lastText = undefined;
    this.#ids.clear();
    this.#distinct = [];
    this.#count = 0;
    if (isPlain) {
      dataPage(sink, this.#scratch, count, PLAIN, undefined, (page) => page.append(this.#plain.view()));
      this.#plain.clear();
      return { values: count, encodings: [PLAIN, RLE], dictionaryBytes: 0 };
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
