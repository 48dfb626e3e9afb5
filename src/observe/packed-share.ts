import { combineTables } from './combine.ts';
import { buffersOf, interner, type PackedTables, packTables, unpackTables } from './packed-tables.ts';
import type { ShareFacts } from './share-facts.ts';

/** A share as it moves between threads. */
export interface PackedShare extends Omit<ShareFacts, 'tables'> {
  readonly tables: PackedTables;
}

/** Puts rows in the order that combine wants, here where other cores do the same, and packs them. */
export function packShare(share: ShareFacts): PackedShare {
  return { ...share, tables: packTables(combineTables([share.tables])) };
}

/** Shares that belong together: equal texts of all of them become one string. */
export function unpackShares(shares: readonly PackedShare[]): ShareFacts[] {
  const intern = interner();
  return shares.map((share) => ({ ...share, tables: unpackTables(share.tables, intern) }));
}

/** The buffers of a share that can move to another thread instead of being copied. */
export function transferables(share: PackedShare): ArrayBuffer[] {
  const { words, rtt, addresses } = share.flows;
  const pages = [...words, ...rtt.rows, ...rtt.spread, ...addresses.pages];
  return [...pages.map((page) => page.buffer as ArrayBuffer), ...buffersOf(share.tables)];
}
