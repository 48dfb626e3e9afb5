import type { Declaration, Scope } from '../declare/declaration.ts';
import { tapById } from '../declare/lookup/scope.ts';

/** What a verdict is given for: a crane, or a segment off the cranes. A tap that nobody declared is its own segment. */
export interface Place {
  readonly id: string;
  readonly kind: 'crane' | 'segment';
}

export function placeOfTap(declaration: Declaration, tap: string): Place {
  const declared = tapById(declaration, tap);
  if (declared?.crane !== undefined) return { id: declared.crane, kind: 'crane' };
  return { id: declared?.segment ?? tap, kind: 'segment' };
}

/** True when an entry names this place itself, not only the whole site. */
export function namesPlace(scope: Scope, place: Place): boolean {
  return (place.kind === 'crane' ? scope.cranes : scope.segments).includes(place.id);
}
