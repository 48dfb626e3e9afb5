import { type Seen, seenColumns, type TableSpec } from './table-spec.ts';
import type { BindingSource } from './vocabulary.ts';

/** A MAC and an IP seen or said to belong together, on one VLAN. */
export interface BindingRow extends Seen {
  readonly mac: string;
  readonly ip: string;
  /** VLAN id, or -1 without a tag. */
  readonly vlan: number;
  readonly source: BindingSource;
  /** Smallest and largest TTL of IP frames from this pair; -1 where the source is not `frame`. */
  readonly ttlMin: number;
  readonly ttlMax: number;
}

export const bindingsTable: TableSpec<BindingRow> = {
  name: 'bindings',
  doc: 'Which MAC spoke with which IP address, by whose word: frames sent, ARP, DHCP, neighbour discovery.',
  columns: {
    mac: { type: 'text', merge: 'key', doc: 'MAC address, lower case with colons.' },
    ip: { type: 'text', merge: 'key', doc: 'IPv4 or IPv6 address.' },
    vlan: { type: 'integer', merge: 'key', doc: 'Outer VLAN id, -1 without a tag.' },
    source: {
      type: 'text',
      merge: 'key',
      doc: '`frame`: source addresses of one IP frame; else the protocol that said so.',
    },
    ttlMin: {
      type: 'integer',
      merge: 'min',
      unit: 'hops',
      doc: 'Smallest TTL or hop limit seen (source `frame`), else -1.',
    },
    ttlMax: {
      type: 'integer',
      merge: 'max',
      unit: 'hops',
      doc: 'Largest TTL or hop limit seen (source `frame`), else -1.',
    },
    ...seenColumns,
  },
};
