import { services, unconfirmedServices } from './services.ts';

/** Kinds of PDU by their context tag. A message is counted under `kind * 256 + service`. */
export const REQUEST = 0;
export const RESPONSE = 1;
export const ERROR = 2;
export const UNCONFIRMED = 3;
export const REJECT = 4;
export const INITIATE_REQUEST = 8;
export const INITIATE_RESPONSE = 9;

export const kinds: readonly string[] = [
  'confirmed request',
  'confirmed response',
  'confirmed error',
  'unconfirmed',
  'reject',
  'cancel request',
  'cancel response',
  'cancel error',
  'initiate request',
  'initiate response',
  'initiate error',
  'conclude request',
  'conclude response',
  'conclude error',
];
const suffixes: readonly string[] = ['request', 'response', 'error'];

/** A service that is not said: that of an error whose request was not captured. */
export const UNKNOWN_SERVICE = 255;

export function functionName(fn: number): string | undefined {
  const kind = fn >> 8;
  const service = fn & 0xff;
  if (kind === UNCONFIRMED) return unconfirmedServices[service]?.name ?? `unconfirmed service ${service}`;
  if (kind > ERROR) return kinds[kind];
  if (service === UNKNOWN_SERVICE) return kinds[kind];
  return `${services[service]?.name ?? `service ${service}`} ${suffixes[kind]}`;
}
