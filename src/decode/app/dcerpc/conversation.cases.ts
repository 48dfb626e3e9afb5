import type { Segment } from '../feed-stream.cases.ts';
import { ascii, type Bytes, u16, u32, wide, zeros } from '../smb/conversation.cases.ts';

/** Remote procedure calls written by hand after C706 and MS-RPCE; numbers are little-endian unless said otherwise. */
export const FIRST = 1;
export const LAST = 2;
const NDR: Bytes = [...uuid('8a885d04-1ceb-11c9-9fe8-08002b104860'), ...u32(2)];
const NDR64: Bytes = [...uuid('71710533-beba-4937-8319-b5dbef9ccc36'), ...u32(1)];

/** Three numbers little-endian, and eight bytes. */
export function uuid(text: string): Bytes {
  const b = [...Buffer.from(text.replaceAll('-', ''), 'hex')];
  return [...b.slice(0, 4).reverse(), ...b.slice(4, 6).reverse(), ...b.slice(6, 8).reverse(), ...b.slice(8)];
}

export interface PduOptions {
  readonly call?: number;
  readonly flags?: number;
  readonly auth?: Bytes;
}

/** One unit of a connection: header, body, and what proves who speaks. */
export function pdu(kind: number, body: Bytes, { call, flags, auth }: PduOptions = {}): Bytes {
  const proof = auth ?? [];
  return [
    5, // version
    0,
    kind,
    flags ?? FIRST | LAST,
    0x10, // little-endian, ASCII, IEEE
    0,
    0,
    0,
    ...u16(16 + body.length + proof.length), // length
    ...u16(proof.length > 8 ? proof.length - 8 : 0), // of the proof without its head
    ...u32(call ?? 1),
    ...body,
    ...proof,
  ];
}

/** Type, level, no padding, reserved, context, value. */
export const proof = (type: number, level: number, value: Bytes): Bytes => [type, level, 0, 0, ...u32(7), ...value];

export const bind = (
  interfaces: readonly string[],
  options: PduOptions & { wide?: boolean; kind?: number } = {},
): Bytes =>
  pdu(
    options.kind ?? 11,
    [
      ...u16(4280), // longest sent
      ...u16(4280), // longest received
      ...u32(0), // group
      interfaces.length,
      ...zeros(3),
      ...interfaces.flatMap((one, i) => [
        ...u16(i), // context
        1, // one transfer syntax
        0,
        ...uuid(one),
        ...u16(1), // version
        ...u16(0),
        ...(options.wide === true ? NDR64 : NDR),
      ]),
    ],
    options,
  );

export const bindAck = (count: number, options: PduOptions & { wide?: boolean; kind?: number } = {}): Bytes =>
  pdu(
    options.kind ?? 12,
    [
      ...u16(4280),
      ...u16(4280),
      ...u32(0x1234), // group
      ...u16(4),
      ...ascii('135\0'), // port
      ...zeros(2), // to a multiple of four
      count,
      ...zeros(3),
      ...Array.from({ length: count }, () => [...u16(0), ...u16(0), ...(options.wide === true ? NDR64 : NDR)]).flat(),
    ],
    options,
  );

export const request = (operation: number, stub: Bytes, options: PduOptions & { context?: number } = {}): Bytes =>
  pdu(0, [...u32(stub.length), ...u16(options.context ?? 0), ...u16(operation), ...stub], options);

export const response = (stub: Bytes, options: PduOptions = {}): Bytes =>
  pdu(2, [...u32(stub.length), ...u16(0), 0, 0, ...stub], options);

export const fault = (status: number, options: PduOptions = {}): Bytes =>
  pdu(3, [...u32(32), ...u16(0), 0, 0, ...u32(status), ...u32(0)], options);

/** A string of 16-bit characters with its zero: most, offset, count, characters, padding. */
export function wideString(text: string): Bytes {
  const count = text.length + 1;
  return [...u32(count), ...u32(0), ...u32(count), ...wide(`${text}\0`), ...zeros(count % 2 === 0 ? 0 : 2)];
}

export const pointer: Bytes = u32(0x20000);
export const handle: Bytes = Array.from({ length: 20 }, (_, i) => i + 1);
/** Head of a call to an object: version 5.7, flags, reserved, causality, no extensions. */
export const objectHead: Bytes = [...u16(5), ...u16(7), ...u32(0), ...u32(0), ...zeros(16), ...u32(0)];

/** A string of OLE: pointer, size, bytes, size, characters. */
export function oleString(text: string): Bytes {
  const size = text.length;
  return [...pointer, ...u32(size), ...u32(size * 2), ...u32(size), ...wide(text), ...zeros(size % 2 === 0 ? 0 : 2)];
}

