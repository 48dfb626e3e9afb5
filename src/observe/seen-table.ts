import { LimitError } from '../kernel/limit-error.ts';
import { mix } from '../kernel/mix.ts';
import { toNanos } from '../kernel/time.ts';
import { SAMPLE_FIRST, SAMPLE_LAST, type Seen } from '../schema/facts/table-spec.ts';

const COUNT = 1; // after the hash: two words, low first
const FIRST_SECONDS = 3;
const FIRST_NANOS = 4;
const LAST_SECONDS = 5;
const LAST_NANOS = 6;
const SAMPLES = 7; // first samples | place of the next last sample << 8 | last samples << 16
const NEWEST = 8; // largest frame so far
/** The key follows, then the table's own words, then the samples: what every touch reads lies in one cache line. */
const HEAD = 9;
const PAGE_SHIFT = 8;
const PAGE_ROWS = 1 << PAGE_SHIFT;
/** Rows of one fact table of one tap. A crane network shows thousands; a flood that shows more must be said, not thinned by arrival. */
export const MAX_FACT_ROWS: number = 1 << 21;

/**
 * Rows keyed by a few 32-bit words, each with what every fact carries: count, first and last time, sample frames.
 * Typed arrays in pages: about 200 bytes a row and no allocation when a row is met again (measured 12-20 ns).
 */
export class SeenTable {
  readonly #name: string;
  readonly #limit: number;
  readonly #keyWords: number;
  readonly #words: number;
  readonly #firsts: number;
  readonly #lasts: number;
  readonly #seed: number;
  readonly #pages: Uint32Array[] = [];
  #index: Uint32Array = new Uint32Array(64);
  #mask = 63;
  #count = 0;
  /** The row found last: question and answer count under one key, one after the other. */
  #last = -1;
  #freeSlot = 0;
  #freeHash = 0;
  /** Write the key here, then call {@link touch}. */
  readonly key: Uint32Array;
  /** Offset in a row of the table's own extra words. */
  readonly extra: number;

  constructor(name: string, keyWords: number, extraWords: number, seed: number, limit: number = MAX_FACT_ROWS) {
    this.#limit = limit;
    this.#name = name;
    this.#keyWords = keyWords;
    this.extra = HEAD + keyWords;
    this.#firsts = this.extra + extraWords;
    this.#lasts = this.#firsts + SAMPLE_FIRST;
    // Rows begin on cache lines.
    this.#words = (this.#lasts + SAMPLE_LAST + 15) & ~15;
    this.#seed = seed;
    this.key = new Uint32Array(keyWords);
  }

  get length(): number {
    return this.#count;
  }

  /** Finds or makes the row of {@link key} and notes one more message in it. */
  touch(seconds: number, nanos: number, frame: number): number {
    const row = this.find();
    this.note(row, 1, seconds, nanos, frame);
    return row;
  }

  /** The row of {@link key}, made if need be, untouched. */
  find(): number {
    const row = this.peek();
    return row >= 0 ? row : this.#add();
  }

  has(): boolean {
    return this.peek() >= 0;
  }

