/** An actor tells how many nanoseconds it sleeps; between two sleeps it acts at one instant. */
export type Actor = Generator<number, void, void>;

export const microsecond = 1_000;
export const millisecond = 1_000_000;
export const second = 1_000_000_000;

interface Entry {
  readonly time: number;
  readonly order: number;
  readonly actor: Actor;
}

/**
 * Runs actors in the order of simulated time. Time is whole nanoseconds since the start of the capture, exact in a
 * double for 104 days. Equal times run in the order in which they were scheduled.
 */
export class Scheduler {
  readonly end: number;
  #now = 0;
  #order = 0;
  #heap: Entry[] = [];

  constructor(end: number) {
    this.end = end;
  }

  get now(): number {
    return this.#now;
  }

  start(actor: Actor, time = 0): void {
    this.#push({ time: Math.round(time), order: this.#order++, actor });
  }

  /** Actors that would act after the end are cut off there, as a capture cuts off what goes on. */
  run(): void {
    for (let entry = this.#pop(); entry !== undefined; entry = this.#pop()) {
      if (entry.time >= this.end) continue;
      this.#now = entry.time;
      const step = entry.actor.next();
      if (step.done !== true) this.start(entry.actor, this.#now + Math.max(0, step.value));
    }
  }

  #push(entry: Entry): void {
    const heap = this.#heap;
    let at = heap.push(entry) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      const above = heap[parent];
      if (above === undefined || !before(entry, above)) break;
      heap[at] = above;
      at = parent;
    }
    heap[at] = entry;
  }

  #pop(): Entry | undefined {
    const heap = this.#heap;
    const top = heap[0];
    const last = heap.pop();
    if (top === undefined || last === undefined || heap.length === 0) return top;
    let at = 0;
    for (;;) {
      const left = 2 * at + 1;
      let child = left;
      const leftEntry = heap[left];
      const rightEntry = heap[left + 1];
      if (leftEntry === undefined) break;
      let smaller = leftEntry;
      if (rightEntry !== undefined && before(rightEntry, leftEntry)) {
        smaller = rightEntry;
        child = left + 1;
      }
      if (!before(smaller, last)) break;
      heap[at] = smaller;
      at = child;
    }
    heap[at] = last;
    return top;
  }
}

function before(a: Entry, b: Entry): boolean {
  return a.time < b.time || (a.time === b.time && a.order < b.order);
}
