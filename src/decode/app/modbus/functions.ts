import { OTHER, PROGRAM, READ, STOP, WRITE } from '../../../schema/facts/vocabulary.ts';
import type { Access } from '../../../schema/facts/vocabulary.ts';
import { umasFunctions } from './umas.ts';

/** Function codes with a defined layout: Modbus Application Protocol V1.1b3, section 5.1. */
export const publicFunctions: ReadonlyMap<number, string> = new Map([
  [1, 'read coils'],
  [2, 'read discrete inputs'],
  [3, 'read holding registers'],
  [4, 'read input registers'],
  [5, 'write single coil'],
  [6, 'write single register'],
  [7, 'read exception status'],
  [8, 'diagnostics'],
  [11, 'get comm event counter'],
  [12, 'get comm event log'],
  [15, 'write multiple coils'],
  [16, 'write multiple registers'],
  [17, 'report server id'],
  [20, 'read file record'],
  [21, 'write file record'],
  [22, 'mask write register'],
  [23, 'read/write multiple registers'],
  [24, 'read fifo queue'],
  [43, 'encapsulated interface transport'],
]);

/** Codes that makers use or used; the layouts are theirs. Reserved in V1.1b3 annex A, or from Modicon PI-MBUS-300. */
const makerFunctions: ReadonlyMap<number, string> = new Map([
  [9, 'program 484'],
  [10, 'poll 484'],
  [13, 'program controller'],
  [14, 'poll controller'],
  [18, 'program 884'],
  [19, 'reset comm link 884'],
  [40, 'program concept'],
  [41, 'reserved 41'],
  [42, 'reserved 42'],
  [90, 'umas'],
  [91, 'object messaging'],
  [125, 'firmware replacement'],
  [126, 'program 584/984'],
  [127, 'report local address'],
]);

/** Sub-functions of function 8, V1.1b3 section 6.8. */
export const diagnostics: ReadonlyMap<number, string> = new Map([
  [0, 'return query data'],
  [1, 'restart communications'],
  [2, 'return diagnostic register'],
  [3, 'change ascii input delimiter'],
  [4, 'force listen only mode'],
  [10, 'clear counters and diagnostic register'],
  [11, 'return bus message count'],
  [12, 'return bus communication error count'],
  [13, 'return bus exception error count'],
  [14, 'return server message count'],
  [15, 'return server no response count'],
  [16, 'return server nak count'],
  [17, 'return server busy count'],
  [18, 'return bus character overrun count'],
  [20, 'clear overrun counter and flag'],
]);

export const interfaces: ReadonlyMap<number, string> = new Map([
  [13, 'canopen general reference'],
  [14, 'read device identification'],
]);

export const DIAGNOSTICS = 8;
export const WRITE_FILE_RECORD = 21;
export const ENCAPSULATED = 43;
export const UMAS = 90;

/** A command's function with its sub-function or MEI type; a message is counted under the plain code. */
export function withSubFunction(code: number, sub: number): number {
  return code + 256 * (sub + 1);
}

export function functionName(fn: number): string | undefined {
  const code = fn % 256;
  const plain = codeName(code);
  if (fn < 256) return plain;
  const sub = Math.floor(fn / 256) - 1;
  if (code === UMAS) return `umas ${umasFunctions.get(sub) ?? `function ${sub}`}`;
  const names = code === DIAGNOSTICS ? diagnostics : code === ENCAPSULATED ? interfaces : undefined;
  return names?.get(sub) ?? `${plain} ${sub}`;
}

/** True when the specification or a maker's published use gives the code a meaning. */
export function isAssigned(code: number): boolean {
  return publicFunctions.has(code) || makerFunctions.has(code);
}

function codeName(code: number): string {
  const known = publicFunctions.get(code) ?? makerFunctions.get(code);
  if (known !== undefined) return known;
  if (code === 0 || code > 127) return `invalid ${code}`;
  // V1.1b3 section 5: the two ranges that a maker may use as it likes.
  if ((code >= 65 && code <= 72) || (code >= 100 && code <= 110)) return `user-defined ${code}`;
  return `unassigned ${code}`;
}

/**
 * What a function would do. Decisions where the specification leaves room:
 * - 8/1 restart communications and 8/4 listen-only stop the device's communication: STOP. 8/3 changes a setting and
 *   8/10, 8/20 clear counters: WRITE. The other sub-functions read.
 * - 20 and 21 reach "extended memory", which controllers use for data and recipes: READ and WRITE. Programs and
 *   firmware travel in makers' functions (9, 13, 18, 40, 90, 125, 126): PROGRAM.
 * - 90 (UMAS) carries everything Schneider's engineering tool does; see umas.ts.
 * - identity, counters and status are OTHER, and so is a function whose effect only its maker knows.
 */
export function accessOf(code: number, sub: number): Access {
  switch (code) {
    case 1:
    case 2:
    case 3:
    case 4:
    case 20:
    case 24:
      return READ;
    case 5:
    case 6:
    case 15:
    case 16:
    case 21:
    case 22:
    case 23:
      return WRITE;
    case DIAGNOSTICS:
      if (sub === 1 || sub === 4) return STOP;
      return sub === 3 || sub === 10 || sub === 20 ? WRITE : OTHER;
    case 9:
    case 13:
    case 18:
    case 40:
    case 125:
    case 126:
      return PROGRAM;
    case 19:
      return STOP;
    default:
      return OTHER;
  }
}
