/** Loopback interfaces and some tunnels write zeros where a link address belongs. */
const NO_MAC = '00:00:00:00:00:00';

/** True for an address that can be a device's: there, no group, not all zeros. Asked four times a flow, hence by character. */
export function isDeviceMac(mac: string): boolean {
  if (mac === '' || mac === NO_MAC) return false;
  const digit = mac.charCodeAt(1);
  // Odd first octet: '1', '3', … have odd codes; 'b', 'd', 'f' even ones.
  const isGroup = digit <= 57 ? (digit & 1) === 1 : (digit & 1) === 0;
  return !isGroup;
}
