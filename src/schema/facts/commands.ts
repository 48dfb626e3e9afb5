import { type Seen, seenColumns, type TableSpec } from './table-spec.ts';
import type { AccessName } from './vocabulary.ts';

/** One kind of request that a client makes to a controller, over and over. */
export interface CommandRow extends Seen {
  readonly client: string;
  readonly server: string;
  readonly serverPort: number;
  readonly protocol: string;
  /** Modbus unit, S7 rack and slot; 0 where the protocol has none. */
  readonly unit: number;
  /** Name of the function or service. */
  readonly function: string;
  /** What it is done to, e.g. `holding registers 100-109`. */
  readonly object: string;
  readonly access: AccessName;
  /** Answers that said yes, and that refused. Requests without an answer are `count` less both. */
  readonly accepted: number;
  readonly refused: number;
  /** Time from one request to the next like it: counts per bucket of {@link periodBuckets}. */
  readonly period: readonly number[];
  /** Time from request to answer: counts per bucket of {@link latencyBuckets}. */
  readonly latency: readonly number[];
}

/** Upper bounds in nanoseconds; the last bucket has none. Half-decades: fine enough to tell 100 ms polling from 300 ms. */
export const periodBuckets: readonly number[] = [1e6, 3e6, 1e7, 3e7, 1e8, 3e8, 1e9, 3e9, 1e10, 3e10, 1e11, 1e12];
export const latencyBuckets: readonly number[] = [1e5, 3e5, 1e6, 3e6, 1e7, 3e7, 1e8, 3e8, 1e9, 3e9, 1e10];

export const commandsTable: TableSpec<CommandRow> = {
  name: 'commands',
  doc: 'What clients ask of controllers: one row a client, server, unit, function and object; polling health comes from it.',
  columns: {
    client: { type: 'text', merge: 'key', doc: 'Address that asks.' },
    server: { type: 'text', merge: 'key', doc: 'Address of the controller.' },
    serverPort: { type: 'integer', merge: 'key', doc: 'TCP or UDP port of the controller.' },
    protocol: { type: 'text', merge: 'key', doc: 'Protocol of the command.' },
    unit: { type: 'integer', merge: 'key', doc: 'Modbus unit, S7 rack and slot; 0 where there is none.' },
    function: { type: 'text', merge: 'key', doc: 'Function or service.' },
    object: {
      type: 'text',
      merge: 'key',
      doc: 'What is read, written or loaded; `other objects` beyond the limit for one pair.',
    },
    access: { type: 'text', merge: 'key', doc: 'read, write, program, stop or other.' },
    accepted: { type: 'integer', merge: 'sum', unit: 'answers', doc: 'Answers without an error.' },
    refused: { type: 'integer', merge: 'sum', unit: 'answers', doc: 'Answers with an error or exception.' },
    period: {
      type: 'buckets',
      merge: 'histogram',
      unit: 'requests',
      doc: 'Gaps between like requests; bounds 1 ms to 1000 s in half-decades.',
    },
    latency: {
      type: 'buckets',
      merge: 'histogram',
      unit: 'answers',
      doc: 'Request to answer; bounds 100 µs to 10 s in half-decades.',
    },
    ...seenColumns,
  },
};
