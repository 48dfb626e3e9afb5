import type { Segment } from '../feed-stream.cases.ts';
import { ber, integer, octets } from '../ldap/conversation.cases.ts';

const general = (text: string): Uint8Array => ber(0x1b, text);
const time = (text: string): Uint8Array => ber(0x18, text);
const flags = (...bytes: readonly number[]): Uint8Array => ber(0x03, 0, bytes);
export const principal = (...parts: readonly string[]): Uint8Array =>
  ber(0x30, ber(0xa0, integer(1)), ber(0xa1, ber(0x30, ...parts.map(general))));
const encrypted = (type: number): Uint8Array =>
  ber(0x30, ber(0xa0, integer(type)), ber(0xa1, integer(2)), ber(0xa2, octets('ciphertext')));

/** Application tag, sequence, version and type; in requests for tickets the first field is numbered 1. */
export function message(type: number, ...fields: readonly Uint8Array[]): Uint8Array {
  const first = type === 10 || type === 12 ? 0xa1 : 0xa0;
  return ber(0x60 + type, ber(0x30, ber(first, integer(5)), ber(first + 1, integer(type)), ...fields));
}

const proof = (type: number, value: Uint8Array): Uint8Array =>
  ber(0x30, ber(0xa1, integer(type)), ber(0xa2, ber(0x04, value)));
export const proofs = (...list: readonly Uint8Array[]): Uint8Array => ber(0x30, ...list);
export const address = (type: number, ...bytes: readonly number[]): Uint8Array =>
  ber(0x30, ber(0xa0, integer(type)), ber(0xa1, ber(0x04, bytes)));

export const ticket = (type: number): Uint8Array =>
  ber(
    0x61,
    ber(
      0x30,
      ber(0xa0, integer(5)),
      ber(0xa1, general('YARD.EXAMPLE')),
      ber(0xa2, principal('cifs', 'files.yard.example')),
      ber(0xa3, encrypted(type)),
    ),
  );

export const body = (client: string, service: readonly string[], addresses: readonly Uint8Array[]): Uint8Array =>
  ber(
    0x30,
    ber(0xa0, flags(0x40, 0x81, 0, 0x10)),
    ...(client === '' ? [] : [ber(0xa1, principal(client))]),
    ber(0xa2, general('YARD.EXAMPLE')),
    ber(0xa3, principal(...service)),
    ber(0xa5, time('20370913024805Z')),
    ber(0xa7, integer(7)),
    ber(0xa8, ber(0x30, integer(18), integer(23))),
    ...(addresses.length === 0 ? [] : [ber(0xa9, ber(0x30, ...addresses))]),
  );

export const asRequest = message(
  10,
  ber(0xa3, proofs(proof(0x7f, Uint8Array.of(0x30, 0)))),
  ber(
    0xa4,
    body(
      'operator',
      ['krbtgt', 'YARD.EXAMPLE'],
      [address(2, 100, 64, 0, 9), address(20, ...Buffer.from('HMI            '))],
    ),
  ),
);
export const asReply = message(
  11,
  ber(0xa3, general('YARD.EXAMPLE')),
  ber(0xa4, principal('operator')),
  ber(0xa5, ticket(18)),
  ber(0xa6, encrypted(18)),
);
export const apRequest = message(14, ber(0xa2, flags(0x20, 0, 0, 0)), ber(0xa3, ticket(23)), ber(0xa4, encrypted(18)));
export const tgsRequest = message(
  12,
  ber(0xa3, proofs(proof(1, apRequest))),
  ber(0xa4, body('', ['cifs', 'files.yard.example'], [])),
);
export const tgsReply = message(
  13,
  ber(0xa3, general('YARD.EXAMPLE')),
  ber(0xa4, principal('HMI$')),
  ber(0xa5, ticket(18)),
  ber(0xa6, encrypted(18)),
);
export const apReply = message(15, ber(0xa2, encrypted(18)));
export const privateMessage = message(21, ber(0xa3, encrypted(18)));
export const error = message(
  30,
  ber(0xa4, time('20240101000000Z')),
  ber(0xa5, integer(5)),
  ber(0xa6, integer(25)),
  ber(0xa7, general('YARD.EXAMPLE')),
  ber(0xa8, principal('host', 'hmi.yard.example')),
  ber(0xa9, general('YARD.EXAMPLE')),
  ber(0xaa, principal('krbtgt', 'YARD.EXAMPLE')),
  ber(0xab, general('needed')),
);

export function overTcp(bytes: Uint8Array): Uint8Array {
  return Uint8Array.from([0, 0, bytes.length >> 8, bytes.length & 255, ...bytes]);
}

export const session: readonly Segment[] = [
  { fromServer: false, bytes: overTcp(asRequest) },
  { fromServer: true, bytes: overTcp(error) },
  { fromServer: true, bytes: overTcp(asReply) },
  { fromServer: false, bytes: overTcp(tgsRequest) },
  { fromServer: true, bytes: overTcp(tgsReply) },
];
