import { mix } from '../kernel/mix.ts';

/** Two frames with the same bytes this close together are one frame seen twice (a mirror of both directions, or of two ports). */
export const DUPLICATE_NANOS = 5_000_000;
const ENTRY = 4;

/**
 * Finds frames seen twice within 5 ms. Two generations of 5 ms each are kept, turned over by the time of *every*
 * frame, whoever owns it, so that what is found does not depend on how frames are shared among workers.
 */
export class Duplicates {
  #present: Generation;
  #past: Generation;
  #epoch = -1;

  constructor(seed: number) {
    this.#present = new Generation(seed);
    this.#past = new Generation(seed);
  }

  /** To be called for every frame of the tap, before {@link seenBefore}. */
  tick(seconds: number, nanos: number): void {
    const epoch = seconds * 200 + Math.floor(nanos / DUPLICATE_NANOS);
    if (epoch === this.#epoch) return;
    const turned = this.#past;
    turned.clear();
    if (epoch === this.#epoch + 1) this.#past = this.#present;
    else {
      // A jump of the clock, either way: nothing kept can be within 5 ms, or it is before its time.
      this.#present.clear();
      this.#past = this.#present;
    }
    this.#present = turned;
    this.#epoch = epoch;
  }

  /** True when a frame of this digest was seen at most 5 ms ago; notes the frame. */
  seenBefore(low: number, high: number, seconds: number, nanos: number): boolean {
    return this.#past.has(low, high, seconds, nanos) || this.#present.hasOrAdd(low, high, seconds, nanos);
  }
}

/** An open-addressing set of (digest, time within two epochs); it doubles, and never forgets before it is cleared. */
class Generation {
  #slots: Uint32Array = new Uint32Array(1024 * ENTRY);
  #mask = 1023;
  #used: number[] = [];
  readonly #seed: number;

  constructor(seed: number) {
    this.#seed = seed;
  }

  clear(): void {
    if (this.#used.length > 512) this.#slots.fill(0);
    else for (const slot of this.#used) this.#slots[slot * ENTRY + 3] = 0;
    this.#used.length = 0;
  }

  has(low: number, high: number, seconds: number, nanos: number): boolean {
    if (this.#used.length === 0) return false;
    for (let slot = this.#home(low, high); this.#slots[slot * ENTRY + 3] !== 0; slot = (slot + 1) & this.#mask) {
      if (this.#matches(slot, low, high, seconds, nanos)) return true;
    }
    return false;
  }

  hasOrAdd(low: number, high: number, seconds: number, nanos: number): boolean {
    let slot = this.#home(low, high);
    for (; this.#slots[slot * ENTRY + 3] !== 0; slot = (slot + 1) & this.#mask) {
      if (this.#matches(slot, low, high, seconds, nanos)) return true;
    }
    this.#put(slot, low, high, seconds, nanos);
    this.#used.push(slot);
    if (this.#used.length * 2 > this.#mask) this.#grow();
    return false;
  }

  #home(low: number, high: number): number {
    return mix(mix(this.#seed, low), high) & this.#mask;
  }

  #matches(slot: number, low: number, high: number, seconds: number, nanos: number): boolean {
    const o = slot * ENTRY;
    if (this.#slots[o] !== low >>> 0 || this.#slots[o + 1] !== high >>> 0) return false;
    const whole = seconds - ((this.#slots[o + 2] as number) >>> 0);
    const gap = whole * 1e9 + nanos - ((this.#slots[o + 3] as number) - 1);
    return gap >= 0 && gap <= DUPLICATE_NANOS;
  }

  #put(slot: number, low: number, high: number, seconds: number, nanos: number): void {
    const o = slot * ENTRY;
    this.#slots[o] = low;
    this.#slots[o + 1] = high;
    this.#slots[o + 2] = seconds;
    this.#slots[o + 3] = nanos + 1;
  }

  #grow(): void {
    const old = this.#slots;
    const slots = this.#used;
    this.#mask = (this.#mask + 1) * 2 - 1;
    this.#slots = new Uint32Array((this.#mask + 1) * ENTRY);
    this.#used = [];
    for (const from of slots) {
      const o = from * ENTRY;
      const low = old[o] as number;
      const high = old[o + 1] as number;
      let slot = this.#home(low, high);
      while (this.#slots[slot * ENTRY + 3] !== 0) slot = (slot + 1) & this.#mask;
      this.#put(slot, low, high, old[o + 2] as number, (old[o + 3] as number) - 1);
      this.#used.push(slot);
    }
  }
}
