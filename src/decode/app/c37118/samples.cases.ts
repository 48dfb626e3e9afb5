import { ascii, hex, together } from '../decoder-laws.cases.ts';

const name = (text: string): Uint8Array => ascii(text.padEnd(16));
/** Of stream 7, at 1,700,000,000 s. */
const start = (type: string, length: string): Uint8Array => hex(`aa${type}`, length, '0007 6553f100 00000000');

export const turnOn: Uint8Array = together(start('41', '0012'), hex('0002 c6a1'));
export const extended: Uint8Array = together(start('41', '0014'), hex('0008 0102 1be0'));
/** Status, one phasor as two 16-bit numbers, frequency and its change. */
export const data: Uint8Array = together(start('01', '001a'), hex('0000 00000000 0000 0000 3e3d'));
export const header: Uint8Array = together(start('11', '001d'), ascii('PMU of quay 3'), hex('3ec8'));
/** One station, called Quay 3, with one phasor and sixteen switches, 30 times a second. */
export const configuration: Uint8Array = together(
  start('31', '014e'),
  hex('000f4240 0001'), // time base, stations
  name('Quay 3'),
  hex('0007 0000 0001 0000 0001'), // number, format, phasors, values, groups of switches
  name('VA'),
  ...Array.from({ length: 16 }, (_, i) => name(`BRK${i}`)),
  hex('00000000 00000000 0001 0001'), // units, nominal frequency, changes
  hex('001e 3003'), // rate, checksum
);
export const configuration3: Uint8Array = together(
  start('52', '0063'),
  hex('0000 000f4240 0001'), // whole, time base, stations
  hex('06'),
  ascii('Quay 3'),
  hex('0007', '00'.repeat(16), '0000 0001 0000 0000'), // number, global identifier, format, counts
  hex('02'),
  ascii('VA'),
  hex('00'.repeat(12), '00'.repeat(25)), // scale; place, class, window, delay, nominal frequency, changes
  hex('001e 6818'),
);
