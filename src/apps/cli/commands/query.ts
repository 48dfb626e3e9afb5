import { stdout } from 'node:process';
import { factTables } from '../../../adapters/parquet-duckdb/fact-tables.ts';
import { escapeControls } from '../../../adapters/case-folder/case-json.ts';
import { queryFacts } from '../../../adapters/parquet-duckdb/query-facts.ts';
import { escapeTerminal } from '../../../report/terminal/escape.ts';
import { complain } from '../complain.ts';
import { EXIT_DONE, EXIT_USAGE } from '../exit-codes.ts';
import { openCase } from '../open-case.ts';

export interface QueryOptions {
  readonly json?: boolean;
}

/** Runs one SELECT over the facts of a case and prints a table, or JSON lines. */
export async function query(folder: string, sql: string, options: QueryOptions): Promise<void> {
  if (openCase(folder) === undefined) return;
  const answer = await queryFacts(folder, sql);
  if (!answer.ok) {
    complain(
      `${answer.error.message}\nTables: ${factTables.map(({ name }) => name).join(', ')}. Columns stand in docs/facts.md.`,
    );
    process.exitCode = EXIT_USAGE;
    return;
  }
  const { columns, rows, cut } = answer.value;
  if (options.json === true) {
    for (const row of rows) {
      const record = Object.fromEntries(columns.map((name, i) => [name, row[i]]));
      stdout.write(`${escapeControls(JSON.stringify(record))}\n`);
    }
  } else {
    const { default: Table } = await import('cli-table3');
    const table = new Table({ head: columns.map(escapeTerminal), style: { head: [], border: [], compact: true } });
    for (const row of rows) table.push(row.map((value) => escapeTerminal(shown(value))));
    stdout.write(`${table.toString()}\n`);
  }
  if (cut) complain(`only the first ${rows.length} rows are shown; add LIMIT or an aggregate.`);
  process.exitCode = EXIT_DONE;
}

function shown(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
