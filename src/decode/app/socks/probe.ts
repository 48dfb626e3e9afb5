import type { Cursor } from '../../../kernel/cursor.ts';
import { NO, UNSURE, type Verdict, YES } from '../../verdict.ts';

/** Methods that a client may offer and still be recognised; there are ten (IANA "SOCKS Methods"). */
const MOST_METHODS = 10;
const LAST_METHOD = 9;
const FIRST_PRIVATE = 0x80;
/** Octets of a user or host name in version 4. */
export const MAX_SOCKS_NAME = 255;

/**
 * A greeting is three octets and no proof: with it stands what follows, a request or credentials, and both together decide.
 * What a server says never decides; it may wait.
 */
export function probeSocks(c: Cursor, fromServer: boolean): Verdict {
  const version = c.peek8();
  if (c.left === 0) return UNSURE;
  if (fromServer) return version === 5 || version === 0 ? probeServer(c) : NO;
  return version === 5 ? probeClient(c) : version === 4 ? probeVersion4(c) : NO;
}

/** Method chosen and what may follow it; or version 4's reply, a zero and a code from 90 to 93. */
function probeServer(c: Cursor): Verdict {
  const second = c.peek8(1);
  if (c.left < 2) return UNSURE;
  if (c.peek8() === 0) return c.left <= 8 && second >= 90 && second <= 93 ? UNSURE : NO;
  return c.left === 2 && second <= LAST_METHOD ? UNSURE : NO;
}

function probeClient(c: Cursor): Verdict {
  const count = c.peek8(1);
  if (c.left < 2) return UNSURE;
  if (count === 0 || count > MOST_METHODS) return NO;
  for (let i = 0; i < count && 2 + i < c.left; i++) {
    const method = c.peek8(2 + i);
    if (method > LAST_METHOD && method !== FIRST_PRIVATE) return NO;
  }
  const at = 2 + count;
  if (c.left <= at) return UNSURE;
  const next = c.peek8(at);
  return next === 5 ? probeRequest(c, at) : next === 1 ? probeCredentials(c, at) : NO;
}

/** RFC 1928 4: version, command, zero, kind of address, address, port. */
function probeRequest(c: Cursor, at: number): Verdict {
  const left = c.left - at;
  const command = c.peek8(at + 1);
  const kind = c.peek8(at + 3);
  if (left > 1 && (command === 0 || command > 3)) return NO;
  if (left > 2 && c.peek8(at + 2) !== 0) return NO;
  if (left > 3 && kind !== 1 && kind !== 3 && kind !== 4) return NO;
  if (left < 5) return UNSURE;
  const length = kind === 1 ? 4 : kind === 4 ? 16 : 1 + c.peek8(at + 4);
  if (kind === 3 && !isText(c, at + 5, Math.min(at + 4 + length, c.left))) return NO;
  return left < 4 + length + 2 ? UNSURE : YES;
}

/** RFC 1929 2: version 1, user, password. */
function probeCredentials(c: Cursor, at: number): Verdict {
  const user = c.peek8(at + 1);
  const password = c.peek8(at + 2 + user);
  if (c.left <= at + 2 + user) return c.left > at + 1 && user === 0 ? NO : UNSURE;
  if (user === 0 || password === 0 || !isText(c, at + 2, at + 2 + user)) return NO;
  const end = at + 3 + user + password;
  return c.left < end ? UNSURE : c.left === end || c.peek8(end) === 5 ? YES : NO;
}

/** Version, command, port, address, user, zero; an address 0.0.0.x says that a host name and a zero follow (4a). */
function probeVersion4(c: Cursor): Verdict {
  const { left } = c;
  const command = c.peek8(1);
  if (left > 1 && command !== 1 && command !== 2) return NO;
  if (left > 3 && c.peek16(2) === 0) return NO;
  // An address of no host, but for the mark of 4a.
  const first = c.peek8(4);
  if (left > 4 && first >= 224) return NO;
  if (left < 9) return UNSURE;
  const named = c.peek32(4) < 0x100;
  if (first === 0 && (!named || c.peek32(4) === 0)) return NO;
  const user = textEnd(c, 8);
  if (user < 0) return NO;
  if (user >= left) return UNSURE;
  if (!named) return user + 1 === left ? YES : NO;
  const host = textEnd(c, user + 1);
  if (host >= left) return UNSURE;
  return host > user + 1 && host + 1 === left ? YES : NO;
}

/** Where text ends with a zero; the window's length where it does not yet, -1 where it is none. */
function textEnd(c: Cursor, from: number): number {
  for (let at = from; at < c.left; at++) {
    const octet = c.peek8(at);
    if (octet === 0) return at;
    if (octet < 0x20 || octet > 0x7e || at - from >= MAX_SOCKS_NAME) return -1;
  }
  return c.left;
}

function isText(c: Cursor, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (c.peek8(at) < 0x20 || c.peek8(at) > 0x7e) return false;
  return true;
}
