import type { Prefix } from './ip.ts';

/**
 * Address blocks to look addresses up in: one look-up for each length that occurs. A scan over hundreds of blocks for
 * each of thousands of addresses was a tenth of `resolve`, and a forger's half a million blocks would never have ended.
 */
export class PrefixIndex {
  readonly #ipv4: Lengths = [];
  readonly #ipv6: Lengths = [];
  #size = 0;

  constructor(prefixes: readonly Prefix[]) {
    for (const prefix of prefixes) this.add(prefix);
  }

  /** Adds a block behind all others; its position is how many there were. */
  add(prefix: Prefix): void {
    const lengths = prefix.bytes.length === 4 ? this.#ipv4 : this.#ipv6;
    let own = lengths.find(({ length }) => length === prefix.length);
    if (own === undefined) lengths.push((own = { length: prefix.length, at: new Map() }));
    const network = networkOf(prefix.bytes, prefix.length);
    if (!own.at.has(network)) own.at.set(network, this.#size);
    this.#size++;
  }

  contains(address: Uint8Array): boolean {
    return this.first(address) >= 0;
  }

  /** Position of the first block that holds an address; -1 where none does. */
  first(address: Uint8Array): number {
    let first = -1;
    for (const { length, at } of address.length === 4 ? this.#ipv4 : this.#ipv6) {
      const position = at.get(networkOf(address, length));
      if (position !== undefined && (first < 0 || position < first)) first = position;
    }
    return first;
  }
}

/** For each length: position in the list by network; the first of several. */
type Lengths = { readonly length: number; readonly at: Map<number | string, number> }[];

/** The first `length` bits of an address; as a number in IPv4, where a shift by 32 would be one by 0. */
function networkOf(bytes: Uint8Array, length: number): number | string {
  if (length === 0) return 0;
  if (bytes.length === 4) {
    const [a, b, c, d] = bytes as unknown as readonly [number, number, number, number];
    return ((a << 24) | (b << 16) | (c << 8) | d) >>> (32 - length);
  }
  const whole = length >> 3;
  const rest = (bytes[whole] ?? 0) & (0xff00 >> (length & 7));
  return String.fromCharCode(...bytes.subarray(0, whole), rest);
}
