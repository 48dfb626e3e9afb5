import { SAMPLE_FIRST, SAMPLE_LAST } from '../schema/facts/table-spec.ts';

/**
 * Frames kept as evidence: the 24 smallest and the 8 largest of all that were added, each once. Which survive does
 * not depend on the order of adding.
 *
 * A frame is one number: its ordinal in the sequence, plus 2^40 times the position of its part among the tap's parts.
 */
export class FrameSet {
  #frames: readonly number[] = NONE;
  /** Whether the list is this set's alone: what comes whole is taken as it is, and copied when it changes. */
  #own = false;

  add(frame: number): void {
    if (!this.#own) {
      this.#frames = [...this.#frames];
      this.#own = true;
    }
    this.#frames = withFrame(this.#frames as number[], frame);
  }

  addAll(frames: readonly number[]): void {
    if (this.#frames.length === 0 && isKept(frames)) {
      this.#frames = frames;
      this.#own = false;
    } else for (const frame of frames) this.add(frame);
  }

  /** Ascending. Nothing may be added afterwards. */
  list(): readonly number[] {
    return this.#frames;
  }
}

/**
 * The list of a set with one more frame: the given one, changed, or a new one.
 *
 * Most sets end with up to four frames, and there are a hundred thousand: short lists are made at their size, where
 * pushing reserves 17 places.
 */
export function withFrame(frames: number[], frame: number): number[] {
  const { length } = frames;
  if (frame <= 0) return frames;
  if (length === KEPT) {
    if (frame > (frames[SAMPLE_FIRST] as number)) replaceHigh(frames, frame);
    else if (frame < (frames[SAMPLE_FIRST - 1] as number)) replaceLow(frames, frame);
    return frames;
  }
  if (length > 0 && (frames[length - 1] as number) >= frame) {
    let at = length - 1;
    while (at > 0 && (frames[at - 1] as number) >= frame) at--;
    if (frames[at] !== frame) frames.splice(at, 0, frame);
    return frames;
  }
  if (length >= 4) {
    frames.push(frame);
    return frames;
  }
  const [a, b, c] = frames as unknown as readonly [number, number, number];
  return length === 0 ? [frame] : length === 1 ? [a, frame] : length === 2 ? [a, b, frame] : [a, b, c, frame];
}

const KEPT: number = SAMPLE_FIRST + SAMPLE_LAST;
const NONE: readonly number[] = [];

/** Among the 8 largest of a full list, in place: frames mostly come in order, and a million flows add ten frames each. */
function replaceHigh(frames: number[], frame: number): void {
  let at = KEPT - 1;
  while ((frames[at] as number) > frame) at--;
  if (frames[at] === frame) return;
  for (let i = SAMPLE_FIRST; i < at; i++) frames[i] = frames[i + 1] as number;
  frames[at] = frame;
}

/** Among the 24 smallest of a full list. */
function replaceLow(frames: number[], frame: number): void {
  let at = SAMPLE_FIRST - 1;
  while (at > 0 && (frames[at - 1] as number) >= frame) at--;
  if (frames[at] === frame) return;
  for (let i = SAMPLE_FIRST - 1; i > at; i--) frames[i] = frames[i - 1] as number;
  frames[at] = frame;
}

/** Whether a list is what a set would keep of it. */
function isKept(frames: readonly number[]): boolean {
  if (frames.length > KEPT) return false;
  let before = 0;
  for (let i = 0; i < frames.length; i++) {
    if ((frames[i] as number) <= before) return false;
    before = frames[i] as number;
  }
  return true;
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
