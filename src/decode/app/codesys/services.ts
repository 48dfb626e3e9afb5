import { type Access, OTHER, PROGRAM, READ, STOP } from '../../../schema/facts/vocabulary.ts';

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

/** Group and number of the services that control a runtime: device 1, application 2, files 8. */
export const codesysServices: ReadonlyMap<number, CodesysService> = new Map([
  [0x01_0001, s('device: identify', READ)],
  [0x01_0002, s('device: sign in', OTHER)],
  [0x02_0001, s('application: sign in', OTHER)],
  [0x02_0002, s('application: sign out', OTHER)],
  [0x02_0003, s('application: create', PROGRAM)],
  [0x02_0004, s('application: delete', PROGRAM)],
  [0x02_0005, s('application: download', PROGRAM)],
  [0x02_0006, s('application: online change', PROGRAM)],
  [0x02_0007, s('application: device download', PROGRAM)],
  [0x02_0010, s('application: start', STOP)],
  [0x02_0011, s('application: stop', STOP)],
  [0x02_0012, s('application: reset', STOP)],
  [0x02_0014, s('application: read status', READ)],
  [0x02_0018, s('application: read list', READ)],
]);
