import type { ContractItem, Scope } from '../declare/declaration.ts';
import type { DeviceMatch } from '../declare/lookup/device-of.ts';
import { isAccepted } from '../declare/lookup/limits-of-use.ts';
import { holdsAt } from '../declare/lookup/scope.ts';
import { serviceFor } from '../declare/lookup/service-for.ts';
import type { Device } from '../resolve/estate.ts';
import { namesPlace } from './place.ts';
import type { TapView } from './tap-view.ts';

/** Where a device that was seen stands in the papers. */
export interface Listing {
  readonly by: 'device' | 'contract' | 'gateway' | 'service';
  readonly id: string;
}

/**
 * Whether the contract or the declaration lists the devices of this very place: without a list nothing is unlisted.
 * Entries for the whole site, such as a name server, are no list of a crane, unless there is only one crane.
 */
export function hasDeviceList(view: TapView): boolean {
  const alone = view.declaration.cranes.length <= 1;
  const lists = (scope: Scope): boolean =>
    namesPlace(scope, view.place) || (alone && holdsAt(view.declaration, view.tap.tap, scope));
  return view.contract.some(lists) || view.declaration.devices.some((device) => isAccepted(device) && lists(device));
}

/** The paper that names a device; a stranger under the address of a listed device is not listed. */
export function listingOf(view: TapView, device: Device): Listing | undefined {
  const match = bestDevice(view, device);
  if (match !== undefined && match.differs !== 'mac' && isAccepted(match.device))
    return { by: 'device', id: match.device.id };
  const item = view.contract.find((one) => namesDevice(one, device));
  if (item !== undefined) return { by: 'contract', id: item.ref };
  const gateway = view.declaration.gateways.find(
    (one) =>
      isAccepted(one) &&
      (one.macs.includes(device.mac) ||
        (one.macs.length === 0 &&
          holdsAt(view.declaration, view.tap.tap, one) &&
          device.addresses.some(({ ip }) => one.ips.includes(ip)))),
  );
  if (gateway !== undefined) return { by: 'gateway', id: gateway.id };
  for (const { ip } of device.addresses) {
    const service = serviceFor(view.declaration, view.tap.tap, { ip });
    if (service !== undefined && isAccepted(service)) return { by: 'service', id: service.id };
  }
  return undefined;
}

/** A MAC in the contract decides; without one, address or serial number. */
export function namesDevice(item: Pick<ContractItem, 'macs' | 'ips' | 'serial'>, device: Device): boolean {
  if (item.macs.length > 0) return item.macs.includes(device.mac);
  if (item.ips.some((ip) => device.addresses.some((use) => use.ip === ip))) return true;
  return (
    item.serial !== undefined &&
    device.identities.some(({ attribute, value }) => attribute === 'serial' && value === item.serial)
  );
}

/** The best match over the device's own addresses. */
export function bestDevice(view: TapView, device: Device): DeviceMatch | undefined {
  const matches = [...device.addresses.map(({ ip }) => ip), ''].flatMap(
    (ip) => view.declaredDevice(device.mac, ip) ?? [],
  );
  return matches.find(({ differs }) => differs === undefined) ?? matches.find(({ by }) => by !== 'ip') ?? matches[0];
}
