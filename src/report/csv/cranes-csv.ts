import { compareText } from '../../kernel/compare.ts';
import { severities } from '../../schema/finding-words.ts';
import type { InventoryRow, ReportInput } from '../report-input.ts';
import { reportModel, type UnitModel } from '../report-model.ts';
import { csvText } from './escape.ts';

const HEADER: readonly string[] = [
  'rank',
  'unit',
  'kind',
  'verdict',
  'reasons',
  'coverage_grade',
  'active_hours',
  'span_hours',
  'directions',
  ...[...severities].reverse().map((severity) => `findings_${severity}`),
  'class',
  'maker',
  'model',
  'year',
  'berth',
  'controls',
  'devices',
  'undeclared',
  'not_in_contract',
  'components_by_maker',
  'components_by_origin',
  'components_by_firmware',
  'contract_lines',
  'contract_not_seen',
  'not_seen_but_observable',
  'signs_not_observable',
];

/** cranes.csv: one row a unit, most urgent first: what a manager sorts two hundred cranes by. */
export function cranesCsv(input: ReportInput): string {
  return csvText(HEADER, reportModel(input).units.map(rowOf));
}

function rowOf({ unit, rank, card, inventory, contract, severityCounts }: UnitModel): readonly (string | number)[] {
  const notSeen = contract.filter(({ seen }) => seen === 'not-seen');
  const { coverage } = unit;
  return [
    rank,
    unit.id,
    unit.kind,
    unit.verdict,
    unit.reasons.join('; '),
    coverage.grade,
    coverage.activeHours,
    coverage.spanHours,
    coverage.directions,
    ...[...severities].reverse().map((severity) => severityCounts[severity]),
    card?.class ?? '',
    card?.maker ?? '',
    card?.model ?? '',
    card?.year ?? '',
    card?.berth ?? '',
    card?.controls ?? '',
    inventory.length,
    inventory.filter(({ standing }) => standing === 'undeclared').length,
    inventory.filter(({ contract: mark }) => mark === 'not-listed').length,
    tally(inventory, (row) => [row.maker === '' ? (claimed(row, 'vendor')[0] ?? '') : row.maker]),
    tally(inventory, (row) => [row.origin]),
    tally(inventory, firmwares),
    contract.length,
    notSeen.length,
    notSeen.filter(({ observable }) => observable === 'yes').length,
    coverage.blind.map(({ sign }) => sign).join('; '),
  ];
}

/** Model and firmware as claimed, so that the same version on other hardware is not taken for the same thing. */
function firmwares(row: InventoryRow): readonly string[] {
  const model = claimed(row, 'model')[0];
  const versions = [...new Set(claimed(row, 'firmware'))];
  return versions.length === 0
    ? ['']
    : versions.map((version) => (model === undefined ? version : `${model} ${version}`));
}

function claimed(row: InventoryRow, attribute: string): readonly string[] {
  return row.claims.filter((claim) => claim.attribute === attribute).map(({ value }) => value);
}

/** `8 × A; 2 × B; 1 × unknown`, most frequent first. */
function tally(rows: readonly InventoryRow[], of: (row: InventoryRow) => readonly string[]): string {
  const counts = new Map<string, number>();
  for (const value of rows.flatMap(of)) {
    const key = value === '' ? 'unknown' : value;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return [...counts]
    .sort((a, b) => b[1] - a[1] || compareText(a[0], b[0]))
    .map(([value, count]) => `${count} × ${value}`)
    .join('; ');
}
