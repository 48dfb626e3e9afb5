import { compareText } from '../kernel/compare.ts';
import type { Finding, Severity } from '../schema/finding.ts';
import { severities } from '../schema/finding-words.ts';
import type { CaptureEntry, Unit, Verdict } from '../schema/case.ts';
import { verdicts } from '../schema/verdicts.ts';
import type {
  ContractRow,
  InventoryRow,
  ProgramMark,
  ProgramRow,
  ReportInput,
  UnitCard,
  UnitPicture,
} from './report-input.ts';

/** The input turned over once, so that every section finds its own without walking the rest. */
export interface ReportModel {
  readonly input: ReportInput;
  /** Most urgent first. */
  readonly units: readonly UnitModel[];
  /** Most severe first, then by unit and id. */
  readonly findings: readonly Finding[];
  /** Findings whose unit the case does not know. */
  readonly strays: readonly Finding[];
  readonly captures: ReadonlyMap<string, CaptureEntry>;
  readonly verdictCounts: Readonly<Record<Verdict, number>>;
  readonly severityCounts: Readonly<Record<Severity, number>>;
  /** Earliest and latest frame, or empty. */
  readonly first: string;
  readonly last: string;
}

export interface UnitModel {
  readonly unit: Unit;
  /** Place in the ranking, from 1; makes anchors that no name can bend. */
  readonly rank: number;
  readonly card: UnitCard | undefined;
  readonly findings: readonly Finding[];
  readonly severityCounts: Readonly<Record<Severity, number>>;
  readonly inventory: readonly InventoryRow[];
  readonly contract: readonly ContractRow[];
  readonly programs: readonly ProgramRow[];
  readonly pictures: readonly UnitPicture[];
}

export function reportModel(input: ReportInput): ReportModel {
  const findings = [...input.findings].sort(
    (a, b) =>
      severities.indexOf(b.severity) - severities.indexOf(a.severity) ||
      compareText(a.crane, b.crane) ||
      compareText(a.id, b.id),
  );
  const findingsOf = grouped(findings, (finding) => finding.crane);
  const inventoryOf = grouped(sortedDevices(input.inventory), (row) => row.unit);
  const contractOf = grouped(input.contract, (row) => row.unit);
  const programsOf = grouped(sortedPrograms(input.programs), (row) => row.unit);
  const picturesOf = grouped(
    [...input.pictures].sort((a, b) => compareText(a.tap, b.tap)),
    (picture) => picture.unit,
  );
  const cards = new Map(input.cards.map((card) => [card.unit, card]));
  const ranked = [...input.case.units].sort((a, b) => b.urgency - a.urgency || compareText(a.id, b.id));
  const known = new Set(ranked.map((unit) => unit.id));
  const times = input.case.captures.filter((capture) => capture.frames > 0);
  return {
    input,
    findings,
    strays: findings.filter((finding) => !known.has(finding.crane)),
    units: ranked.map((unit, index) => {
      const own = findingsOf.get(unit.id) ?? [];
      return {
        unit,
        rank: index + 1,
        card: cards.get(unit.id),
        findings: own,
        severityCounts: countBy(severities, own, (finding) => finding.severity),
        inventory: inventoryOf.get(unit.id) ?? [],
        contract: contractOf.get(unit.id) ?? [],
        programs: programsOf.get(unit.id) ?? [],
        pictures: picturesOf.get(unit.id) ?? [],
      };
    }),
    captures: new Map(input.case.captures.map((capture) => [capture.sha256, capture])),
    verdictCounts: countBy(verdicts, ranked, (unit) => unit.verdict),
    severityCounts: countBy(severities, findings, (finding) => finding.severity),
    first: times.reduce((least, { first }) => (least === '' || first < least ? first : least), ''),
    last: times.reduce((most, { last }) => (last > most ? last : most), ''),
  };
}

/** Strangers first, then routers, then by address: what a reader looks for stands on top. */
function sortedDevices(rows: readonly InventoryRow[]): readonly InventoryRow[] {
  return rows
    .map((row) => ({ row, key: `${rankOf(row)} ${addressKey(row)} ${row.tap}` }))
    .sort((a, b) => compareText(a.key, b.key))
    .map(({ row }) => row);
}

/** What differs from the list on top, then what is not on it, then what could not be judged; then by controller and block. */
function sortedPrograms(rows: readonly ProgramRow[]): readonly ProgramRow[] {
  const rank = (row: ProgramRow): number => PROGRAM_ORDER.indexOf(row.mark);
  const key = ({
    device,
    controller,
    slot,
    block,
    firstSeen,
    sha256,
    state,
    direction,
    client,
    tap,
  }: ProgramRow): string =>
    [device, controller, slot, block, firstSeen, sha256, state, direction, client, tap].join('\u0000');
  return rows
    .map((row) => ({ row, key: `${rank(row)}${key(row)}` }))
    .sort((a, b) => compareText(a.key, b.key))
    .map(({ row }) => row);
}

const PROGRAM_ORDER: readonly ProgramMark[] = ['differs', 'not-listed', 'incomplete', 'approved', 'no-list'];

function rankOf(row: InventoryRow): number {
  if (row.standing === 'undeclared') return 0;
  if (row.contract === 'not-listed') return 1;
  return row.forwards ? 2 : 3;
}

/** Pads the numbers of an address, so that .9 stands before .10. */
function addressKey(row: InventoryRow): string {
  const address = row.ips[0] ?? '';
  return `${address.replace(/\d+/g, (digits) => digits.slice(0, 12).padStart(12, '0'))} ${row.mac}`;
}

function grouped<T>(rows: readonly T[], keyOf: (row: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const own = groups.get(keyOf(row));
    if (own === undefined) groups.set(keyOf(row), [row]);
    else own.push(row);
  }
  return groups;
}

function countBy<K extends string, T>(keys: readonly K[], rows: readonly T[], keyOf: (row: T) => K): Record<K, number> {
  const counts = Object.fromEntries(keys.map((key) => [key, 0])) as Record<K, number>;
  for (const row of rows) counts[keyOf(row)]++;
  return counts;
}
