import { OTHER, PROGRAM, READ, STOP, WRITE } from '../../../schema/facts/vocabulary.ts';
import type { Access } from '../../../schema/facts/vocabulary.ts';

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

/** Userdata types: the upper half of the byte that also holds the group. */
export const REQUEST = 4;
export const RESPONSE = 8;

const PROGRAMMER = 1;
export const CYCLIC = 2;
export const BLOCKS = 3;
export const CPU = 4;
const SECURITY = 5;
const PARTNER = 6;
export const CLOCK = 7;
const NC = 15;

const kinds: ReadonlyMap<number, string> = new Map([
  [JOB, 'job'],
  [ACK, 'ack'],
  [ACK_DATA, 'ack data'],
]);

const functions: ReadonlyMap<number, string> = new Map([
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

const userdataTypes: ReadonlyMap<number, string> = new Map([
  [0, 'push'],
  [3, 'nc push'],
  [4, 'request'],
  [7, 'nc request'],
  [8, 'response'],
  [11, 'nc response'],
]);

const groups: ReadonlyMap<number, string> = new Map([
  [0, 'mode transition'],
  [PROGRAMMER, 'programmer command'],
  [CYCLIC, 'cyclic service'],
  [BLOCKS, 'block function'],
  [CPU, 'cpu function'],
  [SECURITY, 'security'],
  [PARTNER, 'bsend/brecv'],
  [CLOCK, 'clock'],
  [NC, 'nc programming'],
]);

/** Key: group * 256 + sub-function. */
const subFunctions: ReadonlyMap<number, string> = new Map([
  [0x101, 'block status'],
  [0x102, 'variable status'],
  [0x103, 'output istack'],
  [0x104, 'output bstack'],
  [0x105, 'output lstack'],
  [0x106, 'time measurement'],
  [0x107, 'force selection'],
  [0x108, 'modify variable'],
  [0x109, 'force'],
  [0x10a, 'breakpoint'],
  [0x10b, 'exit hold'],
  [0x10c, 'memory reset'],
  [0x10d, 'disable job'],
  [0x10e, 'enable job'],
  [0x10f, 'delete job'],
  [0x110, 'read job list'],
  [0x111, 'read job'],
  [0x112, 'replace job'],
  [0x113, 'block status v2'],
  [0x116, 'flash led'],
  [0x201, 'cyclic transfer'],
  [0x204, 'unsubscribe'],
  [0x205, 'change driven transfer'],
  [0x207, 'change driven transfer modify'],
  [0x208, 'read record'],
  [0x301, 'list blocks'],
  [0x302, 'list blocks of type'],
  [0x303, 'get block info'],
  [0x401, 'read szl'],
  [0x402, 'message service'],
  [0x403, 'diagnostic message'],
  [0x405, 'alarm_8 indication'],
  [0x406, 'notify indication'],
  [0x407, 'alarm_8 lock'],
  [0x408, 'alarm_8 unlock'],
  [0x409, 'scan indication'],
  [0x40b, 'alarm ack'],
  [0x40c, 'alarm ack indication'],
  [0x40d, 'alarm lock indication'],
  [0x40e, 'alarm unlock indication'],
  [0x411, 'alarm_sq indication'],
  [0x412, 'alarm_s indication'],
  [0x413, 'alarm query'],
  [0x416, 'notify_8 indication'],
  [0x501, 'plc password'],
  [0x502, 'clear password'],
  [0x701, 'read clock'],
  [0x702, 'set clock'],
  [0x703, 'read clock following'],
  [0x704, 'set clock following'],
  [0xf01, 'nc request download'],
  [0xf02, 'nc download block'],
  [0xf03, 'nc continue download'],
  [0xf04, 'nc download ended'],
  [0xf06, 'nc start upload'],
  [0xf07, 'nc upload'],
  [0xf08, 'nc continue upload'],
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
