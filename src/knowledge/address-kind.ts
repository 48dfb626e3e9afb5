import { parseIp, parsePrefix, prefixContains, type Prefix } from '../kernel/ip.ts';

/**
 * What an address is by itself, from the IANA special-purpose registries (RFC 6890 and successors).
 * Documentation blocks (RFC 5737, RFC 3849) count as `public`: nobody routes them, so on a real network their
 * meaning is nil, and test terminals use them to stand for the internet.
 */
export type AddressKind = 'public' | 'private' | 'carrier' | 'link-local' | 'group' | 'reserved' | 'none';

const BLOCKS: readonly (readonly [AddressKind, readonly string[]])[] = [
  ['reserved', ['0.0.0.0/8', '127.0.0.0/8', '240.0.0.0/4', '::/128', '::1/128']],
  ['private', ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '198.18.0.0/15', 'fc00::/7', 'fec0::/10']],
  // RFC 6598: between a carrier's customers and its translator. RFC 7335 gives 464XLAT its own block.
  ['carrier', ['100.64.0.0/10', '192.0.0.0/29']],
  ['link-local', ['169.254.0.0/16', 'fe80::/10']],
  ['group', ['224.0.0.0/4', 'ff00::/8', '255.255.255.255/32']],
];

const KINDS: readonly (readonly [AddressKind, readonly Prefix[]])[] = BLOCKS.map(
  ([kind, blocks]) => [kind, blocks.map((block) => parsePrefix(block) as Prefix)] as const,
);

export function addressKind(ip: string): AddressKind {
  const bytes = parseIp(ip);
  return bytes === undefined ? 'none' : addressKindOfBytes(bytes);
}

export function addressKindOfBytes(bytes: Uint8Array): AddressKind {
  // 255.255.255.255 lies in 240.0.0.0/4 too, and is a group, not a host.
  if (bytes.length === 4 && bytes[0] === 255 && bytes[1] === 255 && bytes[2] === 255 && bytes[3] === 255)
    return 'group';
  for (const [kind, prefixes] of KINDS) {
    for (const prefix of prefixes) if (prefixContains(prefix, bytes)) return kind;
  }
  return 'public';
}
