import type { Cursor } from '../../../kernel/cursor.ts';
import type { Turn } from '../../turn.ts';
import { wireText } from '../wire-text.ts';

const ALPN = 16;
const EC_POINT_FORMATS = 11;
const SUPPORTED_VERSIONS = 43;
const DRAFTS = 0x7f00;
const DRAFT_21 = 0x7f15;
const MAX_SERVER_EXTENSIONS = 64;
const MAX_ALPN_NAME = 255;

/** First four octets of the random that marks a hello retry request (RFC 8446 4.1.3). */
const RETRY_RANDOM = 0xcf21ad74;

/** What the record layer must know of a server's hello. */
export interface ServerHello {
  /** Version the connection speaks. */
  readonly version: number;
  readonly retry: boolean;
}

/** Reads and emits the server's hello, whose body is the cursor's window. */
export function readServerHello(c: Cursor, turn: Turn): ServerHello {
  const legacy = c.u16();
  let version = legacy;
  const retry = c.peek32() === RETRY_RANDOM;
  c.skip(32);
  // Up to draft 21 of TLS 1.3 neither session nor compression stood here.
  const early = legacy > DRAFTS && legacy <= DRAFT_21;
  const sessionIdLength = early ? 0 : c.u8();
  c.skip(sessionIdLength);
  const cipher = c.u16();
  if (!early) c.skip(1);
  if (c.failed) {
    turn.anomaly('hello-bad');
    return { version, retry };
  }
  if (turn.tracing) {
    turn.field('tls.handshake.version', legacy);
    if (!early) turn.field('tls.handshake.session_id_length', sessionIdLength);
    turn.field('tls.handshake.ciphersuite', cipher);
  }
  const length = c.left >= 2 ? c.u16() : 0;
  const end = c.at + length;
  if (end > c.end) turn.anomaly('hello-bad');
  for (let i = 0; i < MAX_SERVER_EXTENSIONS && c.at + 4 <= end && c.left >= 4; i++) {
    const type = c.u16();
    const dataEnd = c.u16() + c.at;
    if (dataEnd > c.end) break;
    if (turn.tracing) turn.field('tls.handshake.extension.type', type);
    if (type === SUPPORTED_VERSIONS && dataEnd - c.at === 2) {
      version = c.peek16();
      if (turn.tracing) turn.field('tls.handshake.extensions.supported_version', version);
    } else if (type === EC_POINT_FORMATS && turn.tracing) {
      for (let p = c.at + 1; p < dataEnd && p <= c.at + c.peek8(); p++) {
        turn.field('tls.handshake.extensions_ec_point_format', c.bytes[p] as number);
      }
    } else if (type === ALPN && dataEnd - c.at >= 3 && turn.tracing) {
      const nameEnd = c.at + 3 + c.peek8(2);
      if (nameEnd <= dataEnd)
        turn.field('tls.handshake.extensions_alpn_str', wireText(c.bytes, c.at + 3, nameEnd, MAX_ALPN_NAME));
    }
    c.at = dataEnd;
  }
  return { version, retry };
}
