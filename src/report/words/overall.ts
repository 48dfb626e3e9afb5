import type { Verdict } from '../../schema/case.ts';
import type { ReportModel, UnitModel } from '../report-model.ts';
import { counted } from './numbers.ts';

/** The whole case in one sentence, for somebody who reads nothing else. Never "clean" without its limits. */
export function overallSentence(model: ReportModel): string {
  const { units } = model;
  if (units.length === 0) return 'No capture could be assigned to a crane or a network segment, so nothing was judged.';
  const what = unitsNoun(units);
  const parts: string[] = [];
  const add = (verdict: Verdict, words: (n: number) => string): void => {
    const count = model.verdictCounts[verdict];
    if (count > 0) parts.push(words(count));
  };
  add(
    'confirmed',
    (n) => `${n} ${n === 1 ? 'has' : 'have'} a confirmed hidden path out of the network${namesOf(units, 'confirmed')}`,
  );
  add(
    'probable',
    (n) => `${n} probably ${n === 1 ? 'has' : 'have'} a hidden path out of the network${namesOf(units, 'probable')}`,
  );
  add('inconclusive', (n) => `${n} could not be judged from these captures`);
  add('clean-within-seen', (n) => `${n} showed no hidden path within what was seen`);
  add('not-examined', (n) => `${n} ${n === 1 ? 'was' : 'were'} not examined`);
  return `Of ${counted(units.length, what.one, what.many)}: ${parts.join('; ')}.`;
}

/** What else a reader must know at once: serious findings that are no hidden path. */
export function otherFindingsSentence(model: ReportModel): string {
  const serious = model.findings.filter(
    ({ category, severity }) => category !== 'hidden-path' && (severity === 'critical' || severity === 'high'),
  );
  const more = model.findings.length - serious.length;
  if (model.findings.length === 0) return 'There are no findings.';
  if (serious.length === 0)
    return `There ${isAre(model.findings.length)} ${counted(model.findings.length, 'finding')} in all.`;
  return `Beside hidden paths there ${isAre(serious.length)} ${counted(serious.length, 'other finding')} of high or critical severity${more > 0 ? `; ${counted(model.findings.length, 'finding')} in all` : ''}.`;
}

export function unitsNoun(units: readonly UnitModel[]): { readonly one: string; readonly many: string } {
  const cranes = units.filter(({ unit }) => unit.kind === 'crane').length;
  if (cranes === units.length) return { one: 'crane', many: 'cranes' };
  if (cranes === 0) return { one: 'network segment', many: 'network segments' };
  return { one: 'crane or network segment', many: 'cranes and network segments' };
}

/** Names are told while they are few. */
const MAX_NAMED = 4;

function namesOf(units: readonly UnitModel[], verdict: Verdict): string {
  const names = units.filter(({ unit }) => unit.verdict === verdict).map(({ unit }) => unit.id);
  return names.length <= MAX_NAMED ? ` (${names.join(', ')})` : '';
}

function isAre(count: number): string {
  return count === 1 ? 'is' : 'are';
}
