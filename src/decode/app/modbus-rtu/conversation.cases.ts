import type { Sent } from '../modbus/stream-properties.cases.ts';

/** A frame: unit and PDU, then CRC-16 (polynomial 0xA001, from 0xFFFF), its low byte first. */
export function frame(unit: number, ...pdu: readonly number[]): number[] {
  let crc = 0xffff;
  for (const byte of [unit, ...pdu]) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc & 1) === 1 ? (crc >> 1) ^ 0xa001 : crc >> 1;
  }
  return [unit, ...pdu, crc & 0xff, crc >> 8];
}

export function asks(...frames: readonly (readonly number[])[]): Sent {
  return { fromServer: false, bytes: Uint8Array.from(frames.flat()) };
}

export function answers(...frames: readonly (readonly number[])[]): Sent {
  return { fromServer: true, bytes: Uint8Array.from(frames.flat()) };
}

export const poll: Sent = asks(frame(1, 3, 0, 10, 0, 2 /* registers */), frame(2, 1, 0, 0, 0, 8 /* coils */));

export const everything: readonly Sent[] = [
  poll,
  answers(frame(1, 3, 4, 0x12, 0x34, 0x56, 0x78), frame(2, 1, 1, 0x5a)),
  asks(frame(1, 6, 0, 1, 0, 9)),
  answers(frame(1, 6, 0, 1, 0, 9)),
  asks(frame(1, 16, 0, 1, 0, 2, 4, 0, 1, 0, 2)),
  answers(frame(1, 16, 0, 1, 0, 2)),
  asks(frame(1, 15, 0, 1, 0, 3, 1, 5)),
  answers(frame(1, 15, 0, 1, 0, 3)),
  asks(frame(1, 23, 0, 0, 0, 1, 0, 4, 0, 1, 2, 0xab, 0xcd)),
  answers(frame(1, 23, 2, 0, 7)),
  asks(frame(1, 7)),
  answers(frame(1, 7, 3)),
  asks(frame(1, 22, 0, 4, 0, 0xf2, 0, 0x25)),
  answers(frame(1, 22, 0, 4, 0, 0xf2, 0, 0x25)),
  asks(frame(1, 24, 4, 0xde)),
  answers(frame(1, 24, 0, 4, 0, 1, 1, 0xb8)),
  asks(frame(1, 20, 7, 6, 0, 4, 0, 1, 0, 2)),
  answers(frame(1, 20, 6, 5, 6, 0xd, 0xfe, 0, 0x20)),
  asks(frame(1, 43, 14, 1, 0)),
  answers(frame(1, 43, 14, 1, 1, 0, 0, 1, 0, 6, 0x48, 0x61, 0x6c, 0x6d, 0x6f, 0x79)),
  asks(frame(1, 3, 0xff, 0xff, 0, 2)),
  answers(frame(1, 0x83, 2 /* illegal address */)),
];
