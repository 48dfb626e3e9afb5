import { OTHER, PROGRAM, READ, STOP, WRITE } from '../../../schema/facts/vocabulary.ts';
import type { Access } from '../../../schema/facts/vocabulary.ts';

/** APDU types, ASHRAE 135 clause 20.1. */
export const CONFIRMED = 0;
export const UNCONFIRMED = 1;
export const SIMPLE_ACK = 2;
export const COMPLEX_ACK = 3;
export const SEGMENT_ACK = 4;
export const ERROR = 5;
export const REJECT = 6;
export const ABORT = 7;

export const COV_NOTIFICATION = 1;
export const READ_PROPERTY = 12;
export const READ_MULTIPLE = 14;
export const WRITE_PROPERTY = 15;
export const WRITE_MULTIPLE = 16;
export const COMMUNICATION_CONTROL = 17;
export const REINITIALIZE = 20;

export const I_AM = 0;
export const UNCONFIRMED_COV = 2;
export const WHO_HAS = 7;
export const WHO_IS = 8;

/** Confirmed services by their choice. */
export const confirmed: readonly string[] = [
  'acknowledge alarm',
  'confirmed cov notification',
  'confirmed event notification',
  'get alarm summary',
  'get enrollment summary',
  'subscribe cov',
  'atomic read file',
  'atomic write file',
  'add list element',
  'remove list element',
  'create object',
  'delete object',
  'read property',
  'read property conditional',
  'read property multiple',
  'write property',
  'write property multiple',
  'device communication control',
  'confirmed private transfer',
  'confirmed text message',
  'reinitialize device',
  'vt open',
  'vt close',
  'vt data',
  'authenticate',
  'request key',
  'read range',
  'life safety operation',
  'subscribe cov property',
  'get event information',
  'subscribe cov property multiple',
  'confirmed cov notification multiple',
  'confirmed audit notification',
  'audit log query',
  'authentication request',
];

export const unconfirmed: readonly string[] = [
  'i-am',
  'i-have',
  'unconfirmed cov notification',
  'unconfirmed event notification',
  'unconfirmed private transfer',
  'unconfirmed text message',
  'time synchronization',
  'who-has',
  'who-is',
  'utc time synchronization',
  'write group',
  'unconfirmed cov notification multiple',
  'unconfirmed audit notification',
  'who-am-i',
  'you-are',
];

/** What is done to the network below the services: functions of BVLC, beyond the APDU types. */
export const NETWORK = 0x1000;
export const WRITE_BROADCAST_TABLE = 1;
export const DELETE_FOREIGN_DEVICE = 8;

/** A function is the APDU type * 256, and the service choice where the type has one. */
export function functionName(fn: number): string | undefined {
  if (fn === NETWORK + WRITE_BROADCAST_TABLE) return 'write broadcast distribution table';
  if (fn === NETWORK + DELETE_FOREIGN_DEVICE) return 'delete foreign device';
  const type = fn >> 8;
  const service = fn & 0xff;
  switch (type) {
    case CONFIRMED:
      return confirmed[service] ?? `confirmed service ${service}`;
    case UNCONFIRMED:
      return unconfirmed[service] ?? `unconfirmed service ${service}`;
    case SIMPLE_ACK:
    case COMPLEX_ACK:
      return `${confirmed[service] ?? `confirmed service ${service}`} ack`;
    case ERROR:
      return `${confirmed[service] ?? `confirmed service ${service}`} error`;
    case SEGMENT_ACK:
      return 'segment ack';
    case REJECT:
      return 'reject';
    case ABORT:
      return 'abort';
    default:
      return type < 16 ? `reserved ${type}` : undefined;
  }
}

/** States that a reinitialize request asks for, and of communication; both end or hinder what the device does. */
export const reinitializeStates: readonly string[] = [
  'cold start',
  'warm start',
  'start backup',
  'end backup',
  'start restore',
  'end restore',
  'abort restore',
  'activate changes',
];
export const communicationStates: readonly string[] = ['enable', 'disable', 'disable initiation'];

/**
 * Backups and restores of a reinitialize request, files, and creating and deleting objects change or take away the
 * configuration: PROGRAM. Cold and warm starts and communication control: STOP.
 */
export function accessOf(type: number, service: number, state: number): Access {
  if (type === UNCONFIRMED) return service === 6 || service === 9 || service === 10 ? WRITE : OTHER;
  switch (service) {
    case 3:
    case 4:
    case READ_PROPERTY:
    case 13:
    case READ_MULTIPLE:
    case 26:
    case 29:
    case 33:
      return READ;
    case 8:
    case 9:
    case WRITE_PROPERTY:
    case WRITE_MULTIPLE:
    case 27:
      return WRITE;
    case 6:
    case 7:
    case 10:
    case 11:
      return PROGRAM;
    case COMMUNICATION_CONTROL:
      return STOP;
    case REINITIALIZE:
      return state >= 2 && state <= 6 ? PROGRAM : STOP;
    default:
      return OTHER;
  }
}
