import type { Frame } from '../kernel/frame.ts';
import { mix } from '../kernel/mix.ts';

/** Two frames with the same bytes this close together are one frame seen twice (a mirror of both directions, or of two ports). */
export const DUPLICATE_NANOS = 5_000_000;
/** Frames of one digest and different bytes that a frame is compared with. Nature makes none; crafted ones would cost quadratic time. */
export const MAX_LOOKALIKES = 64;
const WORDS = 9;
const LOW = 0;
const HIGH = 1;
const SECONDS = 2;
const NANOS = 3;
/** Where the frame lay, while the reader's chunk is the same. */
const FILLING = 4;
const START = 5;
const LENGTH = 6;
/** The same bytes under another link type are another frame, and may be another worker's. */
const LINK_TYPE = 7;
/** Number of the entry before this one in its bucket. */
const PREVIOUS = 8;

/**
 * Finds frames seen twice within 5 ms: a ring of the latest frames with a chained index over it.
 *
 * Frames are kept for two periods of 5 ms. Periods turn with the time of *every* frame of the tap, whoever owns
 * it, so that what is found does not depend on how frames are shared among workers. Turning costs nothing: what
 * is too old lies before {@link #oldest} and is never looked at again.
 */
export class Duplicates {
  readonly #seed: number;
  #ring: Uint32Array = new Uint32Array(1024 * WORDS);
  #buckets: Uint32Array = new Uint32Array(1024);
  #mask = 1023;
  /** Entries ever made, from 1; entry n lies in the ring at n & mask. */
  #count = 0;
  #oldest = 1;
  #presentBegins = 1;
  #periodSeconds = -1;
  #periodStart = 0;

  constructor(seed: number) {
    this.#seed = seed;
  }

  /** To be called for every frame of the tap, before {@link seenBefore}. */
  tick(seconds: number, nanos: number): void {
    const inside = nanos - this.#periodStart;
    if (seconds === this.#periodSeconds && inside >= 0 && inside < DUPLICATE_NANOS) return;
    const start = nanos - (nanos % DUPLICATE_NANOS);
    const next = this.#periodStart + DUPLICATE_NANOS;
    const follows =
      next === 1e9
        ? seconds === this.#periodSeconds + 1 && start === 0
        : seconds === this.#periodSeconds && start === next;
    // A longer silence, or a jump of the clock either way: nothing kept lies within 5 ms before this frame.
    this.#oldest = follows ? this.#presentBegins : this.#count + 1;
    this.#presentBegins = this.#count + 1;
    this.#periodSeconds = seconds;
    this.#periodStart = start;
  }

  /**
   * True when the same bytes were seen at most 5 ms ago; notes the frame. Digests agree first; then the bytes are
   * compared, as long as the earlier frame still lies in the reader's chunk (nearly always, within 5 ms).
   */
  seenBefore(frame: Frame, signedLow: number, signedHigh: number): boolean {
    const { seconds, nanos } = frame;
    const low = signedLow >>> 0;
    const high = signedHigh >>> 0;
    const length = frame.end - frame.start;
    const bucket = mix(mix(this.#seed, high), low) & this.#mask;
    const ring = this.#ring;
    const mask = this.#mask;
    const newest = this.#buckets[bucket] as number;
    let lookalikes = 0;
    for (let n = newest; n >= this.#oldest; n = ring[(n & mask) * WORDS + PREVIOUS] as number) {
      const o = (n & mask) * WORDS;
      if (ring[o + LOW] !== low || ring[o + HIGH] !== high || ring[o + LENGTH] !== length) continue;
      if (ring[o + LINK_TYPE] !== frame.linkType) continue;
      lookalikes++;
      const gap = (seconds - (ring[o + SECONDS] as number)) * 1e9 + nanos - (ring[o + NANOS] as number);
      if (gap < 0 || gap > DUPLICATE_NANOS) continue;
      if (ring[o + FILLING] !== frame.filling >>> 0 || sameBytes(frame, ring[o + START] as number)) return true;
    }
    // Long frames that differ only between the samples: past the limit another is new, and is not kept to be compared.
    if (lookalikes >= MAX_LOOKALIKES) return false;
    const n = ++this.#count;
    const o = (n & mask) * WORDS;
    ring[o + LOW] = low;
    ring[o + HIGH] = high;
    ring[o + SECONDS] = seconds;
    ring[o + NANOS] = nanos;
    ring[o + FILLING] = frame.filling;
    ring[o + START] = frame.start;
    ring[o + LENGTH] = length;
    ring[o + LINK_TYPE] = frame.linkType;
    ring[o + PREVIOUS] = newest;
    this.#buckets[bucket] = n;
    if (n - this.#oldest + 1 >= mask) this.#grow();
    else if (n === 0xfffffffe) this.#restart();
    return false;
  }

  #grow(): void {
    const old = this.#ring;
    const oldMask = this.#mask;
    this.#mask = oldMask * 2 + 1;
    this.#ring = new Uint32Array((this.#mask + 1) * WORDS);
    this.#buckets = new Uint32Array(this.#mask + 1);
    for (let n = this.#oldest; n <= this.#count; n++) {
      const from = (n & oldMask) * WORDS;
      const to = (n & this.#mask) * WORDS;
      for (let i = 0; i < PREVIOUS; i++) this.#ring[to + i] = old[from + i] as number;
      const bucket = mix(mix(this.#seed, old[from + HIGH] as number), old[from + LOW] as number) & this.#mask;
      this.#ring[to + PREVIOUS] = this.#buckets[bucket] as number;
      this.#buckets[bucket] = n;
    }
  }

  /** After four billion frames the numbers begin again; at most two periods of duplicates go unnoticed. */
  #restart(): void {
    this.#buckets.fill(0);
    this.#count = 0;
    this.#oldest = 1;
    this.#presentBegins = 1;
  }
}

function sameBytes({ bytes, start, end }: Frame, other: number): boolean {
  for (let i = start, j = other; i < end; i++, j++) if (bytes[i] !== bytes[j]) return false;
  return true;
}
