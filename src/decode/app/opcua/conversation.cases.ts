import type { Segment } from '../feed-stream.cases.ts';

/** OPC UA messages written by hand after OPC 10000-6; numbers are little-endian. */
export type Bytes = readonly number[];

export const u16 = (n: number): Bytes => [n & 255, n >> 8];
export const u32 = (n: number): Bytes => [n & 255, (n >>> 8) & 255, (n >>> 16) & 255, n >>> 24];
export const ascii = (text: string): Bytes => [...Buffer.from(text, 'latin1')];
export const text = (value: string): Bytes => [...u32(value.length), ...ascii(value)];
export const NOTHING: Bytes = u32(0xffff_ffff);
export const time: Bytes = [...u32(0x0000_0000), ...u32(0x01da_0000)]; // some day in 2023
export const double = (n: number): Bytes => [...new Uint8Array(new Float64Array([n]).buffer)];
export const list = (...items: Bytes[]): Bytes => [...u32(items.length), ...items.flat()];
export const twoByte = (id: number): Bytes => [0, id];
export const fourByte = (space: number, id: number): Bytes => [1, space, ...u16(id)];
export const named = (space: number, id: string): Bytes => [3, ...u16(space), ...text(id)];
export const noExtension: Bytes = [0, 0, 0];
export const extension = (id: number, body: Bytes): Bytes => [...fourByte(0, id), 1, ...u32(body.length), ...body];
export const localized = (value: string): Bytes => [2, ...text(value)];
export const BAD_USER_ACCESS = 0x801f_0000;

const NONE = 'http://opcfoundation.org/UA/SecurityPolicy#None';
export const BASIC256SHA256 = 'http://opcfoundation.org/UA/SecurityPolicy#Basic256Sha256';
const URL = 'opc.tcp://plc.example:4840';

export function chunk(type: string, rest: Bytes): Uint8Array {
  return Uint8Array.from([...ascii(type), ...u32(rest.length + 8), ...rest]);
}

export const hello: Uint8Array = chunk('HELF', [
  ...u32(0), // version
  ...u32(65_536), // receive buffer
  ...u32(65_536), // send buffer
  ...u32(0), // longest message
  ...u32(0), // most chunks
  ...text(URL),
]);
export const acknowledge: Uint8Array = chunk('ACKF', [...u32(0), ...u32(65_536), ...u32(65_536), ...u32(0), ...u32(0)]);

export const requestHeader: Bytes = [
  ...twoByte(0), // authentication token
  ...time,
  ...u32(7), // handle
  ...u32(0), // diagnostics wanted
  ...NOTHING, // audit entry
  ...u32(5000), // time-out
  ...noExtension,
];

export function responseHeader(result = 0): Bytes {
  return [...time, ...u32(7), ...u32(result), 0 /* diagnostics */, ...list(), ...noExtension];
}

/** A chunk of a symmetric message: channel 3, token 1. */
export function part(type: string, id: number, body: Bytes): Uint8Array {
  return chunk(type, [...u32(3), ...u32(1), ...u32(50 + id), ...u32(id), ...body]);
}

export function service(fn: number, body: Bytes): Bytes {
  return [...fourByte(0, fn), ...body];
}

export function request(id: number, fn: number, body: Bytes): Segment {
  return { fromServer: false, bytes: part('MSGF', id, service(fn, [...requestHeader, ...body])) };
}

export function response(id: number, fn: number, body: Bytes, result = 0): Segment {
  return { fromServer: true, bytes: part('MSGF', id, service(fn, [...responseHeader(result), ...body])) };
}

export function opening(policy: string, certificate: Bytes, rest: Bytes): Uint8Array {
  return chunk('OPNF', [
    ...u32(0), // channel
    ...text(policy),
    ...(certificate.length === 0 ? NOTHING : [...u32(certificate.length), ...certificate]),
    ...NOTHING, // thumbprint
    ...rest,
  ]);
}

export const openRequest: Uint8Array = opening(
  NONE,
  [],
  [
    ...u32(1), // number
    ...u32(1), // request
    ...service(446, [
      ...requestHeader,
      ...u32(0), // version
      ...u32(0), // issue
      ...u32(1), // no security
      ...NOTHING, // nonce
      ...u32(3_600_000), // lifetime
    ]),
  ],
);
export const openResponse: Uint8Array = opening(
  NONE,
  [],
  [
    ...u32(1),
    ...u32(1),
    ...service(449, [...responseHeader(), ...u32(0), ...u32(3), ...u32(1), ...time, ...u32(3_600_000), ...NOTHING]),
  ],
);

