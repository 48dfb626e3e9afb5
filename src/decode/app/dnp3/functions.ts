import { OTHER, PROGRAM, READ, STOP, WRITE } from '../../../schema/facts/vocabulary.ts';
import type { Access } from '../../../schema/facts/vocabulary.ts';

export const CONFIRM = 0;
export const READ_OBJECTS = 1;
export const WRITE_OBJECTS = 2;
export const SELECT = 3;
export const OPERATE = 4;
export const DIRECT_OPERATE = 5;
export const DIRECT_OPERATE_SILENT = 6;
export const RESPONSE = 129;
export const AUTHENTICATION_RESPONSE = 131;

/** Application function codes, IEEE 1815-2012 4.2.2.5 table 4-2, all of them. */
export const functions: ReadonlyMap<number, string> = new Map([
  [CONFIRM, 'confirm'],
  [READ_OBJECTS, 'read'],
  [WRITE_OBJECTS, 'write'],
  [SELECT, 'select'],
  [OPERATE, 'operate'],
  [DIRECT_OPERATE, 'direct operate'],
  [DIRECT_OPERATE_SILENT, 'direct operate, no response'],
  [7, 'immediate freeze'],
  [8, 'immediate freeze, no response'],
  [9, 'freeze and clear'],
  [10, 'freeze and clear, no response'],
  [11, 'freeze at time'],
  [12, 'freeze at time, no response'],
  [13, 'cold restart'],
  [14, 'warm restart'],
  [15, 'initialize data'],
  [16, 'initialize application'],
  [17, 'start application'],
  [18, 'stop application'],
  [19, 'save configuration'],
  [20, 'enable unsolicited responses'],
  [21, 'disable unsolicited responses'],
  [22, 'assign class'],
  [23, 'delay measurement'],
  [24, 'record current time'],
  [25, 'open file'],
  [26, 'close file'],
  [27, 'delete file'],
  [28, 'get file information'],
  [29, 'authenticate file'],
  [30, 'abort file transfer'],
  [31, 'activate configuration'],
  [32, 'authentication request'],
  [33, 'authentication request, no response'],
  [RESPONSE, 'response'],
  [130, 'unsolicited response'],
  [AUTHENTICATION_RESPONSE, 'authentication response'],
]);

export function functionName(fn: number): string | undefined {
  return functions.get(fn) ?? (fn < 256 ? `reserved ${fn}` : undefined);
}

export function isFunction(fn: number): boolean {
  return functions.has(fn);
}

export function isResponse(fn: number): boolean {
  return fn >= RESPONSE;
}

/** False for requests that the outstation carries out in silence. */
export function isAnswered(fn: number): boolean {
  return fn !== CONFIRM && fn !== DIRECT_OPERATE_SILENT && fn !== 8 && fn !== 10 && fn !== 12 && fn !== 33;
}

/** Carries objects with their data, not only headers that name them. */
export function bringsData(fn: number, group: number): boolean {
  if (fn >= RESPONSE || (fn >= WRITE_OBJECTS && fn <= DIRECT_OPERATE_SILENT)) return true;
  // Intervals of freeze at time, and authentication, which may stand in any request.
  return group === 120 || ((fn === 11 || fn === 12) && group === 50);
}

/**
 * What a function would do. Restarts and whatever starts, stops or initialises applications are STOP. Freezes and
 * reports about unsolicited responses change what the outstation does: WRITE. Files are programs and configurations:
 * PROGRAM unless only looked at; {@link fileAccess} looks at how one is opened.
 */
export function accessOf(fn: number, group: number): Access {
  switch (fn) {
    case READ_OBJECTS:
    case 28:
      return group === 70 && fn === READ_OBJECTS ? PROGRAM : READ;
    case WRITE_OBJECTS:
      return group === 70 ? PROGRAM : WRITE;
    case SELECT:
    case OPERATE:
    case DIRECT_OPERATE:
    case DIRECT_OPERATE_SILENT:
    case 20:
    case 21:
    case 22:
    case 24:
      return WRITE;
    case 13:
    case 14:
    case 15:
    case 16:
    case 17:
    case 18:
      return STOP;
    case 19:
    case 25:
    case 27:
    case 31:
      return PROGRAM;
    default:
      return fn >= 7 && fn <= 12 ? WRITE : OTHER;
  }
}
