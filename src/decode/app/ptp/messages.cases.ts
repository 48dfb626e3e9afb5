import { ascii, hex, together } from '../decoder-laws.cases.ts';

/** The 34 bytes of a header; type, length and control make the difference. */
export function header(type: string, length: number, control: string, clock = '020000fffe000001'): Uint8Array {
  return hex(
    type, // profile and type
    '02', // version 2
    length.toString(16).padStart(4, '0'),
    '07 00', // domain 7, lower part of the profile
    '0200', // two steps
    '0000000000020000', // correction of 2 ns
    '00000000', // of the type
    clock,
    '0001', // port
    '0102', // number
    control,
    'fd', // every eighth of a second
  );
}

const TIME = '000065536a00 00000064'; // seconds, nanoseconds
const ASKER = '020000fffe000002 0001'; // clock and port that asked

export const sync: Uint8Array = together(header('00', 44, '00'), hex(TIME));
export const delayRequest: Uint8Array = together(header('01', 44, '01'), hex(TIME));
export const peerRequest: Uint8Array = together(header('12', 54, '05'), hex(TIME, '00'.repeat(10)));
export const delayResponse: Uint8Array = together(header('09', 54, '03'), hex(TIME, ASKER));

const BODY = hex(
  TIME,
  '0025 00', // offset of 37 s, reserved
  '80', // first priority 128
  '06 21 4e5d', // class, accuracy, variance
  '80', // second priority
);
export const announce: Uint8Array = together(
  header('0b', 74, '05'),
  BODY,
  hex('020000fffe000001', '0000 20'), // itself, no steps, GPS
  hex('0008 0006 020000fffe00'), // a path trace, cut for brevity
);
export const announceOfAnother: Uint8Array = together(header('0b', 64, '05'), BODY, hex('020000fffe000009', '0001 20'));
export const signaling: Uint8Array = together(header('0c', 54, '05'), hex(ASKER, '0004 0006 b0 00 0000003c'));

/** A management message: target, hops, action, reserved; a TLV with its length, what is managed, data. */
export function management(action: string, id: string, data: Uint8Array): Uint8Array {
  const length = 54 + data.length;
  return together(
    header('0d', length, '04'),
    hex(ASKER, '01 01', action, '00', '0001', (2 + data.length).toString(16).padStart(4, '0'), id),
    data,
  );
}

export const setPriority: Uint8Array = management('01', '2005', hex('01 00'));
export const disable: Uint8Array = management('03', '200e', hex(''));
export const description: Uint8Array = management(
  '02',
  '0001',
  together(
    hex('8000'), // ordinary clock
    hex('02'),
    ascii('Ex'), // physical layer
    hex('0006 020000000001'), // its address
    hex('0001 0004 c0000201'), // IPv4 address
    hex('020000 00'), // manufacturer, reserved
    hex('0a'),
    ascii('Acme;T1;77'),
    hex('08'),
    ascii('A;1.2;9 '),
    hex('09'),
    ascii('gps;tower'),
    hex('001b1900 0100'), // profile
  ),
);

export const versionOne: Uint8Array = together(
  hex('0001 0001'), // versions
  ascii('_DFLT'.padEnd(16, '\0')), // subdomain
  hex('01 01 020000000001 0001 0007'), // event, Ethernet, clock, port, number
  hex('00 00 0008', '00'.repeat(88)), // sync, reserved, flags, the rest
);

export const messages: readonly Uint8Array[] = [
  sync,
  delayRequest,
  peerRequest,
  delayResponse,
  announce,
  announceOfAnother,
  signaling,
  setPriority,
  disable,
  description,
  versionOne,
];
