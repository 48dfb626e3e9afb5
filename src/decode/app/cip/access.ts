import { type Access, OTHER, PROGRAM as LOAD, READ, STOP, WRITE } from '../../../schema/facts/vocabulary.ts';
import { CONNECTION_MANAGER, FILE, FIRMWARE, IDENTITY, MESSAGE_ROUTER, PROGRAM, SYMBOL, TEMPLATE } from './classes.ts';
import { MODIFY_TAG, READ_TAG, READ_TAG_FRAGMENTED, WRITE_TAG, WRITE_TAG_FRAGMENTED } from './services.ts';

/** Objects of a Logix controller that hold its program; services of their own read it back or load it. */
const FIRST_PROGRAM_OBJECT: number = PROGRAM;
const LAST_PROGRAM_OBJECT = 0x6d;

/**
 * What a request would do. Decisions: asking for an identity and opening connections is OTHER; start, stop and reset
 * of whatever object are STOP, since there is none whose stop leaves the machine as it was; objects are created,
 * deleted, saved and restored when programs are loaded: PROGRAM, as reading a program back is.
 */
export function accessOf(classId: number, service: number): Access {
  switch (service) {
    case 0x01:
    case 0x03:
    case 0x0e:
      return classId === IDENTITY || classId === MESSAGE_ROUTER || classId === CONNECTION_MANAGER ? OTHER : READ;
    case 0x11:
    case 0x18:
    case 0x1d:
      return READ;
    case 0x02:
    case 0x04:
    case 0x0d:
    case 0x10:
    case 0x19:
    case 0x1a:
    case 0x1b:
      return WRITE;
    case 0x05:
    case 0x06:
    case 0x07:
      return STOP;
    case 0x08:
    case 0x09:
    case 0x15:
    case 0x16:
      return LOAD;
  }
  return service < 0x4b ? OTHER : objectAccess(classId, service);
}

function objectAccess(classId: number, service: number): Access {
  switch (classId) {
    case SYMBOL:
      return tagAccess(service);
    case TEMPLATE:
      return READ;
    case FILE:
    case FIRMWARE:
      return LOAD;
    case 0x39:
      return service === 0x51 || service === 0x52 ? STOP : service === 0x4c ? READ : LOAD;
    case 0x42:
      return service === 0x4b || service === 0x50 || service === 0x52 || service === 0x54 ? READ : WRITE;
    case 0x44:
      return service <= 0x4e ? READ : service <= 0x50 ? WRITE : OTHER;
    case 0xf3:
      return service === 0x50 ? READ : service === 0x52 ? OTHER : WRITE;
  }
  return classId >= FIRST_PROGRAM_OBJECT && classId <= LAST_PROGRAM_OBJECT ? LOAD : OTHER;
}

function tagAccess(service: number): Access {
  if (service === READ_TAG || service === READ_TAG_FRAGMENTED || service === 0x55) return READ;
  return service === WRITE_TAG || service === MODIFY_TAG || service === WRITE_TAG_FRAGMENTED ? WRITE : LOAD;
}
