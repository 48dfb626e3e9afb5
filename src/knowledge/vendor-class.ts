import type { DataTable } from './data-table.ts';

/** How much a maker's name says about a path of its own; see data/oui-classes.tsv. */
export type VendorStrength = 'strong' | 'weak' | 'ambiguous' | 'counter';

export interface VendorClass {
  readonly name: string;
  readonly strength: VendorStrength;
  readonly note: string;
}

export const vendorClassColumns: readonly string[] = ['class', 'strength', 'pattern', 'note'];

/** A function from organisation name to its class: the first row that matches wins. Names repeat, so answers are kept. */
export function vendorClassifier(table: DataTable): (organisation: string) => VendorClass | undefined {
  const rows = table.rows.map((row) => ({
    pattern: new RegExp(row['pattern'] ?? '', 'i'),
    value: { name: row['class'] ?? '', strength: strength(row['strength']), note: row['note'] ?? '' },
  }));
  return (organisation) => rows.find((row) => row.pattern.test(organisation))?.value;
}

function strength(text: string | undefined): VendorStrength {
  return text === 'strong' || text === 'weak' || text === 'counter' ? text : 'ambiguous';
}
