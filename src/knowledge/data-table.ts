import { fail, ok, type Result } from '../kernel/result.ts';

/** A data file as it ships: `# key: value` lines that say where it comes from, a header line, tab-separated rows. */
export interface DataTable {
  readonly name: string;
  /** ISO date of the data, from its `# date:` line. */
  readonly date: string;
  readonly columns: readonly string[];
  readonly rows: readonly Readonly<Record<string, string>>[];
}

/** Our own small tables; the maker registry is searched as text and not read into rows. */
export const MAX_DATA_ROWS = 10_000;

/** Reads one table and insists on its columns: a data file that lost one must stop the program, not silence a rule. */
export function readDataTable(name: string, text: string, columns: readonly string[]): Result<DataTable> {
  let date = '';
  let header: readonly string[] | undefined;
  const rows: Record<string, string>[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    if (line === '') continue;
    if (line.startsWith('#')) {
      if (line.startsWith('# date: ')) date = line.slice(8).trim();
      continue;
    }
    const cells = line.split('\t');
    if (header === undefined) {
      header = cells;
      const lost = columns.filter((column) => !cells.includes(column));
      if (lost.length > 0) return bad(name, index + 1, `lacks the column ${lost.join(', ')}`);
      continue;
    }
    if (cells.length > header.length) return bad(name, index + 1, 'has more cells than the header');
    if (rows.length === MAX_DATA_ROWS) return bad(name, index + 1, `has more than ${MAX_DATA_ROWS} rows`);
    rows.push(Object.fromEntries(header.map((column, at) => [column, cells[at] ?? ''])));
  }
  if (header === undefined) return bad(name, 1, 'has no header line');
  if (date === '') return bad(name, 1, 'does not say its date');
  return ok({ name, date, columns: header, rows });
}

function bad(name: string, line: number, what: string): Result<never> {
  return fail({
    code: 'QW_DATA_FILE',
    message: `data/${name} ${what}; reinstall or run the generators.`,
    file: name,
    line,
  });
}
