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

/** Blocks that hold addresses of a first byte, in the order above: most first bytes have none and are public. */
const KINDS: Readonly<Record<4 | 16, readonly (readonly (readonly [AddressKind, Prefix])[])[]>> = {
  4: byFirstByte(4),
  16: byFirstByte(16),
};

function byFirstByte(length: 4 | 16): readonly (readonly (readonly [AddressKind, Prefix])[])[] {
  const all = BLOCKS.flatMap(([kind, blocks]) => blocks.map((block) => [kind, parsePrefix(block) as Prefix] as const));
  const own = all.filter(([, prefix]) => prefix.bytes.length === length);
  return Array.from({ length: 256 }, (_, first) =>
    own.filter(([, prefix]) => {
      const mask = prefix.length >= 8 ? 0xff : (0xff << (8 - prefix.length)) & 0xff;
      return (first & mask) === (prefix.bytes[0] as number);
    }),
  );
}

export function addressKind(ip: string): AddressKind {
  const bytes = parseIp(ip);
  return bytes === undefined ? 'none' : addressKindOfBytes(bytes);
}

export function addressKindOfBytes(bytes: Uint8Array): AddressKind {
  // 255.255.255.255 lies in 240.0.0.0/4 too, and is a group, not a host.
  if (bytes.length === 4 && bytes[0] === 255 && bytes[1] === 255 && bytes[2] === 255 && bytes[3] === 255)
    return 'group';
  const blocks = KINDS[bytes.length as 4 | 16][bytes[0] as number] as readonly (readonly [AddressKind, Prefix])[];
  for (let i = 0; i < blocks.length; i++) {
    const [kind, prefix] = blocks[i] as readonly [AddressKind, Prefix];
    if (prefixContains(prefix, bytes)) return kind;
  }
  return 'public';
}
