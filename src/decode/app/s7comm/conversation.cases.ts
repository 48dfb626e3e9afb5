import type { Sent } from '../modbus/stream-properties.cases.ts';

/** A TPKT around a COTP TPDU. */
export function tpkt(tpdu: readonly number[]): Uint8Array {
  const length = tpdu.length + 4;
  return Uint8Array.from([
    3, // version
    0, // reserved
    length >> 8,
    length & 0xff, // length with this header
    ...tpdu,
  ]);
}

/** A data unit: header length 2, type DT, and the end mark, or none when more follows. */
export function dataUnit(content: readonly number[], last = true): Uint8Array {
  return tpkt([2, 0xf0, last ? 0x80 : 0, ...content]);
}

/** A job: header, parameters, data. */
export function job(reference: number, parameters: readonly number[], data: readonly number[] = []): number[] {
  return [0x32 /* protocol */, 1 /* job */, 0, 0 /* reserved */, ...u16(reference), ...lengths(parameters, data)];
}

/** An answer with data; `error` is class and code. */
export function ackData(
  reference: number,
  parameters: readonly number[],
  data: readonly number[] = [],
  error = 0,
): number[] {
  const [p, d] = [u16(parameters.length), u16(data.length)];
  return [0x32, 3 /* ack data */, 0, 0, ...u16(reference), ...p, ...d, ...u16(error), ...parameters, ...data];
}

/** Userdata: `kind` is type and group in one byte. A long parameter block has a data unit reference and an error. */
export function userdata(
  reference: number,
  kind: number,
  sub: number,
  data: readonly number[],
  long?: { readonly unit: number; readonly more: boolean; readonly error: number },
): number[] {
  const tail = long ? [long.unit, long.more ? 1 : 0, ...u16(long.error)] : [];
  const parameters = [
    0,
    1,
    0x12, // head
    4 + tail.length, // length of what follows
    long ? 0x12 : 0x11, // method
    kind, // type and group
    sub, // sub-function
    0, // sequence
    ...tail,
  ];
  return [0x32, 7 /* userdata */, 0, 0, ...u16(reference), ...lengths(parameters, data)];
}

/** Userdata's data: return code, octet string, length. */
export function content(bytes: readonly number[], code = 0xff): number[] {
  return [code, 9 /* octet string */, ...u16(bytes.length), ...bytes];
}

/** An address in S7ANY syntax; `address` in bits. */
export function any(type: number, count: number, block: number, area: number, address: number): number[] {
  return [
    0x12, // variable specification
    10, // length of what follows
    0x10, // syntax: S7ANY
    type, // transport size
    ...u16(count),
    ...u16(block),
    area,
    address >> 16,
    (address >> 8) & 0xff,
    address & 0xff,
  ];
}

/** Both lengths, then parameters and data. */
function lengths(parameters: readonly number[], data: readonly number[]): number[] {
  return [...u16(parameters.length), ...u16(data.length), ...parameters, ...data];
}

export function u16(value: number): number[] {
  return [value >> 8, value & 0xff];
}

export function text(characters: string, size = characters.length): number[] {
  return Array.from({ length: size }, (_, i) => (i < characters.length ? characters.charCodeAt(i) : 0));
}

export function fromClient(...pdu: number[]): Sent {
  return { fromServer: false, bytes: dataUnit(pdu) };
}

export function fromServer(...pdu: number[]): Sent {
  return { fromServer: true, bytes: dataUnit(pdu) };
}

/** Connection request from a programmer's device (1) to rack 0, slot 2. */
export const connectionRequest: Sent = {
  fromServer: false,
  bytes: tpkt([
    17, // header length
    0xe0, // CR
    0,
    0, // destination reference
    0,
    7, // source reference
    0, // class 0
    0xc0,
    1,
    10, // TPDU size 1,024
    0xc1,
    2,
    1,
    0, // calling TSAP
    0xc2,
    2,
    1,
    2, // called TSAP: kind 1, rack 0 slot 2
  ]),
};

export const connectionConfirm: Sent = {
  fromServer: true,
  bytes: tpkt([17, 0xd0 /* CC */, 0, 7, 0, 9, 0, 0xc0, 1, 10, 0xc1, 2, 1, 0, 0xc2, 2, 1, 2]),
};

