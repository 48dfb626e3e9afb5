import { type Target, Violation } from './target.ts';
import { endWork, startWork, workDone } from './work-meter.ts';

/** Work may grow by this much when there is twice as much to do; twice is linear, four times is quadratic. */
const MAX_GROWTH = 3;
/** Below this many blocks nothing has grown yet. */
const MIN_BLOCKS = 300_000;
/** Twice the same is enough to see a growth that has begun; more would take minutes. */
const MAX_FLOOD_BLOCKS = 200_000_000;

declare const gc: (() => void) | undefined;

/** Floods a target with one input again and again; says when work grows faster than the flood, or memory without end. */
export function flood({ run, times, maxHeld }: NonNullable<Target['flood']>, input: Uint8Array): Error | undefined {
  try {
    const half = workOf(() => run(input, Math.ceil(times / 2)));
    const { whole, held } = heldAfter(() => run(input, times));
    if (whole > MIN_BLOCKS && whole > MAX_GROWTH * half)
      throw new Violation(`twice the flood costs ${(whole / half).toFixed(1)} times the work`);
    if (held <= maxHeld) return undefined;
    // What is compiled or cached meanwhile is held too, but does not grow with the flood.
    const twice = heldAfter(() => run(input, 2 * times));
    if (twice.held > 1.5 * held)
      throw new Violation(`${held} bytes are held after a flood, ${twice.held} after twice as much`);
    return undefined;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

function heldAfter(run: () => unknown): { whole: number; held: number } {
  const before = heldBytes();
  let kept: unknown;
  const whole = workOf(() => {
    kept = run();
  });
  const held = heldBytes() - before;
  if (kept === null) throw new Error('nothing was kept');
  return { whole, held };
}

function workOf(run: () => void): number {
  startWork(MAX_FLOOD_BLOCKS);
  try {
    run();
    return workDone();
  } finally {
    endWork();
  }
}

function heldBytes(): number {
  // What typed arrays held is given back by a thread beside the collector, so one collection does not show it.
  for (let i = 0; i < 4; i++) gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}
