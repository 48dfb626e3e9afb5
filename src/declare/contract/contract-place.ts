import { compareText } from '../../kernel/compare.ts';
import type { Crane, Scope } from '../declaration.ts';

/** What a contract's file needs to know of the site: which words name a place. */
export interface ContractSite {
  /** Places by lower-case word: a crane's id or serial number, a segment of a tap, `*` for the whole site. */
  readonly places: ReadonlyMap<string, Scope>;
  /** The words for error messages. */
  readonly words: readonly string[];
  /** False when site.yaml could not be read: then every word is taken to name a place, so as not to blame the contract. */
  readonly known: boolean;
}

/** The word for things that belong to the whole site. */
export const WHOLE_SITE = '*';

const SITE_WIDE: Scope = { cranes: [], segments: [] };

export function contractSite(cranes: readonly Crane[], segments: readonly string[], known: boolean): ContractSite {
  const places = new Map<string, Scope>([[WHOLE_SITE, SITE_WIDE]]);
  // Later entries win: an id before a serial number, a crane before a segment.
  for (const segment of segments) places.set(segment.toLowerCase(), { cranes: [], segments: [segment] });
  for (const { id, serial } of cranes)
    if (serial !== undefined) places.set(serial.toLowerCase(), { cranes: [id], segments: [] });
  for (const { id } of cranes) places.set(id.toLowerCase(), { cranes: [id], segments: [] });
  const words = [...cranes.map((crane) => crane.id), ...segments].sort(compareText);
  return { places, words: [...words, WHOLE_SITE], known };
}

/** The scope that a word names; case does not count. */
export function placeOf(word: string, site: ContractSite): Scope | undefined {
  return site.places.get(word.toLowerCase()) ?? (site.known ? undefined : SITE_WIDE);
}

/** Several words together; undefined when one of them names no place. */
export function placesOf(words: readonly string[], site: ContractSite): Scope | undefined {
  const scopes = words.map((word) => placeOf(word, site));
  const cranes = new Set<string>();
  const segments = new Set<string>();
  for (const scope of scopes) {
    if (!scope) return undefined;
    if (scope.cranes.length + scope.segments.length === 0) return scope;
    for (const crane of scope.cranes) cranes.add(crane);
    for (const segment of scope.segments) segments.add(segment);
  }
  return { cranes: [...cranes].sort(), segments: [...segments].sort() };
}

/** `contract/STS-1.cdx.json` names the crane `STS-1`, when there is one. */
export function placeOfFile(path: string, site: ContractSite): Scope | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1).replace(/(\.cdx\.json|\.csv)$/i, '');
  return name === WHOLE_SITE ? undefined : placeOf(name, site);
}
