import { OTHER, PROGRAM, READ, STOP, WRITE, type Access } from '../../../schema/facts/vocabulary.ts';

export const READ_DEVICE_INFO = 1;
export const READ_DATA = 2;
export const WRITE_DATA = 3;
export const READ_STATE = 4;
export const WRITE_CONTROL = 5;
export const ADD_NOTIFICATION = 6;
export const DELETE_NOTIFICATION = 7;
export const NOTIFICATION = 8;
export const READ_WRITE = 9;

const commands: readonly (string | undefined)[] = [
  'invalid',
  'read device info',
  'read',
  'write',
  'read state',
  'write control',
  'add notification',
  'delete notification',
  'notification',
  'read write',
];

/** Services of the system over UDP, which are no commands. */
export const DISCOVER = 1;
export const ADD_ROUTE = 6;
const services: ReadonlyMap<number, string> = new Map([
  [DISCOVER, 'discover'],
  [2, 'reboot'],
  [ADD_ROUTE, 'add route'],
]);

export function functionName(fn: number): string | undefined {
  return commands[fn];
}

export function serviceName(fn: number): string | undefined {
  return services.get(fn);
}

export function isCommand(fn: number): boolean {
  return fn >= READ_DEVICE_INFO && fn <= READ_WRITE;
}

/** ADSSTATE of the ADS header files. */
export const states: readonly string[] = [
  'INVALID',
  'IDLE',
  'RESET',
  'INIT',
  'START',
  'RUN',
  'STOP',
  'SAVECFG',
  'LOADCFG',
  'POWERFAILURE',
  'POWERGOOD',
  'ERROR',
  'SHUTDOWN',
  'SUSPEND',
  'RESUME',
  'CONFIG',
  'RECONFIG',
  'STOPPING',
  'INCOMPATIBLE',
  'EXCEPTION',
];

/** Index groups with a meaning of their own; all others belong to the device behind the port. */
export const HANDLE_BY_NAME = 0xf003;
export const VALUE_BY_NAME = 0xf004;
export const VALUE_BY_HANDLE = 0xf005;
export const RELEASE_HANDLE = 0xf006;
const INFO_BY_NAME = 0xf007;
const INFO_BY_NAME_EX = 0xf009;

interface Group {
  readonly name: string;
  /** What a read-write does that names the group; {@link OTHER} where both are done with it. */
  readonly access: Access;
}

