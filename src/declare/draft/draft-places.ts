import type { DraftInput, DraftTap } from './draft-input.ts';
import { draftId } from './draft-text.ts';

/** Where a tap of the draft lies. A draft does not know cranes; until a person names one, each tap is a segment. */
export interface DraftPlace {
  readonly kind: 'crane' | 'segment';
  readonly id: string;
  /** `crane: STS-1`, for the entry. */
  readonly line: string;
}

export function draftPlaces(input: DraftInput): ReadonlyMap<string, DraftPlace> {
  const cranes = new Set(input.taps.flatMap((tap) => (tap.crane === undefined ? [] : [draftId(tap.crane)])));
  const places = new Map<string, DraftPlace>();
  for (const tap of input.taps) places.set(tap.id, placeOf(tap, cranes));
  return places;
}

function placeOf(tap: DraftTap, cranes: ReadonlySet<string>): DraftPlace {
  if (tap.crane !== undefined) {
    const id = draftId(tap.crane);
    return { kind: 'crane', id, line: `crane: ${JSON.stringify(id)}` };
  }
  const wish = draftId(tap.segment ?? tap.id);
  const id = cranes.has(wish) ? `at-${wish}` : wish;
  return { kind: 'segment', id, line: `segment: ${JSON.stringify(id)}` };
}
