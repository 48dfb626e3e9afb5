import type { AnomalySpec, FieldSpec } from '../../protocol.ts';

/** Names are Wireshark's; the fingerprint of a key has none there. */
export const sshFields: Readonly<Record<string, FieldSpec>> = {
  'ssh.protocol': { doc: 'Version line: protocol version, program and its version, comment.' },
  'ssh.packet_length': { doc: 'Length of the packet after this number.', unit: 'bytes' },
  'ssh.padding_length': { doc: 'Padding of the packet.', unit: 'bytes' },
  'ssh.message_code': { doc: 'Message number (RFC 4250 4.1).' },
  'ssh.kex_algorithms': { doc: 'Key exchanges offered, in the order of preference.' },
  'ssh.server_host_key_algorithms': { doc: 'Host key algorithms offered.' },
  'ssh.encryption_algorithms_client_to_server': { doc: 'Ciphers offered for what the client sends.' },
  'ssh.encryption_algorithms_server_to_client': { doc: 'Ciphers offered for what the server sends.' },
  'ssh.mac_algorithms_client_to_server': { doc: 'Integrity algorithms offered for what the client sends.' },
  'ssh.mac_algorithms_server_to_client': { doc: 'Integrity algorithms offered for what the server sends.' },
  'ssh.compression_algorithms_client_to_server': { doc: 'Compression offered for what the client sends.' },
  'ssh.compression_algorithms_server_to_client': { doc: 'Compression offered for what the server sends.' },
  'ssh.languages_client_to_server': { doc: 'Languages of what the client sends.' },
  'ssh.languages_server_to_client': { doc: 'Languages of what the server sends.' },
  'ssh.first_kex_packet_follows': { doc: '1 when a guessed key exchange packet follows.' },
  'ssh.kex.hassh': { doc: "MD5 of the client's key exchanges, ciphers, integrity and compression algorithms." },
  'ssh.kex.hasshserver': { doc: "MD5 of the server's key exchanges, ciphers, integrity and compression algorithms." },
  'ssh.host_key.type': { doc: "Algorithm of the server's key." },
  'ssh.host_key.sha256': { doc: "Hexadecimal SHA-256 of the server's public key." },
  'ssh.disconnect_reason': { doc: 'Reason code of a disconnect (RFC 4250 4.2.2).' },
  'ssh.disconnect_description': { doc: 'Reason of a disconnect, as text.' },
};

export const sshAnomalies: Readonly<Record<string, AnomalySpec>> = {
  'version-line-long': { doc: 'A version line is longer than the 255 octets that RFC 4253 4.2 allows.' },
  'packet-length-bad': { doc: 'A packet before encryption has a length or padding that RFC 4253 6 does not allow.' },
  'lists-cut': { doc: 'The lists of a key exchange do not end where their packet ends.' },
};

export const VERSION_LINE = 256;
export const TEXT_LINE = 257;
/** Packets of version 1 are numbered anew; they are counted from here. */
export const VERSION_1 = 512;

export const DISCONNECT = 1;
export const KEXINIT = 20;
export const NEWKEYS = 21;
/** 30 to 49 mean something else in each key exchange; two of them may hold the server's key. */
export const KEX_REPLY = 31;
export const GEX_REPLY = 33;

/** RFC 4250 4.1.2; what is encrypted has numbers too, but nobody sees them. */
export const sshFunctions: ReadonlyMap<number, string> = new Map([
  [DISCONNECT, 'disconnect'],
  [2, 'ignore'],
  [3, 'unimplemented'],
  [4, 'debug'],
  [5, 'service request'],
  [6, 'service accept'],
  [7, 'extension info'],
  [8, 'new compress'],
  [KEXINIT, 'key exchange init'],
  [NEWKEYS, 'new keys'],
  [30, 'key exchange 30'],
  [KEX_REPLY, 'key exchange 31'],
  [32, 'key exchange 32'],
  [GEX_REPLY, 'key exchange 33'],
  [34, 'key exchange 34'],
  [35, 'key exchange 35'],
  [50, 'user authentication request'],
  [51, 'user authentication failure'],
  [52, 'user authentication success'],
  [53, 'user authentication banner'],
  [VERSION_LINE, 'version'],
  [TEXT_LINE, 'text before the version'],
  [VERSION_1 + 1, 'version 1 disconnect'],
  [VERSION_1 + 2, 'version 1 public key'],
  [VERSION_1 + 3, 'version 1 session key'],
]);
