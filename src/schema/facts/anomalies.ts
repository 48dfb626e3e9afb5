import { type Seen, seenColumns, type TableSpec } from './table-spec.ts';

/** Something wrong or odd: in a capture, a frame, a stream or a message. */
export interface AnomalyRow extends Seen {
  readonly protocol: string;
  readonly code: string;
  readonly sender: string;
  readonly receiver: string;
}

export const anomaliesTable: TableSpec<AnomalyRow> = {
  name: 'anomalies',
  doc: 'Damage, contradictions and oddities, by kind and by who sent them. Nothing here stops the analysis.',
  columns: {
    protocol: { type: 'text', merge: 'key', doc: 'Protocol or layer that noticed.' },
    code: { type: 'text', merge: 'key', doc: 'Code declared by that protocol.' },
    sender: { type: 'text', merge: 'key', doc: 'Address that sent it, `mac:…` or `ip:…`, or empty.' },
    receiver: { type: 'text', merge: 'key', doc: 'Address it was sent to, or empty.' },
    ...seenColumns,
  },
};
