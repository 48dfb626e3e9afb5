import { type Seen, seenColumns, type TableSpec } from './table-spec.ts';
import type { ClaimAttribute } from './vocabulary.ts';

/** Somebody said of an address that it has an attribute. Whether it is true is not decided here. */
export interface ClaimRow extends Seen {
  /** `mac:…` or `ip:…`. */
  readonly about: string;
  readonly attribute: ClaimAttribute;
  readonly value: string;
  /** Protocol that carried the claim. */
  readonly source: string;
}

export const claimsTable: TableSpec<ClaimRow> = {
  name: 'claims',
  doc: 'What devices say, or others say of them: names, vendors, serial numbers, roles. A message adds a row or counts one more.',
  columns: {
    about: { type: 'text', merge: 'key', doc: 'The address spoken of: `mac:` or `ip:` and its text.' },
    attribute: { type: 'text', merge: 'key', doc: 'What is claimed: see the vocabulary of claims.' },
    value: {
      type: 'text',
      merge: 'key',
      doc: 'The value as sent, at most 256 characters, control characters kept as escapes.',
    },
    source: { type: 'text', merge: 'key', doc: 'The protocol whose message said so.' },
    ...seenColumns,
  },
};
