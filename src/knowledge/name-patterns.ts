import type { DataTable } from './data-table.ts';

/** What a banner, title, certificate or vendor class gives away; see data/banner-patterns.tsv. */
export interface Banner {
  /** A: names a product with a path of its own. C: typical of small Linux routers. */
  readonly strength: 'A' | 'C';
  readonly product: string;
}

export const bannerColumns: readonly string[] = ['attribute', 'strength', 'pattern', 'product'];

/** Looks what a device says of itself up; the table's first match for the attribute wins. */
export function bannerPatterns(table: DataTable): (attribute: string, text: string) => Banner | undefined {
  const rows = table.rows.map((row) => ({
    attribute: row['attribute'] ?? '',
    pattern: new RegExp(row['pattern'] ?? '', 'i'),
    value: { strength: row['strength'] === 'A' ? 'A' : 'C', product: row['product'] ?? '' } as Banner,
  }));
  return (attribute, text) =>
    rows.find((row) => (row.attribute === 'any' || row.attribute === attribute) && row.pattern.test(text))?.value;
}

/** A name of the mobile world; `phone` names are asked for by telephones on Wi-Fi too. */
export interface CellularName {
  readonly kind: 'network' | 'phone';
  readonly meaning: string;
}

export const cellularNameColumns: readonly string[] = ['kind', 'pattern', 'meaning'];

export function cellularNames(table: DataTable): (name: string) => CellularName | undefined {
  const rows = table.rows.map((row) => ({
    pattern: new RegExp(row['pattern'] ?? '', 'i'),
    value: { kind: row['kind'] === 'phone' ? 'phone' : 'network', meaning: row['meaning'] ?? '' } as CellularName,
  }));
  return (name) => rows.find((row) => row.pattern.test(name))?.value;
}