  /** The row of {@link key}, or -1. */
  peek(): number {
    const { key } = this;
    if (this.#last >= 0 && this.#isAt(this.#last)) return this.#last;
    let hash = this.#seed;
    for (let i = 0; i < this.#keyWords; i++) hash = mix(hash, key[i] as number);
    hash >>>= 0;
    let slot = hash & this.#mask;
    for (;;) {
      const row = (this.#index[slot] as number) - 1;
      if (row < 0) {
        this.#freeSlot = slot;
        this.#freeHash = hash;
        return -1;
      }
      if (this.page(row)[this.at(row)] === hash && this.#isAt(row)) {
        this.#last = row;
        return row;
      }
      slot = (slot + 1) & this.#mask;
    }
  }

  #isAt(row: number): boolean {
    const { key } = this;
    const page = this.page(row);
    const at = this.at(row) + HEAD;
    let i = 0;
    while (i < this.#keyWords && page[at + i] === key[i]) i++;
    return i === this.#keyWords;
  }

  /** Adds `count` messages, the last of them at this time and frame. Frames may come in any order. */
  note(row: number, count: number, seconds: number, nanos: number, frame: number): void {
    const page = this.page(row);
    const o = this.at(row);
    const low = (page[o + COUNT] as number) + count;
    page[o + COUNT] = low;
    if (low > 0xffffffff) page[o + COUNT + 1] = (page[o + COUNT + 1] as number) + 1;
    const samples = page[o + SAMPLES] as number;
    const lastSeconds = page[o + LAST_SECONDS] as number;
    if (
      samples === 0 ||
      seconds > lastSeconds ||
      (seconds === lastSeconds && nanos > (page[o + LAST_NANOS] as number))
    ) {
      page[o + LAST_SECONDS] = seconds;
      page[o + LAST_NANOS] = nanos;
    }
    const firstSeconds = page[o + FIRST_SECONDS] as number;
    if (
      samples === 0 ||
      seconds < firstSeconds ||
      (seconds === firstSeconds && nanos < (page[o + FIRST_NANOS] as number))
    ) {
      page[o + FIRST_SECONDS] = seconds;
      page[o + FIRST_NANOS] = nanos;
    }
    if (frame !== 0) this.#sample(page, o, samples, frame);
  }

  keyWord(row: number, word: number): number {
    return this.page(row)[this.at(row) + HEAD + word] as number;
  }

  extraWord(row: number, word: number): number {
    return this.page(row)[this.at(row) + this.extra + word] as number;
  }

  /** The typed array that holds a row, and the row's offset in it: for tables that keep extra words. */
  page(row: number): Uint32Array {
    return this.#pages[row >>> PAGE_SHIFT] as Uint32Array;
  }

  at(row: number): number {
    return (row & (PAGE_ROWS - 1)) * this.#words;
  }

  seen(row: number): Seen {
    const page = this.page(row);
    const o = this.at(row);
    return {
      count: (page[o + COUNT] as number) + (page[o + COUNT + 1] as number) * 0x1_0000_0000,
      first: toNanos(page[o + FIRST_SECONDS] as number, page[o + FIRST_NANOS] as number),
      last: toNanos(page[o + LAST_SECONDS] as number, page[o + LAST_NANOS] as number),
      frames: this.#samples(page, o, page[o + SAMPLES] as number),
    };
  }

  /**
   * Keeps the 24 smallest and the 8 largest distinct frames, whatever the order they come in. The last eight are a
   * ring while frames ascend, which costs one write; a frame out of order sorts them first.
   */
  #sample(page: Uint32Array, o: number, samples: number, frame: number): void {
    const firsts = samples & 0xff;
    const newest = page[o + NEWEST] as number;
    if (frame > newest) {
      const next = (samples >>> 8) & 0xff;
      if (firsts < SAMPLE_FIRST) page[o + this.#firsts + firsts] = frame;
      page[o + this.#lasts + next] = frame;
      page[o + NEWEST] = frame;
      const lasts = samples >>> 16;
      page[o + SAMPLES] =
        (firsts < SAMPLE_FIRST ? firsts + 1 : firsts) |
        (((next + 1) & (SAMPLE_LAST - 1)) << 8) |
        ((lasts < SAMPLE_LAST ? lasts + 1 : lasts) << 16);
    } else if (frame < newest) this.#sampleLate(page, o, samples, frame);
  }

  #sampleLate(page: Uint32Array, o: number, samples: number, frame: number): void {
    // Most late frames lie between the first 24 and the last 8: the ring's next place holds its smallest.
    const full = (samples & 0xff) === SAMPLE_FIRST && samples >>> 16 === SAMPLE_LAST;
    const smallestLast = page[o + this.#lasts + ((samples >>> 8) & 0xff)] as number;
    if (full && frame >= (page[o + this.#firsts + SAMPLE_FIRST - 1] as number) && frame <= smallestLast) return;
    const firsts = insert(page, o + this.#firsts, samples & 0xff, SAMPLE_FIRST, frame);
    // The ring, straightened: its oldest lies at the next place once it is full.
    const lasts = samples >>> 16;
    const turn = lasts === SAMPLE_LAST ? (samples >>> 8) & 0xff : 0;
    for (let i = 0; i < lasts; i++) RING[i] = page[o + this.#lasts + ((turn + i) & (SAMPLE_LAST - 1))] as number;
    const grown = insert(RING, 0, lasts, SAMPLE_LAST + 1, frame);
    const kept = Math.min(grown, SAMPLE_LAST);
    for (let i = 0; i < kept; i++) page[o + this.#lasts + i] = RING[grown - kept + i] as number;
    page[o + SAMPLES] = firsts | ((kept & (SAMPLE_LAST - 1)) << 8) | (kept << 16);
  }

  /** Both lists, ascending; while a row has few frames they are in both. */
  #samples(page: Uint32Array, o: number, samples: number): number[] {
    const firsts = samples & 0xff;
    const lasts = samples >>> 16;
    const frames: number[] = [];
    for (let i = 0; i < firsts; i++) frames.push(page[o + this.#firsts + i] as number);
    const largest = frames[firsts - 1] ?? 0;
    // The ring, straightened: its oldest lies at the next place once it is full.
    const turn = lasts === SAMPLE_LAST ? (samples >>> 8) & 0xff : 0;
    for (let i = 0; i < lasts; i++) {
      const frame = page[o + this.#lasts + ((turn + i) & (SAMPLE_LAST - 1))] as number;
      if (frame > largest) frames.push(frame);
    }
    return frames;
  }

  /** Adds a row for {@link key} at the slot where {@link peek} found it missing. */
  #add(): number {
    const row = this.#count;
    if (row >= this.#limit)
      throw new LimitError(
        'MAX_FACT_ROWS',
        `one tap fills table ${this.#name} with more than ${this.#limit} rows; split the capture`,
      );
    this.#count++;
    if (row >>> PAGE_SHIFT === this.#pages.length) this.#pages.push(new Uint32Array(PAGE_ROWS * this.#words));
    const page = this.page(row);
    const o = this.at(row);
    page[o] = this.#freeHash;
    for (let i = 0; i < this.#keyWords; i++) page[o + HEAD + i] = this.key[i] as number;
    this.#index[this.#freeSlot] = row + 1;
    if (this.#count * 2 > this.#mask) this.#grow();
    return row;
  }

  #grow(): void {
    const size = this.#index.length * 2;
    this.#mask = size - 1;
    this.#index = new Uint32Array(size);
    for (let row = 0; row < this.#count; row++) {
      let slot = (this.page(row)[this.at(row)] as number) & this.#mask;
      while (this.#index[slot] !== 0) slot = (slot + 1) & this.#mask;
      this.#index[slot] = row + 1;
    }
  }
}

/** Room for one frame more than the ring keeps. */
const RING: Uint32Array = new Uint32Array(SAMPLE_LAST + 1);

/** Puts a frame into the ascending list at `at`, unless it is there; of more than `limit` the largest falls out. Returns the new length. */
function insert(list: Uint32Array, at: number, length: number, limit: number, frame: number): number {
  let i = length;
  while (i > 0 && (list[at + i - 1] as number) > frame) i--;
  if (i > 0 && list[at + i - 1] === frame) return length;
  if (i >= limit) return length;
  const grown = Math.min(length + 1, limit);
  for (let j = grown - 1; j > i; j--) list[at + j] = list[at + j - 1] as number;
  list[at + i] = frame;
  return grown;
}
