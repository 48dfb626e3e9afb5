/** Slots up to which a key is looked for one by one. */
export const SCANNED = 8;
/** Numbers of one slot. */
const WORDS = 8;
const ORDER = 0;
const KEY = 1;
const FUNCTION = 2;
const START = 3;
const COUNT = 4;
const SECONDS = 5;
const NANOS = 6;
const HANDLE = 7;

/** Returned for a request that asked for nothing a command stands for. */
const NO_HANDLE = -1;

/** What {@link OpenRequests.open} did with the table. */
export const ADDED = 0;
/** A request with the same key was still open and is forgotten. */
export const REPLACED = 1;
/** The table was full and the oldest request is forgotten. */
export const EVICTED = 2;
export type Opened = typeof ADDED | typeof REPLACED | typeof EVICTED;

/**
 * Requests of one flow that wait for their answer, found by a key the protocol chooses (a transaction number).
 *
 * Bounded: at most `limit` wait; one more forgets the oldest. Starts with one slot (a poll has one request open)
 * and doubles, so that a hundred thousand quiet flows stay small. Past {@link SCANNED} slots they are found by key: a
 * client of CIP that is never answered has 512 open, and three scans of them took 0.5 µs a message.
 * The order of forgetting is that of the requests in the capture.
 */
export class OpenRequests {
  readonly #limit: number;
  /** A plain array of small integers: 112 bytes for one slot, where a typed array costs 280, and as fast. */
  #words: number[] = [0, 0, 0, 0, 0, 0, 0, 0];
  #clock = 0;
  #open = 0;
  #newest = 0;
  #taken = 0;
  /** Slot by key, in the order of the requests, and the slots that nobody uses; made past {@link SCANNED} slots. */
  #byKey: Map<number, number> | undefined;
  #unused: number[] = NONE;
  /**
   * By slot, the handles beyond the first, for requests for several objects at once: their number, then themselves.
   * Made when first needed; emptied by the number alone, since an array cut to nothing gives its memory back.
   */
  #further: number[][] | undefined;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** How many requests wait. */
  get size(): number {
    return this.#open;
  }

  /** Keeps a request; its command handles follow with {@link addHandle}. */
  open(key: number, fn: number, start: number, count: number, seconds: number, nanos: number): Opened {
    let opened: Opened = ADDED;
    let slot = this.#find(key);
    if (slot >= 0) {
      opened = REPLACED;
      this.#byKey?.delete(key);
    } else if (this.#open < this.#limit) {
      slot = this.#free();
      this.#open++;
    } else {
      slot = this.#oldest();
      opened = EVICTED;
      this.#byKey?.delete(this.#words[slot * WORDS + KEY] as number);
    }
    this.#byKey?.set(key, slot);
    const words = this.#words;
    const at = slot * WORDS;
    words[at + ORDER] = ++this.#clock;
    words[at + KEY] = key;
    words[at + FUNCTION] = fn;
    words[at + START] = start;
    words[at + COUNT] = count;
    words[at + SECONDS] = seconds;
    words[at + NANOS] = nanos;
    words[at + HANDLE] = NO_HANDLE;
    const further = this.#further?.[slot];
    if (further !== undefined) further[0] = 0;
    this.#newest = slot;
    return opened;
  }

  /** Adds a command's handle to the request opened last. */
  addHandle(handle: number): void {
    const at = this.#newest * WORDS + HANDLE;
    if (this.#words[at] === NO_HANDLE) {
      this.#words[at] = handle;
      return;
    }
    this.#further ??= [];
    while (this.#further.length <= this.#newest) this.#further.push([0]);
    const further = this.#further[this.#newest] as number[];
    const count = (further[0] as number) + 1;
    further[0] = count;
    if (count < further.length) further[count] = handle;
    else further.push(handle);
  }

  /** Takes the request with this key out; what it was is read below until the next {@link open}. */
  take(key: number): boolean {
    const slot = this.#find(key);
    if (slot < 0) return false;
    this.#words[slot * WORDS + ORDER] = 0;
    this.#open--;
    this.#taken = slot;
    if (this.#byKey?.delete(key) === true) this.#unused.push(slot);
    return true;
  }

  get fn(): number {
    return this.#words[this.#taken * WORDS + FUNCTION] as number;
  }
  get start(): number {
    return this.#words[this.#taken * WORDS + START] as number;
  }
  get count(): number {
    return this.#words[this.#taken * WORDS + COUNT] as number;
  }
  get seconds(): number {
    return this.#words[this.#taken * WORDS + SECONDS] as number;
  }
  get nanos(): number {
    return this.#words[this.#taken * WORDS + NANOS] as number;
  }

  get handles(): number {
    if (this.#words[this.#taken * WORDS + HANDLE] === NO_HANDLE) return 0;
    return 1 + (this.#further?.[this.#taken]?.[0] ?? 0);
  }

  handle(index: number): number {
    if (index === 0) return this.#words[this.#taken * WORDS + HANDLE] as number;
    return this.#further?.[this.#taken]?.[index] ?? 0;
  }

  /** Forgets all: bytes are missing that may have held the answers. */
  clear(): void {
    if (this.#open === 0) return;
    for (let at = 0; at < this.#words.length; at += WORDS) this.#words[at + ORDER] = 0;
    this.#open = 0;
    if (this.#byKey === undefined) return;
    this.#byKey.clear();
    this.#unused = Array.from({ length: this.#words.length / WORDS }, (_, slot) => slot);
  }

  #find(key: number): number {
    const words = this.#words;
    // Polls have one request open, and it lies in the first slot.
    if (words[KEY] === key && words[ORDER] !== 0) return 0;
    if (this.#open === 0) return -1;
    if (this.#byKey !== undefined) return this.#byKey.get(key) ?? -1;
    for (let slot = 1, at = WORDS; at < words.length; slot++, at += WORDS) {
      if (words[at + KEY] === key && words[at + ORDER] !== 0) return slot;
    }
    return -1;
  }

  #free(): number {
    const words = this.#words;
    if (this.#byKey === undefined) {
      for (let slot = 0, at = 0; at < words.length; slot++, at += WORDS) if (words[at + ORDER] === 0) return slot;
    } else {
      const slot = this.#unused.pop();
      if (slot !== undefined) return slot;
    }
    const slots = words.length / WORDS;
    for (let i = slots * WORDS; i > 0; i--) words.push(0);
    if (slots * 2 > SCANNED) this.#fileByKey(slots);
    return slots;
  }

  /** All slots but the one that is given out at once, which is the first of the new half. */
  #fileByKey(slots: number): void {
    if (this.#byKey === undefined) {
      this.#byKey = new Map();
      this.#unused = [];
      const words = this.#words;
      const order = (slot: number): number => words[slot * WORDS + ORDER] as number;
      const open = Array.from({ length: slots }, (_, slot) => slot).filter((slot) => order(slot) !== 0);
      for (const slot of open.sort((a, b) => order(a) - order(b)))
        this.#byKey.set(words[slot * WORDS + KEY] as number, slot);
    }
    for (let slot = slots * 2 - 1; slot > slots; slot--) this.#unused.push(slot);
  }

  #oldest(): number {
    if (this.#byKey !== undefined) return this.#byKey.values().next().value ?? -1;
    const words = this.#words;
    let oldest = -1;
    let order = Infinity;
    for (let slot = 0, at = 0; at < words.length; slot++, at += WORDS) {
      const own = words[at + ORDER] as number;
      if (own === 0 || own >= order) continue;
      order = own;
      oldest = slot;
    }
    return oldest;
  }
}

const NONE: number[] = [];
