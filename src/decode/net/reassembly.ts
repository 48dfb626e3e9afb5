/** Bytes of one page of a datagram being put together: 256 units of eight bytes, the unit of fragment offsets. */
const PAGE_BYTES = 2048;

/** A page with one bit a unit for what has arrived. Paged, so that one tiny fragment far into a datagram costs 2 KiB, not 64. */
interface Page {
  readonly bytes: Uint8Array;
  readonly seen: Uint32Array;
}

/** What storing a fragment found. */
export const STORED = 0;
/** All of it was there already, the same. */
export const DUPLICATE = 1;
/** Part of it was there already, the same. */
export const OVERLAP = 2;
/** Part of it was there already, and differs: the bytes that came first are kept. */
export const CONFLICT = 3;
/** No page is left: see {@link PagePool}. */
export const NO_ROOM = 4;

/** Pages given out and taken back; the most that exist at once is fixed. */
export class PagePool {
  readonly #free: Page[] = [];
  readonly #limit: number;
  #made = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  take(): Page | undefined {
    const page = this.#free.pop();
    if (page) {
      page.seen.fill(0);
      return page;
    }
    if (this.#made === this.#limit) return undefined;
    this.#made++;
    return { bytes: new Uint8Array(PAGE_BYTES), seen: new Uint32Array(PAGE_BYTES / 8 / 32) };
  }

  give(page: Page): void {
    this.#free.push(page);
  }
}

/** One datagram being put together. Time is linear in the bytes that arrive: no list of pieces is searched. */
export class Reassembly {
  readonly #pool: PagePool;
  readonly #pages: (Page | undefined)[] = [];
  /** Time of the first fragment. */
  readonly seconds: number;
  /** Fragments taken, duplicates included. */
  fragments = 0;
  /** Payload bytes of the whole datagram once its last fragment came; -1 until then. */
  length = -1;
  /** End of the furthest byte that arrived. */
  reach = 0;
  /** IP protocol, or what IPv6's first fragment says follows; -1 until that came. */
  protocol = -1;
  /** True once its bytes cannot be trusted; later fragments are refused until it ages out. */
  spoiled = false;
  #units = 0;

  constructor(pool: PagePool, seconds: number) {
    this.#pool = pool;
    this.seconds = seconds;
  }

  get complete(): boolean {
    return this.length >= 0 && this.#units === (this.length + 7) >> 3 && this.protocol >= 0;
  }

  /** Stores `bytes[from, to)` at `offset`, a multiple of 8. Of bytes that come twice the first to arrive are kept. */
  store(bytes: Uint8Array, from: number, to: number, offset: number): number {
    let fresh = 0;
    let again = 0;
    let conflict = false;
    for (let at = from, unit = offset >> 3; at < to; at += 8, unit++) {
      const index = unit >> 8;
      let page = this.#pages[index];
      if (!page) {
        page = this.#pool.take();
        if (!page) return NO_ROOM;
        this.#pages[index] = page;
      }
      const inPage = (unit & 255) * 8;
      const word = (unit >> 5) & 7;
      const bit = 1 << (unit & 31);
      const length = to - at < 8 ? to - at : 8;
      const seen = page.seen[word] as number;
      if ((seen & bit) === 0) {
        page.seen[word] = seen | bit;
        for (let i = 0; i < length; i++) page.bytes[inPage + i] = bytes[at + i] as number;
        fresh++;
      } else {
        for (let i = 0; i < length; i++) if (page.bytes[inPage + i] !== bytes[at + i]) conflict = true;
        again++;
      }
    }
    this.#units += fresh;
    const end = offset + to - from;
    if (end > this.reach) this.reach = end;
    return conflict ? CONFLICT : again === 0 ? STORED : fresh === 0 ? DUPLICATE : OVERLAP;
  }

  /** Copies the whole datagram to `target` at `at`. */
  copy(target: Uint8Array, at: number): void {
    for (let done = 0; done < this.length; done += PAGE_BYTES) {
      const page = this.#pages[done / PAGE_BYTES] as Page;
      const length = this.length - done;
      target.set(length < PAGE_BYTES ? page.bytes.subarray(0, length) : page.bytes, at + done);
    }
  }

  /** Gives its pages back; nothing may be stored or copied afterwards. */
  release(): void {
    for (const page of this.#pages) if (page) this.#pool.give(page);
    this.#pages.length = 0;
  }
}
