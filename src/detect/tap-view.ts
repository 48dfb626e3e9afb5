import { parseIp } from '../kernel/ip.ts';
import { PrefixIndex } from '../kernel/prefix-index.ts';
import type { ContractItem, Declaration, Network } from '../declare/declaration.ts';
import { type DeviceMatch, deviceOf } from '../declare/lookup/device-of.ts';
import { isAccepted } from '../declare/lookup/limits-of-use.ts';
import { networksOf } from '../declare/lookup/networks-of.ts';
import { holdsAt, isSiteWide } from '../declare/lookup/scope.ts';
import { type AddressKind, addressKindOfBytes } from '../knowledge/address-kind.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import type { Device, RemoteAddress, Router, TapEstate } from '../resolve/estate.ts';
import { namesPlace, type Place, placeOfTap } from './place.ts';

/** One tap as rules look at it: what was seen, beside what is declared for its place. Look-ups are kept. */
export interface TapView {
  readonly tap: TapEstate;
  readonly place: Place;
  readonly declaration: Declaration;
  readonly knowledge: Knowledge;
  /** Accepted networks of this place and of the whole site. */
  readonly networks: readonly Network[];
  /** Contract lines of this place and of the whole site. */
  readonly contract: readonly ContractItem[];
  /** Whether any accepted gateway is declared anywhere: then one that is not is undeclared in earnest. */
  readonly gatewaysDeclared: boolean;
  device(mac: string): Device | undefined;
  router(mac: string): Router | undefined;
  /** The MAC a local address belongs to, or empty. */
  macOf(ip: string): string;
  /** `local`, or the kind of an address beyond the networks seen here and declared for this very place. */
  outside(ip: string): AddressKind | 'local';
  /** Those of a router's addresses that lie beyond the networks here; give it the estate's own lists. */
  beyond(remotes: readonly RemoteAddress[]): readonly RemoteAddress[];
  /** Whether an address lies in a network declared anywhere on the site. */
  ofSite(ip: string): boolean;
  declaredDevice(mac: string, ip: string): DeviceMatch | undefined;
  /** A name for people: declared, else announced, else maker and address. */
  nameOf(mac: string): string;
}

export function tapView(tap: TapEstate, declaration: Declaration, knowledge: Knowledge): TapView {
  const place = placeOfTap(declaration, tap.tap);
  const networks = networksOf(declaration, tap.tap).filter(isAccepted);
  // A network of the whole site may lie behind the gateway; only one declared for this very place is surely here.
  const here = new PrefixIndex(networks.filter((network) => namesPlace(network, place)).map(({ prefix }) => prefix));
  const ofSite = new PrefixIndex(declaration.networks.filter(isAccepted).map(({ prefix }) => prefix));
  const devices = new Map(tap.devices.map((device) => [device.key, device]));
  const routers = new Map(tap.routers.map((router) => [router.mac, router]));
  const owners = new Map<string, string>();
  for (const device of tap.devices)
    for (const { ip } of device.addresses) if (!owners.has(ip)) owners.set(ip, device.mac);
  const matches = new Map<string, DeviceMatch | undefined>();
  const names = new Map<string, string>();
  const kinds = new Map<string, AddressKind | 'local'>();
  const beyond = new Map<readonly RemoteAddress[], readonly RemoteAddress[]>();
  const kindOf = (ip: string): AddressKind | 'local' => {
    if (tap.isLocal(ip)) return 'local';
    const bytes = parseIp(ip);
    return bytes === undefined || here.contains(bytes) ? 'local' : addressKindOfBytes(bytes);
  };
  const findName = (mac: string): string => {
    const device = devices.get(mac);
    const ips = device?.addresses.map(({ ip }) => ip) ?? [];
    for (const ip of [...ips, '']) {
      const match = view.declaredDevice(mac, ip);
      if (match !== undefined && match.differs !== 'mac') return match.device.name ?? match.device.id;
    }
    const gateway = declaration.gateways.find(({ macs }) => macs.includes(mac));
    return gateway?.id ?? device?.names[0] ?? '';
  };
  const view: TapView = {
    tap,
    place,
    declaration,
    knowledge,
    networks,
    contract: declaration.contract.filter((item) => isSiteWide(item) || holdsAt(declaration, tap.tap, item)),
    gatewaysDeclared: declaration.gateways.some(isAccepted),
    device: (mac) => devices.get(mac),
    router: (mac) => routers.get(mac),
    macOf: (ip) => owners.get(ip) ?? '',
    outside(ip) {
      let kind = kinds.get(ip);
      if (kind === undefined) kinds.set(ip, (kind = kindOf(ip)));
      return kind;
    },
    beyond(remotes) {
      let own = beyond.get(remotes);
      if (own === undefined) beyond.set(remotes, (own = remotes.filter(({ ip }) => view.outside(ip) !== 'local')));
      return own;
    },
    ofSite(ip) {
      const bytes = parseIp(ip);
      return bytes !== undefined && ofSite.contains(bytes);
    },
    declaredDevice(mac, ip) {
      if (declaration.devices.length === 0) return undefined;
      const key = `${mac} ${ip}`;
      if (!matches.has(key)) {
        matches.set(key, deviceOf(declaration, tap.tap, { ...(mac !== '' && { mac }), ...(ip !== '' && { ip }) }));
      }
      return matches.get(key);
    },
    nameOf(mac) {
      let name = names.get(mac);
      if (name === undefined) names.set(mac, (name = findName(mac)));
      return name;
    },
  };
  return view;
}
