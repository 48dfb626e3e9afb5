import { interfaces, UNKNOWN_INTERFACE } from './interfaces.ts';

/** Kinds of protocol data units (C706 12.6.1, MS-RPCE 2.2.2 for 16 and 20): those of both transports have one number. */
export const REQUEST = 0;
export const RESPONSE = 2;
export const FAULT = 3;
export const REJECT = 6;
export const CANCEL_ACKNOWLEDGE = 10;
export const BIND = 11;
export const BIND_ACK = 12;
export const BIND_NAK = 13;
export const ALTER_CONTEXT = 14;
export const ALTER_CONTEXT_RESPONSE = 15;
export const AUTH3 = 16;
export const SHUTDOWN = 17;
export const CANCEL = 18;
export const ORPHANED = 19;
export const RTS = 20;

const kinds: readonly string[] = [
  'request',
  'ping',
  'response',
  'fault',
  'working',
  'nocall',
  'reject',
  'ack',
  'cl_cancel',
  'fack',
  'cancel_ack',
  'bind',
  'bind_ack',
  'bind_nak',
  'alter_context',
  'alter_context_resp',
  'auth3',
  'shutdown',
  'co_cancel',
  'orphaned',
  'rts',
];

export function kindName(kind: number): string | undefined {
  return kinds[kind];
}

export function kindNames(): readonly string[] {
  return kinds;
}

/** Operations beyond this one are counted as it; the longest interface has some hundred. */
export const MAX_OPERATION = 0x1ff;
const KINDS = 32;
const OPERATIONS = MAX_OPERATION + 1;

/** A message's number: its kind, and of calls the interface and the operation. */
export function functionOf(kind: number, interfaceIndex: number, operation: number): number {
  return kind + KINDS * (Math.min(operation, MAX_OPERATION) + OPERATIONS * interfaceIndex);
}

export function interfaceOf(fn: number): number {
  return Math.floor(fn / (KINDS * OPERATIONS));
}

export function operationOf(fn: number): number {
  return Math.floor(fn / KINDS) % OPERATIONS;
}

/** `svcctl CreateServiceW`, `svcctl CreateServiceW response`, `bind svcctl`, `request` of what no table has. */
export function functionName(fn: number): string | undefined {
  const kind = fn % KINDS;
  const name = kinds[kind];
  const index = interfaceOf(fn);
  const one = interfaces[index];
  if (name === undefined || one === undefined) return undefined;
  if (index === UNKNOWN_INTERFACE) return name;
  if (kind !== REQUEST && kind !== RESPONSE && kind !== FAULT) return `${name} ${one.name}`;
  const call = `${one.name} ${operationName(index, operationOf(fn))}`;
  return kind === REQUEST ? call : `${call} ${name}`;
}

/** The operation's name; its number where the table has none. */
export function operationName(index: number, operation: number): string {
  const name = interfaces[index]?.operations[operation];
  return name === undefined || name === '-' ? `operation ${operation}` : name;
}

/** Kinds of a command's object: nothing but the operation, a name (start is the text's number), a count of items. */
export const WHOLE = 0;
export const NAMED = 1;
export const ITEMS = 2;

/** How a command's object reads: `svcctl PSEXESVC`, `iopcsyncio 3 items`, `drsuapi`. */
export function objectName(
  fn: number,
  area: number,
  start: number,
  count: number,
  text?: (id: number) => string,
): string {
  const name = interfaces[interfaceOf(fn)]?.name ?? '';
  const base = name === '' ? 'interface' : name;
  if (area === NAMED) return `${base} ${text?.(start) ?? `#${start}`}`;
  return area === ITEMS ? `${base} ${count} ${count === 1 ? 'item' : 'items'}` : base;
}
