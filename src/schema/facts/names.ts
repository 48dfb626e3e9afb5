import { type Seen, seenColumns, type TableSpec } from './table-spec.ts';
import type { NameKind } from './vocabulary.ts';

/** A name asked for, answered, announced or connected to. */
export interface NameRow extends Seen {
  /** IP of the client that asked or connected, or of the host that announced. */
  readonly client: string;
  /** IP of the server asked or connected to; the group address for announcements. */
  readonly server: string;
  readonly protocol: string;
  readonly kind: NameKind;
  readonly name: string;
  /** The address that the name stands for, as `ip:…` or `mac:…`; empty where none was given. */
  readonly about: string;
}

export const namesTable: TableSpec<NameRow> = {
  name: 'names',
  doc: 'Names on the wire: DNS questions and answers, announcements, TLS server names, HTTP hosts.',
  columns: {
    client: { type: 'text', merge: 'key', doc: 'Address of the host that asked, connected or announced.' },
    server: { type: 'text', merge: 'key', doc: 'Address asked or connected to.' },
    protocol: { type: 'text', merge: 'key', doc: 'Protocol that carried the name.' },
    kind: { type: 'text', merge: 'key', doc: 'query, answer, self, tls-sni, http-host or service.' },
    name: { type: 'text', merge: 'key', doc: 'The name as sent, at most 256 characters.' },
    about: { type: 'text', merge: 'key', doc: 'The address it stands for, or empty.' },
    ...seenColumns,
  },
};
