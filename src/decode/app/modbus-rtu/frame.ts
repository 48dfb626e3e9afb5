import type { Cursor } from '../../../kernel/cursor.ts';
import { ENCAPSULATED } from '../modbus/functions.ts';
import { fitsRequest, fitsResponse } from '../modbus/shape.ts';

/**
 * Frames of Modbus over serial line (V1.02) have no length: their function says how long a request and a response is,
 * and a check sum which of the two it was.
 */

/** Unit and function before, check sum behind: the longest is 256 bytes (section 2.5.1). */
export const MAX_FRAME = 256;
const CHECKSUM = 2;

/** More bytes are needed to know. */
const UNKNOWN: number = Number.POSITIVE_INFINITY;
/** No frame has this function, or this length. */
const NONE = 0;

/** What {@link frameAt} answers besides a length. */
export const NO_FRAME = 0;
export const FRAME_INCOMPLETE = -1;

/** The last answer of {@link frameAt}: whether the frame can be a request, a response, or either. */
export const shape: { request: boolean; response: boolean } = { request: false, response: false };

/** The length of the frame `ahead` of the cursor, its check sum included, or one of the two answers above. */
export function frameAt(c: Cursor, ahead: number): number {
  const left = c.left - ahead;
  if (left < 2) return FRAME_INCOMPLETE;
  const request = within(requestLength(c, ahead, left));
  const response = within(responseLength(c, ahead, left));
  // The shorter one first, so that the answer does not depend on how many bytes have come.
  const shorter = Math.min(request, response);
  const longer = Math.max(request, response);
  let length = NONE;
  if (shorter !== NONE && shorter <= left && checksumFits(c, ahead, shorter)) length = shorter;
  else if (longer !== NONE && longer <= left && checksumFits(c, ahead, longer)) length = longer;
  if (length === NONE) return longer > left ? FRAME_INCOMPLETE : NO_FRAME;
  shape.request = length === request && fitsRequest(c, ahead + 1, length - 1 - CHECKSUM);
  shape.response = length === response && fitsResponse(c, ahead + 1, length - 1 - CHECKSUM);
  return length;
}

function within(length: number): number {
  return length === UNKNOWN || length <= MAX_FRAME ? length : NONE;
}

/** CRC-16 with the polynomial 0xA001 from 0xFFFF, its low byte first (section 6.2.2). */
export function checksum(c: Cursor, ahead: number, length: number): number {
  let crc = 0xffff;
  for (let i = 0; i < length; i++) crc = (crc >> 8) ^ (table[(crc ^ c.peek8(ahead + i)) & 0xff] as number);
  return crc;
}

function checksumFits(c: Cursor, ahead: number, length: number): boolean {
  const at = ahead + length - CHECKSUM;
  return checksum(c, ahead, length - CHECKSUM) === c.peek8(at) + 256 * c.peek8(at + 1);
}

const table: Uint16Array = new Uint16Array(256).map((_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = (crc & 1) === 1 ? (crc >> 1) ^ 0xa001 : crc >> 1;
  return crc;
});

/** With what one byte counts, `at` bytes into the frame; `fixed` is all that it does not count. */
function counted(c: Cursor, ahead: number, left: number, at: number, fixed: number): number {
  return left > at ? fixed + c.peek8(ahead + at) : UNKNOWN;
}

function requestLength(c: Cursor, ahead: number, left: number): number {
  switch (c.peek8(ahead + 1)) {
    case 1:
    case 2:
    case 3:
    case 4:
    case 5:
    case 6:
    case 8:
      return 8;
    case 7:
    case 11:
    case 12:
    case 17:
      return 4;
    case 15:
    case 16:
      return counted(c, ahead, left, 6, 9);
    case 20:
    case 21:
      return counted(c, ahead, left, 2, 5);
    case 22:
      return 10;
    case 23:
      return counted(c, ahead, left, 10, 13);
    case 24:
      return 6;
    case ENCAPSULATED:
      return 7;
    default:
      return NONE;
  }
}

function responseLength(c: Cursor, ahead: number, left: number): number {
  const code = c.peek8(ahead + 1);
  switch (code) {
    case 1:
    case 2:
    case 3:
    case 4:
    case 12:
    case 17:
    case 20:
    case 21:
    case 23:
      return counted(c, ahead, left, 2, 5);
    case 5:
    case 6:
    case 8:
    case 11:
    case 15:
    case 16:
      return 8;
    case 7:
      return 5;
    case 22:
      return 10;
    case 24:
      return left > 3 ? 6 + c.peek16(ahead + 2) : UNKNOWN;
    case ENCAPSULATED:
      return identificationLength(c, ahead, left);
    default:
      return code > 0x80 ? 5 : NONE;
  }
}

/** Of an identification the objects are counted, and each has its own length. */
function identificationLength(c: Cursor, ahead: number, left: number): number {
  if (left < 8) return UNKNOWN;
  let length = 8;
  for (let objects = c.peek8(ahead + 7); objects > 0; objects--) {
    if (left < length + 2) return UNKNOWN;
    length += 2 + c.peek8(ahead + length + 1);
    if (length > MAX_FRAME) return NONE;
  }
  return length + CHECKSUM;
}
