import { BoundedCache } from '../../../kernel/bounded-cache.ts';
import type { Turn } from '../../turn.ts';
import { lowerAscii } from '../wire-text.ts';
import type { ClientHello } from './client-hello.ts';
import { type Carrier, ja3, ja3Text, ja4, ja4Text } from './fingerprint.ts';

/** Emits a client's hello that came over TCP (`t`) or QUIC (`q`), after its message has begun. */
export function emitClientHello(hello: ClientHello, turn: Turn, carrier: Carrier = 't'): void {
  if (hello.overLimit) turn.anomaly('list-over-limit');
  // A fingerprint of half a hello would name another program.
  if (hello.cut) turn.anomaly('hello-bad');
  else {
    const text = ja3Text(hello);
    // All that JA4 reads beside JA3's text; a client sends the same hello again and again, but for its random.
    const key = `${carrier}${text}|${hello.versions.join()}|${hello.signatureAlgorithms.join()}|${hello.alpn[0] ?? ''}`;
    const [digest, print] = FINGERPRINTS.get(key, () => [ja3(text, turn.crypto), ja4(hello, turn.crypto, carrier)]);
    turn.claim(turn.sender, 'ja3', digest);
    turn.claim(turn.sender, 'ja4', print);
    if (turn.tracing) {
      turn.field('tls.handshake.ja3_full', text);
      turn.field('tls.handshake.ja3', digest);
      turn.field('tls.handshake.ja4_r', ja4Text(hello, carrier));
      turn.field('tls.handshake.ja4', print);
    }
  }
  if (hello.alpn.length > 0) turn.claim(turn.sender, 'alpn', hello.alpn.join(','));
  if (hello.serverName !== '') turn.name('tls-sni', lowerAscii(hello.serverName), turn.receiver);
  if (!turn.tracing) return;
  turn.field('tls.handshake.version', hello.version);
  turn.field('tls.handshake.session_id_length', hello.sessionIdLength);
  list(turn, 'tls.handshake.ciphersuite', hello.ciphers);
  list(turn, 'tls.handshake.extension.type', hello.extensions);
  if (hello.serverName !== '') turn.field('tls.handshake.extensions_server_name', hello.serverName);
  list(turn, 'tls.handshake.extensions_alpn_str', hello.alpn);
  list(turn, 'tls.handshake.extensions.supported_version', hello.versions);
  list(turn, 'tls.handshake.extensions_supported_group', hello.groups);
  list(turn, 'tls.handshake.extensions_ec_point_format', hello.pointFormats);
  list(turn, 'tls.handshake.sig_hash_alg', hello.signatureAlgorithms);
}

function list(turn: Turn, name: string, values: readonly (string | number)[]): void {
  for (const value of values) turn.field(name, value);
}

/** Three digests a hello otherwise, 10 µs. */
const FINGERPRINTS: BoundedCache<string, readonly [ja3: string, ja4: string]> = new BoundedCache(1024);
