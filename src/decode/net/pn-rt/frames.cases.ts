import { acknowledgement, alarm, ascii, b16, b32, type Bytes, notification } from '../../app/pn-io/calls.cases.ts';

/** Real-time frames of PROFINET behind their EtherType, written by hand after IEC 61158-6-10. */
const link = (last: number): Bytes => [2, 0, 0, 0, 0, last];
const zeros = (count: number): Bytes => Array<number>(count).fill(0);

/** Service, type, number, delay, blocks. */
export const dcp = (frameId: number, service: number, type: number, ...blocks: readonly Bytes[]): Uint8Array => {
  const bytes = blocks.flat();
  return Uint8Array.from([...b16(frameId), service, type, ...b32(9), ...b16(1), ...b16(bytes.length), ...bytes]);
};

/** Option, length, value, filled up to two bytes. */
export const option = (number: number, ...value: readonly Bytes[]): Bytes => {
  const bytes = value.flat();
  return [...b16(number), ...b16(bytes.length), ...bytes, ...zeros(bytes.length & 1)];
};

const address: Bytes = [192, 0, 2, 7, 255, 255, 255, 0, 192, 0, 2, 254];

export const identified: Uint8Array = dcp(
  0xfeff,
  5,
  1,
  option(0x0205, b16(0), b16(0x0207)), // options
  option(0x0201, b16(0), ascii('ET200SP')), // type of station
  option(0x0202, b16(0), ascii('hoist-io')), // name
  option(0x0203, b16(0), b16(0x2a), b16(0x0313)), // maker, device
  option(0x0204, b16(0), [1, 0]), // device
  option(0x0207, b16(0), b16(0x64)), // instance
  option(0x0208, b16(0), b16(1), b16(2)), // of the original
  option(0x0209, b16(0), address.slice(8)), // gateway
  option(0x0101, b16(0), [2, 0, 0, 0, 0, 1]), // link address
  option(0x0601, b16(0), b16(1)), // says hello
  option(0x0102, b16(1), address), // address, which is set
);
export const looking: Uint8Array = dcp(
  0xfefe,
  5,
  0,
  option(0x0202, ascii('hoist-io')),
  option(0x0206, ascii('port-001.x')),
);
export const getting: Uint8Array = dcp(0xfefd, 3, 0, b16(0x0201), b16(0x0102));
export const setting: Uint8Array = dcp(
  0xfefd,
  4,
  0,
  option(0x0202, b16(1), ascii('mallory')),
  option(0x0102, b16(1), address),
  option(0x0506, b16(2)), // reset
  option(0x0503, b16(0), b16(0x0100)), // flash
);
export const wasSet: Uint8Array = dcp(0xfefd, 4, 1, option(0x0504, b16(0x0202), [0]), option(0x0504, b16(0x0506), [3]));

export const cyclic = (frameId: number, status: number, transfer = 0): Uint8Array =>
  Uint8Array.from([...b16(frameId), ...zeros(40), ...b16(0x1234), status, transfer]);

export const lineDelay: Uint8Array = Uint8Array.from([
  ...b16(0xff40),
  ...zeros(12),
  ...b16(28), // sequence
  ...zeros(2),
  ...b32(55), // delay
  ...b16((6 << 9) | 6),
  ...link(9), // port
  ...b16((1 << 9) | 22),
  ...link(8), // master
  ...zeros(16),
  ...b16((2 << 9) | 4), // time
  ...zeros(4),
  ...b16(0),
]);

export const frames: readonly Uint8Array[] = [
  cyclic(0x8001, 0x35),
  identified,
  looking,
  getting,
  setting,
  wasSet,
  alarm(0xfc01, 1, notification(1)),
  alarm(0xfe01, 1, acknowledgement),
  alarm(0xfe01, 4, b32(0xcf81_fd0f)),
  lineDelay,
  Uint8Array.from([...b16(0xff83), 9, 0x81, 1, 2, 3]),
];
