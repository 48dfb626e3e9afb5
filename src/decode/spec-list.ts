/**
 * How deep an entry of a specification's list is read. `decoded`: the fields of its messages are read and shown.
 * `named`: told from all others and counted under its name, its contents left undecoded or partly so. `missing`: not
 * told from what is unknown.
 */
export type Depth = 'decoded' | 'named' | 'missing';

export interface SpecEntry {
  /** As the specification numbers it: `3`, `0x1a`, `g12v1`. */
  readonly id: string;
  readonly name: string;
  readonly depth: Depth;
  /** Numbers under which such messages are counted, to join them with what was seen in captures. */
  readonly functions?: readonly number[];
}

/** One list of a specification: function codes, services, types. Its length is what per cents are of. */
export interface SpecList {
  readonly title: string;
  /** Where the list stands. */
  readonly source: string;
  readonly entries: readonly SpecEntry[];
  /**
   * Why the list stands outside the protocol's per cents: its entries are names and have no contents to be read, as
   * classes of objects whose attributes no document at hand defines. They are shown, and all are `named`.
   */
  readonly namesOnly?: string;
}

export interface SpecCoverage {
  readonly of: number;
  /** Entries that are decoded or named. */
  readonly named: number;
  readonly decoded: number;
}

/** What is read of the lists whose entries have contents; those of names only are left out. */
export function specCoverage(lists: readonly SpecList[]): SpecCoverage {
  const entries = lists.filter((list) => list.namesOnly === undefined).flatMap((list) => list.entries);
  const count = (depth: Depth): number => entries.filter((entry) => entry.depth === depth).length;
  const decoded = count('decoded');
  return { of: entries.length, named: decoded + count('named'), decoded };
}

/** Whole per cents, rounded down: 99.9 % is not all. */
export function percent(part: number, whole: number): string {
  return whole === 0 ? '-' : `${Math.floor((100 * part) / whole)} %`;
}
