import type { Cursor } from '../../../kernel/cursor.ts';
import { diagnostics, publicFunctions } from './functions.ts';

/** The lengths and counts that V1.1b3 section 6 allows for each function; what tells Modbus from chance. */

/** Bytes of a PDU that a shape looks at, at most: function 23's header. */
export const SHAPE_BYTES = 10;

/** True when a PDU of `length` bytes, its function code `at` bytes ahead of the cursor, is a request as specified. */
export function fitsRequest(c: Cursor, at: number, length: number): boolean {
  const code = c.peek8(at);
  switch (code) {
    case 1:
    case 2:
      return length === 5 && within(c.peek16(at + 3), 2000);
    case 3:
    case 4:
      return length === 5 && within(c.peek16(at + 3), 125);
    case 5:
      return length === 5 && (c.peek16(at + 3) === 0 || c.peek16(at + 3) === 0xff00);
    case 6:
      return length === 5;
    case 7:
    case 11:
    case 12:
    case 17:
      return length === 1;
    case 8:
      return fitsDiagnostics(c, at, length);
    case 15: {
      const count = c.peek16(at + 3);
      return within(count, 1968) && c.peek8(at + 5) === (count + 7) >> 3 && length === 6 + c.peek8(at + 5);
    }
    case 16: {
      const count = c.peek16(at + 3);
      return within(count, 123) && c.peek8(at + 5) === count * 2 && length === 6 + c.peek8(at + 5);
    }
    case 20:
      return length === 2 + c.peek8(at + 1) && c.peek8(at + 1) >= 7 && c.peek8(at + 1) % 7 === 0;
    case 21:
      return length === 2 + c.peek8(at + 1) && c.peek8(at + 1) >= 9 && c.peek8(at + 2) === 6;
    case 22:
      return length === 7;
    case 23: {
      const write = c.peek16(at + 7);
      return within(c.peek16(at + 3), 125) && within(write, 121) && length === 10 + write * 2;
    }
    case 24:
      return length === 3;
    case 43:
      return c.peek8(at + 1) === 14 ? length === 4 && within(c.peek8(at + 2), 4) : c.peek8(at + 1) === 13 && length > 2;
    default:
      return false;
  }
}

/** The same for a response or an exception. */
export function fitsResponse(c: Cursor, at: number, length: number): boolean {
  const code = c.peek8(at);
  const count = c.peek8(at + 1);
  switch (code) {
    case 1:
    case 2:
      return length === 2 + count && within(count, 250);
    case 3:
    case 4:
    case 23:
      return length === 2 + count && within(count, 250) && count % 2 === 0;
    case 5:
      return length === 5 && (c.peek16(at + 3) === 0 || c.peek16(at + 3) === 0xff00);
    case 6:
      return length === 5;
    case 7:
      return length === 2;
    case 8:
      return fitsDiagnostics(c, at, length);
    case 11:
      return length === 5 && (c.peek16(at + 1) === 0 || c.peek16(at + 1) === 0xffff);
    case 12:
      return length === 2 + count && count >= 6;
    case 15:
      return length === 5 && within(c.peek16(at + 3), 1968);
    case 16:
      return length === 5 && within(c.peek16(at + 3), 123);
    case 17:
      return length === 2 + count && count >= 2;
    case 20:
      return length === 2 + count && count >= 4;
    case 21:
      return length === 2 + count && count >= 9 && c.peek8(at + 2) === 6;
    case 22:
      return length === 7;
    case 24:
      return length === 3 + c.peek16(at + 1) && c.peek16(at + 1) === 2 + 2 * c.peek16(at + 3);
    case 43:
      return count === 14 ? length >= 7 && within(c.peek8(at + 2), 4) : count === 13 && length > 2;
    default:
      return code > 128 && length === 2 && publicFunctions.has(code - 128) && within(count, 11);
  }
}

function fitsDiagnostics(c: Cursor, at: number, length: number): boolean {
  return diagnostics.has(c.peek16(at + 1)) && (c.peek16(at + 1) === 0 ? length >= 5 && length % 2 === 1 : length === 5);
}

function within(count: number, most: number): boolean {
  return count >= 1 && count <= most;
}
