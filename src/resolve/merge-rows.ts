import { compareText } from '../kernel/compare.ts';
import type { FactTables, Part } from '../schema/facts/part.ts';
import type { Seen } from '../schema/facts/table-spec.ts';
import { FrameSet, frameOf } from './frame-set.ts';

type SeenTable = {
  readonly [Name in keyof FactTables]: FactTables[Name] extends readonly (infer Row)[]
    ? Row extends Seen
      ? Name
      : never
    : never;
}[keyof FactTables];
type RowOf<Name extends SeenTable> = FactTables[Name][number];

/**
 * One tap's rows of a table, over its parts: rows of one key become one, with frames renumbered to the tap's.
 * A tap with one part, the usual case, keeps its rows as they are. `adapt` folds what is not a count or time.
 */
export function mergeRows<Name extends SeenTable>(
  parts: readonly Part[],
  table: Name,
  keyOf: (row: RowOf<Name>) => string,
  adapt: (a: RowOf<Name>, b: RowOf<Name>) => Partial<RowOf<Name>> = () => ({}),
): readonly RowOf<Name>[] {
  const only = parts.length === 1 ? parts[0] : undefined;
  if (only) return only.tables[table];
  const rows = new Map<string, RowOf<Name>>();
  for (const [position, part] of parts.entries()) {
    for (const row of part.tables[table] as readonly RowOf<Name>[]) {
      const own = { ...row, frames: row.frames.map((ordinal) => frameOf(position, ordinal)) } as RowOf<Name>;
      const key = keyOf(row);
      const before = rows.get(key);
      rows.set(key, before ? { ...before, ...sums(before, own), ...adapt(before, own) } : own);
    }
  }
  return [...rows].sort((a, b) => compareText(a[0], b[0])).map(([, row]) => row);
}

function sums(a: Seen, b: Seen): Seen {
  const frames = new FrameSet();
  frames.addAll(a.frames);
  frames.addAll(b.frames);
  return {
    count: a.count + b.count,
    first: a.first < b.first ? a.first : b.first,
    last: a.last > b.last ? a.last : b.last,
    frames: frames.list(),
  };
}

/** Joins cells into one key; cells may hold any text, so the separator is one that facts escape. */
export function keyOfCells(...cells: readonly (string | number)[]): string {
  return cells.join('\u0000');
}

export function addHistograms(a: readonly number[], b: readonly number[]): number[] {
  const longer = a.length >= b.length ? a : b;
  return longer.map((_, bucket) => (a[bucket] ?? 0) + (b[bucket] ?? 0));
}
