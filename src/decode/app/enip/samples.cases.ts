import { ascii, hex, together } from '../decoder-laws.cases.ts';

/** A number in `bytes` bytes, the lowest first. */
export function le(value: number, bytes: number): Uint8Array {
  return Uint8Array.from({ length: bytes }, (_, i) => Math.floor(value / 256 ** i) % 256);
}

/** An encapsulated message: header of 24 bytes and what follows. */
export function packet(
  command: number,
  body: Uint8Array,
  { status = 0, context = 1, session = 0x1234 } = {},
): Uint8Array {
  return together(
    le(command, 2), // command
    le(body.length, 2), // length
    le(session, 4), // session handle
    le(status, 4), // status
    le(context, 8), // sender context
    le(0, 4), // options
    body,
  );
}

function item(type: number, data: Uint8Array): Uint8Array {
  return together(le(type, 2), le(data.length, 2), data);
}

/** Items behind their number. */
export function items(...list: readonly (readonly [type: number, data: Uint8Array])[]): Uint8Array {
  return together(le(list.length, 2), ...list.map(([type, data]) => item(type, data)));
}

const NOTHING = new Uint8Array(0);

/** Send rr data: interface handle, timeout, a null address and the message. */
export function unconnected(message: Uint8Array, context = 1): Uint8Array {
  return packet(0x6f, together(hex('00000000 0a00'), items([0, NOTHING], [0xb2, message])), { context });
}

/** Send unit data: the connection, then the sequence count and the message. */
export function connected(connection: number, sequence: number, message: Uint8Array): Uint8Array {
  const list = items([0xa1, le(connection, 4)], [0xb1, together(le(sequence, 2), message)]);
  return packet(0x70, together(hex('00000000 0000'), list), { context: 0 });
}

/** A request: service, length of the path in words, path, data. */
export function request(service: number, path: Uint8Array, data: Uint8Array = NOTHING): Uint8Array {
  return together(Uint8Array.of(service, path.length / 2), path, data);
}

/** A response: service with its top bit, a reserved byte, general status, no additional status, data. */
export function response(service: number, data: Uint8Array = NOTHING, status = 0): Uint8Array {
  return together(Uint8Array.of(service | 0x80, 0, status, 0), data);
}

/** A multiple service packet's data: how many, where each begins, and the messages. */
export function several(...messages: readonly Uint8Array[]): Uint8Array {
  const offsets: Uint8Array[] = [];
  let at = 2 + 2 * messages.length;
  for (const message of messages) {
    offsets.push(le(at, 2));
    at += message.length;
  }
  return together(le(messages.length, 2), ...offsets, ...messages);
}

/** `20 class 24 instance`, and `30 attribute` where there is one. */
export function object(classId: number, instance: number, attribute?: number): Uint8Array {
  const path = [0x20, classId, 0x24, instance];
  return Uint8Array.from(attribute === undefined ? path : [...path, 0x30, attribute]);
}

/** A name: `91`, its length, its characters, and a zero that makes the length even. */
export function symbol(name: string): Uint8Array {
  return together(Uint8Array.of(0x91, name.length), ascii(name), new Uint8Array(name.length & 1));
}

/** The identity object's attributes one to seven. */
export const identityData = together(
  hex(
    '0100', // vendor: Rockwell Automation
    '0e00', // device type: programmable logic controller
    '3600', // product code
    '14 0b', // revision 20.11
    '6030', // status
    '78563412', // serial number
  ),
  hex('0a'), // length of the name
  ascii('1756-L61/B'),
);

export const listIdentity = packet(0x63, NOTHING, { session: 0, context: 0 });
export const identityReply = packet(
  0x63,
  items([
    0x0c,
    together(
      hex(
        '0100', // encapsulation version
        '0002 af12 c0000202 0000000000000000', // family, port 44818, 192.0.2.2, all big endian; zeros
      ),
      identityData,
      hex('03'), // state: operational
    ),
  ]),
  { session: 0, context: 0 },
);
export const servicesReply = packet(
  0x04,
  items([0x100, together(hex('0100 2001'), ascii('Communications'), hex('0000'))]), // version, flags, name of 16
);
export const registerSession = packet(0x65, hex('0100 0000'), { session: 0 }); // version, options
export const registered = packet(0x65, hex('0100 0000'));
export const unregister = packet(0x66, NOTHING);

export const askIdentity = request(0x01, object(0x01, 1));
export const identityAnswer = response(0x01, identityData);

/** A forward open of a class 3 connection to the message router of the module in slot 2. */
export const forwardOpen = request(
  0x54,
  object(0x06, 1),
  hex(
    '07 f9', // tick time and ticks
    '00000000', // connection to the target: it will choose
    '44332211', // connection to the originator
    '0500', // serial number of the connection
    '4d00 01020304', // vendor and serial number of the originator
    '00 000000', // timeout multiplier, reserved
    '00127a00 f443', // interval and parameters to the target
    '00127a00 f443', // and to the originator
    'a3', // class 3, application triggered, server
    '03 0102 2002 2401', // three words: port 1 link 2, class 2, instance 1
  ),
);
export const forwardOpened = response(
  0x54,
  hex(
    '01020304', // connection to the target
    '44332211', // connection to the originator
    '0500 4d00 01020304', // serial number, vendor, serial number of the originator
    '00127a00 00127a00', // actual intervals
    '00 00', // no application reply, reserved
  ),
);
export const TO_TARGET = 0x04030201;
export const TO_ORIGINATOR = 0x11223344;

/** An unconnected send of a message to the module in slot 0. */
export function passedOn(message: Uint8Array): Uint8Array {
  return request(
    0x52,
    object(0x06, 1),
    together(
      hex('05 99'), // tick time and ticks
      le(message.length, 2),
      message,
      new Uint8Array(message.length & 1),
      hex('01 00 0100'), // one word, reserved, port 1 link 0
    ),
  );
}

/** Execute PCCC: length of what names the requester, vendor, serial number; then the older protocol's command. */
export function pccc(command: string): Uint8Array {
  return request(0x4b, object(0x67, 1), together(hex('07 4d00 01020304'), hex(command)));
}

export function pcccAnswer(answer: string): Uint8Array {
  return response(0x4b, together(hex('07 4d00 01020304'), hex(answer)));
}

export const produced = hex(
  '0200', // two items
  '0280 0800 03064b00 db943f00', // sequenced address: connection, sequence number
  'b100 0600 a587 e80f0300', // connected data: sequence count and four bytes
);

/** Whole messages of every kind, as each may begin a flow: those without a body tell nothing alone. */
export const enipSamples: readonly Uint8Array[] = [
  identityReply,
  servicesReply,
  registerSession,
  unconnected(askIdentity),
  unconnected(identityAnswer),
  unconnected(forwardOpen),
  unconnected(forwardOpened),
  unconnected(passedOn(request(0x0e, object(0x01, 1, 7)))),
  unconnected(request(0x03, object(0xf5, 1), hex('0200 0500 0600'))),
  unconnected(pccc('0f 00 0100 a2 14 07 89 00 00')),
  connected(TO_TARGET, 1, request(0x4c, symbol('Speed'), hex('0100'))),
  connected(TO_ORIGINATOR, 1, response(0x4c, hex('c400 2a000000'))),
  connected(
    TO_TARGET,
    2,
    request(
      0x0a,
      object(0x02, 1),
      several(request(0x4c, symbol('A'), hex('0100')), request(0x4d, symbol('B'), hex('c300 0100 0500'))),
    ),
  ),
  unconnected(request(0x55, hex('206b 2500 0000'), hex('0200 0100 0200'))),
];
