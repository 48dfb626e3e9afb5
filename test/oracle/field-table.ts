import type { Cell } from './compare-frames.ts';

/** What all captures came to for one field of one protocol, in frames. */
export interface FieldRow {
  readonly protocol: string;
  readonly field: string;
  equal: number;
  'only-ours': number;
  'only-theirs': number;
  unequal: number;
  /** Cause of a difference and its kind → frames; '' for those without. */
  readonly causes: Map<string, number>;
  /** Not compared: ours has values and tshark does not see the protocol in the frame, or the other way round. */
  unseenByTshark: number;
  unseenByUs: number;
}

export class FieldTable {
  readonly #rows = new Map<string, FieldRow>();

  row(protocol: string, field: string): FieldRow {
    const key = `${protocol}\t${field}`;
    const before = this.#rows.get(key);
    if (before !== undefined) return before;
    const row: FieldRow = {
      protocol,
      field,
      equal: 0,
      'only-ours': 0,
      'only-theirs': 0,
      unequal: 0,
      causes: new Map(),
      unseenByTshark: 0,
      unseenByUs: 0,
    };
    this.#rows.set(key, row);
    return row;
  }

  add(cell: Cell, cause: string | undefined): void {
    const row = this.row(cell.protocol, cell.field);
    row[cell.kind]++;
    if (cell.kind === 'equal') return;
    const key = cause === undefined ? '' : `${cause}, ${cell.kind}`;
    row.causes.set(key, (row.causes.get(key) ?? 0) + 1);
  }

  rows(): FieldRow[] {
    return [...this.#rows.values()].sort((a, b) =>
      `${a.protocol}\t${a.field}` < `${b.protocol}\t${b.field}` ? -1 : 1,
    );
  }
}

export function differing(row: FieldRow): number {
  return row['only-ours'] + row['only-theirs'] + row.unequal;
}

export function unexplained(row: FieldRow): number {
  return row.causes.get('') ?? 0;
}

/** One line a field, for a diff to show. */
export function fieldTableText(rows: readonly FieldRow[], heading: string): string {
  const head =
    'protocol field compared equal accepted unexplained only-ours only-theirs unequal unseen-by-tshark unseen-by-us causes';
  const lines = rows.map((row) => {
    const differ = differing(row);
    const causes = [...row.causes].filter(([cause]) => cause !== '').sort(([a], [b]) => (a < b ? -1 : 1));
    return [
      row.protocol,
      row.field,
      row.equal + differ,
      row.equal,
      differ - unexplained(row),
      unexplained(row),
      row['only-ours'],
      row['only-theirs'],
      row.unequal,
      row.unseenByTshark,
      row.unseenByUs,
      causes.map(([cause, count]) => `${cause}: ${count}`).join('; '),
    ].join('\t');
  });
  return `# ${heading}\n${head.split(' ').join('\t')}\n${lines.join('\n')}\n`;
}
