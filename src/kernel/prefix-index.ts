import { type Prefix, prefixContains } from './ip.ts';

/**
 * Address blocks to look addresses up in. IPv4 blocks are found by number, one look-up for each length that occurs; a
 * scan over hundreds of blocks for each of thousands of addresses was a tenth of `resolve`. IPv6 blocks are few.
 */
export class PrefixIndex {
  /** For each length: position in the list by network number; the first of several. */
  readonly #ipv4: { readonly length: number; readonly at: Map<number, number> }[] = [];
  readonly #ipv6: { readonly prefix: Prefix; readonly position: number }[] = [];

  constructor(prefixes: readonly Prefix[]) {
    for (const [position, prefix] of prefixes.entries()) {
      if (prefix.bytes.length !== 4) {
        this.#ipv6.push({ prefix, position });
        continue;
      }
      let own = this.#ipv4.find(({ length }) => length === prefix.length);
      if (own === undefined) this.#ipv4.push((own = { length: prefix.length, at: new Map() }));
      const network = networkOf(prefix.bytes, prefix.length);
      if (!own.at.has(network)) own.at.set(network, position);
    }
  }

  contains(address: Uint8Array): boolean {
    return this.first(address) >= 0;
  }

  /** Position of the first block that holds an address; -1 where none does. */
  first(address: Uint8Array): number {
    if (address.length !== 4) return this.#ipv6.find(({ prefix }) => prefixContains(prefix, address))?.position ?? -1;
    let first = -1;
    for (let i = 0; i < this.#ipv4.length; i++) {
      const { length, at } = this.#ipv4[i] as { readonly length: number; readonly at: Map<number, number> };
      const position = at.get(networkOf(address, length));
      if (position !== undefined && (first < 0 || position < first)) first = position;
    }
    return first;
  }
}

/** The first `length` bits of an IPv4 address; a shift by 32 would be one by 0. */
function networkOf(bytes: Uint8Array, length: number): number {
  if (length === 0) return 0;
  const [a, b, c, d] = bytes as unknown as readonly [number, number, number, number];
  return ((a << 24) | (b << 16) | (c << 8) | d) >>> (32 - length);
}
