/** Names of ICMPv6 types and codes, from IANA's "ICMPv6 Parameters" as of 2024. */

const types: ReadonlyMap<number, string> = new Map([
  [1, 'destination unreachable'],
  [2, 'packet too big'],
  [3, 'time exceeded'],
  [4, 'parameter problem'],
  [128, 'echo request'],
  [129, 'echo reply'],
  [130, 'multicast listener query'],
  [131, 'multicast listener report'],
  [132, 'multicast listener done'],
  [133, 'router solicitation'],
  [134, 'router advertisement'],
  [135, 'neighbour solicitation'],
  [136, 'neighbour advertisement'],
  [137, 'redirect'],
  [138, 'router renumbering'],
  [139, 'node information query'],
  [140, 'node information response'],
  [141, 'inverse neighbour solicitation'],
  [142, 'inverse neighbour advertisement'],
  [143, 'multicast listener report version 2'],
  [144, 'home agent discovery request'],
  [145, 'home agent discovery reply'],
  [146, 'mobile prefix solicitation'],
  [147, 'mobile prefix advertisement'],
  [148, 'certification path solicitation'],
  [149, 'certification path advertisement'],
  [151, 'multicast router advertisement'],
  [152, 'multicast router solicitation'],
  [153, 'multicast router termination'],
  [154, 'fast mobility'],
  [155, 'RPL control'],
  [157, 'duplicate address request'],
  [158, 'duplicate address confirmation'],
  [159, 'MPL control'],
  [160, 'extended echo request'],
  [161, 'extended echo reply'],
]);

const codes: ReadonlyMap<number, readonly string[]> = new Map([
  [
    1,
    [
      'no route',
      'administratively prohibited',
      'beyond scope of source',
      'address unreachable',
      'port unreachable',
      'source address failed policy',
      'route rejected',
      'source route failed',
      'headers too long',
    ],
  ],
  [3, ['hop limit exceeded', 'fragment reassembly time exceeded']],
  [4, ['erroneous header', 'unrecognised next header', 'unrecognised option', 'incomplete header chain']],
]);

export function icmpv6TypeName(type: number): string | undefined {
  return types.get(type);
}

/** Undefined where the type has no codes, or not this one. */
export function icmpv6CodeName(type: number, code: number): string | undefined {
  return codes.get(type)?.[code];
}
