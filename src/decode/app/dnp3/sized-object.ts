import type { Cursor } from '../../../kernel/cursor.ts';
import type { Turn } from '../../turn.ts';
import { hexText, wireText } from '../wire-text.ts';

/** How a file is opened (IEEE 1815-2012 A.26.3). */
export const FILE_READ = 1;

/** A block is numbered by 31 bits; the highest marks the last (A.26.5). */
const BLOCK_NUMBER = 0x7fff_ffff;

/** The mode of the file command read last, or -1. */
export const file = { mode: -1 };

/** Reads one object that brought its size; the window ends with it. What is not read counts as not recognised. */
export function readSizedObject(c: Cursor, turn: Turn, group: number, variation: number): void {
  file.mode = -1;
  if (group === 70) readFile(c, turn, variation);
  else if (group === 120) readAuthentication(c, turn, variation);
  else if (group === 90 && variation === 1) {
    if (turn.tracing) turn.field('dnp3.al.application', wireText(c.bytes, c.at, c.end));
    skipRest(c);
  }
  if (c.left > 0) {
    turn.unrecognised(c.left);
    c.skip(c.left);
  }
}

function readFile(c: Cursor, turn: Turn, variation: number): void {
  const start = c.at;
  switch (variation) {
    case 3: {
      const offset = c.u16le();
      const length = c.u16le();
      c.skip(12);
      const size = c.u32le();
      const mode = c.u16le();
      const block = c.u16le();
      const request = c.u16le();
      if (c.failed) return;
      file.mode = mode;
      if (turn.tracing) {
        turn.field('dnp3.al.file.size', size);
        turn.field('dnp3.al.file.mode', mode);
        turn.field('dnp3.al.file.maxblock', block);
        turn.field('dnp3.al.file.reqID', request);
      }
      name(c, turn, start, offset, length);
      return;
    }
    case 4: {
      const handle = c.u32le();
      const size = c.u32le();
      const block = c.u16le();
      const request = c.u16le();
      const status = c.u8();
      if (c.failed || !turn.tracing) return skipRest(c);
      turn.field('dnp3.al.file.handle', handle);
      turn.field('dnp3.al.file.size', size);
      turn.field('dnp3.al.file.maxblock', block);
      turn.field('dnp3.al.file.reqID', request);
      turn.field('dnp3.al.file.status', status);
      return skipRest(c);
    }
    case 5:
    case 6: {
      const handle = c.u32le();
      const block = c.u32le();
      if (c.failed) return;
      if (turn.tracing) {
        turn.field('dnp3.al.file.handle', handle);
        turn.field('dnp3.al.file.blocknum', block & BLOCK_NUMBER);
        turn.field('dnp3.al.file.lastblock', block > BLOCK_NUMBER);
        if (variation === 6) turn.field('dnp3.al.file.status', c.peek8());
      }
      if (variation === 6) skipRest(c);
      return;
    }
    case 7: {
      const offset = c.u16le();
      const length = c.u16le();
      c.skip(2);
      const size = c.u32le();
      c.skip(8);
      const request = c.u16le();
      if (c.failed) return;
      if (turn.tracing) {
        turn.field('dnp3.al.file.size', size);
        turn.field('dnp3.al.file.reqID', request);
      }
      name(c, turn, start, offset, length);
      return;
    }
    case 8:
      if (turn.tracing) turn.field('dnp3.al.file_name', wireText(c.bytes, c.at, c.end));
      skipRest(c);
      return;
    default:
    // Variation 2 holds user and password: it is passed over, and 1 is obsolete.
  }
}

/** Names stand where an offset from the object's start says, which is right behind what was read. */
function name(c: Cursor, turn: Turn, start: number, offset: number, length: number): void {
  if (start + offset !== c.at || !c.has(length)) return;
  if (turn.tracing) turn.field('dnp3.al.file_name', wireText(c.bytes, c.at, c.at + length));
  c.skip(length);
}

/**
 * Secure authentication (IEEE 1815-2012 A.45): a sequence number and a user, then by variation 1 challenge, 2 reply,
 * 5 session key status, 6 session key change, 7 error. Digests are passed over, wrapped keys are encrypted.
 */
function readAuthentication(c: Cursor, turn: Turn, variation: number): void {
  switch (variation) {
    case 4:
      number(turn, 'dnp3.al.sa.user', c.u16le());
      return;
    case 8:
      number(turn, 'dnp3.al.sa.kcm', c.u8());
      number(turn, 'dnp3.al.sa.certificate_type', c.u8());
      octets(c, turn, c.left);
      return;
    case 9:
      octets(c, turn, c.left);
      return;
    case 1:
    case 2:
    case 5:
    case 6:
    case 7:
      break;
    default:
      return;
  }
  const sequence = c.u32le();
  const user = c.u16le();
  if (c.failed) return;
  number(turn, 'dnp3.al.sa.seq', sequence);
  number(turn, 'dnp3.al.sa.user', user);
  if (variation === 1) {
    number(turn, 'dnp3.al.sa.mal', c.u8());
    number(turn, 'dnp3.al.sa.reason', c.u8());
    octets(c, turn, c.left);
  } else if (variation === 5) {
    number(turn, 'dnp3.al.sa.kwa', c.u8());
    number(turn, 'dnp3.al.sa.key_status', c.u8());
    number(turn, 'dnp3.al.sa.mal', c.u8());
    octets(c, turn, c.u16le());
  } else if (variation === 6) turn.encrypted(c.left);
  else if (variation === 7 && turn.tracing) {
    // Association, then the code.
    turn.field('dnp3.al.sa.error', c.peek8(2));
  }
  skipRest(c);
}

function number(turn: Turn, field: string, value: number): void {
  if (turn.tracing) turn.field(field, value);
}

/** Challenge data and certificates as they are: they go in the clear. */
function octets(c: Cursor, turn: Turn, count: number): void {
  const at = c.at;
  c.skip(count);
  if (!c.failed && turn.tracing && count > 0) turn.field('dnp3.al.octet_string', hexText(c.bytes, at, at + count));
}

function skipRest(c: Cursor): void {
  c.skip(c.left);
}
