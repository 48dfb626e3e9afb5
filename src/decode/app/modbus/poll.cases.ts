import type { Sent } from './stream-properties.cases.ts';

/** An ADU: MBAP header and PDU. */
export function adu(transaction: number, unit: number, pdu: readonly number[]): Uint8Array {
  return Uint8Array.from([
    transaction >> 8,
    transaction & 0xff, // transaction identifier
    0,
    0, // protocol identifier: Modbus
    (pdu.length + 1) >> 8,
    (pdu.length + 1) & 0xff, // length: unit identifier and PDU
    unit, // unit identifier
    ...pdu,
  ]);
}

export function asks(transaction: number, unit: number, ...pdu: number[]): Sent {
  return { fromServer: false, bytes: adu(transaction, unit, pdu) };
}

export function answers(transaction: number, unit: number, ...pdu: number[]): Sent {
  return { fromServer: true, bytes: adu(transaction, unit, pdu) };
}

/** One of everything a public function can carry, request and answer. */
export const everything: readonly Sent[] = [
  asks(1, 1, 0x03 /* read holding registers */, 0, 100 /* first */, 0, 2 /* count */),
  answers(1, 1, 0x03, 4 /* bytes */, 0x12, 0x34, 0x56, 0x78),
  asks(2, 1, 0x01 /* read coils */, 0, 0, 0, 10),
  answers(2, 1, 0x01, 2 /* bytes */, 0b0101_0101, 0b11),
  asks(3, 1, 0x0f /* write coils */, 0, 8 /* first */, 0, 3 /* count */, 1 /* bytes */, 0b101),
  answers(3, 1, 0x0f, 0, 8, 0, 3),
  asks(4, 1, 0x10 /* write registers */, 0, 16, 0, 1, 2 /* bytes */, 0xca, 0xfe),
  answers(4, 1, 0x90 /* refused */, 2 /* illegal data address */),
  asks(5, 1, 0x08 /* diagnostics */, 0, 4 /* force listen only */, 0, 0),
  asks(6, 1, 0x14 /* read file */, 7 /* bytes */, 6 /* type */, 0, 4 /* file */, 0, 1 /* record */, 0, 2 /* length */),
  answers(6, 1, 0x14, 6 /* bytes */, 5 /* group's bytes */, 6 /* type */, 0x0d, 0xfe, 0x00, 0x20),
  asks(7, 1, 0x15, 9 /* bytes */, 6, 0, 4 /* file */, 0, 7 /* record */, 0, 1 /* length */, 0x06, 0xaf),
  answers(7, 1, 0x15, 9, 6, 0, 4, 0, 7, 0, 1, 0x06, 0xaf),
  asks(8, 1, 0x17 /* read and write */, 0, 3, 0, 2 /* read */, 0, 14, 0, 1 /* write */, 2 /* bytes */, 0, 255),
  answers(8, 1, 0x17, 4, 0, 254, 10, 205),
  asks(9, 1, 0x18 /* fifo queue */, 4, 222 /* pointer */),
  answers(9, 1, 0x18, 0, 6 /* bytes */, 0, 2 /* registers */, 1, 184, 18, 132),
  asks(10, 1, 0x16 /* mask write */, 0, 4 /* register */, 0, 0xf2 /* and */, 0, 0x25 /* or */),
  answers(10, 1, 0x16, 0, 4, 0, 0xf2, 0, 0x25),
  asks(11, 1, 0x0c /* event log */),
  answers(11, 1, 0x0c, 8 /* bytes */, 0, 0 /* status */, 1, 8 /* events */, 1, 33 /* messages */, 0x20, 0 /* log */),
  asks(12, 1, 0x11 /* report server id */),
  answers(12, 1, 0x11, 8 /* bytes */, ...ascii('PUMP-07'), 0xff /* running */),
  asks(13, 1, 0x2b /* encapsulated */, 14 /* device identification */, 1 /* basic */, 0 /* from object */),
  answers(
    13,
    1,
    0x2b,
    14,
    1, // read device id code
    1, // conformity level
    0, // nothing follows
    0, // next object
    2, // objects
    0,
    4,
    ...ascii('Acme'), // vendor name
    2,
    4,
    ...ascii('V1.2'), // revision
  ),
];

export function ascii(text: string): number[] {
  return [...text].map((character) => character.charCodeAt(0));
}
