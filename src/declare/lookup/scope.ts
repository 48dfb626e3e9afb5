import type { Declaration, Scope, Tap } from '../declaration.ts';

/** True when both entries may hold on one crane or segment. */
export function scopesMeet(a: Scope, b: Scope): boolean {
  if (isSiteWide(a) || isSiteWide(b)) return true;
  return (
    a.cranes.some((crane) => b.cranes.includes(crane)) || a.segments.some((segment) => b.segments.includes(segment))
  );
}

export function isSiteWide(scope: Scope): boolean {
  return scope.cranes.length === 0 && scope.segments.length === 0;
}

/**
 * True when an entry holds where the tap is. What lies on a crane means nothing off it: sister cranes may use
 * the very same addresses.
 *
 * A tap that is not declared sees what holds on the whole site, and, where the declaration names one crane and no
 * segment, that crane's entries: there is no other place they could mean.
 */
export function holdsAt(declaration: Declaration, tapId: string | undefined, scope: Scope): boolean {
  if (isSiteWide(scope)) return true;
  const tap = tapById(declaration, tapId);
  if (tap) {
    return tap.crane === undefined ? scope.segments.includes(tap.segment as string) : scope.cranes.includes(tap.crane);
  }
  const onlyCrane = declaration.cranes.length === 1 ? declaration.cranes[0] : undefined;
  return (
    onlyCrane !== undefined &&
    !declaration.taps.some((t) => t.segment !== undefined) &&
    scope.cranes.includes(onlyCrane.id)
  );
}

export function tapById(declaration: Declaration, tapId: string | undefined): Tap | undefined {
  return tapId === undefined ? undefined : declaration.taps.find((tap) => tap.id === tapId);
}
