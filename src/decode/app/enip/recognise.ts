import type { Cursor } from '../../../kernel/cursor.ts';
import { NO, UNSURE, type Verdict, YES } from '../../verdict.ts';
import {
  commandName,
  isStatus,
  LIST_IDENTITY,
  LIST_INTERFACES,
  LIST_SERVICES,
  REGISTER_SESSION,
  SEND_RR_DATA,
  SEND_UNIT_DATA,
} from './commands.ts';

/** Command, length, session, status, sender context (8) and options. */
export const HEADER = 24;
/** Messages without a body that the probe looks past; a programmer sends three before it opens its session. */
const MAX_PROBED_EMPTY = 8;
/** Items that a probe believes in: an identity reply has one, a forward open four. */
const MAX_PROBED_ITEMS = 8;

export function le16(c: Cursor, ahead: number): number {
  return c.peek8(ahead) | (c.peek8(ahead + 1) << 8);
}

export function le32(c: Cursor, ahead: number): number {
  return (le16(c, ahead) | (le16(c, ahead + 2) << 16)) >>> 0;
}

/** True where a header stands whose command, status and options are those of the standard. */
export function isHeader(c: Cursor, ahead: number): boolean {
  return commandName(le16(c, ahead)) !== undefined && isStatus(le32(c, ahead + 8)) && le32(c, ahead + 20) === 0;
}

/** A header that can be read though its command or its options are not the standard's. */
export function isReadable(c: Cursor, ahead: number): boolean {
  if (!isStatus(le32(c, ahead + 8))) return false;
  return commandName(le16(c, ahead)) !== undefined || le32(c, ahead + 20) === 0;
}

/**
 * The first messages of a direction; what is there of a header has to fit, and what is there of its body too. One
 * without a body is a command and twenty zeros, and other protocols have such headers: the next message tells, or the
 * answer of the other direction.
 */
export function probeStream(c: Cursor): Verdict {
  let ahead = 0;
  for (let empty = 0; empty < MAX_PROBED_EMPTY; empty++) {
    const left = c.left - ahead;
    if (left < HEADER) return startsLikeHeader(c, ahead, left) ? UNSURE : NO;
    if (!isHeader(c, ahead)) return NO;
    if (!isEmpty(c, ahead)) return fitsCommand(c, ahead) ? YES : NO;
    ahead += HEADER + le16(c, ahead + 2);
    if (ahead >= c.left) return UNSURE;
  }
  return NO;
}

/** One datagram is one whole message; of those without a body only the questions that are asked of everybody are. */
export function probeDatagram(c: Cursor): Verdict {
  if (c.left < HEADER || HEADER + le16(c, 2) !== c.left || !isHeader(c, 0)) return NO;
  if (!isEmpty(c, 0)) return fitsCommand(c, 0) ? YES : NO;
  return isList(le16(c, 0)) && le32(c, 4) === 0 && le32(c, 8) === 0 ? YES : NO;
}

/** Nothing in the body that would tell: none is there, it may be anything, or the standard does not say. */
function isEmpty(c: Cursor, ahead: number): boolean {
  return le16(c, ahead + 2) === 0 || !hasShape(le16(c, ahead));
}

function hasShape(command: number): boolean {
  return isList(command) || command === REGISTER_SESSION || command === SEND_RR_DATA || command === SEND_UNIT_DATA;
}

function isList(command: number): boolean {
  return command === LIST_SERVICES || command === LIST_IDENTITY || command === LIST_INTERFACES;
}

/** A part of a header: command, status and options as far as they are there. */
function startsLikeHeader(c: Cursor, ahead: number, left: number): boolean {
  if (left >= 2 ? commandName(le16(c, ahead)) === undefined : commandName(c.peek8(ahead)) === undefined) return false;
  if (left >= 12 && !isStatus(le32(c, ahead + 8))) return false;
  for (let i = 20; i < left; i++) if (c.peek8(ahead + i) !== 0) return false;
  return true;
}

/** The length, and the first words of the body where they are there, as a command with a body wants them. */
function fitsCommand(c: Cursor, ahead: number): boolean {
  const command = le16(c, ahead);
  const length = le16(c, ahead + 2);
  const there = c.left - ahead - HEADER;
  const body = ahead + HEADER;
  // A list's answer: the number of items, and the first of them.
  if (isList(command)) {
    if (length < 2 || (there >= 2 && le16(c, body) > MAX_PROBED_ITEMS)) return false;
    return there < 6 || le16(c, body) === 0 || 6 + le16(c, body + 4) <= length;
  }
  if (command === REGISTER_SESSION) return length === 4 && (there < 2 || le16(c, body) <= 1);
  if (length < 8) return false;
  return there < 8 || (le32(c, body) === 0 && le16(c, body + 6) <= MAX_PROBED_ITEMS);
}
