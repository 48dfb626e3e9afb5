import { hex, together, ascii } from '../decoder-laws.cases.ts';

/** PCMA of one source, 160 samples apart; then a packet of H.264 with an extension. */
export const voice: readonly Uint8Array[] = [0, 1, 2].map((i) =>
  together(
    hex(`80 08 000${i + 1} 0000${(i * 160).toString(16).padStart(4, '0')} a1b2c3d4`),
    new Uint8Array(160).fill(0xd5),
  ),
);
export const video: Uint8Array = hex('90 e0 0007 00015f90 a1b2c3d4 bede0001 10aa0000 65888400');

export const senderReport: Uint8Array = hex('80 c8 0006 a1b2c3d4 e0000000 00000000 00000140 00000003 000001e0');
/** Canonical name, program and a private item of one source. */
export const description: Uint8Array = together(
  hex('81 ca 000a a1b2c3d4 01 0c'),
  ascii('cam7@camera7'),
  hex('06 0b'),
  ascii('encoder 2.1'),
  hex('08 04 01 61 6263 00 00 00'),
);
export const goodbye: Uint8Array = hex('81 cb 0001 a1b2c3d4');
export const receiverReport: Uint8Array = hex('80 c9 0001 a1b2c3d4');
