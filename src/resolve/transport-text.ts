/** `tcp/443 tls`, `udp/53 dns`, `icmp`: a service as people write it. */
export function transportText(transport: number, port: number, protocol: string): string {
  const name = NAMES.get(transport) ?? `ip-${transport}`;
  const service = transport === 6 || transport === 17 || transport === 132 ? `${name}/${port}` : name;
  return protocol === '' || protocol === service ? service : `${service} ${protocol}`;
}

/** IANA protocol numbers. */
const NAMES: ReadonlyMap<number, string> = new Map([
  [0, 'any'],
  [1, 'icmp'],
  [2, 'igmp'],
  [4, 'ipip'],
  [6, 'tcp'],
  [17, 'udp'],
  [41, 'ipv6-in-ipv4'],
  [47, 'gre'],
  [50, 'esp'],
  [51, 'ah'],
  [58, 'icmpv6'],
  [112, 'vrrp'],
  [132, 'sctp'],
]);
