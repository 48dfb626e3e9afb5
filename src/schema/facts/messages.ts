import { type Seen, seenColumns, type TableSpec } from './table-spec.ts';

/** How often each function of each protocol was met on a tap. */
export interface MessageRow extends Seen {
  readonly protocol: string;
  readonly function: string;
}

export const messagesTable: TableSpec<MessageRow> = {
  name: 'messages',
  doc: 'Messages by protocol and function: what `decode --summary` prints.',
  columns: {
    protocol: { type: 'text', merge: 'key', doc: 'Protocol.' },
    function: { type: 'text', merge: 'key', doc: 'Function, message type or service by name, or its number.' },
    ...seenColumns,
  },
};
