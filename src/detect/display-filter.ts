/** Wireshark display filters that select a sign's frames; meaning first, so that a person can widen them. */

export function ethernetAddress(mac: string): string {
  return `eth.addr == ${mac}`;
}

export function ethernetSource(mac: string): string {
  return `eth.src == ${mac}`;
}

export function ipAddress(ip: string): string {
  return `${field(ip)}.addr == ${ip}`;
}

export function ipSource(ip: string): string {
  return `${field(ip)}.src == ${ip}`;
}

export function between(a: string, b: string): string {
  return `${ipAddress(a)} && ${ipAddress(b)}`;
}

/** Frames that ask for the link address of an IPv4 or IPv6 address. */
export function askedFor(ip: string): string {
  return ip.includes(':') ? `icmpv6.nd.ns.target_address == ${ip}` : `arp.opcode == 1 && arp.dst.proto_ipv4 == ${ip}`;
}

/** Frames of a link address whose IP source lies in none of the prefixes. Filters longer than this read badly. */
export function fromOutside(mac: string, prefixes: readonly string[]): string {
  const shown = prefixes.slice(0, MAX_SHOWN_PREFIXES);
  const local = shown.map((prefix) => `${field(prefix)}.src == ${prefix}`).join(' || ');
  const notGroup = '(ip || ipv6)';
  return local === ''
    ? `${ethernetSource(mac)} && ${notGroup}`
    : `${ethernetSource(mac)} && ${notGroup} && !(${local})`;
}

export function toOutside(mac: string, prefixes: readonly string[]): string {
  const shown = prefixes.slice(0, MAX_SHOWN_PREFIXES);
  const local = shown.map((prefix) => `${field(prefix)}.dst == ${prefix}`).join(' || ');
  return local === '' ? `eth.dst == ${mac} && (ip || ipv6)` : `eth.dst == ${mac} && (ip || ipv6) && !(${local})`;
}

/** A value inside a quoted filter string. */
export function quoted(text: string): string {
  return `"${text.replace(/[\\"]/g, (mark) => `\\${mark}`)}"`;
}

const MAX_SHOWN_PREFIXES = 8;

function field(ip: string): 'ip' | 'ipv6' {
  return ip.includes(':') ? 'ipv6' : 'ip';
}
