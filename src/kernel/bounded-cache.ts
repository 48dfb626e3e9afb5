/**
 * Remembers results of a pure function. When full it forgets everything, which costs time and never changes a
 * result: what is remembered is what would be computed again.
 */
export class BoundedCache<Key, Value> {
  readonly #limit: number;
  readonly #values = new Map<Key, Value>();

  constructor(limit: number) {
    this.#limit = limit;
  }

  get(key: Key, compute: () => Value): Value {
    let value = this.#values.get(key);
    if (value === undefined) {
      value = compute();
      if (this.#values.size >= this.#limit) this.#values.clear();
      this.#values.set(key, value);
    }
    return value;
  }
}
