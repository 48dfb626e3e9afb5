import { compareText } from '../kernel/compare.ts';
import type { BindingRow } from '../schema/facts/bindings.ts';
import type { ForwardingRow } from '../schema/facts/forwarding.ts';
import type { AddressConflict, WantedAddress } from './estate.ts';
import { MAX_ASKERS, MAX_LISTED } from './limits.ts';
import { type Sighting, SightingSum } from './sighting.ts';
import { Smallest } from './smallest.ts';

/** Link addresses that say they own an IP address; frames alone do not say so, a router sends with everybody's. */
function holders(bindings: readonly BindingRow[]): ReadonlyMap<string, ReadonlyMap<string, SightingSum>> {
  const byIp = new Map<string, Map<string, SightingSum>>();
  for (const row of bindings) {
    if (row.source === 'frame' || row.source === 'arp-probe' || row.ip === '0.0.0.0') continue;
    let macs = byIp.get(row.ip);
    if (macs === undefined) byIp.set(row.ip, (macs = new Map()));
    let sum = macs.get(row.mac);
    if (sum === undefined) macs.set(row.mac, (sum = new SightingSum()));
    sum.add(row);
  }
  return byIp;
}

/** IP addresses that more than one link address says it owns. */
export function addressConflicts(bindings: readonly BindingRow[]): readonly AddressConflict[] {
  const conflicts: AddressConflict[] = [];
  for (const [ip, macs] of holders(bindings)) {
    if (macs.size < 2) continue;
    const claims = [...macs]
      .sort((a, b) => compareText(a[0], b[0]))
      .slice(0, MAX_LISTED)
      .map(([mac, sum]) => ({ mac, ...sum.done() }));
    conflicts.push({ ip, claims, together: overlap(claims) });
  }
  return conflicts.sort((a, b) => compareText(a.ip, b.ip));
}

function overlap(claims: readonly Sighting[]): boolean {
  return claims.some((a, i) => claims.some((b, j) => i < j && a.first <= b.last && b.first <= a.last));
}

/** Addresses whose link address is asked for, with who asked and who holds them. */
export function wantedAddresses(
  bindings: readonly BindingRow[],
  forwarding: readonly ForwardingRow[],
): readonly WantedAddress[] {
  const held = holders(bindings);
  const wanted = new Map<string, { seen: SightingSum; askers: Smallest<true> }>();
  for (const row of forwarding) {
    if (row.kind !== 'wanted' || !row.router.startsWith('ip:')) continue;
    const ip = row.router.slice(3);
    let sum = wanted.get(ip);
    if (sum === undefined) wanted.set(ip, (sum = { seen: new SightingSum(), askers: new Smallest(MAX_ASKERS) }));
    sum.seen.add(row);
    sum.askers.at(row.speakerMac || row.speaker.replace(/^mac:/, ''), () => true);
  }
  return [...wanted]
    .sort((a, b) => compareText(a[0], b[0]))
    .map(([ip, { seen, askers }]) => ({
      ip,
      holders: [...(held.get(ip)?.keys() ?? [])].sort(compareText).slice(0, MAX_LISTED),
      askers: askers.sorted().map(([mac]) => mac),
      ...seen.done(),
    }));
}
