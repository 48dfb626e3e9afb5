import { ascii, hex, together } from '../decoder-laws.cases.ts';

/** Primary host, closes after ten minutes. */
export const initiate: Uint8Array = hex('01 00 00 00 0001 000d 01 000927c0');
export const initiated: Uint8Array = hex('01 01 00 00 0001 000d 01 000927c0');
export const keepAlive: Uint8Array = hex('01 00 02 00 0002 0008');
export const close: Uint8Array = hex('01 00 01 00 0009 0008');

/** A frame with its checksum; it is put behind a header of the given kind and number. */
export function passing(kind: number, sequence: number, frame: Uint8Array): Uint8Array {
  const parity = frame.reduce((sum, byte) => sum ^ byte, 0);
  const length = 8 + frame.length + 1;
  return together(
    Uint8Array.of(1, kind, 3, 0, sequence >> 8, sequence & 255, length >> 8, length & 255),
    frame,
    Uint8Array.of(parity),
  );
}

/** Command 0 to polling address 0, without data. */
export const identify: Uint8Array = passing(0, 3, hex('02 80 00 00'));
/** 254, type 26aa, five preambles, revisions 7, 1, 3, 2 and 1, flags, number 0b2f21, preambles, variables, changes, status, maker, label, profile. */
export const identified: Uint8Array = passing(
  1,
  3,
  hex('06 80 00 18 00 00', 'fe 26aa 05 07 01 03 11 00 0b2f21 05 04 0001 00 0026 0026 01'),
);
/** Command 13: tag TT-101, descriptor, date, in six-bit characters. */
export const tagged: Uint8Array = passing(
  1,
  4,
  hex('86 a6aa0b2f21 0d 17 00 00', '514b71c31820', '00'.repeat(12), '01017b'),
);
export const longTagged: Uint8Array = passing(
  1,
  5,
  together(hex('86 a6aa0b2f21 14 22 00 00'), ascii('QUAY 3 HOIST TEMPERATURE'.padEnd(32, ' '))),
);
/** Command 42 to one device. */
export const reset: Uint8Array = passing(0, 6, hex('82 a6aa0b2f21 2a 00'));
export const resetRefused: Uint8Array = passing(1, 6, hex('86 a6aa0b2f21 2a 02 07 00'));
/** Command 512 by way of command 31. */
export const wideCommand: Uint8Array = passing(0, 7, hex('82 a6aa0b2f21 1f 02 0200'));
