import { DIAGNOSTIC, PLAIN } from './pccc-functions.ts';

/**
 * One part of a request: numbers of one and two bytes, an address of a controller's memory (4 bytes), the logical
 * address of a PLC-5 or PLC-3, addresses with two and three fields, and the values that fill the rest.
 */
export type Step =
  | readonly ['byte' | 'word' | 'physical', field: string]
  | readonly ['address' | 'two' | 'three' | 'typed' | 'values' | 'ports' | 'sets'];

const OFFSET: Step = ['word', 'cip.pccc.packet.offset'];
const TOTAL: Step = ['word', 'cip.pccc.total'];
const SIZE: Step = ['byte', 'cip.pccc.byte.size'];
const PLACE: Step = ['word', 'cip.pccc.address'];
const PHYSICAL: Step = ['physical', 'cip.pccc.address'];
const MODE: Step = ['byte', 'cip.pccc.cpu.mode_80'];
const TAG: Step = ['word', 'cip.pccc.tag'];
const ADDRESS: Step = ['address'];
const VALUES: Step = ['values'];
const RANGE: readonly Step[] = [OFFSET, TOTAL, ADDRESS];
const BYTE_MASKS: readonly Step[] = [PLACE, ['byte', 'cip.pccc.mask.set'], ['byte', 'cip.pccc.mask.reset']];

/** Parts of requests by function (publication 1770-6.5.16, chapter 7). Of those that are not here nothing is read. */
export const requests: ReadonlyMap<number, readonly Step[]> = new Map<number, readonly Step[]>([
  [0x00, [...RANGE, VALUES]],
  [0x01, [...RANGE, SIZE]],
  [0x02, [ADDRESS, ['word', 'cip.pccc.mask.set'], ['word', 'cip.pccc.mask.reset']]],
  [0x03, [...RANGE, VALUES]],
  [0x04, [...RANGE, SIZE]],
  [0x08, [PHYSICAL, VALUES]],
  [0x09, [PHYSICAL, SIZE]],
  [0x17, [PHYSICAL, SIZE]],
  [0x18, [PHYSICAL, VALUES]],
  [0x26, [ADDRESS, ['word', 'cip.pccc.mask.and'], ['word', 'cip.pccc.mask.or']]],
  [0x3a, [MODE]],
  [0x5e, [['word', 'cip.pccc.file.num']]],
  [0x67, [...RANGE, ['typed']]],
  [0x68, [...RANGE, ['word', 'cip.pccc.elements']]],
  [0x79, [['sets']]],
  [0x80, [MODE]],
  [
    0x81,
    [
      ['byte', 'cip.pccc.protection'],
      ['word', 'cip.pccc.file.num'],
      ['byte', 'cip.pccc.file.type'],
    ],
  ],
  [0x82, [TAG]],
  [0x8f, [['ports']]],
  [0xa1, [['two']]],
  [0xa2, [['three']]],
  [0xa7, [SIZE, TAG, OFFSET, ['byte', 'cip.pccc.file.type']]],
  [0xa9, [['two'], VALUES]],
  [0xaa, [['three'], VALUES]],
  [0xab, [['three'], VALUES]],
  [0xaf, [SIZE, TAG, OFFSET, ['byte', 'cip.pccc.file.type'], VALUES]],
  [DIAGNOSTIC + 0x00, [VALUES]],
  [DIAGNOSTIC + 0x01, [PLACE, SIZE]],
  [DIAGNOSTIC + 0x02, [VALUES]],
  [DIAGNOSTIC + 0x04, [['byte', 'cip.pccc.timeout']]],
  [DIAGNOSTIC + 0x05, [['byte', 'cip.pccc.naks']]],
  [DIAGNOSTIC + 0x06, [['byte', 'cip.pccc.enqs']]],
  [DIAGNOSTIC + 0x08, [['word', 'cip.pccc.byte.size']]],
  [DIAGNOSTIC + 0x09, [PLACE, SIZE]],
  [DIAGNOSTIC + 0x0a, [PLACE, SIZE, VALUES]],
  [PLAIN + 0x00, [PLACE, VALUES]],
  [PLAIN + 0x01, [PLACE, SIZE]],
  [PLAIN + 0x02, BYTE_MASKS],
  [PLAIN + 0x03, [PLACE, VALUES]],
  [PLAIN + 0x04, [PLACE, SIZE]],
  [PLAIN + 0x05, BYTE_MASKS],
  [PLAIN + 0x08, [PLACE, VALUES]],
]);

/** Requests whose parts may be there again and again. */
export const repeated: ReadonlySet<number> = new Set([0x26, PLAIN + 0x02, PLAIN + 0x05]);

/** Requests and answers that carry nothing. */
export const bodiless: ReadonlySet<number> = new Set([
  0x05, 0x06, 0x07, 0x0a, 0x11, 0x12, 0x41, 0x50, 0x52, 0x55, 0x57, 0x107, 0x200, 0x201, 0x203, 0x204, 0x205, 0x206,
]);

/** Functions whose answers bring values. */
export const answered: ReadonlySet<number> = new Set([
  0x01,
  0x04,
  0x09,
  0x17,
  0xa1,
  0xa2,
  0xa7,
  0x100,
  0x101,
  0x109,
  PLAIN + 0x01,
  PLAIN + 0x04,
]);