export const setup: readonly Sent[] = [
  connectionRequest,
  connectionConfirm,
  fromClient(...job(0, [0xf0 /* setup */, 0 /* reserved */, 0, 1 /* calling */, 0, 1 /* called */, 1, 0xe0 /* PDU */])),
  fromServer(...ackData(0, [0xf0, 0, 0, 1, 0, 1, 0, 0xf0 /* PDU length 240 */])),
];

const unit = 0xd1;

/** A module identification list of two records, 28 bytes each, cut in the middle of the second. */
export const identity: readonly number[] = [
  ...u16(0x0011), // list
  ...u16(0), // index
  ...u16(28), // length of a record
  ...u16(2), // records
  ...record(1 /* module */, '6ES7 315-2EH14-0AB0 ', 4, 1),
  ...record(7 /* operating system */, ' '.repeat(20), 0x5603, 0x0206),
];

/** Index, order number, type of module, version in two words. */
function record(index: number, order: string, major: number, minor: number): number[] {
  return [...u16(index), ...text(order), ...u16(0xc0), ...u16(major), ...u16(minor)];
}

export const everything: readonly Sent[] = [
  ...setup,
  fromClient(...job(1, [4 /* read var */, 2 /* items */, ...any(2, 10, 5, 0x84, 80), ...any(1, 1, 0, 0x81, 3)])),
  fromServer(
    ...ackData(1, [4, 2], [0xff, 4 /* bits */, 0, 80, ...text('0123456789'), 0x0a /* no such object */, 0, 0, 0]),
  ),
  fromClient(
    ...job(
      2,
      [5 /* write var */, 2, ...any(2, 1, 0, 0x82, 8), ...any(29, 1, 0, 0x1d, 4)],
      [0 /* reserved */, 4, 0, 8 /* bits */, 0x7f, 0 /* fill */, 0, 9, 0, 2 /* bytes */, 0x12, 0x34],
    ),
  ),
  fromServer(...ackData(2, [5, 2], [0xff, 0x03 /* access not allowed */])),
  fromClient(...userdata(3, 0x44 /* request, cpu */, 1 /* read szl */, content([0, 0x11, 0, 0]))),
  fromServer(...userdata(3, 0x84, 1, content(identity.slice(0, 50)), { unit, more: true, error: 0 })),
  fromClient(...userdata(4, 0x44, 1, content([], 0x0a), { unit: 0, more: false, error: 0 })),
  fromServer(...userdata(4, 0x84, 1, content(identity.slice(50)), { unit, more: false, error: 0 })),
  fromClient(
    ...job(5, [
      0x28, // program invocation
      ...text('', 6),
      0xfd, // unknown
      ...u16(0), // no argument
      9,
      ...text('P_PROGRAM'),
    ]),
  ),
  fromServer(...ackData(5, [0x28])),
  fromClient(...job(6, [0x29 /* stop */, 0, 0, 0, 0, 0, 9, ...text('P_PROGRAM')])),
  fromServer(...ackData(6, [0x29], [], 0x8304)),
  fromClient(
    ...job(7, [
      0x1a /* request download */,
      0,
      1,
      0,
      0,
      0,
      0,
      0,
      9,
      ...text('_0A00001P'),
      13,
      ...text('1000500000404'),
    ]),
  ),
  fromServer(...ackData(7, [0x1a])),
  fromServer(...job(1, [0x1b /* download block */, 0, 0, 0, 0, 0, 0, 0, 9, ...text('_0A00001P')])),
  fromClient(...ackData(1, [0x1b, 0], [0, 4, 0, 0xfb /* a block */, 0x70, 0x70, 1, 1])),
  fromClient(...job(8, [0x28, 0, 0, 0, 0, 0, 0, 0xfd, ...u16(10), 1, 0, ...text('0A00001P'), 5, ...text('_INSE')])),
  fromServer(...ackData(8, [0x28])),
  fromClient(
    ...userdata(9, 0x47 /* request, clock */, 2 /* set */, content([0, 0x19, 0x26, 0x08, 0x23, 0x10, 0, 2, 0, 0])),
  ),
  fromServer(...userdata(9, 0x87, 2, content([], 0x0a), { unit: 0, more: false, error: 0 })),
];
