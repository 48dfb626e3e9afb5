/** What userdata asks for and tells: its types, its groups and their sub-functions. */

/** Userdata types: the upper half of the byte that also holds the group. */
export const REQUEST = 4;
export const RESPONSE = 8;

export const PROGRAMMER = 1;
export const CYCLIC = 2;
export const BLOCKS = 3;
export const CPU = 4;
export const SECURITY = 5;
export const PARTNER = 6;
export const CLOCK = 7;
export const NC = 15;

export const userdataTypes: ReadonlyMap<number, string> = new Map([
  [0, 'push'],
  [3, 'nc push'],
  [4, 'request'],
  [7, 'nc request'],
  [8, 'response'],
  [11, 'nc response'],
]);

export const groups: ReadonlyMap<number, string> = new Map([
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
export const subFunctions: ReadonlyMap<number, string> = new Map([
  [0x000, 'mode transition stop'],
  [0x001, 'mode transition warm restart'],
  [0x002, 'mode transition run'],
  [0x003, 'mode transition hot restart'],
  [0x004, 'mode transition hold'],
  [0x006, 'mode transition cold restart'],
  [0x009, 'mode transition redundant run'],
  [0x00b, 'mode transition link-up'],
  [0x00c, 'mode transition update'],
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
