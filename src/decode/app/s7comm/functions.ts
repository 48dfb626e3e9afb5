import { OTHER, PROGRAM, READ, STOP, WRITE } from '../../../schema/facts/vocabulary.ts';
import type { Access } from '../../../schema/facts/vocabulary.ts';
import { CLOCK, CYCLIC, groups, NC, PARTNER, PROGRAMMER, subFunctions, userdataTypes } from './userdata-functions.ts';

/**
 * Numbers of messages: `rosctr * 256 + function` for jobs and their answers (0x0104 is `job read var`, an answer
 * without parameters has function 0), and `0x7TGSS` for userdata: type, group, sub-function (0x74401 is `request
 * read szl`).
 */
export const JOB = 1;
export const ACK = 2;
export const ACK_DATA = 3;
export const USERDATA = 7;

export const SETUP = 0xf0;
export const READ_VAR = 0x04;
export const WRITE_VAR = 0x05;
export const REQUEST_DOWNLOAD = 0x1a;
export const DOWNLOAD_BLOCK = 0x1b;
export const DOWNLOAD_ENDED = 0x1c;
export const START_UPLOAD = 0x1d;
export const UPLOAD = 0x1e;
export const END_UPLOAD = 0x1f;
export const PROGRAM_INVOCATION = 0x28;
export const PLC_STOP = 0x29;

export const kinds: ReadonlyMap<number, string> = new Map([
  [JOB, 'job'],
  [ACK, 'ack'],
  [ACK_DATA, 'ack data'],
]);

export const functions: ReadonlyMap<number, string> = new Map([
  [0x00, 'cpu services'],
  [READ_VAR, 'read var'],
  [WRITE_VAR, 'write var'],
  [REQUEST_DOWNLOAD, 'request download'],
  [DOWNLOAD_BLOCK, 'download block'],
  [DOWNLOAD_ENDED, 'download ended'],
  [START_UPLOAD, 'start upload'],
  [UPLOAD, 'upload'],
  [END_UPLOAD, 'end upload'],
  [PROGRAM_INVOCATION, 'pi service'],
  [PLC_STOP, 'plc stop'],
  [SETUP, 'setup communication'],
]);

export function userdataFunction(type: number, group: number, sub: number): number {
  return USERDATA * 65536 + type * 4096 + group * 256 + sub;
}

export function functionName(fn: number): string | undefined {
  if (fn < 65536) {
    const rosctr = fn >> 8;
    const code = fn & 0xff;
    const kind = kinds.get(rosctr) ?? `rosctr ${rosctr}`;
    if (code === 0 && rosctr !== JOB) return kind;
    return `${kind} ${functions.get(code) ?? `function ${code}`}`;
  }
  const type = (fn >> 12) & 15;
  const group = (fn >> 8) & 15;
  const sub = fn & 0xff;
  const what = subFunctions.get(group * 256 + sub) ?? `${groups.get(group) ?? `group ${group}`} ${sub}`;
  return `${userdataTypes.get(type) ?? `userdata ${type}`} ${what}`;
}

/**
 * What a job or a userdata request would do. Decisions: reading a program back is PROGRAM as loading it is; a list
 * of blocks, a status list or a password is OTHER; breakpoints, leaving HOLD and a memory reset change the mode: STOP.
 */
export function accessOf(fn: number): Access {
  if (fn < 65536) return jobAccess(fn & 0xff);
  const sub = fn & 0xff;
  switch ((fn >> 8) & 15) {
    case PROGRAMMER:
      if (sub === 8 || sub === 9) return WRITE;
      if (sub === 0x0a || sub === 0x0b || sub === 0x0c) return STOP;
      return sub <= 6 || sub === 0x13 ? READ : OTHER;
    case CYCLIC:
      return sub === 4 ? OTHER : READ;
    case PARTNER:
      return WRITE;
    case CLOCK:
      return sub === 2 || sub === 4 ? WRITE : READ;
    case NC:
      return PROGRAM;
    default:
      return OTHER;
  }
}

function jobAccess(code: number): Access {
  switch (code) {
    case READ_VAR:
      return READ;
    case WRITE_VAR:
      return WRITE;
    case PLC_STOP:
      return STOP;
    case SETUP:
      return OTHER;
    case REQUEST_DOWNLOAD:
    case DOWNLOAD_BLOCK:
    case DOWNLOAD_ENDED:
    case START_UPLOAD:
    case UPLOAD:
    case END_UPLOAD:
      return PROGRAM;
    default:
      return OTHER;
  }
}
