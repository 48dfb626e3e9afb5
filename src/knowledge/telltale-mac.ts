import { compareText } from '../kernel/compare.ts';
import type { DataTable } from './data-table.ts';

export type TelltaleKind = 'telltale' | 'gadget' | 'virtual-router' | 'virtual-machine';

export interface TelltaleMac {
  readonly kind: TelltaleKind;
  /** True when the whole address is known, not only its block. */
  readonly exact: boolean;
  readonly note: string;
}

export const telltaleMacColumns: readonly string[] = ['prefix', 'kind', 'note'];

const KINDS: readonly TelltaleKind[] = ['telltale', 'gadget', 'virtual-router', 'virtual-machine'];
const WHOLE_MAC = 17;

/** Looks a MAC up among addresses known by themselves; the longest prefix wins. */
export function telltaleMacs(table: DataTable): (mac: string) => TelltaleMac | undefined {
  const rows = table.rows
    .map((row) => {
      const prefix = (row['prefix'] ?? '').toLowerCase();
      const kind = KINDS.find((known) => known === row['kind']) ?? 'telltale';
      return { prefix, value: { kind, exact: prefix.length === WHOLE_MAC, note: row['note'] ?? '' } };
    })
    .sort((a, b) => b.prefix.length - a.prefix.length || compareText(a.prefix, b.prefix));
  return (mac) => rows.find((row) => mac.startsWith(row.prefix))?.value;
}