const groups: ReadonlyMap<number, Group> = new Map<number, Group>([
  [0x64, { name: 'open for creation', access: WRITE }],
  [0x65, { name: 'open for reading', access: READ }],
  [0x66, { name: 'open for writing', access: WRITE }],
  [0x6e, { name: 'create file', access: PROGRAM }],
  [0x6f, { name: 'close handle', access: OTHER }],
  [0x78, { name: 'open file', access: OTHER }],
  [0x79, { name: 'close file', access: OTHER }],
  [0x7a, { name: 'read file', access: READ }],
  [0x7b, { name: 'write file', access: PROGRAM }],
  [0x7c, { name: 'seek in file', access: OTHER }],
  [0x7d, { name: 'tell place in file', access: OTHER }],
  [0x7e, { name: 'read line of file', access: READ }],
  [0x7f, { name: 'write line of file', access: PROGRAM }],
  [0x83, { name: 'delete file', access: PROGRAM }],
  [0x84, { name: 'rename file', access: PROGRAM }],
  [0x85, { name: 'find file', access: READ }],
  [0x8a, { name: 'make folder', access: PROGRAM }],
  [0x8b, { name: 'remove folder', access: PROGRAM }],
  [0xc8, { name: 'registry', access: READ }],
  [0x12c, { name: 'send mail', access: OTHER }],
  [0x190, { name: 'time services', access: READ }],
  [0x1f4, { name: 'start process', access: PROGRAM }],
  [0x258, { name: 'change net id', access: WRITE }],
  [0x2bc, { name: 'system information', access: READ }],
  [0x2bd, { name: 'network adapters', access: READ }],
  [0x2be, { name: 'host name', access: READ }],
  [0x321, { name: 'add route', access: WRITE }],
  [0x322, { name: 'delete route', access: WRITE }],
  [0x323, { name: 'routes', access: READ }],
  [0x4020, { name: 'memory %M', access: WRITE }],
  [0x4021, { name: 'memory %MX', access: WRITE }],
  [0x4025, { name: 'size of memory %M', access: READ }],
  [0x4030, { name: 'retained data', access: WRITE }],
  [0x4035, { name: 'size of retained data', access: READ }],
  [0x4040, { name: 'data', access: WRITE }],
  [0x4045, { name: 'size of data', access: READ }],
  [0xf000, { name: 'symbol table', access: READ }],
  [0xf001, { name: 'symbol name', access: READ }],
  [0xf002, { name: 'symbol value', access: READ }],
  [HANDLE_BY_NAME, { name: 'handle of symbol', access: READ }],
  [VALUE_BY_NAME, { name: 'value of symbol', access: READ }],
  [VALUE_BY_HANDLE, { name: 'value by handle', access: READ }],
  [RELEASE_HANDLE, { name: 'release of handle', access: OTHER }],
  [INFO_BY_NAME, { name: 'information of symbol', access: READ }],
  [0xf008, { name: 'symbol version', access: READ }],
  [INFO_BY_NAME_EX, { name: 'information of symbol', access: READ }],
  [0xf00a, { name: 'symbol download', access: PROGRAM }],
  [0xf00b, { name: 'symbol upload', access: READ }],
  [0xf00c, { name: 'size of symbol upload', access: READ }],
  [0xf00d, { name: 'symbol download', access: PROGRAM }],
  [0xf00e, { name: 'data type upload', access: READ }],
  [0xf00f, { name: 'size of symbol upload', access: READ }],
  [0xf010, { name: 'symbol notification', access: READ }],
  [0xf011, { name: 'information of data type', access: READ }],
  [0xf020, { name: 'inputs %I', access: WRITE }],
  [0xf021, { name: 'inputs %IX', access: WRITE }],
  [0xf025, { name: 'size of inputs', access: READ }],
  [0xf030, { name: 'outputs %Q', access: WRITE }],
  [0xf031, { name: 'outputs %QX', access: WRITE }],
  [0xf035, { name: 'size of outputs', access: READ }],
  [0xf040, { name: 'clearing of inputs', access: WRITE }],
  [0xf050, { name: 'clearing of outputs', access: WRITE }],
  [0xf060, { name: 'inputs and outputs', access: WRITE }],
  [0xf080, { name: 'list of reads', access: READ }],
  [0xf081, { name: 'list of writes', access: WRITE }],
  [0xf082, { name: 'list of read-writes', access: WRITE }],
  [0xf083, { name: 'list of reads', access: READ }],
  [0xf084, { name: 'list of reads', access: READ }],
  [0xf085, { name: 'list of notifications', access: READ }],
  [0xf086, { name: 'list of ended notifications', access: OTHER }],
  [0xf100, { name: 'device data', access: READ }],
  [0xf302, { name: 'CANopen object', access: WRITE }],
]);

export function groupName(group: number): string | undefined {
  return groups.get(group)?.name;
}

/** True where the data written of a read-write is a symbol's name. */
export function takesName(group: number): boolean {
  return group === HANDLE_BY_NAME || group === VALUE_BY_NAME || group === INFO_BY_NAME || group === INFO_BY_NAME_EX;
}

export function accessOf(fn: number, group: number): Access {
  switch (fn) {
    case READ_DATA:
    case ADD_NOTIFICATION:
      return READ;
    case WRITE_DATA: {
      const access = groups.get(group)?.access;
      return access === PROGRAM || access === OTHER ? access : WRITE;
    }
    case READ_WRITE:
      return groups.get(group)?.access ?? OTHER;
    case WRITE_CONTROL:
      return STOP;
    default:
      return OTHER;
  }
}
