/** Kinds of PDU by their first byte, and functions by the 16 bits behind it. A message is counted under both. */
export const REQUEST = 0x31;
export const RESPONSE = 0x32;
export const NOTIFICATION = 0x33;
export const RESPONSE_2 = 0x02;

export const opcodes: ReadonlyMap<number, string> = new Map([
  [REQUEST, 'request'],
  [RESPONSE, 'response'],
  [NOTIFICATION, 'notification'],
  [RESPONSE_2, 'second response'],
]);

export const ERROR = 0x04b1;
export const EXPLORE = 0x04bb;
export const CREATE_OBJECT = 0x04ca;
export const DELETE_OBJECT = 0x04d4;
export const SET_VARIABLE = 0x04f2;
export const GET_VARIABLE = 0x04fc;
export const GET_LINK = 0x0524;
export const SET_MULTI = 0x0542;
export const GET_MULTI = 0x054c;
export const INVOKE = 0x056b;
export const SET_STREAMED = 0x057c;
export const GET_STREAMED = 0x0586;
export const INIT_SSL = 0x05b3;

export const functions: ReadonlyMap<number, string> = new Map([
  [ERROR, 'error'],
  [EXPLORE, 'explore'],
  [CREATE_OBJECT, 'create object'],
  [DELETE_OBJECT, 'delete object'],
  [SET_VARIABLE, 'set variable'],
  [GET_VARIABLE, 'get variable'],
  [0x0506, 'add link'],
  [0x051a, 'remove link'],
  [GET_LINK, 'get link'],
  [SET_MULTI, 'set multi variables'],
  [GET_MULTI, 'get multi variables'],
  [0x0556, 'begin sequence'],
  [0x0560, 'end sequence'],
  [INVOKE, 'invoke'],
  [SET_STREAMED, 'set variable streamed'],
  [GET_STREAMED, 'get variable streamed'],
  [0x0590, 'get variables address'],
  [0x059a, 'abort'],
  [0x05a9, 'error 2'],
  [INIT_SSL, 'init ssl'],
]);

/** Events of the system come without opcode and function; so does what only says that the connection lives. */
export const SYSTEM_EVENT = 1;
export const KEEP_ALIVE = 2;

export function functionOf(opcode: number, code: number): number {
  return opcode * 65536 + code;
}

export function functionName(fn: number): string | undefined {
  if (fn === SYSTEM_EVENT) return 'system event';
  if (fn === KEEP_ALIVE) return 'keep alive';
  const opcode = Math.floor(fn / 65536);
  const kind = opcodes.get(opcode) ?? `opcode 0x${opcode.toString(16)}`;
  if (opcode === NOTIFICATION) return kind;
  const code = fn % 65536;
  return `${kind} ${functions.get(code) ?? `function 0x${code.toString(16).padStart(4, '0')}`}`;
}
