import { compareText } from '../kernel/compare.ts';
import { type SignKnowledge } from '../knowledge/sign.ts';
import { signById } from '../knowledge/signs.ts';
import { type Sighting, SightingSum } from '../resolve/sighting.ts';
import type { TapView } from './tap-view.ts';

/** One sign seen on one tap, about one subject, with its frames. */
export interface Observation extends Sighting {
  /** MAC, or IP where there is none. */
  readonly subject: string;
  readonly sign: SignKnowledge;
  /** Hundredths of a natural logarithm; below zero for counter-signs. */
  readonly weight: number;
  readonly text: string;
  /** Wireshark display filter that selects the frames. */
  readonly filter: string;
}

/** Looks for one sign over a whole tap. It does not ask whether the subject is declared: a declared gateway lights the same signs. */
export interface SignObserver {
  readonly id: string;
  observe(view: TapView): readonly Observation[];
}

export type Strength = 'full' | 'weaker';

export function observation(
  id: string,
  subject: string,
  strength: Strength,
  text: string,
  filter: string,
  seen: Sighting,
): Observation {
  const sign = signById(id);
  const weight = strength === 'full' ? sign.weight : sign.weaker;
  const { count, first, last, frames } = seen;
  return { subject, sign, weight: id.startsWith('N') ? -weight : weight, text, filter, count, first, last, frames };
}

/** Several sightings as one. */
export function together(all: readonly Sighting[]): Sighting {
  const sum = new SightingSum();
  for (const one of all) sum.add(one);
  return sum.done();
}

/** One observation a sign and subject: the strongest, with the frames of all that say the same. */
export function strongest(all: readonly Observation[]): readonly Observation[] {
  const groups = new Map<string, Observation[]>();
  for (const one of all) {
    const key = `${one.subject} ${one.sign.id}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [one]);
    else group.push(one);
  }
  return [...groups]
    .sort((a, b) => compareText(a[0], b[0]))
    .map(([, group]) => {
      const sorted = [...group].sort(
        (a, b) =>
          Math.abs(b.weight) - Math.abs(a.weight) || compareText(a.text, b.text) || compareText(a.filter, b.filter),
      );
      return { ...(sorted[0] as Observation), ...together(sorted) };
    });
}

/** Whether two observations rest on the same frames: more than half of the shorter list stands in the other. */
export function sameFrames(a: Sighting, b: Sighting): boolean {
  const shorter = a.frames.length <= b.frames.length ? a.frames : b.frames;
  const longer = new Set(a.frames.length <= b.frames.length ? b.frames : a.frames);
  if (shorter.length === 0) return false;
  return shorter.filter((frame) => longer.has(frame)).length * 2 > shorter.length;
}
