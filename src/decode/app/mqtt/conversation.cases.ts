import type { Segment } from '../feed-stream.cases.ts';

/** MQTT packets written by hand after the OASIS standards; numbers are big-endian. */
export type Bytes = readonly number[];

export const u16 = (n: number): Bytes => [n >> 8, n & 255];
export const text = (value: string): Bytes => [...u16(Buffer.byteLength(value)), ...Buffer.from(value)];
export const zeros = (count: number): Bytes => Array<number>(count).fill(0);

export function variable(value: number): Bytes {
  return value < 128 ? [value] : [(value & 127) | 128, ...variable(value >> 7)];
}

/** First byte, length, content. */
export function packet(first: number, ...content: Bytes[]): Uint8Array {
  const body = content.flat();
  return Uint8Array.from([first, ...variable(body.length), ...body]);
}

export const client = (bytes: Uint8Array): Segment => ({ fromServer: false, bytes });
export const server = (bytes: Uint8Array): Segment => ({ fromServer: true, bytes });

export const connect4: Uint8Array = packet(
  0x10,
  text('MQTT'),
  [4], // 3.1.1
  [0xc6], // user, password, will, clean session
  u16(60),
  text('crane-4'),
  text('cranes/4/state'), // will
  text('lost'),
  text('operator'),
  text('hunter2'),
);
export const everything: readonly Segment[] = [
  client(connect4),
  server(packet(0x20, [0, 0])),
  client(packet(0x82, u16(1), text('cranes/+/set'), [1], text('spBv1.0/#'), [0])),
  server(packet(0x90, u16(1), [1, 0x80])),
  client(packet(0x33, text('cranes/4/load'), u16(2), [...Buffer.from('{"t":12}')])),
  server(packet(0x40, u16(2))),
  client(packet(0x30, text('spBv1.0/yard/NBIRTH/rtg7'), [0x08, 0x01, 0x18, 0x00])),
  server(packet(0x30, text('spBv1.0/yard/DCMD/rtg7/hoist'), [0x08, 0x01, 0x18, 0x00])),
  client(packet(0xa2, u16(3), text('cranes/+/set'))),
  server(packet(0xb0, u16(3))),
  client(packet(0xc0)),
  server(packet(0xd0)),
  client(packet(0xe0)),
];

const receiveMaximum: Bytes = [0x21, ...u16(20)];
export const everything5: readonly Segment[] = [
  client(
    packet(
      0x10,
      text('MQTT'),
      [5, 0x02],
      u16(30),
      variable(receiveMaximum.length),
      receiveMaximum,
      text(''), // the server shall choose
    ),
  ),
  server(packet(0x20, [0, 0], variable(11), [0x12, ...text('srv-0001')])),
  client(packet(0x32, text('plant/line1'), u16(1), [3, 0x23, ...u16(5)], [1, 2, 3])),
  server(packet(0x40, u16(1), [0x10, 0])),
  client(packet(0x30, text(''), [3, 0x23, ...u16(5)], [4])), // the same topic by its number
  client(packet(0x82, u16(2), [2, 0x0b, 7], text('plant/+'), [2])),
  server(packet(0x90, u16(2), [0], [2])),
  client(packet(0x62, u16(9))),
  server(packet(0xf0, [0x18, 0])),
  server(packet(0xe0, [0x8b, 10, 0x26, ...text('why'), ...text('ok')])),
];
