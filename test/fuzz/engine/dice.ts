/** A small generator with a given seed (xorshift32), so that every run of the fuzzer can be had again. */
export class Dice {
  #state: number;

  constructor(seed: number) {
    this.#state = (seed ^ 0x9e3779b9) >>> 0 || 1;
  }

  /** 0 to 2^32 - 1. */
  next(): number {
    let x = this.#state;
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    this.#state = x >>> 0;
    return this.#state;
  }

  /** 0 to `count` - 1; 0 when `count` is. */
  below(count: number): number {
    return count > 0 ? this.next() % count : 0;
  }

  pick<T>(list: readonly T[]): T {
    return list[this.below(list.length)] as T;
  }

  /** Seldom large: 1 half of the time, 2 a quarter, ... */
  few(most: number): number {
    let count = 1;
    while (count < most && (this.next() & 1) === 0) count++;
    return count;
  }
}

/** The same seed for the same bytes: what an execution draws depends on its input alone. */
export function seedOf(bytes: Uint8Array): number {
  let hash = bytes.length;
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash >>> 0;
}