export const SVCCTL = '367abb81-9844-35f1-ad32-98f038001003';
export const WINREG = '338cd001-2244-31f1-aaaa-900038001003';
export const EPM = 'e1af8308-5d1f-11c9-91a4-08002b14a0fa';
export const WBEM = '9556dc99-828c-11cf-a37e-00aa003240c7';
export const ITEM_MGT = '39c13a54-011e-11d0-9675-0020afd8adb3';
export const SYNC_IO = '39c13a52-011e-11d0-9675-0020afd8adb3';
export const OPC_SERVER = '39c13a4d-011e-11d0-9675-0020afd8adb3';

export const createService: Bytes = [
  ...handle,
  ...wideString('evil'),
  ...pointer,
  ...wideString('Evil service'),
  ...u32(0xf01ff), // rights
  ...u32(0x10), // own process
  ...u32(3), // on demand
  ...u32(0), // errors are ignored
  ...wideString('C:\\evil.exe'),
];

export const client = (...bodies: readonly Bytes[]): Segment => ({
  fromServer: false,
  bytes: Uint8Array.from(bodies.flat()),
});
export const server = (...bodies: readonly Bytes[]): Segment => ({
  fromServer: true,
  bytes: Uint8Array.from(bodies.flat()),
});

export const services: readonly Segment[] = [
  client(bind([SVCCTL])),
  server(bindAck(1)),
  client(request(12, createService, { call: 2 })),
  server(response([...u32(0), ...handle, ...u32(0)], { call: 2 })),
  client(request(19, handle, { call: 3 })),
  server(fault(0x1c01_0003, { call: 3 })),
  client(request(99, zeros(4), { call: 4, flags: FIRST }), request(99, zeros(8), { call: 4, flags: LAST })),
  server(response(zeros(8), { call: 4, flags: FIRST }), response(zeros(4), { call: 4, flags: LAST })),
];

/** A floor of a tower: two sides with their lengths. */
const floor = (left: Bytes, right: Bytes): Bytes => [...u16(left.length), ...left, ...u16(right.length), ...right];

export function tower(interfaceId: string, port: number): Bytes {
  const floors = [
    floor([0x0d, ...uuid(interfaceId), ...u16(2)], u16(0)), // interface
    floor([0x0d, ...NDR.slice(0, 16), ...u16(2)], u16(0)), // transfer syntax
    floor([0x0b], u16(0)), // connection-oriented
    floor([0x07], [port >> 8, port & 255]), // TCP port, big-endian
    floor([0x09], [192, 0, 2, 9]), // address
    floor([0x0f], ascii('\\pipe\\x\0')), // pipe
    floor([0x08], [0, 88]), // UDP port
  ];
  const octets = [...u16(floors.length), ...floors.flat()];
  return [...u32(octets.length), ...u32(octets.length), ...octets, ...zeros((4 - (octets.length % 4)) % 4)];
}

export const mapRequest: Bytes = [...pointer, ...zeros(16), ...pointer, ...tower(SVCCTL, 0), ...zeros(20), ...u32(4)];

export function mapReply(towers: readonly Bytes[]): Bytes {
  const n = towers.length;
  return [
    ...zeros(20), // handle
    ...u32(n), // towers
    ...u32(n), // most
    ...u32(0), // offset
    ...u32(n), // count
    ...towers.flatMap(() => pointer),
    ...towers.flat(),
    ...u32(0), // status
  ];
}

export const mapping: readonly Segment[] = [
  client(bind([EPM])),
  server(bindAck(1)),
  client(request(3, mapRequest)),
  server(response(mapReply([tower(SVCCTL, 49_664)]))),
];

export interface DatagramOptions {
  readonly kind?: number;
  readonly operation?: number;
  readonly flags?: number;
  readonly fragment?: number;
  readonly sequence?: number;
  readonly auth?: number;
}

/** One datagram, little-endian. */
export function datagram(interfaceId: string, stub: Bytes, options: DatagramOptions = {}): Uint8Array {
  return Uint8Array.from([
    4, // version
    options.kind ?? 0,
    options.flags ?? 0x20, // idempotent
    0,
    0x10, // little-endian, ASCII, IEEE
    0,
    0,
    0, // serial number, upper byte
    ...uuid('dea00000-6c97-11d1-8271-000100010002'), // object
    ...uuid(interfaceId),
    ...uuid('01020304-0506-0708-090a-0b0c0d0e0f10'), // activity
    ...u32(0), // time of the server's start
    ...u32(1), // version of the interface
    ...u32(options.sequence ?? 5),
    ...u16(options.operation ?? 0),
    ...u16(0xffff), // hints
    ...u16(0xffff),
    ...u16(stub.length),
    ...u16(options.fragment ?? 0),
    options.auth ?? 0,
    0, // serial number, lower byte
    ...stub,
  ]);
}
