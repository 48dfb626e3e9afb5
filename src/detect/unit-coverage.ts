import { compareText } from '../kernel/compare.ts';
import { remedyOf } from '../knowledge/sign.ts';
import { signals } from '../knowledge/signal.ts';
import { signs } from '../knowledge/signs.ts';
import { neverSeen } from '../knowledge/unseen.ts';
import type { Blindness, ByteCoverage, UnitCoverage } from '../schema/case.ts';
import type { CoverageRow } from '../schema/facts/coverage.ts';
import type { Rule } from './rule.ts';
import { missingBytes, missingSignals, networksNeverSeen } from './signals.ts';
import type { TapView } from './tap-view.ts';

const NO_BYTES: ByteCoverage = {
  captured: 0,
  decoded: 0,
  encrypted: 0,
  unrecognised: 0,
  lost: 0,
  damaged: 0,
  missing: 0,
};

/** How much of a place was seen. Volumes are those of the best single tap: one frame may pass two mirrors. */
export function unitCoverage(views: readonly TapView[], rules: readonly Rule[], needed: number): UnitCoverage {
  const health = views.map(({ tap }) => tap.health);
  const best = [...views].sort(
    (a, b) => b.tap.health.capturedBytes - a.tap.health.capturedBytes || compareText(a.tap.tap, b.tap.tap),
  )[0];
  const twoWayFlows = largest(health.map((one) => one.twoWayFlows));
  const oneWayFlows = largest(health.map((one) => one.oneWayFlows));
  const oneSided = missingSignals(views, ['two-way-traffic']).length > 0;
  const span = health.reduce((most, one) => (one.last - one.first > most ? one.last - one.first : most), 0n);
  const drops = health.map((one) => one.droppedByCapture).filter((count) => count >= 0);
  return {
    grade: gradeOf(views, needed, span),
    bytes: best === undefined ? NO_BYTES : sumBytes(best.tap.coverage),
    spanHours: Number(span / 3_600_000_000n) / 1000,
    activeHours: Math.floor((largest(health.map((one) => one.activeMinutes)) * 1000) / 60) / 1000,
    directions: twoWayFlows + oneWayFlows === 0 ? 'none' : oneSided ? 'one' : 'both',
    twoWayFlows,
    oneWayFlows,
    drops: drops.length === 0 ? -1 : drops.reduce((sum, count) => sum + count, 0),
    duplicates: largest(health.map((one) => one.duplicateFrames)),
    snappedFrames: largest(health.map((one) => one.snappedFrames)),
    clockJumps: largest(health.map((one) => one.clockBack + one.clockForward)),
    missingStreamBytes: largest(views.map(missingBytes)),
    networksNeverSeen: networksNeverSeen(views).map(({ id, prefix }) => `${id} (${prefix.text})`),
    blind: blindness(views, rules),
    protocols: protocolsOf(views),
  };
}

/** Rules and signs that could not have shown anything, with what would settle it; last, what no capture shows. */
function blindness(views: readonly TapView[], rules: readonly Rule[]): Blindness[] {
  const ofRules = rules.flatMap((rule): Blindness[] => {
    const missing = missingSignals(views, rule.needs);
    if (missing.length === 0) return [];
    const remedy = missing.map((name) => signals[name].remedy).join('; ');
    return [
      {
        sign: rule.id,
        title: rule.title,
        missing: missing.map((name) => signals[name].missing),
        remedy: `To settle it, ${remedy}.`,
      },
    ];
  });
  const ofSigns = signs.flatMap((sign): Blindness[] => {
    const missing = missingSignals(views, sign.needs);
    if (missing.length === 0) return [];
    return [
      {
        sign: sign.id,
        title: sign.title,
        missing: missing.map((name) => signals[name].missing),
        remedy: remedyOf(sign),
      },
    ];
  });
  const always = neverSeen.map(({ id, title, missing, remedy }) => ({ sign: id, title, missing: [missing], remedy }));
  return [...ofRules, ...ofSigns, ...always];
}

/** A to C by time, with nothing missing; D and E by how much is missing; F where nothing can be said. */
function gradeOf(views: readonly TapView[], needed: number, span: bigint): string {
  if (views.length === 0 || missingSignals(views, ['frames', 'link-addresses']).length > 0) return 'F';
  if (needed > 0) return needed <= FEW ? 'D' : 'E';
  const limits = (views[0] as TapView).knowledge.thresholds;
  const hours = Number(span / 3_600_000_000_000n);
  return hours >= limits['grade-a-hours'] ? 'A' : hours >= limits['grade-b-hours'] ? 'B' : 'C';
}

/** Signals that may be missing for a D; with more there is little left to stand on. */
const FEW = 2;

function protocolsOf(views: readonly TapView[]): UnitCoverage['protocols'] {
  const best = new Map<string, { row: CoverageRow; messages: number }>();
  for (const { tap } of views) {
    for (const row of tap.coverage) {
      const before = best.get(row.protocol);
      if (before !== undefined && before.row.captured >= row.captured) continue;
      const own = tap.messages.filter(({ protocol }) => protocol === row.protocol);
      best.set(row.protocol, { row, messages: own.reduce((sum, { count }) => sum + count, 0) });
    }
  }
  return [...best]
    .sort((a, b) => compareText(a[0], b[0]))
    .map(([name, { row, messages }]) => ({
      name,
      flows: row.flows,
      frames: row.frames,
      messages,
      bytes: sumBytes([row]),
    }));
}

function sumBytes(rows: readonly CoverageRow[]): ByteCoverage {
  const sum = { ...NO_BYTES };
  for (const row of rows) {
    sum.captured += row.captured;
    sum.decoded += row.decoded;
    sum.encrypted += row.encrypted;
    sum.unrecognised += row.unrecognised;
    sum.lost += row.lost;
    sum.damaged += row.damaged;
    sum.missing += row.missing;
  }
  return sum;
}

function largest(numbers: readonly number[]): number {
  return numbers.reduce((most, one) => (one > most ? one : most), 0);
}
