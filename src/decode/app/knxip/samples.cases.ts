import { ascii, hex, together } from '../decoder-laws.cases.ts';

/** Where to answer: UDP, 192.0.2.1, 3671. */
const endpoint = hex('08 01 c0000201 0e57');
/** Twisted pair, 1.1.0, serial number, 224.0.23.12, MAC, name; and the services it has: core 2. */
const description = together(
  hex('36 01 02 00 1100 0000 00c501020304 e000170c 0200000000aa'),
  ascii('Quay light gateway'.padEnd(30, '\0')),
  hex('04 02 02 02'),
);
export const searchRequest: Uint8Array = together(hex('06 10 0201 000e'), endpoint);
export const searchResponse: Uint8Array = together(hex('06 10 0202 0048'), endpoint, description);
export const descriptionResponse: Uint8Array = together(hex('06 10 0204 0040'), description);
export const connectResponse: Uint8Array = hex('06 10 0206 0014 07 00 08 01 c0000201 0e57 04 04 11 05');
/** Channel 7, sequence 1: 1.1.5 asks the bus to write 1 to group 1/2/3. */
export const groupWrite: Uint8Array = hex('06 10 0420 0015 04 07 01 00 11 00 bc e0 1105 0a03 01 00 81');
/** Restart of 1.1.20. */
export const restart: Uint8Array = hex('06 10 0420 0015 04 07 02 00 11 00 b0 60 1105 1114 01 03 80');
/** Routed: 1.1.7 writes to memory of 1.1.20 at 0x4000. */
export const memoryWrite: Uint8Array = hex('06 10 0530 0014 29 00 b0 60 1107 1114 04 02 81 4000 ff');
/** The gateway's own properties are read. */
export const propertyRead: Uint8Array = hex('06 10 0310 0011 04 07 00 00 fc 000b 01 53 10 01');
export const secured: Uint8Array = hex('06 10 0950 000c 0001 aabbccdd');
export const resetRequest: Uint8Array = hex('06 10 0743 0008 0100');
