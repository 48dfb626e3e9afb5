import { compareText } from '../kernel/compare.ts';
import type { Thresholds } from '../knowledge/thresholds.ts';
import type { Confidence, SignFamily } from '../schema/finding.ts';
import { type Observation, sameFrames } from './observation.ts';

/** What the signs of one subject amount to. */
export interface Fusion {
  /** Undefined: not enough for a finding. */
  readonly confidence: Confidence | undefined;
  readonly weight: number;
  readonly families: readonly SignFamily[];
  /** Signs that count; the rest stands in the finding for people, resting on the same frames as one of these. */
  readonly counted: readonly Observation[];
}

/** Signs that share frames with others, tried in every combination; there are 18 signs in all. */
export const MAX_TRIED_SIGNS = 12;

const ORDER: readonly (Confidence | undefined)[] = [undefined, 'possible', 'probable', 'confirmed'];

/**
 * Fuses signs. Its laws, each held by a property test:
 * - two signs that rest on the same frames count once, and which of them is chosen so that the result is strongest:
 *   therefore one more sign for a hidden path never weakens it;
 * - signs of identity alone never carry more than "possible";
 * - "confirmed" needs two families;
 * - counter-signs subtract and never add; the order of signs does not matter.
 */
export function fuse(observations: readonly Observation[], thresholds: Thresholds): Fusion {
  const sorted = [...observations].sort((a, b) => b.weight - a.weight || compareText(a.sign.id, b.sign.id));
  const speaking = sorted.filter((one) => one.weight > 0);
  const against = sorted.filter((one) => one.weight < 0).reduce((sum, one) => sum + one.weight, 0);
  const entangled = speaking
    .filter((one) => speaking.some((other) => other !== one && sameFrames(one, other)))
    .slice(0, MAX_TRIED_SIGNS);
  const free = speaking.filter((one) => !speaking.some((other) => other !== one && sameFrames(one, other)));
  let best = judge(free, against, thresholds);
  const tried = (at: number, chosen: readonly Observation[]): void => {
    const next = entangled[at];
    if (next === undefined) {
      const fused = judge([...free, ...chosen], against, thresholds);
      if (isStronger(fused, best)) best = fused;
      return;
    }
    if (!chosen.some((one) => sameFrames(one, next))) tried(at + 1, [...chosen, next]);
    tried(at + 1, chosen);
  };
  tried(0, []);
  return best;
}

export function weakerOf(a: Confidence, b: Confidence): Confidence {
  return ORDER.indexOf(a) < ORDER.indexOf(b) ? a : b;
}

function judge(counted: readonly Observation[], against: number, thresholds: Thresholds): Fusion {
  const weight = counted.reduce((sum, one) => sum + one.weight, against);
  const families = [...new Set(counted.map((one) => one.sign.family))].sort(compareText);
  return { confidence: confidenceOf(weight, families, thresholds), weight, families, counted };
}

function confidenceOf(weight: number, families: readonly SignFamily[], thresholds: Thresholds): Confidence | undefined {
  if (weight < thresholds['confidence-possible']) return undefined;
  if (families.every((family) => family === 'identity') || weight < thresholds['confidence-probable'])
    return 'possible';
  return families.length >= 2 && weight >= thresholds['confidence-confirmed'] ? 'confirmed' : 'probable';
}

function isStronger(a: Fusion, b: Fusion): boolean {
  const rank = ORDER.indexOf(a.confidence) - ORDER.indexOf(b.confidence);
  return rank > 0 || (rank === 0 && a.weight > b.weight);
}
