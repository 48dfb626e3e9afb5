import type { Cursor } from '../../../kernel/cursor.ts';
import type { Turn } from '../../turn.ts';
import { holds, u16At, u32At, wideText } from './bytes-at.ts';

/** Bytes of a security blob in which a sign-in is looked for; SPNEGO puts some dozen before it. */
export const MAX_SEARCHED = 512;
/** Values of a challenge that are looked at; Windows sends six. */
export const MAX_TARGET_VALUES = 16;

const SIGNATURE = [0x4e, 0x54, 0x4c, 0x4d, 0x53, 0x53, 0x50, 0];
const CHALLENGE = 2;
const AUTHENTICATE = 3;

/**
 * NTLM (MS-NLMP 2.2.1) in a security blob, bare or within SPNEGO: the names of computer, domain and user. Hashes and
 * challenges are never looked at; Kerberos tickets begin otherwise and are left alone.
 */
export function readSecurityBlob(c: Cursor, turn: Turn, ahead: number, length: number): void {
  const last = Math.min(length - SIGNATURE.length, MAX_SEARCHED);
  for (let i = 0; i <= last; i++) {
    if (c.peek8(ahead + i) === 0x4e && isSignature(c, ahead + i)) {
      readNtlm(c, turn, ahead + i);
      return;
    }
  }
}

function isSignature(c: Cursor, ahead: number): boolean {
  for (let i = 0; i < SIGNATURE.length; i++) if (c.peek8(ahead + i) !== SIGNATURE[i]) return false;
  return holds(c, ahead, 12);
}

function readNtlm(c: Cursor, turn: Turn, at: number): void {
  const type = u32At(c, at + 8);
  if (turn.tracing) turn.field('ntlmssp.messagetype', type);
  if (type === CHALLENGE) readChallenge(c, turn, at);
  else if (type === AUTHENTICATE) readAuthenticate(c, turn, at);
}

/** The text that a field of length, room and offset points to. */
function pointed(c: Cursor, at: number, field: number): string {
  const length = u16At(c, at + field);
  return wideText(c, at + u32At(c, at + field + 4), length);
}

function readChallenge(c: Cursor, turn: Turn, at: number): void {
  if (turn.tracing) turn.field('ntlmssp.challenge.target_name', pointed(c, at, 12));
  let value = at + u32At(c, at + 44);
  const end = value + u16At(c, at + 40);
  for (let i = 0; i < MAX_TARGET_VALUES && value + 4 <= end && holds(c, value, 4); i++) {
    const id = u16At(c, value);
    const length = u16At(c, value + 2);
    if (id === 0) break;
    if (id <= 4) {
      const text = wideText(c, value + 4, length);
      if (text !== '') turn.claim(turn.sender, id === 1 || id === 3 ? 'hostname' : 'domain', text);
    }
    value += 4 + length;
  }
  readVersion(c, turn, at, 48);
}

function readAuthenticate(c: Cursor, turn: Turn, at: number): void {
  const domain = pointed(c, at, 28);
  const user = pointed(c, at, 36);
  const host = pointed(c, at, 44);
  if (host !== '') turn.claim(turn.sender, 'hostname', host);
  if (domain !== '') turn.claim(turn.sender, 'domain', domain);
  if (user !== '') turn.claim(turn.sender, 'description', `user ${domain === '' ? '' : `${domain}\\`}${user}`);
  if (turn.tracing) {
    if (domain !== '') turn.field('ntlmssp.auth.domain', domain);
    if (user !== '') turn.field('ntlmssp.auth.username', user);
    if (host !== '') turn.field('ntlmssp.auth.hostname', host);
  }
  readVersion(c, turn, at, 64);
}

/** Major, minor, build: only where the flags say so, and not all zero, which Samba sends. */
function readVersion(c: Cursor, turn: Turn, at: number, field: number): void {
  const flags = u32At(c, at + (field === 48 ? 20 : 60));
  const major = c.peek8(at + field);
  if ((flags & 0x0200_0000) === 0 || major === 0 || !holds(c, at + field, 8)) return;
  const version = `${major}.${c.peek8(at + field + 1)}.${u16At(c, at + field + 2)}`;
  if (turn.tracing) turn.field('ntlmssp.version', version);
  // Samba says 6.1 build 0 whatever it runs on.
  if (u16At(c, at + field + 2) !== 0) turn.claim(turn.sender, 'os', `Windows ${version}`);
}
