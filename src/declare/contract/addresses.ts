import { canonicalIp } from '../../kernel/ip.ts';
import { isGroupMac, parseMac } from '../../kernel/mac.ts';

/** Several addresses stand in one cell or property, parted by spaces, commas or semicolons. */
export function splitAddresses(text: string): string[] {
  return text.split(/[\s,;]+/).filter((part) => part !== '');
}

export function contractMac(text: string): string | undefined {
  const mac = parseMac(text);
  return mac === undefined || isGroupMac(mac) || mac === '00:00:00:00:00:00' ? undefined : mac;
}

export function contractIp(text: string): string | undefined {
  return canonicalIp(text);
}
