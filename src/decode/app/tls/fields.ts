import type { AnomalySpec, FieldSpec } from '../../protocol.ts';

/** Functions above 255: 256 and the record type for what is no readable handshake message, 512 and the type for SSL 2. */
export const CHANGE_CIPHER_SPEC = 276;
export const ALERT = 277;
export const ENCRYPTED_HANDSHAKE = 278;
export const APPLICATION_DATA = 279;
export const HEARTBEAT = 280;
export const ENCRYPTED_ALERT = 281;
export const SSLV2_CLIENT_HELLO = 513;
export const SSLV2_SERVER_HELLO = 516;

/** IANA "TLS HandshakeType", with RFC numbers' names in words; then the functions above. */
export const tlsFunctions: ReadonlyMap<number, string> = new Map([
  [0, 'hello request'],
  [1, 'client hello'],
  [2, 'server hello'],
  [3, 'hello verify request'],
  [4, 'new session ticket'],
  [5, 'end of early data'],
  [6, 'hello retry request'],
  [8, 'encrypted extensions'],
  [9, 'request connection id'],
  [10, 'new connection id'],
  [11, 'certificate'],
  [12, 'server key exchange'],
  [13, 'certificate request'],
  [14, 'server hello done'],
  [15, 'certificate verify'],
  [16, 'client key exchange'],
  [17, 'client certificate request'],
  [20, 'finished'],
  [21, 'certificate URL'],
  [22, 'certificate status'],
  [23, 'supplemental data'],
  [24, 'key update'],
  [25, 'compressed certificate'],
  [26, 'EKT key'],
  [67, 'next protocol'],
  [203, 'encrypted extensions (draft)'],
  [254, 'message hash'],
  [CHANGE_CIPHER_SPEC, 'change cipher spec'],
  [ALERT, 'alert'],
  [ENCRYPTED_HANDSHAKE, 'encrypted handshake'],
  [APPLICATION_DATA, 'application data'],
  [HEARTBEAT, 'heartbeat'],
  [ENCRYPTED_ALERT, 'encrypted alert'],
  [SSLV2_CLIENT_HELLO, 'client hello (SSLv2)'],
  [SSLV2_SERVER_HELLO, 'server hello (SSLv2)'],
]);

/** Kinds that never stand in a stream: of datagrams, of hashes alone, of keys that only RTP has. */
const elsewhere: ReadonlySet<number> = new Set([9, 10, 26, 254]);

/** True for the first octet of a handshake message; what else stands there is ciphertext. */
export function isHandshakeType(type: number): boolean {
  return tlsFunctions.has(type) && !elsewhere.has(type);
}

export const tlsFields: Readonly<Record<string, FieldSpec>> = {
  'tls.record.content_type': { doc: 'Kind of record' },
  'tls.record.opaque_type': { doc: 'Kind that a record of 1.3 shows; the true one is encrypted' },
  'tls.record.version': { doc: 'Version of the record layer' },
  'tls.record.length': { doc: 'Length of the record', unit: 'bytes' },
  'tls.alert_message.level': { doc: '1 warning, 2 fatal' },
  'tls.alert_message.desc': { doc: 'Reason of the alert' },
  'tls.handshake.type': { doc: 'Kind of handshake message' },
  'tls.handshake.length': { doc: 'Length of the handshake message', unit: 'bytes' },
  'tls.handshake.version': { doc: 'Version by the hello; 1.3 hides behind 0x0303' },
  'tls.handshake.session_id_length': { doc: 'Length of the session id', unit: 'bytes' },
  'tls.handshake.ciphersuite': { doc: 'Cipher suites offered, or the one chosen' },
  'tls.handshake.cipherspec': { doc: 'Cipher specs offered in the format of SSL 2' },
  'tls.handshake.extension.type': { doc: 'Extensions in their order' },
  'tls.handshake.extensions_server_name': { doc: 'Server the client wants' },
  'tls.handshake.extensions_alpn_str': { doc: 'Application protocols offered, or the one chosen' },
  'tls.handshake.extensions.supported_version': { doc: 'Versions offered, or the one chosen' },
  'tls.handshake.extensions_supported_group': { doc: 'Groups for the key exchange' },
  'tls.handshake.extensions_ec_point_format': { doc: 'Point formats' },
  'tls.handshake.sig_hash_alg': { doc: 'Signature algorithms' },
  'tls.handshake.ja3_full': { doc: 'JA3 before its digest' },
  'tls.handshake.ja3': { doc: 'JA3 of the client' },
  'tls.handshake.ja4_r': { doc: 'JA4 before its digests' },
  'tls.handshake.ja4': { doc: 'JA4 of the client' },
  'tls.handshake.certificate_length': { doc: 'Length of each certificate', unit: 'bytes' },
  'x509.subject': { doc: 'Subject of each certificate, as RFC 4514 writes it' },
  'x509.issuer': { doc: 'Issuer of each certificate' },
  'x509af.serialNumber': { doc: 'Serial number of each certificate, in hex' },
  'x509.not_before': { doc: 'Begin of each certificate’s validity' },
  'x509.not_after': { doc: 'End of each certificate’s validity' },
  'x509.self_issued': { doc: 'ours: whether subject and issuer of each certificate are one' },
  'x509.alternative_name': { doc: 'Alternative names of the certificates' },
};

export const tlsAnomalies: Readonly<Record<string, AnomalySpec>> = {
  'record-bad': { doc: 'A record whose length does not fit its kind' },
  'handshake-cut': { doc: 'Another record came before a handshake message was complete' },
  'handshake-over-limit': { doc: 'A handshake message longer than is assembled' },
  'records-over-limit': { doc: 'A handshake message in more records than are joined' },
  'hello-bad': { doc: 'A hello whose parts do not fit it' },
  'list-over-limit': {
    doc: 'A hello with more values, more extensions or a longer name than are read; its fingerprints are of those read',
  },
  'certificates-over-limit': { doc: 'A chain with more certificates than are read' },
  'certificate-over-limit': { doc: 'A certificate with more extensions, more names or a longer serial than are read' },
  'certificate-expired': { doc: 'A certificate whose validity had ended when it was shown, by the time of the frame' },
  'certificate-not-yet-valid': { doc: 'A certificate whose validity had not begun when it was shown' },
  'certificate-bad': { doc: 'A certificate that is none by X.509’s rules' },
  'heartbeat-overread': { doc: 'A heartbeat that asks for more than it sent (CVE-2014-0160)' },
};
