import type { Declaration, Device } from '../declaration.ts';
import type { SeenAddress } from './gateway-of.ts';
import { holdsAt } from './scope.ts';

export interface DeviceMatch {
  readonly device: Device;
  /** What was seen and is declared. */
  readonly by: 'mac-and-ip' | 'mac' | 'ip';
  /** What was seen and is declared otherwise: the device under a new address, or a stranger under its address. */
  readonly differs: 'mac' | 'ip' | undefined;
}

/**
 * The declared device with a seen address, at the tap's own place. A MAC match comes before an IP match; where only
 * the IP fits and the device is declared with another MAC, `differs` says so and the caller must not take the one
 * for the other.
 */
export function deviceOf(
  declaration: Declaration,
  tapId: string | undefined,
  seen: SeenAddress,
): DeviceMatch | undefined {
  let best: DeviceMatch | undefined;
  for (const device of declaration.devices) {
    const sameMac = seen.mac !== undefined && device.macs.includes(seen.mac);
    const sameIp = seen.ip !== undefined && device.ips.includes(seen.ip);
    if ((!sameMac && !sameIp) || !holdsAt(declaration, tapId, device)) continue;
    const match: DeviceMatch = {
      device,
      by: sameMac && sameIp ? 'mac-and-ip' : sameMac ? 'mac' : 'ip',
      differs:
        sameMac && !sameIp && seen.ip !== undefined && device.ips.length > 0
          ? 'ip'
          : !sameMac && seen.mac !== undefined && device.macs.length > 0
            ? 'mac'
            : undefined,
    };
    if (!best || rank(match) > rank(best)) best = match;
  }
  return best;
}

function rank(match: DeviceMatch): number {
  const base = match.by === 'mac-and-ip' ? 4 : match.by === 'mac' ? 2 : 1;
  return base - (match.differs === 'mac' ? 1 : 0);
}
