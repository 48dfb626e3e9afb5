import { optionName } from './options.ts';

export const GET = 3;
export const SET = 4;
export const IDENTIFY = 5;
export const HELLO = 6;
export const REQUEST = 0;
export const SUCCESS = 1;

const services: ReadonlyMap<number, string> = new Map([
  [GET, 'get'],
  [SET, 'set'],
  [IDENTIFY, 'identify'],
  [HELLO, 'hello'],
]);

export function serviceNames(): readonly [number, string][] {
  return [...services];
}

/** A message's number: service and type. */
export const functionOf = (service: number, type: number): number => service * 256 + type;

export function functionName(fn: number): string | undefined {
  const service = services.get(fn >>> 8);
  const type = fn & 255;
  if (service === undefined) return undefined;
  return `${service} ${type === REQUEST ? 'request' : type === SUCCESS ? 'response' : 'response not supported'}`;
}

/** How a setting reads: `name of station rtg-07`, `IP parameter 192.0.2.9`, `signal`. */
export function objectName(
  _fn: number,
  area: number,
  start: number,
  count: number,
  text?: (id: number) => string,
): string {
  const option = optionName(area);
  return count === 0 ? option : `${option} ${text?.(start) ?? `#${start}`}`;
}
