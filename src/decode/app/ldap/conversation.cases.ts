import type { Segment } from '../feed-stream.cases.ts';

type Part = string | number | readonly number[] | Uint8Array;

/** One BER element around its parts: texts, single octets, or other elements. */
export function ber(tag: number, ...parts: readonly Part[]): Uint8Array {
  const content = parts.flatMap((part) =>
    typeof part === 'string' ? [...Buffer.from(part, 'latin1')] : typeof part === 'number' ? [part] : [...part],
  );
  const length =
    content.length < 128
      ? [content.length]
      : content.length < 256
        ? [0x81, content.length]
        : [0x82, content.length >> 8, content.length & 255];
  return Uint8Array.from([tag, ...length, ...content]);
}

export const octets = (text: string): Uint8Array => ber(0x04, text);
export const integer = (value: number): Uint8Array => ber(0x02, value);
export const enumerated = (value: number): Uint8Array => ber(0x0a, value);

/** RFC 4511 4.1.1: number, operation, perhaps controls. */
export const message = (id: number, operation: Uint8Array, controls: readonly number[] | Uint8Array = []): Uint8Array =>
  ber(0x30, integer(id), operation, controls);

export const result = (tag: number, code: number, ...rest: readonly Uint8Array[]): Uint8Array =>
  ber(tag, enumerated(code), octets(''), octets(''), ...rest);

export const bind = message(1, ber(0x60, integer(3), octets('cn=operator,dc=yard,dc=example'), ber(0x80, 'secret')));
export const equality = (name: string, value: string): Uint8Array => ber(0xa3, octets(name), octets(value));
export const filter = ber(
  0xa0,
  equality('objectClass', 'computer'),
  ber(0x87, 'dNSHostName'),
  ber(0xa2, equality('a', 'b')),
);

export const search = (base: string, sought: Uint8Array, ...attributes: readonly string[]): Uint8Array =>
  ber(
    0x63,
    octets(base),
    enumerated(base === '' ? 0 : 2), // scope
    enumerated(0), // aliases
    integer(0), // size limit
    integer(0), // time limit
    ber(0x01, 0), // values too
    sought,
    ber(0x30, ...attributes.map(octets)),
  );

export const attribute = (type: string, value: string | Uint8Array): Uint8Array =>
  ber(0x30, octets(type), ber(0x31, typeof value === 'string' ? octets(value) : ber(0x04, value)));
export const entry = (name: string, ...attributes: readonly Uint8Array[]): Uint8Array =>
  ber(0x64, octets(name), ber(0x30, ...attributes));

export const rootEntry = message(
  2,
  entry(
    '',
    attribute('dnsHostName', 'dc1.yard.example'),
    attribute('defaultNamingContext', 'DC=yard,DC=example'),
    attribute('vendorName', 'Example Software'),
    attribute('vendorVersion', '1.2.3'),
  ),
);
const paged = ber(0xa0, ber(0x30, octets('1.2.840.113556.1.4.319'), octets('x')));

export const everything: readonly Segment[] = [
  { fromServer: false, bytes: bind },
  { fromServer: true, bytes: message(1, result(0x61, 0)) },
  { fromServer: false, bytes: message(2, search('dc=yard,dc=example', filter, 'cn', 'mail'), paged) },
  { fromServer: true, bytes: rootEntry },
  { fromServer: true, bytes: message(2, entry('cn=hmi', attribute('cn', 'hmi'))) },
  { fromServer: true, bytes: message(2, ber(0x73, octets('ldap://192.0.2.9/'))) },
  { fromServer: true, bytes: message(2, result(0x65, 4)) },
  {
    fromServer: false,
    bytes: message(3, ber(0x66, octets('cn=hmi'), ber(0x30, ber(0x30, enumerated(2), attribute('description', 'x'))))),
  },
  { fromServer: true, bytes: message(3, result(0x67, 50)) },
  { fromServer: false, bytes: message(4, ber(0x68, octets('cn=new'), ber(0x30, attribute('cn', 'new')))) },
  { fromServer: false, bytes: message(5, ber(0x4a, 'cn=old')) },
  { fromServer: false, bytes: message(6, ber(0x6c, octets('cn=a'), octets('cn=b'), ber(0x01, 0xff))) },
  { fromServer: false, bytes: message(7, ber(0x6e, octets('cn=a'), ber(0x30, octets('cn'), octets('a')))) },
  { fromServer: false, bytes: message(8, ber(0x50, 7)) },
  { fromServer: false, bytes: message(9, ber(0x77, ber(0x80, '1.3.6.1.4.1.4203.1.11.3'))) },
  { fromServer: true, bytes: message(9, result(0x78, 0, ber(0x8b, 'dn:cn=operator'))) },
  { fromServer: false, bytes: message(10, ber(0x42)) },
];

const START_TLS = '1.3.6.1.4.1.1466.20037';
export const startTls: readonly Segment[] = [
  { fromServer: false, bytes: message(1, ber(0x77, ber(0x80, START_TLS))) },
  { fromServer: true, bytes: message(1, result(0x78, 0)) },
  { fromServer: false, bytes: Uint8Array.of(22, 3, 1, 0, 1, 1) },
];

/** RFC 4422 3.7, RFC 4121 4.2.6.2: length, then a token that is signed; its checksum rotated to the front. */
export function signed(clear: Uint8Array, flags = 4): Uint8Array {
  const checksum = new Uint8Array(12).fill(0xcc);
  const length = 16 + checksum.length + clear.length;
  return Uint8Array.from([
    0,
    0,
    length >> 8,
    length & 255,
    5,
    4, // wrap token
    flags,
    0xff,
    0,
    12,
    0,
    12, // length of the checksum, rotation
    0,
    0,
    0,
    0,
    0,
    0,
    0,
    1, // number
    ...checksum,
    ...clear,
  ]);
}

/** MS-ADTS 6.3.1.9: what a domain controller answers, with a site that points back at the domain’s label. */
const netlogon = Uint8Array.from([
  23,
  0,
  0,
  0, // operation
  0x7d,
  0x03,
  0,
  0, // flags
  ...new Uint8Array(16), // identifier of the domain
  4,
  ...Buffer.from('yard'),
  7,
  ...Buffer.from('example'),
  0, // forest
  0xc0,
  24, // domain: as the forest
  3,
  ...Buffer.from('dc1'),
  0xc0,
  24, // host
  4,
  ...Buffer.from('YARD'),
  0,
  3,
  ...Buffer.from('DC1'),
  0,
  0, // user
  4,
  ...Buffer.from('Quay'),
  0, // site
  0xc0,
  50,
  5,
  0,
  0,
  0,
  0xff,
  0xff,
  0xff,
  0xff, // version, tokens
]);

export const ping = message(
  1,
  search(
    '',
    ber(0xa0, equality('DnsDomain', 'yard.example'), equality('Host', 'HMI'), equality('NtVer', '\x16')),
    'Netlogon',
  ),
);
export const pingAnswer = message(1, entry('', attribute('netlogon', netlogon)));
export const pingDone = message(1, result(0x65, 0));
