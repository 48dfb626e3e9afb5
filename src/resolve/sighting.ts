import type { Seen } from '../schema/facts/table-spec.ts';
import { FrameSet } from './frame-set.ts';

/** When something was seen, how often, and in which frames. Times are nanoseconds since 1970 UTC. */
export interface Sighting {
  readonly count: number;
  readonly first: bigint;
  readonly last: bigint;
  /** Frames of the tap, see {@link FrameSet}; at most 32, ascending. */
  readonly frames: readonly number[];
}

/** Gathers sightings; the order of adding does not matter. */
export class SightingSum {
  #count = 0;
  #first = 0n;
  #last = 0n;
  readonly #frames = new FrameSet();

  add(seen: Seen): void {
    this.addTimes(seen.count, seen.first, seen.last);
    this.#frames.addAll(seen.frames);
  }

  addTimes(count: number, first: bigint, last: bigint): void {
    if (count === 0) return;
    if (this.#count === 0 || first < this.#first) this.#first = first;
    if (this.#count === 0 || last > this.#last) this.#last = last;
    this.#count += count;
  }

  addFrame(frame: number): void {
    this.#frames.add(frame);
  }

  get count(): number {
    return this.#count;
  }

  done(): Sighting {
    return { count: this.#count, first: this.#first, last: this.#last, frames: this.#frames.list() };
  }
}

export function sumOfSightings(all: readonly Seen[]): Sighting {
  const sum = new SightingSum();
  for (const one of all) sum.add(one);
  return sum.done();
}
