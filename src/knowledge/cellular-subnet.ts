import { parseIp, parsePrefix, prefixContains } from '../kernel/ip.ts';
import type { DataTable } from './data-table.ts';

/** A block that cellular equipment uses as delivered. */
export interface CellularSubnet {
  readonly prefix: string;
  /** The equipment's own address, or empty. */
  readonly host: string;
  /** B: hardly used by anything else. C: common elsewhere too. */
  readonly strength: 'B' | 'C';
  readonly equipment: string;
}

export const cellularSubnetColumns: readonly string[] = ['prefix', 'host', 'strength', 'equipment'];

/** The block that an address lies in; the table's first match wins. */
export function cellularSubnets(table: DataTable): (ip: string) => CellularSubnet | undefined {
  const rows = table.rows.flatMap((row) => {
    const prefix = parsePrefix(row['prefix'] ?? '');
    if (prefix === undefined) return [];
    const strength = row['strength'] === 'B' ? 'B' : 'C';
    const value: CellularSubnet = {
      prefix: prefix.text,
      host: row['host'] ?? '',
      strength,
      equipment: row['equipment'] ?? '',
    };
    return [{ prefix, value }];
  });
  return (ip) => {
    const bytes = parseIp(ip);
    return bytes && rows.find((row) => prefixContains(row.prefix, bytes))?.value;
  };
}
