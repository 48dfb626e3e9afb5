import { visibleText } from '../visible-text.ts';

/**
 * One field of RFC 4180, safe to open in a spreadsheet.
 *
 * A field that begins with `=`, `+`, `-`, `@`, tab or carriage return (also their full-width forms, which some
 * spreadsheets read alike) would be taken for a formula, so it gets a leading apostrophe; programs that read the file
 * and want the value as sent take findings.json or the fact tables. Hidden characters become `<U+202E>`; so a field
 * never spans lines.
 */
export function escapeCsv(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const neutral = FORMULA.test(value) ? `'${value}` : value;
  const shown = visibleText(neutral);
  return /[",\n\r;\t]/.test(shown) || /^\s|\s$/.test(shown) ? `"${shown.replaceAll('"', '""')}"` : shown;
}

/** Leading blanks and quotes do not protect: spreadsheets trim. */
const FORMULA = /^[\s"']*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/;

/** Rows with CRLF ends, header first. */
export function csvText(header: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  return [header, ...rows].map((row) => `${row.map(escapeCsv).join(',')}\r\n`).join('');
}
