/**
 * Walks the options of one pcapng block (draft-ietf-opsawg-pcapng, 3.5). One cursor is reused for every block.
 * An option that leaves its block ends the walk and sets {@link OptionCursor.damaged}.
 */
export class OptionCursor {
  code = 0;
  /** Offset and length of the value. */
  at = 0;
  length = 0;
  damaged = false;
  #view: DataView = new DataView(new ArrayBuffer(0));
  #next = 0;
  #end = 0;
  #little = true;

  reset(view: DataView, start: number, end: number, little: boolean): this {
    this.#view = view;
    this.#next = start;
    this.#end = end;
    this.#little = little;
    this.damaged = false;
    return this;
  }

  /** True when {@link code}, {@link at} and {@link length} describe an option; false at the end of the list. */
  next(): boolean {
    const start = this.#next;
    if (start + 4 > this.#end) {
      if (start < this.#end) this.damaged = true;
      return false;
    }
    this.code = this.#view.getUint16(start, this.#little);
    this.length = this.#view.getUint16(start + 2, this.#little);
    this.at = start + 4;
    if (this.code === END_OF_OPTIONS) {
      if (this.length !== 0) this.damaged = true;
      return false;
    }
    if (this.at + this.length > this.#end) {
      this.damaged = true;
      return false;
    }
    this.#next = this.at + ((this.length + 3) & ~3);
    return true;
  }

  u8(): number {
    return this.length >= 1 ? this.#view.getUint8(this.at) : 0;
  }

  u32(): number {
    return this.length >= 4 ? this.#view.getUint32(this.at, this.#little) : 0;
  }

  /** 64 bits as a number: counters that passed 2^53 are clamped to it. */
  u64(): number {
    if (this.length < 8) return 0;
    const value = this.#view.getBigUint64(this.at, this.#little);
    return value > BigInt(Number.MAX_SAFE_INTEGER) ? Number.MAX_SAFE_INTEGER : Number(value);
  }

  /** 64 bits signed, clamped to 2^53 either way. */
  i64(): number {
    if (this.length < 8) return 0;
    const value = Number(this.#view.getBigInt64(this.at, this.#little));
    return Math.max(-Number.MAX_SAFE_INTEGER, Math.min(Number.MAX_SAFE_INTEGER, value));
  }
}

const END_OF_OPTIONS = 0;
