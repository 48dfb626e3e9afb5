import type { TableSpec } from './table-spec.ts';

/** Two protocols whose probes both said yes to one flow. */
export interface DoubleClaimRow {
  readonly chosen: string;
  readonly also: string;
  readonly flows: number;
}

export const doubleClaimsTable: TableSpec<DoubleClaimRow> = {
  name: 'double_claims',
  doc: 'Flows that two probes claimed, and which won. Many of one pair mean that a probe is too weak.',
  columns: {
    chosen: { type: 'text', merge: 'key', doc: 'Protocol the flow was given to.' },
    also: { type: 'text', merge: 'key', doc: 'Protocol whose probe also said yes.' },
    flows: { type: 'integer', merge: 'sum', unit: 'flows', doc: 'How many.' },
  },
};
