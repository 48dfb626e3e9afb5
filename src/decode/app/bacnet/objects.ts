import { propertyName } from './properties.ts';
import { COMMUNICATION_CONTROL, communicationStates, NETWORK, REINITIALIZE, reinitializeStates } from './services.ts';

/** Area of a command whose object is an object as a whole. */
export const NO_PROPERTY = 0xffff_ffff;
export const DEVICE = 8;
/** Bits of an instance number in an object identifier. */
const INSTANCE_BITS = 22;

/** Object types by number, ASHRAE 135-2020 clause 12. */
const types: readonly string[] = (
  'analog-input analog-output analog-value binary-input binary-output binary-value calendar command device ' +
  'event-enrollment file group loop multi-state-input multi-state-output notification-class program schedule averaging ' +
  'multi-state-value trend-log life-safety-point life-safety-zone accumulator pulse-converter event-log global-group ' +
  'trend-log-multiple load-control structured-view access-door timer access-credential access-point access-rights ' +
  'access-user access-zone credential-data-input network-security bitstring-value characterstring-value ' +
  'date-pattern-value date-value datetime-pattern-value datetime-value integer-value large-analog-value ' +
  'octetstring-value positive-integer-value time-pattern-value time-value notification-forwarder alert-enrollment ' +
  'channel lighting-output binary-lighting-output network-port elevator-group escalator lift staging audit-log ' +
  'audit-reporter color color-temperature'
).split(' ');

export function objectType(identifier: number): number {
  return identifier >>> INSTANCE_BITS;
}

export function objectInstance(identifier: number): number {
  return identifier & ((1 << INSTANCE_BITS) - 1);
}

function identifierText(identifier: number): string {
  const type = objectType(identifier);
  return `${types[type] ?? `object type ${type}`} ${objectInstance(identifier)}`;
}

/** E.g. `analog-output 3 present-value`, `device: cold start`. */
export function objectName(fn: number, area: number, start: number, _count: number): string {
  if (fn >= NETWORK) return 'broadcast management device';
  if (fn === REINITIALIZE) return `device: ${reinitializeStates[start] ?? `state ${start}`}`;
  if (fn === COMMUNICATION_CONTROL) return `communication: ${communicationStates[start] ?? `state ${start}`}`;
  if (area === NO_PROPERTY) return start === NO_PROPERTY ? 'device' : identifierText(start);
  return `${identifierText(start)} ${propertyName(area)}`;
}
