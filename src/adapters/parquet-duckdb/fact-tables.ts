import { anomaliesTable } from '../../schema/facts/anomalies.ts';
import { bindingsTable } from '../../schema/facts/bindings.ts';
import { capturesTable } from '../../schema/facts/captures.ts';
import { cargoTable } from '../../schema/facts/cargo.ts';
import { certificatesTable } from '../../schema/facts/certificates.ts';
import { claimsTable } from '../../schema/facts/claims.ts';
import { commandsTable } from '../../schema/facts/commands.ts';
import { coverageTable } from '../../schema/facts/coverage.ts';
import { doubleClaimsTable } from '../../schema/facts/double-claims.ts';
import { flowsTable } from '../../schema/facts/flows.ts';
import { forwardingTable } from '../../schema/facts/forwarding.ts';
import { messagesTable } from '../../schema/facts/messages.ts';
import { namesTable } from '../../schema/facts/names.ts';
import type { Part } from '../../schema/facts/part.ts';
import { programsTable } from '../../schema/facts/programs.ts';
import { servicesTable } from '../../schema/facts/services.ts';
import type { ColumnSpec } from '../../schema/facts/table-spec.ts';
import { flowReaders } from './flow-readers.ts';

/** A fact table without the type of its rows: what files, views and documentation are made from. */
export interface FactTable {
  readonly name: string;
  readonly doc: string;
  readonly columns: Readonly<Record<string, ColumnSpec>>;
  /** Rows of one part, in the order in which they are written. */
  rows(part: Part): { readonly length: number; row(index: number): object };
  /** How a column is read, where naming it would be too slow. */
  readonly readers?: Readonly<Record<string, (row: never) => unknown>>;
}

/** Every fact table of a case, sorted by name. */
export const factTables: readonly FactTable[] = [
  { ...anomaliesTable, rows: ({ tables }) => listed(tables.anomalies) },
  { ...bindingsTable, rows: ({ tables }) => listed(tables.bindings) },
  { ...capturesTable, rows: (part) => listed(captureRows(part)) },
  { ...cargoTable, rows: ({ tables }) => listed(tables.cargo) },
  { ...certificatesTable, rows: ({ tables }) => listed(tables.certificates) },
  { ...claimsTable, rows: ({ tables }) => listed(tables.claims) },
  { ...commandsTable, rows: ({ tables }) => listed(tables.commands) },
  { ...coverageTable, rows: ({ tables }) => listed(tables.coverage) },
  { ...doubleClaimsTable, rows: ({ tables }) => listed(tables.doubleClaims) },
  { ...flowsTable, rows: ({ flows }) => flows, readers: flowReaders },
  { ...forwardingTable, rows: ({ tables }) => listed(tables.forwarding) },
  { ...messagesTable, rows: ({ tables }) => listed(tables.messages) },
  { ...namesTable, rows: ({ tables }) => listed(tables.names) },
  { ...programsTable, rows: ({ tables }) => listed(tables.programs) },
  { ...servicesTable, rows: ({ tables }) => listed(tables.services) },
];

/** The column that comes before those of the table's own. */
export const tapColumn: ColumnSpec = { type: 'text', merge: 'key', doc: 'Tap whose sequence the row was seen in.' };

function listed(rows: readonly object[]): { readonly length: number; row(index: number): object } {
  return { length: rows.length, row: (index) => rows[index] as object };
}

function captureRows({ captures }: Part): object[] {
  return captures.map(({ sha256, names, firstOrdinal, frames }) => ({
    sha256,
    names: names.join('\n'),
    firstFrame: firstOrdinal,
    frames,
  }));
}
