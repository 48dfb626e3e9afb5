import { combineTables } from './combine.ts';
import { buffersOf, type PackedTables, packTables, unpackTables } from './packed-tables.ts';
import type { ShareFacts } from './share-facts.ts';

/** A share as it moves between threads. */
export interface PackedShare extends Omit<ShareFacts, 'tables'> {
  readonly tables: PackedTables;
}

/** Puts rows in the order that combine wants, here where other cores do the same, and packs them. */
export function packShare(share: ShareFacts): PackedShare {
  return { ...share, tables: packTables(combineTables([share.tables])) };
}

/** @param intern shared by shares that belong together, see {@link unpackTables}. */
export function unpackShare(share: PackedShare, intern: (text: string) => string): ShareFacts {
  return { ...share, tables: unpackTables(share.tables, intern) };
}

/** The buffers of a share that can move to another thread instead of being copied. */
export function transferables(share: PackedShare): ArrayBuffer[] {
  const { words, rtt, addresses } = share.flows;
  const pages = [...words, ...rtt.rows, ...rtt.spread, ...addresses.pages];
  return [...pages.map((page) => page.buffer as ArrayBuffer), ...buffersOf(share.tables)];
}
