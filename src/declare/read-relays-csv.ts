import type { DeclaredRelay } from './declaration.ts';
import type { DeclarationFile } from './declaration-file.ts';
import { type ProblemLog, quoted } from './problem-log.ts';
import { type CsvRow, readCsv } from './source/read-csv.ts';
import type { SourceFault } from './source/read-yaml.ts';

export const RELAYS_FILE = 'relays.csv';

/** Columns of a table of own relay names: the header names them, in any order. `name` and `product` must be there. */
const COLUMNS = ['match', 'name', 'product', 'kind', 'strength', 'note'] as const;
type Column = (typeof COLUMNS)[number];

const KINDS: readonly DeclaredRelay['kind'][] = [
  'industrial-gateway',
  'cellular-cloud',
  'remote-support',
  'tunnel',
  'mesh',
];

/** Clouds, relays and tunnels that this site knows by name beside the shipped ones, or otherwise than those. */
export function readRelaysCsv(file: DeclarationFile, problems: ProblemLog): DeclaredRelay[] {
  const faults: SourceFault[] = [];
  const [header, ...rows] = readCsv(file.text, faults);
  for (const fault of faults) {
    const code = fault.kind === 'limit' ? 'QW_DECLARATION_LIMIT' : 'QW_DECLARATION_SYNTAX';
    problems.add(file.path, fault.line, '', code, fault.text);
  }
  if (header === undefined) {
    if (faults.length === 0) problems.add(file.path, 1, '', 'QW_DECLARATION_SYNTAX', 'the file holds no header');
    return [];
  }
  const columns = header.cells.map((cell) => cell.toLowerCase());
  for (const column of columns) {
    if (column !== '' && !(COLUMNS as readonly string[]).includes(column)) {
      const text = `${quoted(column)} is no column`;
      problems.addUnknown(file.path, header.line, '', 'QW_DECLARATION_UNKNOWN_KEY', text, column, COLUMNS);
    }
  }
  return rows.map((row) => readRow(file.path, row, columns, problems));
}

function readRow(path: string, row: CsvRow, columns: readonly string[], problems: ProblemLog): DeclaredRelay {
  const cell = (column: Column): string => row.cells[columns.indexOf(column)] ?? '';
  const allowed = (column: Column, value: string, words: readonly string[]): void => {
    if (words.includes(value)) return;
    const text = `${quoted(value)} is no ${column} of a relay`;
    problems.addUnknown(path, row.line, column, 'QW_DECLARATION_VALUE', text, value, words);
  };
  for (const column of ['name', 'product'] as const) {
    if (cell(column) === '')
      problems.add(path, row.line, column, 'QW_DECLARATION_MISSING_KEY', `the cell "${column}" is empty`);
  }
  const match = cell('match') || 'host';
  const kind = cell('kind') || 'tunnel';
  const strength = cell('strength') || 'A';
  allowed('match', match, ['host', 'certificate']);
  allowed('kind', kind, KINDS);
  allowed('strength', strength, ['A', 'C']);
  return {
    match: match as DeclaredRelay['match'],
    name: cell('name').toLowerCase().replace(/^\*\./, ''),
    product: cell('product'),
    kind: kind as DeclaredRelay['kind'],
    strength: strength as DeclaredRelay['strength'],
  };
}
