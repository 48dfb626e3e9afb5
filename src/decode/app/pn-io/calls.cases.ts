import { datagram, type DatagramOptions } from '../dcerpc/conversation.cases.ts';

/** Calls of PROFINET IO written by hand after IEC 61158-6-10; blocks are big-endian, the rest little-endian. */
export type Bytes = readonly number[];

export const DEVICE = 'dea00001-6c97-11d1-8271-00a02442df7d';
export const CONTROLLER = 'dea00002-6c97-11d1-8271-00a02442df7d';
export const b16 = (n: number): Bytes => [n >> 8, n & 255];
export const b32 = (n: number): Bytes => [n >>> 24, (n >>> 16) & 255, (n >>> 8) & 255, n & 255];
const l32 = (n: number): Bytes => b32(n).toReversed();
export const ascii = (text: string): Bytes => [...Buffer.from(text, 'latin1')];
const zeros = (count: number): Bytes => Array<number>(count).fill(0);
const padded = (text: string, length: number): Bytes => ascii(text.padEnd(length));
const AR: Bytes = Array.from({ length: 16 }, (_, i) => 0xa0 + i);

/** Type, length with the version, version 1.0, body. */
export const block = (type: number, ...body: readonly Bytes[]): Bytes => {
  const bytes = body.flat();
  return [...b16(type), ...b16(bytes.length + 2), 1, 0, ...bytes];
};

const args = (first: number, blocks: readonly Bytes[], size?: number): Bytes => {
  const bytes = blocks.flat();
  const length = size ?? bytes.length;
  return [...l32(first), ...l32(length), ...l32(4096), ...l32(0), ...l32(length), ...bytes];
};

export const ask = (operation: number, blocks: readonly Bytes[], options: DatagramOptions = {}): Uint8Array =>
  datagram(DEVICE, args(4096, blocks), { operation, ...options });

export const answer = (operation: number, blocks: readonly Bytes[], status = 0, sequence = 5): Uint8Array =>
  datagram(DEVICE, args(status, blocks), { operation, kind: 2, flags: 10, sequence });

/** The first of two datagrams: its blocks go on in the next. */
export const cutAsk = (operation: number, blocks: readonly Bytes[]): Uint8Array =>
  datagram(DEVICE, args(4096, blocks, 9000), { operation, flags: 0x24 });

export const arRequest = (type: number): Bytes =>
  block(
    0x0101,
    b16(type), // kind of the connection
    AR, // its identifier
    b16(3), // session
    [2, 0, 0, 0, 0, 9], // link address
    zeros(16), // object
    b32(0x11), // properties
    b16(600), // timeout
    b16(0x8892), // port
    b16(7),
    ascii('rtg-plc'),
  );

export const iocrRequest: Bytes = block(
  0x0102,
  b16(1), // input
  b16(2), // reference
  b16(0x8892),
  b32(2), // real-time class
  b16(40), // length of the data
  b16(0x8001), // frame identifier
  b16(32), // clock
  b16(8), // ratio
  b16(1), // phase
  b16(0), // sequence
  b32(0xffff_ffff), // offset
  b16(3), // watchdog
  b16(3), // hold
  b16(0xc000), // tag
  zeros(6), // multicast
  b16(1), // profiles
  b32(0),
  b16(1), // data objects: slot, subslot, offset
  [...b16(1), ...b16(1), ...b16(0)],
  b16(1), // consumers
  [...b16(0), ...b16(1), ...b16(2)],
);

export const connectBlocks: readonly Bytes[] = [
  arRequest(1),
  iocrRequest,
  block(0x0103, b16(1), b16(0x8892), b32(0), b16(1), b16(3), b16(1), b16(200), b16(0xc000), b16(0xa000)),
  block(
    0x0104,
    b16(1), // profiles
    b32(0),
    b16(4), // slot
    b32(0x77), // module
    b16(0),
    b16(2), // submodules
    [...b16(1), ...b32(0x88), ...b16(3)], // subslot, identifier, both directions
    [...b16(1), ...b16(4), 1, 1], // input: length, consumer, provider
    [...b16(2), ...b16(5), 1, 1], // output
    [...b16(2), ...b32(0x99), ...b16(0)], // no data
    [...b16(1), ...b16(0), 1, 1],
  ),
];

