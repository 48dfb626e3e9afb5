import { isGroupMac } from '../kernel/mac.ts';

/** Loopback interfaces and some tunnels write zeros where a link address belongs. */
const NO_MAC = '00:00:00:00:00:00';

/** True for an address that can be a device's: there, no group, not all zeros. */
export function isDeviceMac(mac: string): boolean {
  return mac !== '' && mac !== NO_MAC && !isGroupMac(mac);
}
