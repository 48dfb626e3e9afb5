/** Names of ICMP types and codes, from IANA's "ICMP Parameters" as of 2024. */

const types: ReadonlyMap<number, string> = new Map([
  [0, 'echo reply'],
  [3, 'destination unreachable'],
  [4, 'source quench'],
  [5, 'redirect'],
  [6, 'alternate host address'],
  [8, 'echo request'],
  [9, 'router advertisement'],
  [10, 'router solicitation'],
  [11, 'time exceeded'],
  [12, 'parameter problem'],
  [13, 'timestamp request'],
  [14, 'timestamp reply'],
  [15, 'information request'],
  [16, 'information reply'],
  [17, 'address mask request'],
  [18, 'address mask reply'],
  [30, 'traceroute'],
  [31, 'datagram conversion error'],
  [32, 'mobile host redirect'],
  [33, 'where are you'],
  [34, 'here I am'],
  [35, 'mobile registration request'],
  [36, 'mobile registration reply'],
  [37, 'domain name request'],
  [38, 'domain name reply'],
  [39, 'SKIP'],
  [40, 'Photuris'],
  [41, 'experimental mobility'],
  [42, 'extended echo request'],
  [43, 'extended echo reply'],
]);

const codes: ReadonlyMap<number, readonly string[]> = new Map([
  [
    3,
    [
      'network unreachable',
      'host unreachable',
      'protocol unreachable',
      'port unreachable',
      'fragmentation needed',
      'source route failed',
      'network unknown',
      'host unknown',
      'source host isolated',
      'network prohibited',
      'host prohibited',
      'network unreachable for service',
      'host unreachable for service',
      'administratively prohibited',
      'host precedence violation',
      'precedence cutoff',
    ],
  ],
  [5, ['for network', 'for host', 'for service and network', 'for service and host']],
  [11, ['time to live exceeded', 'fragment reassembly time exceeded']],
  [12, ['pointer indicates the error', 'missing option', 'bad length']],
  [40, ['bad SPI', 'authentication failed', 'decompression failed', 'decryption failed', 'need authentication']],
  [43, ['no error', 'malformed query', 'no such interface', 'no such table entry', 'several interfaces']],
]);

export function icmpTypeName(type: number): string | undefined {
  return types.get(type);
}

/** Undefined where the type has no codes, or not this one. */
export function icmpCodeName(type: number, code: number): string | undefined {
  return codes.get(type)?.[code];
}
