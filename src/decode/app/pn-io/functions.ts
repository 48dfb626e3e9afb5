import { recordName } from './records.ts';

/** Operations of the interfaces (IEC 61158-6-10 4.10). */
export const CONNECT = 0;
export const RELEASE = 1;
export const READ_RECORD = 2;
export const WRITE_RECORD = 3;
export const CONTROL = 4;

const operations: readonly string[] = ['connect', 'release', 'read', 'write', 'control', 'read implicit'];
const alarmKinds: ReadonlyMap<number, string> = new Map([
  [1, 'data'],
  [2, 'nack'],
  [3, 'ack'],
  [4, 'error'],
]);

export const callFunction = (operation: number, response: boolean): number => operation * 2 + (response ? 1 : 0);

const ALARM = 0x100;
const HIGH = 0x10;

export const alarmFunction = (high: boolean, kind: number): number => ALARM + (high ? HIGH : 0) + (kind & 15);

export function operationNames(): readonly string[] {
  return operations;
}

export function alarmKindNames(): readonly [number, string][] {
  return [...alarmKinds];
}

export function functionName(fn: number): string | undefined {
  if (fn >= ALARM) {
    const kind = fn < ALARM + 2 * HIGH ? alarmKinds.get(fn & 15) : undefined;
    return kind === undefined ? undefined : `alarm ${fn & HIGH ? 'high' : 'low'} ${kind}`;
  }
  const name = operations[fn >> 1];
  return name === undefined ? undefined : `${name} ${fn & 1 ? 'response' : 'request'}`;
}

/** An object that is the connection itself; records have their slot and subslot there. */
export const CONNECTION = 0xffff_fffe;

/** `slot 1 subslot 1 record 0x80, 26 bytes`, `slot 0 subslot 1 I&M0`, `connection`. */
export function objectName(_fn: number, area: number, start: number, count: number): string {
  if (area === CONNECTION) return 'connection';
  const bytes = count === 0 ? '' : `, ${count} bytes`;
  return `slot ${Math.floor(area / 65536)} subslot ${area % 65536} ${recordName(start)}${bytes}`;
}
