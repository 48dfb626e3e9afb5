import { heldBytes } from './held-bytes.ts';
import { type Target, Violation } from './target.ts';
import { endWork, startWork, workDone } from './work-meter.ts';

/** Work may grow by this much when there is twice as much to do; twice is linear, four times is quadratic. */
const MAX_GROWTH = 3;
/** Below this many blocks nothing has grown yet. */
const MIN_BLOCKS = 300_000;
/**
 * What the heap holds beside what `run` returns: code that is compiled and thrown away meanwhile, caches that fill
 * once. Measured between -0.7 MB and 0.5 MB; the first flood of a process is the worst.
 */
const MAX_HEAP_NOISE = 4_000_000;
/** Twice the same is enough to see a growth that has begun; more would take minutes. */
const MAX_FLOOD_BLOCKS = 200_000_000;

/** Floods a target with one input again and again; says when work grows faster than the flood, or memory without end. */
export function flood(target: NonNullable<Target['flood']>, input: Uint8Array): Error | undefined {
  const { times, maxHeld } = target;
  try {
    const half = flooded(target, input, Math.ceil(times / 2));
    const once = flooded(target, input, times);
    if (once.work > MIN_BLOCKS && once.work > MAX_GROWTH * half.work)
      throw new Violation(`twice the flood costs ${(once.work / half.work).toFixed(1)} times the work`);
    const heapBound = maxHeld + MAX_HEAP_NOISE;
    if (once.held <= maxHeld && once.heap <= heapBound) return undefined;
    // What is made once is held too, but does not grow with the flood.
    const twice = flooded(target, input, 2 * times);
    const grows = (before: number, after: number, most: number): void => {
      if (before > most && after > 1.5 * before)
        throw new Violation(`${before} bytes are held after a flood, ${after} after twice as much`);
    };
    grows(once.held, twice.held, maxHeld);
    grows(once.heap, twice.heap, heapBound);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

interface Flooded {
  /** Blocks run. */
  readonly work: number;
  /** Bytes that can be reached from what is kept: the same in every run. */
  readonly held: number;
  /** Bytes by which the heap grew: sees what modules keep for themselves, but with much noise. */
  readonly heap: number;
}

function flooded({ run }: NonNullable<Target['flood']>, input: Uint8Array, times: number): Flooded {
  const before = heapBytes();
  startWork(MAX_FLOOD_BLOCKS);
  let kept: unknown;
  let work: number;
  try {
    kept = run(input, times);
    work = workDone();
  } finally {
    endWork();
  }
  const heap = heapBytes() - before;
  return { work, held: heldBytes(kept), heap };
}

function heapBytes(): number {
  // What typed arrays held is given back by a thread beside the collector, so one collection does not show it.
  for (let i = 0; i < 4; i++) globalThis.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}
