import { type Access, OTHER, PROGRAM, READ, STOP, WRITE } from '../../../schema/facts/vocabulary.ts';

/** Functions: these of version 3, and behind its base those of version 2; a layer 7 service is its group and number. */
export const VERSION_2_BASE = 0x100;
export const SERVICE_BASE = 0x1_0000;

/** Where a datagram of version 3 goes to. */
export const routed: ReadonlyMap<number, string> = new Map([
  [1, 'address service request'],
  [2, 'address service answer'],
  [3, 'name service request'],
  [4, 'name service answer'],
  [0x40, 'channel'],
]);

export interface CodesysService {
  readonly name: string;
  readonly access: Access;
}

const s = (name: string, access: Access): CodesysService => ({ name, access });

/** Parts of a runtime that services are grouped by. */
export const codesysGroups: ReadonlyMap<number, string> = new Map([
  [0x01, 'device'],
  [0x02, 'application'],
  [0x04, 'visualisation'],
  [0x05, 'log'],
  [0x06, 'settings'],
  [0x07, 'Ethernet'],
  [0x08, 'files'],
  [0x09, 'variables'],
  [0x0b, 'I/O'],
  [0x0c, 'users'],
  [0x0f, 'trace'],
  [0x11, 'shell'],
  [0x12, 'breakpoints'],
  [0x13, 'forcing'],
  [0x18, 'alarms'],
  [0x1b, 'monitor'],
  [0x1d, 'licences'],
  [0x1f, 'core dump'],
  [0x22, 'certificates'],
]);

/** Group and number of the services that control a runtime (Microsoft's CODESYS V3 dissector). */
export const codesysServices: ReadonlyMap<number, CodesysService> = new Map([
  [0x01_0001, s('device: identify', READ)],
  [0x01_0002, s('device: sign in', OTHER)],
  [0x01_0003, s('device: sign out', OTHER)],
  [0x01_0004, s('device: reset to origin', PROGRAM)],
  [0x01_0005, s('device: echo', OTHER)],
  [0x01_0006, s('device: set operating mode', STOP)],
  [0x01_0007, s('device: get operating mode', READ)],
  [0x01_0008, s('device: interactive sign in', OTHER)],
  [0x01_0009, s('device: rename node', WRITE)],
  [0x01_000a, s('device: create session', OTHER)],
  [0x02_0001, s('application: sign in', OTHER)],
  [0x02_0002, s('application: sign out', OTHER)],
  [0x02_0003, s('application: create', PROGRAM)],
  [0x02_0004, s('application: delete', PROGRAM)],
  [0x02_0005, s('application: download', PROGRAM)],
  [0x02_0006, s('application: online change', PROGRAM)],
  [0x02_0007, s('application: device download', PROGRAM)],
  [0x02_0008, s('application: create device application', PROGRAM)],
  [0x02_0010, s('application: start', STOP)],
  [0x02_0011, s('application: stop', STOP)],
  [0x02_0012, s('application: reset', STOP)],
  [0x02_0013, s('application: set breakpoint', STOP)],
  [0x02_0014, s('application: read status', READ)],
  [0x02_0015, s('application: delete breakpoint', STOP)],
  [0x02_0016, s('application: read call stack', READ)],
  [0x02_0017, s('application: read area offset', READ)],
  [0x02_0018, s('application: read list', READ)],
  [0x02_0019, s('application: set next statement', STOP)],
  [0x02_0020, s('application: release force list', WRITE)],
  [0x02_0021, s('application: upload force list', READ)],
  [0x02_0022, s('application: single cycle', STOP)],
  [0x02_0023, s('application: create boot project', PROGRAM)],
  [0x02_0024, s('application: initialise anew', STOP)],
  [0x02_0025, s('application: read state list', READ)],
  [0x02_0026, s('application: load boot application', PROGRAM)],
  [0x02_0027, s('application: register boot application', PROGRAM)],
  [0x02_0028, s('application: check files', READ)],
  [0x02_0029, s('application: read application information', READ)],
  [0x02_0030, s('application: compact download', PROGRAM)],
  [0x02_0031, s('application: read project information', READ)],
  [0x02_0034, s('application: encrypted download', PROGRAM)],
  [0x02_0035, s('application: read content', READ)],
  [0x02_0036, s('application: save retained values', OTHER)],
  [0x02_0037, s('application: restore retained values', WRITE)],
  [0x02_0038, s('application: read area address', READ)],
  [0x05_0001, s('log: read entries', READ)],
  [0x05_0002, s('log: read component names', READ)],
  [0x05_0003, s('log: read loggers', READ)],
  [0x08_0010, s('files: create directory', WRITE)],
  [0x08_0011, s('files: delete directory', WRITE)],
  [0x08_0012, s('files: rename directory', WRITE)],
  [0x08_000e, s('files: delete', WRITE)],
  [0x08_000f, s('files: rename', WRITE)],
  [0x08_000c, s('files: list', READ)],
  [0x11_0001, s('shell: execute', OTHER)],
  [0x1b_0001, s('monitor: read', READ)],
  [0x1b_0002, s('monitor: write', WRITE)],
]);
