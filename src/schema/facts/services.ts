import { type Seen, seenColumns, type TableSpec } from './table-spec.ts';

/** A port on which an address answered. */
export interface ServiceRow extends Seen {
  readonly server: string;
  readonly transport: number;
  readonly port: number;
  /** Application protocol, or empty. */
  readonly protocol: string;
  /** Flows in which the server sent application bytes; `count` is all flows towards it. */
  readonly answered: number;
}

export const servicesTable: TableSpec<ServiceRow> = {
  name: 'services',
  doc: 'Ports that were asked and whether they answered, from flows.',
  columns: {
    server: { type: 'text', merge: 'key', doc: 'Address of the server.' },
    transport: { type: 'integer', merge: 'key', doc: 'IP protocol number.' },
    port: { type: 'integer', merge: 'key', doc: 'Port.' },
    protocol: { type: 'text', merge: 'key', doc: 'Application protocol, or empty.' },
    answered: {
      type: 'integer',
      merge: 'sum',
      unit: 'flows',
      doc: 'Flows in which the server sent application bytes.',
    },
    ...seenColumns,
  },
};
