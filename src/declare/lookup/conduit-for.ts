import type { Conduit, Declaration, FunctionClass } from '../declaration.ts';
import { isAccepted } from './limits-of-use.ts';

/** A conversation across zones. `from` is the zone of the side that opened it; both may be `outside`. */
export interface SeenConversation {
  readonly from: string;
  readonly to: string;
  /** Lower case; left out when it was not recognised. */
  readonly protocol?: string;
  /** Class of a control command; left out for protocols without commands. */
  readonly functionClass?: FunctionClass;
}

export type ConduitReason =
  | 'allowed'
  | 'same-zone'
  | 'no-conduit'
  | 'only-observed'
  | 'other-protocol'
  | 'other-function';

export interface ConduitMatch {
  readonly allowed: boolean;
  readonly reason: ConduitReason;
  /** Conduits between the two zones in this direction, whether or not they allow it. */
  readonly conduits: readonly Conduit[];
}

/**
 * Whether conduits allow a conversation. A conduit that names no protocols allows any, and one that names no
 * function classes allows any; a protocol that was not recognised is allowed only by a conduit for any.
 * Several conduits add up.
 */
export function conduitFor(declaration: Declaration, seen: SeenConversation): ConduitMatch {
  const conduits = conduitsBetween(declaration, seen.from, seen.to);
  if (seen.from === seen.to) return { allowed: true, reason: 'same-zone', conduits };
  let best: ConduitReason = 'no-conduit';
  for (const conduit of conduits) {
    const reason = reasonOf(conduit, seen);
    if (PREFERENCE.indexOf(reason) < PREFERENCE.indexOf(best)) best = reason;
  }
  return { allowed: best === 'allowed', reason: best, conduits };
}

/** Conduits over which `from` may open a conversation with `to`. */
export function conduitsBetween(declaration: Declaration, from: string, to: string): readonly Conduit[] {
  return declaration.conduits.filter(
    (conduit) =>
      (conduit.from === from && conduit.to === to) ||
      (conduit.direction === 'both' && conduit.from === to && conduit.to === from),
  );
}

function reasonOf(conduit: Conduit, seen: SeenConversation): ConduitReason {
  if (!isAccepted(conduit)) return 'only-observed';
  if (conduit.protocols && !(seen.protocol !== undefined && conduit.protocols.includes(seen.protocol)))
    return 'other-protocol';
  return conduit.functions && seen.functionClass !== undefined && !conduit.functions.includes(seen.functionClass)
    ? 'other-function'
    : 'allowed';
}

const PREFERENCE: readonly ConduitReason[] = [
  'allowed',
  'other-function',
  'other-protocol',
  'only-observed',
  'no-conduit',
];
