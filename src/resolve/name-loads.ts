import { compareText } from '../kernel/compare.ts';
import type { NameRow } from '../schema/facts/names.ts';
import type { NameLoad } from './estate.ts';
import { MAX_NAME_LOADS } from './limits.ts';
import { keyOfCells } from './merge-rows.ts';
import { SightingSum } from './sighting.ts';
import { Smallest } from './smallest.ts';

/** Fewer different names below one domain are what everybody asks for. */
export const LEAST_NAMES = 20;
/** So are shorter ones, in characters before the domain, on average. */
export const LEAST_MEAN = 16;

interface LoadSum {
  readonly ip: string;
  readonly domain: string;
  names: number;
  octets: number;
  longest: number;
  digits: number;
  readonly characters: Set<string>;
  readonly seen: SightingSum;
}

/**
 * How much a host puts into names: for each host and domain the different names asked for, and the characters before the
 * domain. A tunnel in DNS shows here whatever its format; so do look-ups that carry hashes, and a resolver that asks for many.
 */
export function nameLoads(names: readonly NameRow[]): readonly NameLoad[] {
  const sums = new Map<string, LoadSum>();
  for (const row of names) {
    if (row.kind !== 'query') continue;
    const domain = domainOf(row.name);
    const before = row.name.slice(0, row.name.length - domain.length - 1);
    if (before === '') continue;
    const key = keyOfCells(row.client, domain);
    let sum = sums.get(key);
    if (sum === undefined) {
      const seen = new SightingSum();
      sum = { ip: row.client, domain, names: 0, octets: 0, longest: 0, digits: 0, characters: new Set(), seen };
      sums.set(key, sum);
    }
    sum.names++;
    sum.octets += before.length;
    if (before.length > sum.longest) sum.longest = before.length;
    for (const character of before) {
      sum.characters.add(character);
      if (character >= '0' && character <= '9') sum.digits++;
    }
    sum.seen.add(row);
  }
  const heavy = new Smallest<LoadSum>(MAX_NAME_LOADS);
  for (const [key, sum] of sums) {
    if (sum.names >= LEAST_NAMES && sum.octets >= LEAST_MEAN * sum.names) heavy.at(key, () => sum);
  }
  return heavy
    .sorted()
    .map(([, { ip, domain, names: count, octets, longest, digits, characters, seen }]) => ({
      ip,
      domain,
      names: count,
      octets,
      longest,
      digits,
      characters: characters.size,
      ...seen.done(),
    }))
    .sort((a, b) => compareText(a.ip, b.ip) || compareText(a.domain, b.domain));
}

/** The last two labels, or three where the last two are a country's own (`co.uk`, `com.au`): whoever has them has all below. */
function domainOf(name: string): string {
  const labels = name.split('.');
  const last = labels.at(-1) ?? '';
  const second = labels.at(-2) ?? '';
  return labels.slice(last.length === 2 && second.length <= 3 ? -3 : -2).join('.');
}