export const connectAnswers: readonly Bytes[] = [
  block(0x8101, b16(1), AR, b16(3), [2, 0, 0, 0, 0, 8], b16(0x8892)),
  block(0x8102, b16(1), b16(2), b16(0x8001)),
  block(0x8103, b16(1), b16(4), b16(200)),
  block(0x8104, b16(1), b32(0), b16(1), b16(4), b32(0x78), b16(1), b16(1), b16(1), b32(0x88), b16(0x8800)),
  block(0x8106, b16(4), ascii('io-1'), zeros(2)),
];

/** Header of a read or write: number, connection, profile, slot, subslot, record, length. */
export const header = (type: number, slot: number, index: number, length: number): Bytes =>
  block(type, b16(9), AR, b32(0), b16(slot), b16(1), b16(0), b16(index), b32(length), zeros(24));

/** Two records in one write: one of the device's own, filled up to four bytes, one of blocks. */
export const writeBlocks: readonly Bytes[] = ((): readonly Bytes[] => {
  const records = [
    ...header(8, 1, 0x80, 6),
    ...ascii('record'),
    0,
    0,
    ...header(8, 0, 0x8052, 8),
    ...block(0x0211, b16(7)),
  ];
  return [header(8, 0xffff, 0xe040, records.length), records];
})();

export const identity = (slot: number): readonly Bytes[] => {
  const im0 = block(
    0x0020,
    b16(0x2a), // maker
    padded('6ES7 155-6AU01', 20),
    padded('S C-123', 16),
    b16(3), // hardware
    ascii('V'),
    [4, 2, 1], // software
    b16(0), // revisions
    b16(0), // profile
    b16(0),
    [1, 1],
    b16(14), // what else is there
  );
  return [header(0x8009, slot, 0xaff0, im0.length), im0];
};

export const tags: readonly Bytes[] = [
  block(0x0021, padded('hoist', 32), padded('RTG 7', 22)),
  block(0x0022, padded('2024-05-01', 16)),
  block(0x0023, padded('spare', 54)),
];

export const control = (type: number, command: number): Bytes =>
  block(type, b16(0), AR, b16(3), b16(0), b16(command), b16(0));

export const calls: readonly Uint8Array[] = [
  ask(0, connectBlocks),
  answer(0, connectAnswers),
  ask(3, writeBlocks),
  answer(3, [header(0x8008, 0xffff, 0xe040, 0)]),
  ask(2, [header(9, 0, 0xaff0, 4096)]),
  answer(2, identity(0)),
  ask(4, [control(0x0110, 1)]),
  answer(4, [control(0x8110, 8)]),
  ask(1, [control(0x0114, 4)]),
  answer(1, [control(0x8114, 8)]),
];

/** A real-time frame of an alarm: endpoints, kind, flags, numbers, length, blocks. */
export const alarm = (frameId: number, kind: number, body: Bytes): Uint8Array =>
  Uint8Array.from([
    ...b16(frameId),
    ...b16(1),
    ...b16(2),
    0x10 + kind,
    0x11,
    ...b16(7),
    ...b16(6),
    ...b16(body.length),
    ...body,
  ]);

export const notification = (type: number): Bytes =>
  block(type, b16(1), b32(0), b16(4), b16(1), b32(0x77), b32(0x88), b16(0x8805), b16(0x8002), [1, 2, 3, 4]);

export const acknowledgement: Bytes = block(0x8001, b16(1), b32(0), b16(4), b16(1), b16(0x8805), b32(0));
