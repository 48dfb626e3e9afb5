import type { Crypto } from '../../../kernel/crypto.ts';
import type { QuicVersion } from './versions.ts';

/** What protects a client's Initial packets: derived from what stands in the packet, so that anybody can (RFC 9001 5.2). */
export interface InitialKeys {
  readonly key: Uint8Array;
  readonly iv: Uint8Array;
  readonly header: Uint8Array;
}

/** Six HMACs, 20 µs: once or twice a flow. */
export function clientInitialKeys(
  version: QuicVersion,
  salt: Uint8Array,
  connectionId: Uint8Array,
  crypto: Crypto,
): InitialKeys {
  const initial = crypto.hmacSha256(salt, connectionId);
  const client = expandLabel(crypto, initial, 'client in', 32);
  return {
    key: expandLabel(crypto, client, `${version.label}key`, 16),
    iv: expandLabel(crypto, client, `${version.label}iv`, 12),
    header: expandLabel(crypto, client, `${version.label}hp`, 16),
  };
}

/** HKDF-Expand-Label with an empty context (RFC 8446 7.1); at most 32 octets, so one round is enough. */
function expandLabel(crypto: Crypto, secret: Uint8Array, label: string, length: number): Uint8Array {
  const text = `tls13 ${label}`;
  const info = new Uint8Array(text.length + 5);
  info[1] = length;
  info[2] = text.length;
  for (let i = 0; i < text.length; i++) info[3 + i] = text.charCodeAt(i);
  info[text.length + 4] = 1;
  return crypto.hmacSha256(secret, info).subarray(0, length);
}
