import type { Cursor } from '../../../kernel/cursor.ts';

/** Opcodes; 2, 3 and 8 are resets of the server and soft ones. */
export const RESET_CLIENT_V1 = 1;
export const CONTROL = 4;
export const ACK = 5;
export const DATA_V1 = 6;
export const RESET_CLIENT_V2 = 7;
export const DATA_V2 = 9;
export const RESET_CLIENT_V3 = 10;
export const CONTROL_WKC = 11;

/** How control packets are protected: not at all, by an HMAC (tls-auth), or encrypted (tls-crypt). */
export const PLAIN = 0;
export const CRYPT = -1;
export const UNSHAPED = -2;

/** Acknowledgements in one packet (RELIABLE_ACK_SIZE of the reference implementation). */
export const MAX_ACKS = 8;
/** Octets of the HMACs that tls-auth is used with: SHA-1, SHA-256, SHA-512, MD5, SHA-224, SHA-384. */
const HMACS: readonly number[] = [20, 32, 64, 16, 28, 48];
/** Opcode and key id, session id. */
export const HEAD = 9;
/** Replay protection: packet id and time, in seconds since 1970. */
export const REPLAY = 8;
const CRYPT_TAG = 32;
const SESSION = 8;
/** 2001 in seconds, before there was OpenVPN. */
const EARLIEST = 1_000_000_000;
/** What version 2.6 puts into the packet id of a reset to say that it can negotiate early. */
const EARLY_NEGOTIATION = 0x0f;

/**
 * The protection that makes sense of a control packet, or {@link UNSHAPED}: {@link PLAIN}, {@link CRYPT}, or the octets of an
 * HMAC. With tls-crypt only resets and acknowledgements have a length of their own, and are told by it.
 */
export function shapeOf(c: Cursor): number {
  const opcode = c.peek8() >> 3;
  if (!isControl(opcode) || (c.peek32(1) === 0 && c.peek32(5) === 0)) return UNSHAPED;
  if (opcode !== RESET_CLIENT_V3 && opcode !== CONTROL_WKC) {
    if (fits(c, opcode, HEAD)) return PLAIN;
    for (const size of HMACS) if (isReplay(c, HEAD + size, 0) && fits(c, opcode, HEAD + size + REPLAY)) return size;
  }
  return isReplay(c, HEAD, EARLY_NEGOTIATION) && fitsCrypt(c, opcode) ? CRYPT : UNSHAPED;
}

export function isControl(opcode: number): boolean {
  return opcode >= RESET_CLIENT_V1 && opcode <= CONTROL_WKC && opcode !== DATA_V1 && opcode !== DATA_V2;
}

export function isReset(opcode: number): boolean {
  return isControl(opcode) && opcode !== CONTROL && opcode !== ACK && opcode !== CONTROL_WKC;
}

/** A packet id of 16 bits: the flow is young; and a time when there was OpenVPN. */
function isReplay(c: Cursor, at: number, flag: number): boolean {
  if (c.left < at + REPLAY) return false;
  const first = c.peek8(at);
  if ((first !== 0 && first !== flag) || c.peek8(at + 1) !== 0 || c.peek16(at + 2) === 0) return false;
  return c.peek32(at + 4) >= EARLIEST;
}

/** Acknowledgements, the other side's session where there are any, the packet's own number, and a length to match. */
function fits(c: Cursor, opcode: number, at: number): boolean {
  const acks = c.peek8(at);
  if (c.left <= at || acks > MAX_ACKS) return false;
  const after = at + 1 + acks * 4 + (acks > 0 ? SESSION : 0);
  for (let i = 0; i < acks; i++) if (c.peek16(at + 1 + i * 4) !== 0) return false;
  if (opcode === ACK) return acks > 0 && c.left === after;
  // Packet numbers count from 0, and a key lives an hour.
  if (c.left < after + 4 || c.peek16(after) !== 0) return false;
  if (isReset(opcode)) return c.peek16(after + 2) === 0 && c.left === after + 4;
  if (c.left <= after + 4) return false;
  // Without an HMAC before it, BFD, uTP and PFCP look alike: there a TLS record must begin.
  return at > HEAD || isTlsRecord(c, after + 4);
}

function isTlsRecord(c: Cursor, at: number): boolean {
  const type = c.peek8(at);
  return type >= 20 && type <= 23 && c.peek8(at + 1) === 3 && c.peek8(at + 2) <= 4 && c.left > at + 2;
}

function fitsCrypt(c: Cursor, opcode: number): boolean {
  const rest = c.left - HEAD - REPLAY - CRYPT_TAG;
  if (opcode === RESET_CLIENT_V3) {
    // The client's key, wrapped, ends with its own length.
    const wrapped = c.peek16(c.left - 2);
    return rest > 5 && wrapped > CRYPT_TAG && rest - wrapped === 5;
  }
  if (opcode === ACK) return rest >= 13 && rest <= 1 + MAX_ACKS * 4 + SESSION && (rest - 9) % 4 === 0;
  if (!isReset(opcode)) return false;
  // A reset says its number, and the server's acknowledges one or more packets.
  return rest === 5 || (rest >= 17 && rest <= 13 + MAX_ACKS * 4 && (rest - 13) % 4 === 0);
}
