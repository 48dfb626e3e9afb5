/** Addresses as bytes. The generator's plans are written as text, so a bad one is a bug and throws. */
export function macBytes(text: string): Uint8Array {
  const parts = text.split(':').map((part) => Number.parseInt(part, 16));
  if (parts.length !== 6 || parts.some((part) => Number.isNaN(part))) throw new Error(`not a MAC address: ${text}`);
  return Uint8Array.from(parts);
}

export function macText(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join(':');
}

export function ipv4Bytes(text: string): Uint8Array {
  const parts = text.split('.').map(Number);
  if (parts.length !== 4 || parts.some((part) => !(part >= 0 && part <= 255))) {
    throw new Error(`not an IPv4 address: ${text}`);
  }
  return Uint8Array.from(parts);
}

export function ipv6Bytes(text: string): Uint8Array {
  const [head = '', tail] = text.split('::');
  const groups = (part: string): number[] =>
    part === '' ? [] : part.split(':').map((group) => Number.parseInt(group, 16));
  const front = groups(head);
  const back = tail === undefined ? [] : groups(tail);
  const all =
    tail === undefined ? front : [...front, ...new Array<number>(8 - front.length - back.length).fill(0), ...back];
  if (all.length !== 8) throw new Error(`not an IPv6 address: ${text}`);
  return Uint8Array.from(all.flatMap((group) => [group >>> 8, group & 0xff]));
}

/** RFC 4291 appendix A: the link-local address a stack makes of its MAC. */
export function linkLocal(mac: Uint8Array): Uint8Array {
  const out = new Uint8Array(16);
  out.set([0xfe, 0x80], 0);
  out.set([(mac[0] ?? 0) ^ 2, mac[1] ?? 0, mac[2] ?? 0, 0xff, 0xfe, mac[3] ?? 0, mac[4] ?? 0, mac[5] ?? 0], 8);
  return out;
}

export const broadcastMac: Uint8Array = macBytes('ff:ff:ff:ff:ff:ff');

/** RFC 1112 section 6.4 and RFC 2464 section 7: the group MAC of a multicast address. */
export function multicastMac(ip: Uint8Array): Uint8Array {
  if (ip.length === 4) return Uint8Array.of(0x01, 0x00, 0x5e, (ip[1] ?? 0) & 0x7f, ip[2] ?? 0, ip[3] ?? 0);
  return Uint8Array.of(0x33, 0x33, ip[12] ?? 0, ip[13] ?? 0, ip[14] ?? 0, ip[15] ?? 0);
}
