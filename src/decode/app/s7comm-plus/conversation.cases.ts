import type { Sent } from '../modbus/stream-properties.cases.ts';
import { connectionConfirm, connectionRequest, dataUnit, text, u16 } from '../s7comm/conversation.cases.ts';

/** A PDU: header, data, trailer. */
export function pdu(version: number, data: readonly number[], last = true): number[] {
  return [0x72, version, ...u16(data.length), ...data, ...(last ? [0x72, version, 0, 0] : [])];
}

export function u32(value: number): number[] {
  return [...u16(Math.floor(value / 65536)), ...u16(value % 65536)];
}

/** A number in seven bits a byte. */
export function vlq(value: number): number[] {
  const bytes = [value % 128];
  for (let rest = Math.floor(value / 128); rest > 0; rest = Math.floor(rest / 128)) bytes.unshift(128 + (rest % 128));
  return bytes;
}

export const SESSION = 904;

/** Opcode, reserved, function, reserved, number, session, flags. */
export function request(code: number, number: number, body: readonly number[], session = SESSION): number[] {
  return [0x31, 0, 0, ...u16(code), 0, 0, ...u16(number), ...u32(session), 0x34, ...body];
}

export function response(code: number, number: number, body: readonly number[], opcode = 0x32): number[] {
  return [opcode, 0, 0, ...u16(code), 0, 0, ...u16(number), 0x34, ...body];
}

export function wide(characters: string): number[] {
  return [0, 0x15 /* wstring */, characters.length, ...text(characters)];
}

/** An attribute of an object. */
export function attribute(id: number, value: readonly number[]): number[] {
  return [0xa3, ...vlq(id), ...value];
}

export function object(id: number, kind: number, ...elements: readonly (readonly number[])[]): number[] {
  return [0xa1, ...u32(id), ...vlq(kind), 0 /* flags */, 0 /* attribute */, ...elements.flat(), 0xa2];
}

export const udint = (value: number): number[] => [0, 4, ...vlq(value)];

/** Creates an object of a class: where, a value, four bytes, the object. */
export function create(
  number: number,
  kind: number,
  session = SESSION,
  ...elements: readonly (readonly number[])[]
): number[] {
  const where = u32(285);
  return request(
    0x04ca,
    number,
    [...where, ...udint(0), 0, 0, 0, 0, ...object(211, kind, ...elements), 0, 0, 0, 0],
    session,
  );
}

/** A variable by its symbol: check sum, area, how many numbers follow, which value, and the path. */
export function symbol(checksum: number, area: number, ...path: readonly number[]): number[] {
  return [...vlq(checksum), ...vlq(area), ...vlq(1 + path.length), ...vlq(2550 /* actual */), ...path.flatMap(vlq)];
}

export function client(data: readonly number[], version = 2): Sent {
  return { fromServer: false, bytes: dataUnit(pdu(version, data)) };
}

export function server(data: readonly number[], version = 2): Sent {
  return { fromServer: true, bytes: dataUnit(pdu(version, data)) };
}

const DB_2 = 0x8a0e_0002;

/** The version of the session: a structure with the order number and firmware among its members. */
const version = [
  0,
  0x17, // struct
  ...u32(314),
  ...vlq(315),
  ...udint(320),
  ...vlq(319),
  ...wide('1;6ES7 511-1AK00-0AB0;V1.8'),
  0, // end of struct
];

export const opening: readonly Sent[] = [
  connectionRequest,
  connectionConfirm,
  client(
    create(1, 287, 288, attribute(233, wide('ServerSession_1')), object(211, 255, attribute(233, wide('Subs')))),
    1,
  ),
  server(
    response(0x04ca, 1, [
      0 /* success */,
      2 /* numbers */,
      ...vlq(904),
      ...vlq(905),
      ...object(288, 287, attribute(306, version)),
    ]),
    1,
  ),
];

export const everything: readonly Sent[] = [
  ...opening,
  client(request(0x0542, 2, [...u32(SESSION), 1, 1, ...vlq(306), 1, ...version, 0])),
  server(response(0x0542, 2, [0])),
  client(request(0x054c, 3, [...u32(0), 2, ...vlq(9), ...symbol(0xbeef, DB_2, 10), ...symbol(7, 82, 9, 9)])),
  server(response(0x054c, 3, [0, 1, 0, 0x0e /* real */, 0x41, 0x48, 0, 0, 0 /* end */, 2, ...vlq(0x8012), 0])),
  client(request(0x0542, 4, [...u32(0), 1, 4, ...symbol(0xbeef, DB_2, 10), 1, 0, 1 /* bool */, 1])),
  server(response(0x0542, 4, [0])),
  client(create(5, 1001)),
  server(response(0x04ca, 5, [0, 1, ...vlq(0x7000_0001)])),
  server([
    0x33,
    ...u32(0x7000_0001),
    4,
    0,
    0,
    0,
    0,
    0,
    9 /* credit */,
    1,
    1,
    0x92,
    ...u32(3),
    0,
    7 /* int */,
    3,
    0xe9,
    0,
    0,
    0,
    0,
    0,
  ]),
  client(request(0x04f2, 6, [...u32(52), 1, ...vlq(2167), 0, 8 /* dint */, 1])),
  server(response(0x04f2, 6, [0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x81, 0x80, 0x12], 2)),
  client(create(7, 2574)),
  server(response(0x04ca, 7, [0, 1, ...vlq(DB_2)])),
  client(request(0x057c, 8, [...u32(DB_2), 1])),
  server(response(0x057c, 8, [0])),
  client(request(0x04bb, 9, [...u32(3), 0, 1, 1, 0, 0, 0])),
  server(response(0x04bb, 9, [0, ...u32(3), ...object(3, 2520, [0xa4, ...vlq(2520), ...u32(DB_2)])])),
  client(request(0x04d4, 10, u32(SESSION))),
  server(response(0x04d4, 10, [0, ...u32(SESSION)])),
];
