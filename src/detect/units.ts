import { compareText } from '../kernel/compare.ts';
import type { Declaration } from '../declare/declaration.ts';
import { type SignalName, signals } from '../knowledge/signal.ts';
import type { Unit, Verdict } from '../schema/case.ts';
import type { Finding } from '../schema/finding.ts';
import { severities } from '../schema/finding-words.ts';
import type { Place } from './place.ts';
import type { Rule } from './rule.ts';
import { missingSignals } from './signals.ts';
import type { TapView } from './tap-view.ts';
import { unitCoverage } from './unit-coverage.ts';

/** A verdict per crane and segment, the most urgent first. Declared cranes that nobody captured are not examined. */
export function unitsOf(
  views: readonly TapView[],
  declaration: Declaration,
  rules: readonly Rule[],
  findings: readonly Finding[],
): Unit[] {
  const places = new Map<string, { place: Place; views: TapView[] }>();
  const at = (place: Place): { place: Place; views: TapView[] } => {
    const key = `${place.kind} ${place.id}`;
    const before = places.get(key);
    if (before !== undefined) return before;
    const made = { place, views: [] };
    places.set(key, made);
    return made;
  };
  for (const crane of declaration.cranes) at({ id: crane.id, kind: 'crane' });
  for (const tap of declaration.taps) if (tap.segment !== undefined) at({ id: tap.segment, kind: 'segment' });
  for (const view of views) at(view.place).views.push(view);
  return [...places.values()]
    .map((entry) => unitOf(entry.place, entry.views, rules, findings))
    .sort((a, b) => b.urgency - a.urgency || compareText(a.id, b.id) || compareText(a.kind, b.kind));
}

function unitOf(place: Place, views: readonly TapView[], rules: readonly Rule[], findings: readonly Finding[]): Unit {
  const taps = views.map(({ tap }) => tap.tap);
  const own = findings.filter(({ tap }) => taps.includes(tap));
  const applying = rules.filter((rule) => rule.appliesTo(place, views));
  const wanted = [...new Set(applying.flatMap(({ needs }) => needs))];
  const missing = missingSignals(views, wanted);
  const { verdict, reasons } = judge(views, applying, missing, own);
  return {
    id: place.id,
    kind: place.kind,
    taps,
    verdict,
    reasons,
    urgency: urgencyOf(verdict, own),
    coverage: unitCoverage(views, applying, missing.length),
  };
}

function judge(
  views: readonly TapView[],
  rules: readonly Rule[],
  missing: readonly SignalName[],
  findings: readonly Finding[],
): { verdict: Verdict; reasons: string[] } {
  if (views.every(({ tap }) => tap.health.frames === 0)) {
    return { verdict: 'not-examined', reasons: ['No capture of this place could be read.'] };
  }
  const paths = findings.filter(
    ({ category, status }) => category === 'hidden-path' && status !== 'declared-within-limits',
  );
  const hidden = paths.filter(({ status }) => status === 'undeclared');
  const told = (list: readonly Finding[]): string[] => list.map(({ title, tap }) => `${title} (${tap}).`);
  for (const verdict of ['confirmed', 'probable'] as const) {
    const found = hidden.filter(({ confidence }) => confidence === verdict);
    if (found.length > 0) return { verdict, reasons: told(found) };
  }
  // A reader that nobody knows is how a monitor looks whose modem no capture shows: the place is not clean.
  const readers = findings.filter(
    ({ category, status }) => category === 'controller-access' && status === 'undeclared',
  );
  const reasons = [...told(paths), ...told(readers), ...missing.map((name) => missingReason(name, rules))];
  if (reasons.length > 0) return { verdict: 'inconclusive', reasons };
  return {
    verdict: 'clean-within-seen',
    reasons: [
      'Nothing undeclared leads off this network in what was captured; what no capture can show is listed under coverage.',
    ],
  };
}

/** "No ARP was seen, so hidden-path cannot be excluded." */
function missingReason(name: SignalName, rules: readonly Rule[]): string {
  const blind = rules.filter(({ needs }) => needs.includes(name)).map(({ id }) => id);
  const text = signals[name].missing;
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}, so silence says nothing about: ${blind.join(', ')}.`;
}

const VERDICT_RANK: Readonly<Record<Verdict, number>> = {
  confirmed: 4,
  probable: 3,
  inconclusive: 2,
  'not-examined': 1,
  'clean-within-seen': 0,
};

/** Thousands: the worst severity; hundreds: the verdict; the rest: how many findings of medium and above. */
function urgencyOf(verdict: Verdict, findings: readonly Finding[]): number {
  const ranks = findings.map(({ severity }) => severities.indexOf(severity));
  const worst = ranks.reduce((most, rank) => (rank > most ? rank : most), 0);
  const many = ranks.filter((rank) => rank >= severities.indexOf('medium')).length;
  return worst * 1000 + VERDICT_RANK[verdict] * 100 + Math.min(99, many);
}
