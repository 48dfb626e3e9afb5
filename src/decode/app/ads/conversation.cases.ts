import { ascii, hex, together } from '../decoder-laws.cases.ts';
import type { Segment } from '../feed-stream.cases.ts';

const CLIENT = 'c000020a 0101'; // 192.0.2.10.1.1
const CONTROLLER = 'c0000214 0101'; // 192.0.2.20.1.1

function le(value: number, bytes: number): string {
  let text = '';
  for (let i = 0; i < bytes; i++) text += (Math.floor(value / 256 ** i) & 0xff).toString(16).padStart(2, '0');
  return text;
}

export interface Header {
  readonly fn?: number;
  readonly number?: number;
  readonly error?: number;
}

/** The fixed part of a command for an object; its function is taken from it by {@link packet}. */
export function command(fn: number, group: number, offset: number, length: number): Uint8Array {
  return Object.assign(hex(le(group, 4), le(offset, 4), le(length, 4)), { fn });
}

/** A packet of AMS over TCP from the client, or a response. */
export function packet(response: boolean, fixed: Uint8Array, data: Uint8Array, header: Header = {}): Uint8Array {
  const fn = header.fn ?? (fixed as { fn?: number }).fn ?? 0;
  const length = fixed.length + data.length;
  return together(
    hex(
      '0000', // reserved
      le(32 + length, 4), // length of what follows
      response
        ? `${CLIENT} ${le(32_800, 2)} ${CONTROLLER} ${le(851, 2)}`
        : `${CONTROLLER} ${le(851, 2)} ${CLIENT} ${le(32_800, 2)}`,
      le(fn, 2), // command
      response ? '0500' : '0400', // ADS command, response
      le(length, 4), // length of the data
      le(header.error ?? 0, 4), // error
      le(header.number ?? 1, 4), // number that the response repeats
    ),
    fixed,
    data,
  );
}

const none: Uint8Array = new Uint8Array(0);

function exchange(fn: number, number: number, asked: Uint8Array, answered: Uint8Array): Segment[] {
  return [
    { fromServer: false, bytes: packet(false, none, asked, { fn, number }) },
    { fromServer: true, bytes: packet(true, none, answered, { fn, number }) },
  ];
}

export const adsConversation: readonly Segment[] = [
  // Device info: result 0, version 3.1, build 4024, name of 16 bytes.
  ...exchange(1, 1, none, together(hex('00000000 03 01', le(4024, 2)), ascii('Plc30 App\0\0\0\0\0\0\0'))),
  // Handle of MAIN.speed: 4 bytes read, 11 written; the handle is 0x2000_0001.
  ...exchange(
    9,
    2,
    together(hex(le(0xf003, 4), le(0, 4), le(4, 4), le(11, 4)), ascii('MAIN.speed\0')),
    hex('00000000 04000000 01000020'),
  ),
  // Its value is written: handle, 2 bytes.
  ...exchange(3, 3, hex(le(0xf005, 4), le(0x2000_0001, 4), le(2, 4), '0a00'), hex('00000000')),
  // 4 bytes of outputs from 8 are read.
  ...exchange(2, 4, hex(le(0xf030, 4), le(8, 4), le(4, 4)), hex('00000000 04000000 00000000')),
  // Write control: state stop, device state 0, no data; refused with 0x701.
  ...exchange(5, 5, hex(le(6, 2), le(0, 2), le(0, 4)), hex('01070000')),
  // Subscription to 4 bytes of memory: on change, 100 ms, 10 ms, 16 reserved; its number is 17.
  ...exchange(
    6,
    6,
    hex(le(0x4020, 4), le(0, 4), le(4, 4), le(4, 4), le(1_000_000, 4), le(100_000, 4), '00'.repeat(16)),
    hex('00000000 11000000'),
  ),
  // A notification: length 28, one stamp, time, one sample of subscription 17, 4 bytes.
  {
    fromServer: true,
    bytes: packet(false, none, hex('1c000000 01000000 0000000000000000 01000000 11000000 04000000 00000000'), {
      fn: 8,
      number: 0,
    }),
  },
  ...exchange(7, 7, hex('11000000'), hex('00000000')),
  // State: run, device state 0.
  ...exchange(4, 8, none, hex('00000000 0500 0000')),
];

/** Cookie, number, service 1, net id, port 10000, no tagged values. */
export const discovery: Uint8Array = hex('03661471 00000000 01000000', CLIENT, '1027 00000000');

export const discovered: Uint8Array = together(
  hex('03661471 00000000 01000080', CONTROLLER, '1027 03000000'),
  hex('0500 0500'), // host name
  ascii('CX-1\0'),
  hex('0400 1800', '18000000 06000000 00000000 00000000 03000000', '00000000'), // operating system: size, 6.0, build 0, Windows CE
  hex('0300 0400', '03 01', le(4024, 2)), // version
);

export const addRoute: Uint8Array = together(
  hex('03661471 00000000 06000000', CLIENT, '1027 05000000'),
  hex('0c00 0300'), // route
  ascii('pc\0'),
  hex('0700 0600', CLIENT), // net id
  hex('0d00 0300'), // user
  ascii('op\0'),
  hex('0200 0700'), // password
  ascii('secret\0'),
  hex('0500 0300'), // host name
  ascii('pc\0'),
);
