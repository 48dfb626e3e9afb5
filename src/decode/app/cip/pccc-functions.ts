import { type Access, OTHER, PROGRAM, READ, STOP, WRITE } from '../../../schema/facts/vocabulary.ts';

/**
 * Functions of the older protocol inside "execute PCCC" (DF1 Protocol and Command Set, Rockwell publication
 * 1770-6.5.16): number * 1 for command 0x0f, 0x100 more for 0x06, 0x200 more for 0x07; the basic commands, which have
 * no functions, are {@link PLAIN} and their number; {@link OTHER_COMMAND} for others.
 */
export const DIAGNOSTIC = 0x100;
export const ENABLE = 0x200;
export const PLAIN = 0x280;
export const OTHER_COMMAND = 0x2ff;

export const functions: ReadonlyMap<number, string> = new Map([
  [0x00, 'word range write'],
  [0x01, 'word range read'],
  [0x02, 'bit write'],
  [0x03, 'file write'],
  [0x04, 'file read'],
  [0x05, 'download request'],
  [0x06, 'upload'],
  [0x07, 'shutdown'],
  [0x08, 'physical write'],
  [0x09, 'physical read'],
  [0x0a, 'restart request'],
  [0x11, 'get edit resource'],
  [0x12, 'return edit resource'],
  [0x17, 'read bytes physical'],
  [0x18, 'write bytes physical'],
  [0x26, 'read-modify-write'],
  [0x29, 'read section size'],
  [0x3a, 'set CPU mode'],
  [0x41, 'disable forces'],
  [0x50, 'download all request'],
  [0x52, 'download completed'],
  [0x53, 'upload all request (upload)'],
  [0x55, 'upload completed'],
  [0x57, 'initialize memory'],
  [0x5e, 'modify PLC-2 compatibility file'],
  [0x67, 'typed write'],
  [0x68, 'typed read'],
  [0x79, 'read-modify-write n'],
  [0x80, 'change CPU mode'],
  [0x81, 'open file'],
  [0x82, 'close file'],
  [0x88, 'execute multiple commands'],
  [0x8f, 'apply port configuration'],
  [0xa1, 'protected typed logical read with two address fields'],
  [0xa2, 'protected typed logical read with three address fields'],
  [0xa7, 'protected typed file read'],
  [0xa9, 'protected typed logical write with two address fields'],
  [0xaa, 'protected typed logical write with three address fields'],
  [0xab, 'protected typed logical masked-write with three address fields'],
  [0xaf, 'protected typed file write'],
  [0x100, 'echo'],
  [0x101, 'read diagnostic counters'],
  [0x102, 'set variables'],
  [0x103, 'diagnostic status'],
  [0x104, 'set timeout'],
  [0x105, 'set NAKs'],
  [0x106, 'set ENQs'],
  [0x107, 'reset diagnostic counters'],
  [0x108, 'set data table size'],
  [0x109, 'read link parameters'],
  [0x10a, 'set link parameters'],
  [0x200, 'disable outputs'],
  [0x201, 'enable outputs'],
  [0x203, 'enable PLC scanning'],
  [0x204, 'enter download mode'],
  [0x205, 'exit download/upload mode'],
  [0x206, 'enter upload mode'],
  [PLAIN + 0x00, 'protected write'],
  [PLAIN + 0x01, 'unprotected read'],
  [PLAIN + 0x02, 'protected bit write'],
  [PLAIN + 0x03, 'physical write of a PLC-2'],
  [PLAIN + 0x04, 'physical read of a PLC-2'],
  [PLAIN + 0x05, 'unprotected bit write'],
  [PLAIN + 0x08, 'unprotected write'],
  [OTHER_COMMAND, 'unknown command'],
]);

export function pcccName(code: number): string {
  return functions.get(code) ?? `function 0x${(code & 0xff).toString(16).padStart(2, '0')}`;
}

/** The number of a command and its function. */
export function pcccCode(command: number, fn: number): number {
  switch (command & 0xf) {
    case 0x0f:
      return fn;
    case 0x06:
      return DIAGNOSTIC + fn;
    case 0x07:
      return fn === 0xff ? OTHER_COMMAND : ENABLE + fn;
    default:
      return functions.has(PLAIN + (command & 0xf)) ? PLAIN + (command & 0xf) : OTHER_COMMAND;
  }
}

const reads: ReadonlySet<number> = new Set([
  0x01,
  0x04,
  0x09,
  0x17,
  0x29,
  0x68,
  0xa1,
  0xa2,
  0xa7,
  PLAIN + 1,
  PLAIN + 4,
]);
const writes: ReadonlySet<number> = new Set([
  0x00,
  0x02,
  0x03,
  0x08,
  0x18,
  0x26,
  0x41,
  0x5e,
  0x67,
  0x79,
  0xa9,
  0xaa,
  0xab,
  0xaf,
  PLAIN,
  PLAIN + 2,
  PLAIN + 3,
  PLAIN + 5,
  PLAIN + 8,
]);
const programs: ReadonlySet<number> = new Set([0x05, 0x06, 0x11, 0x12, 0x50, 0x52, 0x53, 0x55, 0x57, 0x8f]);
const stops: ReadonlySet<number> = new Set([0x07, 0x0a, 0x3a, 0x80]);

/** Modes and the enabling of outputs and scans are STOP; up- and downloads and their permissions PROGRAM. */
export function pcccAccess(code: number): Access {
  if (reads.has(code)) return READ;
  if (writes.has(code)) return WRITE;
  if (programs.has(code)) return PROGRAM;
  if (stops.has(code)) return STOP;
  if (code >= ENABLE && code <= ENABLE + 3) return STOP;
  if (code > ENABLE + 3 && code <= ENABLE + 6) return PROGRAM;
  if (code === DIAGNOSTIC + 2 || code === DIAGNOSTIC + 8 || code === DIAGNOSTIC + 10) return WRITE;
  return OTHER;
}
