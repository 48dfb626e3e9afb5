import { MAX_COLUMNS, MAX_CONTRACT_ITEMS } from '../limits.ts';
import type { SourceFault } from './read-yaml.ts';

export interface CsvRow {
  /** Line on which the row begins; quoted cells may span lines. */
  readonly line: number;
  readonly cells: readonly string[];
}

/**
 * Reads CSV (RFC 4180; LF or CRLF; a byte order mark is skipped). The separator is a comma, or a semicolon when
 * the first line holds one and no comma, as spreadsheets write it where the comma is the decimal sign.
 * Empty lines are skipped; cells are trimmed.
 */
export function readCsv(text: string, faults: SourceFault[]): CsvRow[] {
  const rows: CsvRow[] = [];
  let at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  const separator = separatorOf(text, at);
  let line = 1;
  while (at < text.length) {
    const rowLine = line;
    const cells: string[] = [];
    for (;;) {
      let cell = '';
      if (text[at] === '"') {
        at++;
        for (;;) {
          const close = text.indexOf('"', at);
          if (close < 0) {
            faults.push({ kind: 'syntax', line: rowLine, text: 'CSV: a quoted cell has no end' });
            return rows;
          }
          cell += text.slice(at, close);
          at = close + 1;
          if (text[at] !== '"') break;
          cell += '"';
          at++;
        }
        for (let end = cell.indexOf('\n'); end >= 0; end = cell.indexOf('\n', end + 1)) line++;
      }
      const from = at;
      while (at < text.length && text[at] !== separator && text[at] !== '\n') at++;
      cells.push((cell + text.slice(from, at)).trim());
      if (cells.length > MAX_COLUMNS) {
        faults.push({ kind: 'limit', line: rowLine, text: `more than ${MAX_COLUMNS} columns` });
        return rows;
      }
      if (text[at] !== separator) break;
      at++;
    }
    at++;
    line++;
    if (cells.some((cell) => cell !== '')) rows.push({ line: rowLine, cells });
    if (rows.length > MAX_CONTRACT_ITEMS + 1) {
      faults.push({ kind: 'limit', line: rowLine, text: `more than ${MAX_CONTRACT_ITEMS} rows` });
      return rows;
    }
  }
  return rows;
}

/** Looks at the first line outside quotes. */
function separatorOf(text: string, from: number): ',' | ';' {
  let quoted = false;
  let semicolon = false;
  for (let at = from; at < text.length; at++) {
    const letter = text[at];
    if (letter === '"') quoted = !quoted;
    else if (quoted) continue;
    else if (letter === ',') return ',';
    else if (letter === ';') semicolon = true;
    else if (letter === '\n') break;
  }
  return semicolon ? ';' : ',';
}
