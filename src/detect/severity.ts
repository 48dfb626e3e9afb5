import type { Confidence, FindingStatus, Severity } from '../schema/finding.ts';
import type { Place } from './place.ts';

/** How severe a path is, by what is known of it; read from top to bottom, the first row that fits. */
export interface PathCase {
  readonly status: FindingStatus;
  readonly confidence: Confidence;
  readonly place: Place['kind'];
  /**
   * `none-declared`: nobody declared any gateway at this site, so that nothing can be held against this one but
   * what it is made of. `second-undeclared`: the same, beside another one that most hosts use. `explained`: an
   * ordinary explanation was found to hold.
   */
  readonly setting: 'ordinary' | 'none-declared' | 'second-undeclared' | 'explained';
}

type Row = Partial<PathCase> & { readonly severity: Severity; readonly reason: string };

export const pathSeverities: readonly Row[] = [
  { status: 'declared-within-limits', severity: 'info', reason: 'known and allowed; told so that nobody forgets it' },
  {
    status: 'declared-outside-limits',
    confidence: 'confirmed',
    severity: 'high',
    reason: 'known, used in a way nobody allowed',
  },
  { status: 'declared-outside-limits', confidence: 'probable', severity: 'medium', reason: 'the same, less certain' },
  { status: 'declared-outside-limits', severity: 'low', reason: 'seen, hardly used' },
  {
    setting: 'none-declared',
    confidence: 'possible',
    severity: 'low',
    reason: 'probably the way out that everybody knows',
  },
  {
    setting: 'second-undeclared',
    severity: 'medium',
    reason: 'a second way out beside the usual one wants an answer, even where nothing is declared',
  },
  { setting: 'none-declared', severity: 'medium', reason: 'cannot be called undeclared where nothing is declared' },
  { setting: 'explained', confidence: 'possible', severity: 'low', reason: 'an ordinary explanation holds' },
  { setting: 'explained', severity: 'medium', reason: 'an ordinary explanation holds, and yet the signs are strong' },
  {
    confidence: 'confirmed',
    place: 'crane',
    severity: 'critical',
    reason: 'a way around every protection, on a crane',
  },
  { confidence: 'confirmed', severity: 'high', reason: 'the same, off the cranes' },
  { confidence: 'probable', severity: 'high', reason: 'needs somebody on site today' },
  { confidence: 'possible', place: 'crane', severity: 'medium', reason: 'needs one confirmation' },
  { severity: 'low', reason: 'needs one confirmation' },
];

export function pathSeverity(seen: PathCase): Severity {
  const row = pathSeverities.find(
    ({ status, confidence, place, setting }) =>
      (status === undefined || status === seen.status) &&
      (confidence === undefined || confidence === seen.confidence) &&
      (place === undefined || place === seen.place) &&
      (setting === undefined || setting === seen.setting),
  );
  return (row as Row).severity;
}
