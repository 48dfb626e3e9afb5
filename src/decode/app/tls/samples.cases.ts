import { ascii, hex, together } from '../decoder-laws.cases.ts';
import type { Segment } from '../feed-stream.cases.ts';

/**
 * A self-signed certificate of OpenSSL 3.0: `openssl req -new -x509` with string_mask=utf8only, the subject
 * C=XX, O="Hafen Übersee, GmbH", OU=Cranes, CN=rut955.crane.example, serial 0x00c0ffee01, 3650 days, and alternative
 * names DNS, wildcard DNS, IPv4, IPv6, e-mail and URI.
 */
export const CERTIFICATE: Uint8Array = hex(
  '30820251308201f7a003020102020500c0ffee01300a06082a8648ce3d040302305c310b3009060355040613025858311d301b06',
  '0355040a0c14486166656e20c39c6265727365652c20476d6248310f300d060355040b0c064372616e6573311d301b0603550403',
  '0c147275743935352e6372616e652e6578616d706c65301e170d3236313132323031303930355a170d3336313131393031303930',
  '355a305c310b3009060355040613025858311d301b060355040a0c14486166656e20c39c6265727365652c20476d6248310f300d',
  '060355040b0c064372616e6573311d301b06035504030c147275743935352e6372616e652e6578616d706c653059301306072a86',
  '48ce3d020106082a8648ce3d03010703420004cad764a6929e7e66eb460741953cb92bae39ae46e29a1050b6929c3398a6337480',
  'a8ceb3e5fab1d77dc14c54281d6112395a85d6cd815254130d716b48a8bddda381a53081a230730603551d11046c306a82147275',
  '743935352e6372616e652e6578616d706c65820f2a2e6372616e652e6578616d706c658704c0000201871020010db80000000000',
  '0000000000000181116f7073406372616e652e6578616d706c65861668747470733a2f2f6372616e652e6578616d706c652f300c',
  '0603551d13040530030101ff301d0603551d0e04160414cda545595089ab803c78f48026bf45d7416ad846300a06082a8648ce3d',
  '0403020348003045022100bcdc313bae49e7d3d7d708691a34972371ace0b0302292cb0ae5fc54596d69ca022021632ef71561c6',
  'a69b9721b95670547b54f28df5f15700cda83daa9fee6fd2f5',
);

export function sized(width: 1 | 2 | 3, ...parts: readonly Uint8Array[]): Uint8Array {
  const body = together(...parts);
  return together(hex(body.length.toString(16).padStart(width * 2, '0')), body);
}

/** One record of TLS; the version of its header is 1.2 unless given. */
export function tlsRecord(type: string, body: Uint8Array, version = '0303'): Uint8Array {
  return together(hex(type, version), sized(2, body));
}

export function handshake(type: string, body: Uint8Array): Uint8Array {
  return together(hex(type), sized(3, body));
}

export function extension(type: string, data: Uint8Array): Uint8Array {
  return together(hex(type), sized(2, data));
}

export const CLIENT_HELLO: Uint8Array = handshake(
  '01',
  together(
    hex('0303', 'ab'.repeat(32)), // version, random
    sized(1, hex('cd'.repeat(8))), // session id
    sized(2, hex('1a1a 1301 c02b 002f')), // ciphers, the first one reserved
    hex('01 00'), // no compression
    sized(
      2,
      extension('2a2a', hex('')), // reserved
      extension('0000', sized(2, hex('00'), sized(2, ascii('RMS.example.net')))), // server name
      extension('000a', sized(2, hex('3a3a 001d 0017'))), // groups
      extension('000b', sized(1, hex('00'))), // point formats
      extension('000d', sized(2, hex('0403 0804'))), // signature algorithms
      extension('0010', sized(2, sized(1, ascii('h2')), sized(1, ascii('http/1.1')))), // ALPN
    ),
  ),
);

export const SERVER_HELLO: Uint8Array = handshake(
  '02',
  together(
    hex('0303', 'ef'.repeat(32), '00'), // version, random, no session id
    hex('c02b 00'), // cipher, no compression
    sized(2, extension('0010', sized(2, sized(1, ascii('h2'))))),
  ),
);

export const CHAIN: Uint8Array = handshake('0b', sized(3, sized(3, CERTIFICATE)));
export const HELLO_DONE: Uint8Array = handshake('0e', hex(''));
const flight = together(SERVER_HELLO, CHAIN, HELLO_DONE);

/** TLS 1.2 from hello to data; the server's flight breaks inside its certificate, which goes on in another record. */
export const CONVERSATION: readonly Segment[] = [
  { fromServer: false, bytes: tlsRecord('16', CLIENT_HELLO, '0301'), frame: 4 },
  {
    fromServer: true,
    bytes: together(tlsRecord('16', flight.subarray(0, 300)), tlsRecord('16', flight.subarray(300))),
    frame: 6,
  },
  {
    fromServer: false,
    bytes: together(
      tlsRecord('16', handshake('10', hex('41', '04'.repeat(65)))), // client key exchange
      tlsRecord('14', hex('01')), // change cipher spec
      tlsRecord('16', hex('0000000000000001', '5e'.repeat(32))), // finished, encrypted
      tlsRecord('17', hex('77'.repeat(100))), // data
    ),
    frame: 7,
  },
  {
    fromServer: true,
    bytes: together(
      tlsRecord('14', hex('01')),
      tlsRecord('17', hex('99'.repeat(700))),
      tlsRecord('15', hex('66'.repeat(26))),
    ),
    frame: 9,
  },
];

/** A hello for a server that may still speak SSL 2. */
export const SSLV2_HELLO: Uint8Array = hex(
  '802b', // 43 octets follow
  '01 0301', // client hello, version TLS 1.0
  '0012 0000 0010', // 18 octets of ciphers, no session id, challenge of 16
  '000035 00002f 000005 010080 0700c0 0000ff', // ciphers, two of SSL 2 alone
  'ab'.repeat(16), // challenge
);
