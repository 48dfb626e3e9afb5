import type { SignFamily } from '../schema/finding.ts';
import type { SignalName } from './signal.ts';

/** One thing that a capture can show and that speaks for, or against, a path nobody declared. */
export interface SignKnowledge {
  /** `S01` … for signs, `N01` … for counter-signs. */
  readonly id: string;
  readonly title: string;
  /** Exactly one: two signs of one family are one way of looking. */
  readonly family: SignFamily;
  /**
   * Hundredths of the natural logarithm of the likelihood ratio: 100 makes a hidden path e times likelier. Judged,
   * not measured: nobody has published counts over crane networks.
   */
  readonly weight: number;
  /** The same for its weaker form, e.g. private instead of public addresses; equal to weight where it has none. */
  readonly weaker: number;
  readonly reason: string;
  readonly source: string;
  /** What must be visible before its absence means anything. */
  readonly needs: readonly SignalName[];
  /** Counter-signs and ordinary causes that must be looked at before it is believed. */
  readonly counters: readonly string[];
  readonly evaded: string;
  /** What to mirror, and for how long, to see it. */
  readonly mirror: string;
  readonly hours: number;
}

/** "To see sign S01, mirror … for 24 hours." */
export function remedyOf(sign: SignKnowledge): string {
  return `To see sign ${sign.id} (${sign.title}), mirror ${sign.mirror} for ${sign.hours} ${sign.hours === 1 ? 'hour' : 'hours'}.`;
}
