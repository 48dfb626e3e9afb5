import { anomaliesTable } from '../schema/facts/anomalies.ts';
import { bindingsTable } from '../schema/facts/bindings.ts';
import { cargoTable } from '../schema/facts/cargo.ts';
import { certificatesTable } from '../schema/facts/certificates.ts';
import { claimsTable } from '../schema/facts/claims.ts';
import { commandsTable } from '../schema/facts/commands.ts';
import { coverageTable } from '../schema/facts/coverage.ts';
import { doubleClaimsTable } from '../schema/facts/double-claims.ts';
import { forwardingTable } from '../schema/facts/forwarding.ts';
import { messagesTable } from '../schema/facts/messages.ts';
import { namesTable } from '../schema/facts/names.ts';
import type { FactTables } from '../schema/facts/part.ts';
import { programsTable } from '../schema/facts/programs.ts';
import { servicesTable } from '../schema/facts/services.ts';
import type { TableSpec } from '../schema/facts/table-spec.ts';

/** Tables whose rows are plain objects, by their name in {@link FactTables}. */
export const tableSpecs: { readonly [Name in keyof FactTables]: TableSpec<FactTables[Name][number]> } = {
  claims: claimsTable,
  bindings: bindingsTable,
  names: namesTable,
  forwarding: forwardingTable,
  commands: commandsTable,
  certificates: certificatesTable,
  programs: programsTable,
  services: servicesTable,
  anomalies: anomaliesTable,
  messages: messagesTable,
  coverage: coverageTable,
  cargo: cargoTable,
  doubleClaims: doubleClaimsTable,
};

/** What `make` says of each table. */
export function eachTable<T>(make: (name: keyof FactTables) => T): { readonly [Name in keyof FactTables]: T } {
  const names = Object.keys(tableSpecs) as (keyof FactTables)[];
  return Object.fromEntries(names.map((name) => [name, make(name)])) as { [Name in keyof FactTables]: T };
}
