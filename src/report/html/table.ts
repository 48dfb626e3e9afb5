import { html, type Html, type HtmlValue } from './escape.ts';

export interface Column<Row> {
  readonly label: string;
  /** Class of its cells: `number` is set flush right, `name` heads the row, `own` holds words of ours that never break. */
  readonly className?: 'number' | 'name' | 'wide' | 'own' | 'addresses';
  cell(row: Row): HtmlValue;
}

/**
 * A table that reads as one for people, printers and screen readers; on a narrow screen each row becomes a card and
 * each cell bears its column's name. Columns without any content are left out.
 */
export function htmlTable<Row>(
  caption: string,
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  rowClass?: (row: Row) => string,
): Html {
  const cells = rows.map((row) => columns.map((column) => column.cell(row)));
  const used = columns.map((_, index) => index === 0 || cells.some((row) => !isEmpty(row[index])));
  const kept = columns.flatMap((column, index) => (used[index] ? [{ column, index }] : []));
  return html`<table class="cards"><caption>${caption}</caption><thead><tr>${kept.map(
    ({ column }) => html`<th scope="col"${classOf(column.className)}>${column.label}</th>`,
  )}</tr></thead><tbody>${rows.map(
    (row, at) =>
      html`<tr${classOf(rowClass?.(row))}>${kept.map(({ column, index }) => {
        const value = cells[at]?.[index];
        return column.className === 'name'
          ? html`<th scope="row" data-label="${column.label}">${value}</th>`
          : html`<td data-label="${column.label}"${classOf(column.className)}>${value}</td>`;
      })}</tr>`,
  )}</tbody></table>`;
}

function classOf(name: string | undefined): Html | undefined {
  return name === undefined || name === '' ? undefined : html` class="${name}"`;
}

function isEmpty(value: HtmlValue): boolean {
  if (value === undefined || value === '') return true;
  return Array.isArray(value) ? value.every((one) => isEmpty(one as HtmlValue)) : String(value) === '';
}
