import { compareText } from '../kernel/compare.ts';

/**
 * A map that keeps the entries with the smallest keys. It is pruned at twice its limit, so a key that survives to
 * the end was never dropped and its entry is complete, whatever the order of adding.
 */
export class Smallest<T> {
  readonly #limit: number;
  readonly #entries = new Map<string, T>();
  #bound: string | undefined;
  #dropped = false;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** The entry of a key, made if it is new; undefined for keys beyond the limit. */
  at(key: string, make: () => T): T | undefined {
    // Beyond the bound is the usual case of a full map, and comparing is cheaper than hashing a fresh string.
    if (this.#bound !== undefined && key > this.#bound) return undefined;
    const found = this.#entries.get(key);
    if (found !== undefined) return found;
    const made = make();
    this.#entries.set(key, made);
    if (this.#entries.size > 2 * this.#limit) this.#prune();
    return made;
  }

  get(key: string): T | undefined {
    return this.#entries.get(key);
  }

  /** True when some key did not fit. */
  get overflowed(): boolean {
    return this.#dropped || this.#entries.size > this.#limit;
  }

  /** Entries with the smallest keys, in their order. */
  sorted(): readonly (readonly [string, T])[] {
    return [...this.#entries].sort((a, b) => compareText(a[0], b[0])).slice(0, this.#limit);
  }

  #prune(): void {
    const kept = this.sorted();
    this.#entries.clear();
    for (const [key, value] of kept) this.#entries.set(key, value);
    this.#bound = kept.at(-1)?.[0];
    this.#dropped = true;
  }
}
