import type { SiteFile } from '../../schema/declaration.ts';
import { CONDUIT_DIRECTIONS } from '../../schema/declaration/parts.ts';
import type { Conduit, Network, Zone } from '../declaration.ts';
import { scopesMeet } from '../lookup/scope.ts';
import { quoted } from '../problem-log.ts';
import type { Loose } from '../source/loose.ts';
import { freeId } from '../value/free-id.ts';
import { prefixesOverlap } from '../value/prefix-order.ts';
import { many, present, type SiteCheck, sortedTexts } from './site-check.ts';
import { scopeOf, type SiteNames } from './site-names.ts';

export function checkNetworks(check: SiteCheck, site: Loose<SiteFile>, names: SiteNames): Network[] {
  const networks: { readonly index: number; readonly network: Network }[] = [];
  const listing = listingCranes(site);
  for (const [i, raw] of (site.networks ?? []).entries()) {
    if (!raw) continue;
    const path = ['networks', i] as const;
    const cidr = [...path, 'cidr'];
    if (raw.zone !== undefined) check.reference([...path, 'zone'], 'zone', raw.zone, names.zones);
    const scope = scopeOf(check, path, raw, names);
    if (raw.cidr === undefined) continue;
    if (!raw.cidr.includes('/')) {
      check.report(cidr, 'QW_DECLARATION_VALUE', `${quoted(raw.cidr)} has no length, such as the /24 in 192.0.2.0/24`);
      continue;
    }
    const prefix = check.prefix(cidr, raw.cidr);
    if (!prefix) continue;
    networks.push({
      index: i,
      network: {
        ...check.entry(path, raw, raw.id ?? ''),
        prefix,
        ...present({ vlan: raw.vlan, zone: raw.zone }),
        cranes: sortedTexts([...scope.cranes, ...(scope.segments.length > 0 ? [] : (listing.get(raw.id ?? '') ?? []))]),
        segments: scope.segments,
      },
    });
  }
  reportOverlaps(check, networks);
  return networks.map(({ network }) => network);
}

export function checkZones(check: SiteCheck, site: Loose<SiteFile>): Zone[] {
  return (site.zones ?? []).flatMap((raw, i) =>
    raw ? [{ ...check.entry(['zones', i], raw, raw.id ?? ''), ...present({ level: raw.level, name: raw.name }) }] : [],
  );
}

export function checkConduits(check: SiteCheck, site: Loose<SiteFile>, names: SiteNames): Conduit[] {
  const taken = new Set((site.conduits ?? []).flatMap((raw) => raw?.id ?? []));
  return (site.conduits ?? []).flatMap((raw, i) => {
    if (!raw) return [];
    const path = ['conduits', i] as const;
    const { from = '', to = '' } = raw;
    if (raw.from !== undefined) check.reference([...path, 'from'], 'zone', from, names.zones);
    if (raw.to !== undefined) check.reference([...path, 'to'], 'zone', to, names.zones);
    if (from !== '' && from === to) {
      check.report([...path, 'to'], 'QW_DECLARATION_VALUE', 'a conduit joins two zones, and these are one');
    }
    const id = raw.id ?? freeId(`${from}--${to}`, taken);
    return [
      {
        ...check.entry(path, raw, id),
        from,
        to,
        direction: raw.direction ?? CONDUIT_DIRECTIONS[0],
        ...present({
          protocols: raw.protocols === undefined ? undefined : protocolNames(raw.protocols),
          functions: raw.functions === undefined ? undefined : sortedTexts(many([], raw.functions).map((v) => v.value)),
        }),
      },
    ];
  });
}

/** Protocol names are lower case everywhere. */
export function protocolNames(raw: string | readonly (string | undefined)[]): string[] {
  return sortedTexts(many([], raw).map(({ value }) => value.toLowerCase()));
}

/** For each network, the cranes whose own list names it. */
function listingCranes(site: Loose<SiteFile>): ReadonlyMap<string, readonly string[]> {
  const listing = new Map<string, string[]>();
  for (const crane of site.cranes ?? []) {
    for (const { value } of many([], crane?.networks)) {
      const cranes = listing.get(value);
      if (cranes) cranes.push(crane?.id ?? '');
      else listing.set(value, [crane?.id ?? '']);
    }
  }
  return listing;
}

/**
 * Two networks where one tap may see both must not hold the same address, unless their VLANs tell them apart.
 * Sorted by first address, so that only neighbours are compared: blocks either nest or are apart.
 */
function reportOverlaps(
  check: SiteCheck,
  networks: readonly { readonly index: number; readonly network: Network }[],
): void {
  const sorted = networks.toSorted(
    (a, b) =>
      compareBytes(a.network.prefix.bytes, b.network.prefix.bytes) || a.network.prefix.length - b.network.prefix.length,
  );
  const open: (typeof sorted)[number][] = [];
  let compared = 0;
  for (const item of sorted) {
    while (open.length > 0 && !prefixesOverlap((open.at(-1) as typeof item).network.prefix, item.network.prefix))
      open.pop();
    for (const other of open) {
      if (++compared > MAX_OVERLAP_COMPARISONS) {
        check.report(['networks'], 'QW_DECLARATION_LIMIT', 'too many networks hold one another to compare them all');
        return;
      }
      reportOverlap(check, other, item);
    }
    open.push(item);
  }
}

/** Two hundred sister cranes with one address plan of fifty networks need a million. */
const MAX_OVERLAP_COMPARISONS = 2_000_000;

function reportOverlap(
  check: SiteCheck,
  a: { readonly index: number; readonly network: Network },
  b: { readonly index: number; readonly network: Network },
): void {
  const apart = a.network.vlan !== undefined && b.network.vlan !== undefined && a.network.vlan !== b.network.vlan;
  if (apart || !scopesMeet(a.network, b.network)) return;
  const [first, second] = a.index < b.index ? [a, b] : [b, a];
  const text =
    `${second.network.prefix.text} overlaps the network ${quoted(first.network.id)} (${first.network.prefix.text}) ` +
    `of line ${first.network.source.line} in the same place; give each its own crane, segment or VLAN`;
  check.report(['networks', second.index, 'cidr'], 'QW_DECLARATION_OVERLAP', text);
}

/** IPv4 before IPv6, then by address. */
function compareBytes(a: Uint8Array, b: Uint8Array): number {
  if (a.length !== b.length) return a.length - b.length;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return (a[i] as number) - (b[i] as number);
  return 0;
}
