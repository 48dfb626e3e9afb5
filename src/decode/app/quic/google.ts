import type { Cursor } from '../../../kernel/cursor.ts';
import type { Turn } from '../../turn.ts';
import { lowerAscii, wireText } from '../wire-text.ts';

/** Tags read of one client hello of Google's own handshake; Chrome sends some 27. */
export const MAX_TAGS = 64;
const MAX_TAG_TEXT = 255;
/** Octets looked through for the hello: MAC, padding and the frame's header come before it. */
const MAX_HELLO_SEARCH = 64;

const CHLO = 0x43484c4f;
const SNI = 0x534e4900;
const UAID = 0x55414944;
const VERSION_FLAG = 0x01;
const ID_FLAG = 0x08;

/** The public header of Q001 to Q043: flags, connection id, version `Q0` and two digits. Zero where it is none. */
export function googleVersion(c: Cursor): number {
  const flags = c.peek8();
  // Bits 6 and 7 are reserved; a packet with a version has the connection id of 8 octets.
  if ((flags & 0xc0) !== 0 || (flags & (VERSION_FLAG | ID_FLAG)) !== (VERSION_FLAG | ID_FLAG)) return 0;
  // RST, nonce and other bits are never a client's while it tells its version.
  if ((flags & 0x02) !== 0 || c.left < 14) return 0;
  const version = c.peek32(9);
  if (version >>> 16 !== 0x5130 || !isDigit(version >> 8) || !isDigit(version)) return 0;
  return version;
}

/** Where a client's first packet has its hello, tags at the cursor; -1 where there is none. */
export function findHello(bytes: Uint8Array, view: DataView, start: number, end: number): number {
  const stop = end - 8 < start + MAX_HELLO_SEARCH ? end - 8 : start + MAX_HELLO_SEARCH;
  for (let at = start; at <= stop; at++) {
    if (bytes[at] === 0x43 && view.getUint32(at) === CHLO) return at;
  }
  return -1;
}

/**
 * A client hello of Google's handshake: tag, number of entries, then per entry its tag and where its value ends,
 * little-endian. False where its parts do not fit.
 */
export function readGoogleHello(view: DataView, bytes: Uint8Array, at: number, end: number, turn: Turn): boolean {
  const count = view.getUint16(at + 4, true);
  const entries = at + 8;
  const values = entries + count * 8;
  if (values > end) return false;
  let from = 0;
  for (let i = 0; i < count && i < MAX_TAGS; i++) {
    const tag = view.getUint32(entries + i * 8);
    const to = view.getUint32(entries + i * 8 + 4, true);
    if (to < from || values + to > end) return false;
    if (tag === SNI || tag === UAID) {
      const text = wireText(bytes, values + from, values + to, MAX_TAG_TEXT);
      if (tag === SNI) turn.name('tls-sni', lowerAscii(text), turn.receiver);
      else turn.claim(turn.sender, 'http-agent', text);
      if (turn.tracing) turn.field(tag === SNI ? 'gquic.tag.sni' : 'gquic.tag.uaid', text);
    }
    from = to;
  }
  return count <= MAX_TAGS;
}

function isDigit(octet: number): boolean {
  return (octet & 0xff) >= 0x30 && (octet & 0xff) <= 0x39;
}
