import type { DataTable } from './data-table.ts';

export type SegmentCause = 'cellular' | 'vpn' | 'pppoe' | 'ipv6';

export interface SegmentSize {
  readonly cause: SegmentCause;
  readonly note: string;
}

export const segmentSizeColumns: readonly string[] = ['from', 'to', 'cause', 'note'];

const CAUSES: readonly SegmentCause[] = ['cellular', 'vpn', 'pppoe', 'ipv6'];

/** What a TCP maximum segment size says about the path; the table's first range that holds it wins. */
export function segmentSizes(table: DataTable): (mss: number) => SegmentSize | undefined {
  const rows = table.rows.map((row) => ({
    from: Number(row['from']),
    to: Number(row['to']),
    value: { cause: CAUSES.find((cause) => cause === row['cause']) ?? 'vpn', note: row['note'] ?? '' },
  }));
  return (mss) => rows.find((row) => mss >= row.from && mss <= row.to)?.value;
}
