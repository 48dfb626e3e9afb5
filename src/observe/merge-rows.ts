import { compareText } from '../kernel/compare.ts';
import { type ColumnSpec, SAMPLE_FIRST, SAMPLE_LAST, type TableSpec } from '../schema/facts/table-spec.ts';

type Value = string | number | bigint | readonly number[];

/**
 * Joins lists of rows of one table: rows of one key become one, column by column as the table says, and the
 * result is in key order. Associative and commutative in its lists, so neither workers nor their order show.
 */
export function mergeRows<Row extends object>(table: TableSpec<Row>, lists: readonly (readonly Row[])[]): Row[] {
  const columns = Object.entries(table.columns) as [keyof Row & string, ColumnSpec][];
  const keys = columns.filter(([, spec]) => spec.merge === 'key').map(([name]) => name);
  const rows = new Map<string, Row>();
  for (const list of lists) {
    for (const row of list) {
      const key = keys.map((name) => String(row[name])).join('\u0000');
      const before = rows.get(key);
      rows.set(key, before === undefined ? row : mergeTwo(table.name, columns, before, row));
    }
  }
  return [...rows.values()].sort((a, b) => compareByKeys(keys, a, b));
}

function mergeTwo<Row extends object>(
  table: string,
  columns: readonly [keyof Row & string, ColumnSpec][],
  a: Row,
  b: Row,
): Row {
  const merged: Record<string, Value> = {};
  for (const [name, { merge }] of columns)
    merged[name] = mergeValues(table, name, merge, a[name] as Value, b[name] as Value);
  return merged as Row;
}

function mergeValues(table: string, column: string, merge: ColumnSpec['merge'], a: Value, b: Value): Value {
  switch (merge) {
    case 'key':
      return a;
    case 'sum':
      return (a as number) + (b as number);
    case 'min':
      return a < b ? a : b;
    case 'max':
      return a > b ? a : b;
    case 'or':
      return (a as number) | (b as number);
    case 'same':
      if (a !== b) throw new Error(`${table}.${column} differs for one key: ${String(a)} and ${String(b)}`);
      return a;
    case 'samples':
      return mergeSamples(a as readonly number[], b as readonly number[]);
    case 'histogram':
      return (a as readonly number[]).map((n, i) => n + ((b as readonly number[])[i] ?? 0));
    default:
      return merge satisfies never;
  }
}

/** The 24 smallest and 8 largest of both; each list already holds its own, so the result is that of all frames. */
export function mergeSamples(a: readonly number[], b: readonly number[]): readonly number[] {
  const all = [...new Set([...a, ...b])].sort((x, y) => x - y);
  return all.length <= SAMPLE_FIRST + SAMPLE_LAST ? all : [...all.slice(0, SAMPLE_FIRST), ...all.slice(-SAMPLE_LAST)];
}

function compareByKeys<Row>(keys: readonly (keyof Row & string)[], a: Row, b: Row): number {
  for (const name of keys) {
    const x = a[name] as string | number | bigint;
    const y = b[name] as string | number | bigint;
    const order =
      typeof x === 'string' ? compareText(x, y as string) : x < (y as number) ? -1 : x > (y as number) ? 1 : 0;
    if (order !== 0) return order;
  }
  return 0;
}
