import type { Crypto } from '../kernel/crypto.ts';
import type { SignalName } from '../knowledge/signal.ts';
import type { Category, Finding } from '../schema/finding.ts';
import type { Place } from './place.ts';
import type { TapView } from './tap-view.ts';

/** A detector: what it looks for, why, what it needs, and a function from the estate beside its declaration to findings. */
export interface Rule {
  readonly id: string;
  readonly category: Category;
  readonly title: string;
  readonly why: string;
  readonly source: string;
  /** Signals without which its silence means nothing. */
  readonly needs: readonly SignalName[];
  /** ATT&CK for ICS technique ids. */
  readonly attack: readonly string[];
  /** Keys of data/law.tsv. */
  readonly law: readonly string[];
  /** Whether its silence says anything about a place of this kind. */
  appliesTo(place: Place, views: readonly TapView[]): boolean;
  find(context: RuleContext): readonly Finding[];
}

export interface RuleContext {
  /** One a tap, sorted by tap. */
  readonly views: readonly TapView[];
  readonly crypto: Crypto;
}
