import type { Cursor } from '../../../kernel/cursor.ts';

/** Bytes put together from pieces, up to a limit; grows by doubling and is used again. */
export class ByteStore {
  readonly #limit: number;
  #bytes: Uint8Array = new Uint8Array(1024);
  #view: DataView = new DataView(this.#bytes.buffer);
  #length = 0;
  /** True when pieces were left out because they did not fit. */
  overflowed = false;

  constructor(limit: number) {
    this.#limit = limit;
  }

  get length(): number {
    return this.#length;
  }

  /** Appends what the window still holds and moves the cursor to its end; nothing when it does not fit. */
  append(c: Cursor): void {
    const count = c.left;
    const needed = this.#length + count;
    if (this.overflowed || needed > this.#limit) {
      this.overflowed = true;
      c.skip(count);
      return;
    }
    if (needed > this.#bytes.length) this.#grow(needed);
    for (let i = 0; i < count; i++) this.#bytes[this.#length + i] = c.bytes[c.at + i] as number;
    this.#length = needed;
    c.skip(count);
  }

  /** Points a cursor at all that was put together. */
  read(c: Cursor): Cursor {
    return c.reset(this.#bytes, this.#view, 0, this.#length);
  }

  clear(): void {
    this.#length = 0;
    this.overflowed = false;
  }

  #grow(needed: number): void {
    let size = this.#bytes.length;
    while (size < needed) size *= 2;
    const grown = new Uint8Array(size);
    grown.set(this.#bytes);
    this.#bytes = grown;
    this.#view = new DataView(grown.buffer);
  }
}
