import { CONNECTION_MANAGER, ETHERNET_LINK, FILE, FIRMWARE, PCCC, SYMBOL, TCP_IP, TEMPLATE } from './classes.ts';
import { pcccName } from './pccc-functions.ts';

/** The top bit of the service: an answer. */
export const REPLY = 0x80;

export const GET_ALL = 0x01;
export const SET_ALL = 0x02;
export const GET_LIST = 0x03;
export const SET_LIST = 0x04;
export const RESET = 0x05;
export const MULTIPLE = 0x0a;
export const GET_SINGLE = 0x0e;
export const SET_SINGLE = 0x10;

export const FORWARD_CLOSE = 0x4e;
export const UNCONNECTED_SEND = 0x52;
export const FORWARD_OPEN = 0x54;
export const LARGE_FORWARD_OPEN = 0x5b;

export const EXECUTE_PCCC = 0x4b;

export const READ_TAG = 0x4c;
export const WRITE_TAG = 0x4d;
export const MODIFY_TAG = 0x4e;
export const READ_TAG_FRAGMENTED = 0x52;
export const WRITE_TAG_FRAGMENTED = 0x53;
export const LIST_SYMBOLS = 0x55;

/** Volume 1, appendix A: services that mean the same for every object. */
export const common: ReadonlyMap<number, string> = new Map([
  [GET_ALL, 'get attributes all'],
  [SET_ALL, 'set attributes all'],
  [GET_LIST, 'get attribute list'],
  [SET_LIST, 'set attribute list'],
  [RESET, 'reset'],
  [0x06, 'start'],
  [0x07, 'stop'],
  [0x08, 'create'],
  [0x09, 'delete'],
  [MULTIPLE, 'multiple service packet'],
  [0x0d, 'apply attributes'],
  [GET_SINGLE, 'get attribute single'],
  [SET_SINGLE, 'set attribute single'],
  [0x11, 'find next object instance'],
  [0x14, 'error response'],
  [0x15, 'restore'],
  [0x16, 'save'],
  [0x17, 'nop'],
  [0x18, 'get member'],
  [0x19, 'set member'],
  [0x1a, 'insert member'],
  [0x1b, 'remove member'],
  [0x1c, 'group sync'],
  [0x1d, 'get connection point member list'],
]);

/** Services of one object from 0x4b on, as `class, first service, names`; an empty name is a number that is free. */
export const perObject: readonly (readonly [number, number, readonly string[]])[] = [
  [0x01, 0x4b, ['flash leds']],
  [0x02, 0x4b, ['symbolic translation']],
  [0x05, 0x4b, ['connection bind', 'producing application lookup', '', 'safety close']],
  [0x05, 0x54, ['safety open']],
  [CONNECTION_MANAGER, FORWARD_CLOSE, ['forward close']],
  [CONNECTION_MANAGER, UNCONNECTED_SEND, ['unconnected send']],
  [CONNECTION_MANAGER, FORWARD_OPEN, ['forward open', '', 'get connection data', 'search connection data']],
  [CONNECTION_MANAGER, 0x5a, ['get connection owner', 'large forward open']],
  [0x0f, 0x4b, ['get enum string']],
  [
    FILE,
    0x4b,
    [
      'initiate upload',
      'initiate download',
      'initiate partial read',
      'initiate partial write',
      'upload transfer',
      'download transfer',
      'clear file',
    ],
  ],
  [
    0x39,
    0x4b,
    [
      'recover',
      'perform diagnostics',
      'configure request',
      'validate configuration',
      'set password',
      'configuration lock',
      'mode change',
      'safety reset',
      'reset password',
      'propose tunid',
      'apply tunid',
    ],
  ],
  [
    0x42,
    0x4b,
    [
      'get axis attributes list',
      'set axis attributes list',
      'set cyclic write list',
      'set cyclic read list',
      'run motor test',
      'get motor test data',
      'run inertia test',
      'get inertia test data',
      'run hookup test',
      'get hookup test data',
    ],
  ],
  [
    0x44,
    0x4b,
    [
      'read discrete inputs',
      'read coils',
      'read input registers',
      'read holding registers',
      'write coils',
      'write holding registers',
      'modbus passthrough',
    ],
  ],
  [PCCC, EXECUTE_PCCC, ['execute pccc', 'execute dhp']],
  [SYMBOL, READ_TAG, ['read tag', 'write tag', 'read modify write tag']],
  [SYMBOL, READ_TAG_FRAGMENTED, ['read tag fragmented', 'write tag fragmented', '', 'get instance attribute list']],
  [TEMPLATE, READ_TAG, ['read template']],
  // Seen in updates of firmware, in this order; nowhere published.
  [FIRMWARE, 0x4b, ['firmware update', '', 'firmware transfer']],
  [FIRMWARE, 0x51, ['firmware update end']],
  [
    0xf3,
    0x4b,
    [
      'kick timer',
      'open connection',
      'close connection',
      'stop connection',
      'change start',
      'get status',
      'change complete',
      'audit changes',
    ],
  ],
  [TCP_IP, 0x4c, ['get and clear']],
  [ETHERNET_LINK, 0x4c, ['get and clear']],
];

/** Key: class * 128 + service. Classes are below 256, so that a PCCC function finds room above them. */
const named: ReadonlyMap<number, string> = new Map(
  perObject.flatMap(([classId, first, names]) =>
    names.flatMap((name, i) => (name === '' ? [] : [[classId * 128 + first + i, name] as const])),
  ),
);

/**
 * Numbers of messages: the service byte, top bit included; above it the class for a service whose name is that of
 * an object; above that, for PCCC, one more than {@link pcccName}'s number. Unknown pairs keep no class, so that there
 * are never more numbers than names.
 */
export function functionOf(classId: number, service: number): number {
  return named.has(classId * 128 + (service & 0x7f)) ? classId * 256 + service : service;
}

/** The number of an executed PCCC function or of its answer. */
export function pcccFunction(service: number, code: number): number {
  return (code + 1) * 65536 + PCCC * 256 + service;
}

export function functionName(fn: number): string | undefined {
  const service = fn & 0x7f;
  const classId = (fn >>> 8) & 0xff;
  const pccc = fn >>> 16;
  if (pccc > 0x300) return undefined;
  const name = pccc > 0 ? `pccc ${pcccName(pccc - 1)}` : (named.get(classId * 128 + service) ?? common.get(service));
  const text = name ?? `service 0x${service.toString(16).padStart(2, '0')}`;
  return (fn & REPLY) === 0 ? text : `${text} response`;
}

/** True for the services of a tag: they are told by the path, which is a name or an instance of the symbol object. */
export function isTagService(service: number): boolean {
  return (
    service === READ_TAG ||
    service === WRITE_TAG ||
    service === MODIFY_TAG ||
    service === READ_TAG_FRAGMENTED ||
    service === WRITE_TAG_FRAGMENTED
  );
}
