import type { Cursor } from '../../../kernel/cursor.ts';
import { NO, UNSURE, type Verdict, YES } from '../../verdict.ts';
import { kinds, MAX_LENGTH, MAX_STARTUP, SERVER } from './messages.ts';
import { hasShape } from './shapes.ts';

export const SSL_CODE = 80_877_103;
export const GSS_CODE = 80_877_104;
export const CANCEL_CODE = 80_877_102;
export const MAJOR_VERSION = 3;
/** A letter and a length. */
export const HEADER = 5;
/** Process and a key of 4 bytes; of 256 at most since protocol 3.2. */
export const SHORTEST_CANCEL = 16;
export const LONGEST_CANCEL = 268;
/** A session that had begun before is told by a whole message of at most so many bytes: what is kept of an unknown flow. */
const MAX_PROVEN = 4096 - HEADER;
const COPY_DATA = 0x64;
const COPY_DONE = 0x63;

/** True for a letter that some message begins with. */
export function isLetter(byte: number): boolean {
  return kinds.has(byte) || kinds.has(SERVER | byte);
}

/** Direction is not asked for: of a session that had begun before it is a guess. */
export function probePostgresql(c: Cursor): Verdict {
  if (c.left === 0) return UNSURE;
  return c.peek8() === 0 ? probeOpening(c) : probeMessage(c);
}

/** Startup, cancel and requests for encryption: a length and a number. */
function probeOpening(c: Cursor): Verdict {
  if (c.peek8(1) !== 0 || c.peek8(2) > MAX_STARTUP >> 8) return NO;
  if (c.left >= HEADER && c.peek8(4) !== 0 && c.peek8(4) !== SSL_CODE >>> 24) return NO;
  if (c.left < 8) return UNSURE;
  const length = c.peek32();
  const code = c.peek32(4);
  if (code === SSL_CODE || code === GSS_CODE) return length === 8 ? YES : NO;
  if (code === CANCEL_CODE) return length >= SHORTEST_CANCEL && length <= LONGEST_CANCEL ? YES : NO;
  if (code >>> 16 !== MAJOR_VERSION || length < 12 || length > MAX_STARTUP) return NO;
  // The first parameter's name begins with a letter, and the last is followed by a zero.
  if (c.left > 8 && (c.peek8(8) < 0x5f || c.peek8(8) > 0x7a)) return NO;
  if (!c.has(length)) return UNSURE;
  return c.peek8(length - 1) === 0 && c.peek8(length - 2) === 0 ? YES : NO;
}

function probeMessage(c: Cursor): Verdict {
  const letter = c.peek8();
  if (!isLetter(letter) || c.peek8(1) !== 0 || c.peek8(2) !== 0) return NO;
  if (c.left < HEADER) return UNSURE;
  const length = c.peek32(1);
  if (!fits(letter, length) || length > MAX_PROVEN) return NO;
  const next = 1 + length;
  if (!c.has(next)) return UNSURE;
  // Copied data is told from nothing but by the like of it behind it.
  if (letter === COPY_DATA) return followsCopy(c, next);
  const end = c.at + next;
  return hasShape(letter, c.bytes, c.at + HEADER, end) && follows(c, next) ? YES : NO;
}

function fits(letter: number, length: number): boolean {
  const client = kinds.get(letter);
  if (client !== undefined && length >= client.least && length <= client.most) return true;
  const server = kinds.get(SERVER | letter);
  return server !== undefined && length >= server.least && length <= server.most;
}

/** What stands behind a message is nothing, or the beginning of another. */
function follows(c: Cursor, next: number): boolean {
  if (!c.has(next + 1)) return true;
  if (!isLetter(c.peek8(next))) return false;
  return !c.has(next + HEADER) || (c.peek32(next + 1) <= MAX_LENGTH && fits(c.peek8(next), c.peek32(next + 1)));
}

function followsCopy(c: Cursor, next: number): Verdict {
  if (!c.has(next + HEADER)) return UNSURE;
  const letter = c.peek8(next);
  return (letter === COPY_DATA || letter === COPY_DONE) && c.peek16(next + 1) === 0 ? YES : NO;
}