const application: Bytes = [
  ...text('urn:plc.example:Vendor:Server'),
  ...text('urn:Vendor:Server'),
  ...localized('Crane server'),
  ...u32(0), // a server
  ...NOTHING, // gateway
  ...NOTHING, // profile
  ...list(text(URL)),
];
const client: Bytes = [
  ...text('urn:hmi.example'),
  ...text('urn:Maker:Client'),
  ...localized('Panel'),
  ...u32(1), // a client
  ...NOTHING,
  ...NOTHING,
  ...list(),
];
const endpoint: Bytes = [
  ...text(URL),
  ...application,
  ...NOTHING, // certificate
  ...u32(3), // sign and encrypt
  ...text(BASIC256SHA256),
  ...list([...text('user'), ...u32(1), ...NOTHING, ...NOTHING, ...NOTHING]),
  ...text('http://opcfoundation.org/UA-Profile/Transport/uatcp-uasc-uabinary'),
  3, // level
];
export const noSignature: Bytes = [...NOTHING, ...NOTHING];
export const readOf = (node: Bytes, attribute = 13): Bytes => [
  ...node,
  ...u32(attribute),
  ...NOTHING, // range
  ...u16(0), // encoding: no name
  ...NOTHING,
];
/** A data value that is a string, one that is a 16-bit number, one that is only a status. */
export const textValue = (value: string): Bytes => [1, 12, ...text(value)];
const numberValue = (value: number): Bytes => [1, 4, ...u16(value)];
export const statusValue = (status: number): Bytes => [2, ...u32(status)];

/** A session from its hello to its end, with one of all that is told. */
export const everything: readonly Segment[] = [
  { fromServer: false, bytes: hello },
  { fromServer: true, bytes: acknowledge },
  { fromServer: false, bytes: openRequest },
  { fromServer: true, bytes: openResponse },
  request(2, 428, [...text(URL), ...list(), ...list()]),
  response(2, 431, list(endpoint)),
  request(3, 461, [
    ...client,
    ...NOTHING,
    ...text(URL),
    ...text('panel 1'),
    ...NOTHING,
    ...NOTHING,
    ...double(60_000),
    ...u32(0),
  ]),
  response(3, 464, [
    ...fourByte(1, 10),
    ...fourByte(1, 11),
    ...double(60_000),
    ...NOTHING,
    ...NOTHING,
    ...list(endpoint),
    ...list(),
    ...noSignature,
    ...u32(0),
  ]),
  request(4, 467, [
    ...noSignature,
    ...list(),
    ...list(text('en')),
    ...extension(324, [...text('user'), ...text('operator'), ...text('hunter2'), ...NOTHING]),
    ...noSignature,
  ]),
  response(4, 470, [...NOTHING, ...list(), ...list()]),
  request(5, 631, [
    ...double(0),
    ...u32(2),
    ...list(readOf(fourByte(0, 2263)), readOf(fourByte(0, 2261)), readOf(fourByte(0, 2264)), readOf(named(2, 'speed'))),
  ]),
  response(5, 634, [
    ...list(textValue('Vendor'), textValue('Crane server'), textValue('4.2'), statusValue(BAD_USER_ACCESS)),
    ...list(),
  ]),
  request(6, 673, list([...fourByte(2, 1001), ...u32(13), ...NOTHING, ...numberValue(-5 & 0xffff)])),
  response(6, 676, [...list(u32(0)), ...list()]),
  request(7, 712, list([...fourByte(2, 10), ...fourByte(2, 11), ...list([6, ...u32(1)])])),
  response(7, 715, [...list([...u32(BAD_USER_ACCESS), ...list(), ...list(), ...list()]), ...list()]),
  request(8, 787, [...double(500), ...u32(100), ...u32(10), ...u32(0), 1, 0]),
  response(8, 790, [...u32(9), ...double(500), ...u32(100), ...u32(10)]),
  request(9, 751, [
    ...u32(9),
    ...u32(2),
    ...list([
      ...readOf(fourByte(2, 1001)),
      ...u32(2), // reporting
      ...u32(77), // client handle
      ...double(250),
      ...noExtension,
      ...u32(1),
      1,
    ]),
  ]),
  response(9, 754, [...list([...u32(0), ...u32(1), ...double(250), ...u32(1), ...noExtension]), ...list()]),
  request(10, 826, list()),
  response(10, 829, [
    ...u32(9),
    ...list(u32(1)),
    0,
    ...u32(1),
    ...time,
    ...list(extension(811, [...list([...u32(77), ...numberValue(12)]), ...list()])),
    ...list(),
    ...list(),
  ]),
  request(11, 527, [
    ...twoByte(0),
    ...time,
    ...u32(0),
    ...u32(0),
    ...list([...twoByte(85), ...u32(0), ...twoByte(33), 1, ...u32(0), ...u32(63)]),
  ]),
  response(11, 530, [
    ...list([
      ...u32(0),
      ...NOTHING,
      ...list([
        ...twoByte(35),
        1,
        ...fourByte(0, 2253),
        ...u16(0),
        ...text('Server'),
        ...localized('Server'),
        ...u32(1),
        ...fourByte(0, 2004),
      ]),
    ]),
    ...list(),
  ]),
  request(12, 847, list(u32(9))),
  response(12, 850, [...list(u32(0)), ...list()]),
  request(13, 473, [1]),
  response(13, 476, []),
  { fromServer: false, bytes: part('CLOF', 14, service(452, requestHeader)) },
];
