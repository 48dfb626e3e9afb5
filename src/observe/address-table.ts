import { ipv4Text, ipv6Text } from '../kernel/ip.ts';
import { LimitError } from '../kernel/limit-error.ts';
import { macText } from '../kernel/mac.ts';
import { mix } from '../kernel/mix.ts';

/** Words of one entry: hash, kind, four words of address. */
const WORDS = 6;
const PAGE_SHIFT = 12;
const PAGE_ROWS = 1 << PAGE_SHIFT;
/** 32 million addresses are 768 MB: past that a capture is an attack on the analyst, and it is said so. */
export const MAX_ADDRESSES: number = 1 << 25;

const MAC = 1;
const IPV4 = 4;
const IPV6 = 6;

/** An address table as it moves between threads. */
export interface AddressPages {
  readonly pages: readonly Uint32Array[];
  readonly size: number;
}

/** Addresses of one tap as small integers, from 1; 0 is "none". MACs, IPv4 and IPv6 share one numbering. */
export class AddressTable {
  readonly #seed: number;
  readonly #limit: number;
  readonly #pages: Uint32Array[] = [];
  #count = 1;
  #index: Uint32Array = new Uint32Array(1 << 10);
  #mask: number = (1 << 10) - 1;
  readonly #texts = new Map<number, string>();

  constructor(seed: number, limit: number = MAX_ADDRESSES) {
    this.#seed = seed;
    this.#limit = limit;
    this.#pages.push(new Uint32Array(PAGE_ROWS * WORDS));
  }

  /** A table to look texts up in; it is not for adding. */
  static of(from: AddressPages): AddressTable {
    const table = new AddressTable(0);
    table.#pages.splice(0, table.#pages.length, ...from.pages);
    table.#count = from.size;
    return table;
  }

  get pages(): AddressPages {
    return { pages: this.#pages, size: this.#count };
  }

  /** Ids run from 1 to `size - 1`. */
  get size(): number {
    return this.#count;
  }

  mac(view: DataView, at: number): number {
    return this.#intern(MAC, view.getUint32(at), view.getUint16(at + 4), 0, 0);
  }

  ipv4(address: number): number {
    return this.#intern(IPV4, address, 0, 0, 0);
  }

  ipv6(view: DataView, at: number): number {
    return this.#intern(
      IPV6,
      view.getUint32(at),
      view.getUint32(at + 4),
      view.getUint32(at + 8),
      view.getUint32(at + 12),
    );
  }

  /** An IPv6 address as four words, big endian. */
  ipv6Words(a: number, b: number, c: number, d: number): number {
    return this.#intern(IPV6, a, b, c, d);
  }

  macWords(high: number, low: number): number {
    return this.#intern(MAC, high, low, 0, 0);
  }

  isMac(id: number): boolean {
    return id > 0 && (this.#page(id)[(id & (PAGE_ROWS - 1)) * WORDS + 1] as number) === MAC;
  }

  /** `192.0.2.1`, `2001:db8::1`, `02:00:00:00:00:01`; empty for 0. */
  text(id: number): string {
    if (id === 0) return '';
    let text = this.#texts.get(id);
    if (text === undefined) {
      text = this.#render(id);
      if (this.#texts.size < MAX_CACHED_TEXTS) this.#texts.set(id, text);
    }
    return text;
  }

  /** The text with `mac:` or `ip:` before it; empty for 0. */
  labelled(id: number): string {
    return id === 0 ? '' : (this.isMac(id) ? 'mac:' : 'ip:') + this.text(id);
  }

  /** Writes the network-order bytes of an IP address and returns their number, 4 or 16. */
  ipBytes(id: number, into: Uint8Array, at: number): 4 | 16 {
    const page = this.#page(id);
    const o = (id & (PAGE_ROWS - 1)) * WORDS;
    const words = page[o + 1] === IPV4 ? 1 : 4;
    for (let i = 0; i < words; i++) {
      const w = page[o + 2 + i] as number;
      into[at + i * 4] = w >>> 24;
      into[at + i * 4 + 1] = w >>> 16;
      into[at + i * 4 + 2] = w >>> 8;
      into[at + i * 4 + 3] = w;
    }
    return words === 1 ? 4 : 16;
  }

  #render(id: number): string {
    const page = this.#page(id);
    const o = (id & (PAGE_ROWS - 1)) * WORDS;
    const kind = page[o + 1];
    if (kind === MAC) {
      const bytes = new Uint8Array(6);
      const high = page[o + 2] as number;
      const low = page[o + 3] as number;
      bytes.set([high >>> 24, high >>> 16, high >>> 8, high, low >>> 8, low]);
      return macText(bytes, 0);
    }
    const bytes = new Uint8Array(16);
    return this.ipBytes(id, bytes, 0) === 4 ? ipv4Text(bytes, 0) : ipv6Text(bytes, 0);
  }

  #page(id: number): Uint32Array {
    return this.#pages[id >>> PAGE_SHIFT] as Uint32Array;
  }

  #intern(kind: number, a: number, b: number, c: number, d: number): number {
    let hash = mix(mix(this.#seed, a), b ^ kind);
    if (kind === IPV6) hash = mix(mix(hash, c), d);
    let slot = hash & this.#mask;
    for (;;) {
      const id = this.#index[slot] as number;
      if (id === 0) return this.#add(slot, hash, kind, a, b, c, d);
      const page = this.#page(id);
      const o = (id & (PAGE_ROWS - 1)) * WORDS;
      if (
        page[o] === hash >>> 0 &&
        page[o + 1] === kind &&
        page[o + 2] === a >>> 0 &&
        page[o + 3] === b >>> 0 &&
        page[o + 4] === c >>> 0 &&
        page[o + 5] === d >>> 0
      ) {
        return id;
      }
      slot = (slot + 1) & this.#mask;
    }
  }

  #add(slot: number, hash: number, kind: number, a: number, b: number, c: number, d: number): number {
    const id = this.#count;
    if (id >= this.#limit)
      throw new LimitError(
        'MAX_ADDRESSES',
        `one tap shows more than ${this.#limit} addresses; split the capture by address`,
      );
    this.#count++;
    if (id >>> PAGE_SHIFT === this.#pages.length) this.#pages.push(new Uint32Array(PAGE_ROWS * WORDS));
    const page = this.#page(id);
    const o = (id & (PAGE_ROWS - 1)) * WORDS;
    page[o] = hash;
    page[o + 1] = kind;
    page[o + 2] = a;
    page[o + 3] = b;
    page[o + 4] = c;
    page[o + 5] = d;
    this.#index[slot] = id;
    if (this.#count * 2 > this.#mask) this.#grow();
    return id;
  }

  #grow(): void {
    const size = this.#index.length * 2;
    this.#mask = size - 1;
    this.#index = new Uint32Array(size);
    for (let id = 1; id < this.#count; id++) {
      let slot = (this.#page(id)[(id & (PAGE_ROWS - 1)) * WORDS] as number) & this.#mask;
      while (this.#index[slot] !== 0) slot = (slot + 1) & this.#mask;
      this.#index[slot] = id;
    }
  }
}

/** Texts are asked for again and again while tables are written, but a million of them would cost 80 MB. */
const MAX_CACHED_TEXTS = 50_000;
