import { compareText } from '../kernel/compare.ts';
import { isLocallyAdministered } from '../kernel/mac.ts';
import { addressKind } from '../knowledge/address-kind.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import type { BindingRow } from '../schema/facts/bindings.ts';
import type { ClaimRow } from '../schema/facts/claims.ts';
import type { NameRow } from '../schema/facts/names.ts';
import type { ServiceRow } from '../schema/facts/services.ts';
import type { BindingSource } from '../schema/facts/vocabulary.ts';
import type { AddressUse, Device, Identity, MacKind } from './estate.ts';
import { isDeviceMac } from './device-mac.ts';
import { MAX_ADDRESSES_PER_DEVICE, MAX_LISTED } from './limits.ts';
import type { LocalTest } from './local-test.ts';
import { type Sighting, SightingSum, sumOfSightings } from './sighting.ts';
import { Smallest } from './smallest.ts';
import { transportText } from './transport-text.ts';

interface UseSum {
  readonly ip: string;
  readonly vlan: number;
  readonly sources: Set<BindingSource>;
  ttlMin: number;
  ttlMax: number;
  readonly seen: SightingSum;
}

interface DeviceSum {
  readonly uses: Smallest<UseSum>;
  readonly seen: SightingSum;
  readonly vlans: Set<number>;
}

/** What devices are made from: rows of one tap, in the tap's frame numbers. */
export interface DeviceRows {
  readonly bindings: readonly BindingRow[];
  readonly claims: readonly ClaimRow[];
  readonly names: readonly NameRow[];
  readonly services: readonly ServiceRow[];
  /** Addresses that spoke without a link address: captures of tunnels, loopback and raw IP. */
  readonly bare: readonly (Sighting & { readonly ip: string })[];
}

/**
 * A device is a link address with the local addresses it uses; without link addresses, a private IP address. What
 * lies beyond a router is not a device of this tap, and a group address never is one.
 */
export function devicesOf(rows: DeviceRows, local: LocalTest, knowledge: Knowledge): readonly Device[] {
  const sums = new Map<string, DeviceSum>();
  const macsOfIp = new Map<string, Set<string>>();
  for (const row of rows.bindings) {
    if (!isDeviceMac(row.mac)) continue;
    const sum = at(sums, row.mac);
    sum.seen.add(row);
    if (row.vlan >= 0) sum.vlans.add(row.vlan);
    if (row.source !== 'arp-probe' && local.outside(row.ip) === 'local' && isUnicast(row.ip)) {
      addUse(sum, row);
      const macs = macsOfIp.get(row.ip);
      if (macs === undefined) macsOfIp.set(row.ip, new Set([row.mac]));
      else macs.add(row.mac);
    }
  }
  for (const { ip, ...seen } of rows.bare) {
    const kind = addressKind(ip);
    if (macsOfIp.has(ip) || (kind !== 'private' && kind !== 'link-local')) continue;
    at(sums, ip).seen.add(seen);
  }
  const claims = new Map<string, ClaimRow[]>();
  for (const claim of rows.claims) {
    const key = claim.about.startsWith('ip:') ? ownerOf(claim.about.slice(3), macsOfIp) : claim.about.slice(4);
    if (key === '' || (isMac(key) && !isDeviceMac(key))) continue;
    push(claims, key, claim);
    if (claim.about.startsWith('mac:')) at(sums, key).seen.add(claim);
  }
  const names = new Map<string, Set<string>>();
  for (const row of rows.names) {
    if (row.kind !== 'self' || row.name === '') continue;
    const about = row.about || `ip:${row.client}`;
    const key = about.startsWith('ip:') ? ownerOf(about.slice(3), macsOfIp) : about.slice(4);
    const list = names.get(key);
    if (list === undefined) names.set(key, new Set([row.name]));
    else list.add(row.name);
  }
  const services = new Map<string, Smallest<true>>();
  for (const row of rows.services) {
    if (row.answered === 0) continue;
    const key = ownerOf(row.server, macsOfIp);
    const text = transportText(row.transport, row.port, row.protocol);
    let list = services.get(key);
    if (list === undefined) services.set(key, (list = new Smallest(MAX_LISTED)));
    list.at(text, () => true);
  }
  return [...sums]
    .sort((a, b) => compareText(a[0], b[0]))
    .map(([key, sum]) => finish(key, sum, claims.get(key) ?? [], names.get(key), services.get(key), knowledge));
}

const MAC_LENGTH = 17;

