import type { FactTables } from '../schema/facts/part.ts';
import type { ColumnSpec } from '../schema/facts/table-spec.ts';
import { eachTable, tableSpecs } from './table-specs.ts';

/**
 * One column: numbers of texts, integers, times, or lists of integers that end where `ends` says. Times that 64 bits
 * do not hold (a certificate may be valid until the year 9999) are left as they are.
 */
type PackedColumn =
  | Uint32Array
  | Float64Array
  | BigInt64Array
  | readonly bigint[]
  | { readonly ends: Uint32Array; readonly members: Float64Array };

interface PackedTable {
  readonly length: number;
  readonly columns: Readonly<Record<string, PackedColumn>>;
}

/**
 * Fact tables as they move between threads. Rows as objects took the main thread 170 ms to receive for 60,000 rows,
 * and each text came anew in every row, to be hashed anew in every map; here each text comes once.
 */
export interface PackedTables {
  readonly texts: readonly string[];
  readonly tables: { readonly [Name in keyof FactTables]: PackedTable };
}

type Row = Readonly<Record<string, unknown>>;

export function packTables(tables: FactTables): PackedTables {
  const ids = new Map<string, number>();
  const textId = (text: string): number => {
    let id = ids.get(text);
    if (id === undefined) ids.set(text, (id = ids.size));
    return id;
  };
  const packed = eachTable((name): PackedTable => {
    const rows = tables[name] as unknown as readonly Row[];
    const columns = Object.entries(tableSpecs[name].columns as Readonly<Record<string, ColumnSpec>>);
    return {
      length: rows.length,
      columns: Object.fromEntries(
        columns.map(([column, { type }]) => [column, packColumn(rows, column, type, textId)]),
      ),
    };
  });
  return { texts: [...ids.keys()], tables: packed };
}

function packColumn(
  rows: readonly Row[],
  name: string,
  type: ColumnSpec['type'],
  textId: (text: string) => number,
): PackedColumn {
  switch (type) {
    case 'text': {
      const ids = new Uint32Array(rows.length);
      for (let i = 0; i < rows.length; i++) ids[i] = textId((rows[i] as Row)[name] as string);
      return ids;
    }
    case 'integer': {
      const numbers = new Float64Array(rows.length);
      for (let i = 0; i < rows.length; i++) numbers[i] = (rows[i] as Row)[name] as number;
      return numbers;
    }
    case 'time': {
      const times = new BigInt64Array(rows.length);
      for (let i = 0; i < rows.length; i++) {
        const time = (rows[i] as Row)[name] as bigint;
        times[i] = time;
        if (times[i] !== time) return rows.map((row) => row[name] as bigint);
      }
      return times;
    }
    case 'frames':
    case 'buckets':
      return packLists(rows.map((row) => row[name] as readonly number[]));
    default:
      return type satisfies never;
  }
}

function packLists(lists: readonly (readonly number[])[]): PackedColumn {
  const ends = new Uint32Array(lists.length);
  let end = 0;
  for (let i = 0; i < lists.length; i++) ends[i] = end += (lists[i] as readonly number[]).length;
  const members = new Float64Array(end);
  let at = 0;
  for (const list of lists) for (let i = 0; i < list.length; i++) members[at++] = list[i] as number;
  return { ends, members };
}

/** @param intern gives one and the same string for equal texts of several shares: maps then compare by reference. */
export function unpackTables({ texts, tables }: PackedTables, intern: (text: string) => string): FactTables {
  const known = texts.map(intern);
  return eachTable((name) => unpackTable(tables[name], tableSpecs[name].columns, known)) as unknown as FactTables;
}

/** Gives one string for equal texts. */
export function interner(): (text: string) => string {
  const known = new Map<string, string>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    known.set(text, text);
    return text;
  };
}

function unpackTable(
  { length, columns }: PackedTable,
  specs: Readonly<Record<string, ColumnSpec>>,
  texts: readonly string[],
): readonly Row[] {
  // Copies of one object are of one shape, whatever names are stored into them.
  const empty = Object.fromEntries(Object.keys(specs).map((name) => [name, undefined]));
  const rows = Array.from({ length }, (): Record<string, unknown> => ({ ...empty }));
  for (const [name, column] of Object.entries(columns)) {
    if (column instanceof Uint32Array) {
      for (let i = 0; i < length; i++) (rows[i] as Record<string, unknown>)[name] = texts[column[i] as number];
    } else if (!('ends' in column)) {
      for (let i = 0; i < length; i++) (rows[i] as Record<string, unknown>)[name] = column[i];
    } else {
      const { ends, members } = column;
      let at = 0;
      for (let i = 0; i < length; i++) {
        const end = ends[i] as number;
        (rows[i] as Record<string, unknown>)[name] = listOf(members, at, end);
        at = end;
      }
    }
  }
  return rows;
}

/** Most lists are short: those are made at their size, where pushing reserves 17 places. */
function listOf(members: Float64Array, from: number, to: number): readonly number[] {
  const a = members[from] as number;
  switch (to - from) {
    case 0:
      return EMPTY;
    case 1:
      return [a];
    case 2:
      return [a, members[from + 1] as number];
    case 3:
      return [a, members[from + 1] as number, members[from + 2] as number];
    default: {
      const list = [a, members[from + 1] as number, members[from + 2] as number, members[from + 3] as number];
      for (let at = from + 4; at < to; at++) list.push(members[at] as number);
      return list;
    }
  }
}

const EMPTY: readonly number[] = Object.freeze([]);

/** Buffers that can move to another thread. */
export function buffersOf({ tables }: PackedTables): ArrayBuffer[] {
  return Object.values(tables).flatMap(({ columns }) =>
    Object.values(columns).flatMap((column) =>
      'ends' in column ? [column.ends.buffer, column.members.buffer] : 'buffer' in column ? [column.buffer] : [],
    ),
  ) as ArrayBuffer[];
}
