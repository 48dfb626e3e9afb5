import { SAMPLE_FIRST, SAMPLE_LAST } from '../schema/facts/table-spec.ts';

/**
 * Frames kept as evidence: the 24 smallest and the 8 largest of all that were added, each once. Which survive does
 * not depend on the order of adding.
 *
 * A frame is one number: its ordinal in the sequence, plus 2^40 times the position of its part among the tap's parts.
 */
export class FrameSet {
  readonly #low: number[] = [];
  readonly #high: number[] = [];

  add(frame: number): void {
    if (frame <= 0) return;
    const low = this.#low;
    const lowest = low.length < SAMPLE_FIRST ? Number.POSITIVE_INFINITY : (low[SAMPLE_FIRST - 1] as number);
    if (frame < lowest) {
      if (!insert(low, frame)) return;
      if (low.length > SAMPLE_FIRST) this.#addHigh(low.pop() as number);
    } else if (frame > lowest) this.#addHigh(frame);
  }

  addAll(frames: readonly number[]): void {
    for (const frame of frames) this.add(frame);
  }

  /** Ascending. */
  list(): readonly number[] {
    return [...this.#low, ...this.#high];
  }

  /** In place: frames mostly come in order, and a million flows add ten frames each. */
  #addHigh(frame: number): void {
    const high = this.#high;
    if (high.length < SAMPLE_LAST) {
      insert(high, frame);
      return;
    }
    if (frame <= (high[0] as number)) return;
    let at = SAMPLE_LAST - 1;
    while ((high[at] as number) > frame) at--;
    if (high[at] === frame) return;
    for (let i = 0; i < at; i++) high[i] = high[i + 1] as number;
    high[at] = frame;
  }
}

const PART_STEP: number = 2 ** 40;

export function frameOf(part: number, ordinal: number): number {
  return ordinal > 0 ? part * PART_STEP + ordinal : 0;
}

export function partOfFrame(frame: number): number {
  return Math.floor(frame / PART_STEP);
}

export function ordinalOfFrame(frame: number): number {
  return frame % PART_STEP;
}

/** Puts a number into an ascending list unless it is there. New frames mostly come last, so the search starts there. */
function insert(list: number[], frame: number): boolean {
  let at = list.length;
  while (at > 0 && (list[at - 1] as number) > frame) at--;
  if (at > 0 && list[at - 1] === frame) return false;
  if (at === list.length) list.push(frame);
  else list.splice(at, 0, frame);
  return true;
}