/** The one MAC that uses an address; with several, nobody can tell which of them a message came from. */
function ownerOf(ip: string, macsOfIp: ReadonlyMap<string, ReadonlySet<string>>): string {
  const macs = macsOfIp.get(ip);
  if (macs === undefined || macs.size !== 1) return ip;
  return [...macs][0] as string;
}

function isUnicast(ip: string): boolean {
  return ip !== '0.0.0.0' && ip !== '255.255.255.255' && ip !== '::';
}

function at(sums: Map<string, DeviceSum>, mac: string): DeviceSum {
  const before = sums.get(mac);
  if (before !== undefined) return before;
  const made = {
    uses: new Smallest<UseSum>(MAX_ADDRESSES_PER_DEVICE),
    seen: new SightingSum(),
    vlans: new Set<number>(),
  };
  sums.set(mac, made);
  return made;
}

function addUse(sum: DeviceSum, row: BindingRow): void {
  const use = sum.uses.at(`${row.ip} ${row.vlan}`, () => ({
    ip: row.ip,
    vlan: row.vlan,
    sources: new Set<BindingSource>(),
    ttlMin: -1,
    ttlMax: -1,
    seen: new SightingSum(),
  }));
  if (use === undefined) return;
  use.sources.add(row.source);
  use.seen.add(row);
  if (row.ttlMin >= 0 && (use.ttlMin < 0 || row.ttlMin < use.ttlMin)) use.ttlMin = row.ttlMin;
  if (row.ttlMax > use.ttlMax) use.ttlMax = row.ttlMax;
}

function push(map: Map<string, ClaimRow[]>, key: string, row: ClaimRow): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [row]);
  else list.push(row);
}

function finish(
  key: string,
  sum: DeviceSum,
  claims: readonly ClaimRow[],
  names: ReadonlySet<string> | undefined,
  services: Smallest<true> | undefined,
  knowledge: Knowledge,
): Device {
  const mac = isMac(key) ? key : '';
  const maker = mac === '' ? '' : (knowledge.organisation(mac) ?? '');
  const all = sum.seen.done();
  return {
    key,
    mac,
    macKind: mac === '' ? 'none' : macKindOf(mac, knowledge),
    maker,
    vendorClass: maker === '' ? undefined : knowledge.vendorClass(maker),
    addresses: mac === '' ? [bareUse(key, all)] : sum.uses.sorted().map(([, use]) => useOf(use)),
    identities: identitiesOf(claims),
    names: namesOf(claims, names),
    services: services?.sorted().map(([service]) => service) ?? [],
    vlans: [...sum.vlans].sort((a, b) => a - b),
    ...all,
  };
}

function useOf({ ip, vlan, sources, ttlMin, ttlMax, seen }: UseSum): AddressUse {
  const { count, first, last, frames } = seen.done();
  return { ip, vlan, sources: [...sources].sort(compareText), ttlMin, ttlMax, count, first, last, frames };
}

function bareUse(ip: string, seen: Sighting): AddressUse {
  return { ip, vlan: -1, sources: ['frame'], ttlMin: -1, ttlMax: -1, ...seen };
}

function isMac(key: string): boolean {
  return key.length === MAC_LENGTH && key[2] === ':' && key[5] === ':';
}

function macKindOf(mac: string, knowledge: Knowledge): MacKind {
  if (knowledge.telltaleMac(mac)?.kind === 'virtual-router') return 'virtual-router';
  return isLocallyAdministered(mac) ? 'local' : 'global';
}

/** Claims about the MAC and about its addresses, joined by attribute, value and source. */
function identitiesOf(claims: readonly ClaimRow[]): readonly Identity[] {
  const groups = new Map<string, ClaimRow[]>();
  for (const claim of claims) push(groups, `${claim.attribute}\u0000${claim.value}\u0000${claim.source}`, claim);
  return [...groups]
    .sort((a, b) => compareText(a[0], b[0]))
    .map(([, rows]) => {
      const row = rows[0] as ClaimRow;
      return { attribute: row.attribute, value: row.value, source: row.source, ...sumOfSightings(rows) };
    });
}

function namesOf(claims: readonly ClaimRow[], names: ReadonlySet<string> | undefined): readonly string[] {
  const all = new Set(names ?? []);
  for (const claim of claims) if (claim.attribute === 'hostname' && claim.value !== '') all.add(claim.value);
  return [...all].sort(compareText).slice(0, MAX_LISTED);
}
