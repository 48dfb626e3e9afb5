import { diagnostics, functionName } from './functions.ts';

/**
 * The areas of a command's object. The first five are the first digits of Modicon's reference numbers
 * (0x coils, 1x inputs, 3x and 4x registers, 6x extended memory).
 */
export const COILS = 0;
export const DISCRETE_INPUTS = 1;
export const INPUT_REGISTERS = 3;
export const HOLDING_REGISTERS = 4;
/** Start is file number * 65536 + first record, count the records. */
export const FILE_RECORDS = 6;
/** Start is the address of the queue's pointer. */
export const FIFO_QUEUE = 7;
/** Start is the sub-function. */
export const DIAGNOSTIC = 8;
/** Start is the first object asked for, count the read device id code (1 basic to 4 one object). */
export const IDENTIFICATION = 9;
/** The device itself: status, counters, server id. */
export const DEVICE = 10;
/** A maker's own function: start is the first byte that tells what is done, where it is known. */
export const MAKER = 11;

/** How a command's object reads, e.g. `holding registers 100-109`. */
export function objectName(fn: number, area: number, start: number, count: number): string {
  switch (area) {
    case COILS:
      return range('coil', start, count);
    case DISCRETE_INPUTS:
      return range('discrete input', start, count);
    case INPUT_REGISTERS:
      return range('input register', start, count);
    case HOLDING_REGISTERS:
      return range('holding register', start, count);
    case FILE_RECORDS:
      return `file ${Math.floor(start / 65536)} ${range('record', start % 65536, count)}`;
    case FIFO_QUEUE:
      return `fifo queue ${start}`;
    case DIAGNOSTIC:
      return diagnostics.get(start) ?? `diagnostic ${start}`;
    case IDENTIFICATION:
      return `device identification from object ${start}`;
    case MAKER:
      return fn > 255 ? 'controller' : `${functionName(fn) ?? fn} function ${start}`;
    default:
      return 'device';
  }
}

function range(what: string, start: number, count: number): string {
  if (count === 1) return `${what} ${start}`;
  return count === 0 ? `no ${what}s at ${start}` : `${what}s ${start}-${start + count - 1}`;
}
