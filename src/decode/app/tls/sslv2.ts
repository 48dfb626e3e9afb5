import type { Cursor } from '../../../kernel/cursor.ts';
import type { Turn } from '../../turn.ts';
import { BAD, DONE, MORE, type Outcome } from '../../verdict.ts';
import { SSLV2_CLIENT_HELLO, SSLV2_SERVER_HELLO } from './fields.ts';

export const SSLV2_NO = 0;
const SSL_2 = 2;
const CLIENT_HELLO = 1;
const SERVER_HELLO = 4;
/** Two octets of length, type, version, and three lengths (RFC 5246 E.2); the server's has two more fields. */
const CLIENT_HEADER = 11;
const SERVER_HEADER = 13;

/**
 * Hellos in the format of SSL 2, which clients that also speak TLS sent until about 2015 (RFC 5246 E.2): cipher
 * specs come in three octets. Returns the kind of hello the bytes may be, 0 for none; a short window is judged
 * by what is there.
 */
export function probeSslv2(c: Cursor): number {
  const type = c.peek8(2);
  if (c.left > 2 && type !== CLIENT_HELLO && type !== SERVER_HELLO) return SSLV2_NO;
  if (c.left < (type === SERVER_HELLO ? SERVER_HEADER : CLIENT_HEADER)) {
    if (type === SERVER_HELLO) return c.left > 3 && c.peek8(3) > 1 ? SSLV2_NO : SERVER_HELLO;
    if (c.left > 3 && c.peek8(3) !== 3 && c.peek8(3) !== 0) return SSLV2_NO;
    return CLIENT_HELLO;
  }
  const length = c.peek16() & 0x7fff;
  if (type === SERVER_HELLO) {
    // Session id hit 0 or 1, certificate type 0 or 1, version 2, and lengths that add up.
    if (c.peek8(3) > 1 || c.peek8(4) > 1 || c.peek16(5) !== 2) return SSLV2_NO;
    const sum = c.peek16(7) + c.peek16(9) + c.peek16(11) + SERVER_HEADER - 2;
    return sum === length && c.peek16(9) % 3 === 0 ? SERVER_HELLO : SSLV2_NO;
  }
  const version = c.peek16(3);
  if (version !== 2 && (version < 0x0300 || version > 0x0304)) return SSLV2_NO;
  const ciphers = c.peek16(5);
  const session = c.peek16(7);
  const challenge = c.peek16(9);
  if (ciphers === 0 || ciphers % 3 !== 0 || (session !== 0 && session !== 16) || challenge < 16 || challenge > 32) {
    return SSLV2_NO;
  }
  return ciphers + session + challenge + CLIENT_HEADER - 2 === length ? CLIENT_HELLO : SSLV2_NO;
}

/** Reads one hello; other records of SSL 2 are ciphertext or keys and are not this protocol's to judge. */
export function readSslv2(c: Cursor, turn: Turn): Outcome {
  const kind = probeSslv2(c);
  if (kind === SSLV2_NO) return BAD;
  if (c.left < (kind === SERVER_HELLO ? SERVER_HEADER : CLIENT_HEADER)) return MORE;
  const length = c.peek16() & 0x7fff;
  if (!c.has(2 + length)) return MORE;
  turn.message(kind === CLIENT_HELLO ? SSLV2_CLIENT_HELLO : SSLV2_SERVER_HELLO);
  if (turn.tracing) {
    turn.field('tls.handshake.type', kind);
    turn.field('tls.record.version', SSL_2);
    turn.field('tls.record.length', length);
    turn.field('tls.handshake.version', c.peek16(kind === CLIENT_HELLO ? 3 : 5));
    if (kind === CLIENT_HELLO) {
      turn.field('tls.handshake.session_id_length', c.peek16(7));
      // The first octet is zero where the cipher is one of SSL 3 and later.
      for (let i = 0; i < c.peek16(5); i += 3)
        turn.field('tls.handshake.cipherspec', c.peek32(CLIENT_HEADER + i) >>> 8);
    }
  }
  c.skip(2 + length);
  return DONE;
}
