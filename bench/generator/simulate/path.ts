import type { Random } from '../random.ts';
import { microsecond, millisecond, second } from './scheduler.ts';

/** What lies between the mirror port and an end of a conversation. */
export interface Path {
  /** Nanoseconds from a frame's passing the tap until an immediate answer passes it. */
  roundTrip(now: number): number;
  /** Chance that a segment towards or from this end is lost and sent again. */
  readonly loss: number;
}

/** A host on the same switch. */
export function switchPath(random: Random, typical: number = 60 * microsecond): Path {
  return { loss: 0, roundTrip: () => Math.round(typical * (0.7 + 0.6 * random.unit())) };
}

/** Fibre ashore and a firewall or two. */
export function fibrePath(random: Random, typical: number = 900 * microsecond): Path {
  return {
    loss: 0,
    roundTrip: () => Math.round(typical * (0.85 + 0.3 * random.unit() + (random.chance(0.03) ? 1.5 : 0))),
  };
}

/** A wired way across the internet. */
export function distantPath(random: Random, typical: number = 24 * millisecond): Path {
  return { loss: 0.001, roundTrip: () => Math.round(typical * (0.98 + 0.05 * random.unit())) };
}

/**
 * A cellular link: tens of milliseconds with a heavy tail, and after some seconds of silence a first answer that
 * waits for the radio to be given a channel (some 100 ms more).
 */
export function radioPath(random: Random, typical: number = 46 * millisecond, idleAfter: number = 8 * second): Path {
  let lastUsed = -Infinity;
  return {
    loss: 0.008,
    roundTrip: (now) => {
      const slept = now - lastUsed > idleAfter;
      lastUsed = now;
      const jitter = 1 + 0.22 * random.bell() + (random.chance(0.08) ? 0.4 + 1.6 * random.unit() : 0);
      const promotion = slept ? (270 + 160 * random.unit()) * millisecond : 0;
      return Math.round(typical * Math.max(0.55, jitter) + promotion);
    },
  };
}
