import type { Cursor } from '../../../kernel/cursor.ts';
import { ipv4Text, ipv6Text } from '../../../kernel/ip.ts';
import type { Turn } from '../../turn.ts';
import { isCarrierAddress } from '../carrier-address.ts';
import { hexText, wireText } from '../wire-text.ts';
import {
  CHANNEL,
  ERROR,
  isAddress,
  isMasked,
  LIFETIME,
  MAPPED,
  REALM,
  SOFTWARE,
  XOR_MAPPED,
  XOR_MAPPED_DRAFT,
} from './attributes.ts';
import { CHANNEL_DATA, classOf, methodOf } from './fields.ts';
import { COOKIE, STUN_HEADER } from './probe.ts';

/** Attributes read of one message; ICE sends some ten. */
export const MAX_STUN_ATTRIBUTES = 64;
const MAX_STUN_TEXT = 128;

/** Reads one message, which ends where the cursor's window ends, and stands there. */
export function readStunMessage(c: Cursor, turn: Turn): void {
  const type = c.peek16();
  turn.message(type);
  if (turn.tracing) {
    turn.field('stun.type', type);
    turn.field('stun.type.method', methodOf(type));
    turn.field('stun.type.class', classOf(type));
    turn.field('stun.length', c.peek16(2));
    const id = c.at + (c.peek32(4) === COOKIE ? 8 : 4);
    turn.field('stun.id', hexText(c.bytes, id, c.at + STUN_HEADER));
  }
  MASK.set(c.bytes.subarray(c.at + 4, c.at + STUN_HEADER));
  c.skip(STUN_HEADER);
  for (let count = 0; c.left > 0; count++) {
    const length = c.peek16(2);
    const over = count === MAX_STUN_ATTRIBUTES;
    if (over || c.left < 4 || length > c.left - 4) {
      turn.anomaly(over ? 'attributes-over-limit' : 'attribute-bad');
      turn.unrecognised(c.left);
      c.at = c.end;
      return;
    }
    const kind = c.peek16();
    if (turn.tracing) turn.field('stun.att.type', kind);
    readAttribute(c, turn, kind, c.at + 4, length);
    // Values are padded to four octets; the last one's padding may be missing.
    const padded = 4 + ((length + 3) & ~3);
    c.skip(padded < c.left ? padded : c.left);
  }
}

function readAttribute(c: Cursor, turn: Turn, kind: number, at: number, length: number): void {
  if (isAddress(kind)) readAddress(c, turn, kind, at, length);
  else if (kind === SOFTWARE || kind === REALM) {
    const text = wireText(c.bytes, at, at + (length < MAX_STUN_TEXT ? length : MAX_STUN_TEXT)).replace(/\0.*$/s, '');
    // Some pad the text with zeros within its length.
    if (kind === SOFTWARE && text !== '') turn.claim(turn.sender, 'banner', text);
    if (kind === REALM && text !== '' && turn.fromServer) turn.claim(turn.sender, 'domain', text);
    if (turn.tracing) turn.field(kind === SOFTWARE ? 'stun.att.software' : 'stun.att.realm', text);
  } else if (turn.tracing && length >= 4) {
    if (kind === ERROR) {
      turn.field('stun.att.error.class', c.peek8(6) & 7);
      turn.field('stun.att.error', c.peek8(7));
    } else if (kind === LIFETIME) turn.field('stun.att.lifetime', c.peek32(4));
    else if (kind === CHANNEL) turn.field('stun.att.channelnum', c.peek16(4));
  }
}

/** Zero, family, port, address (RFC 8489 14.1); masked with cookie and transaction where its type says so (14.2). */
function readAddress(c: Cursor, turn: Turn, kind: number, at: number, length: number): void {
  const { bytes } = c;
  const size = bytes[at + 1] === 2 ? 16 : 4;
  if (length < 4 + size) return;
  const masked = isMasked(kind);
  for (let i = 0; i < size; i++) ADDRESS[i] = (bytes[at + 4 + i] as number) ^ (masked ? (MASK[i] as number) : 0);
  const text = size === 4 ? ipv4Text(ADDRESS, 0) : ipv6Text(ADDRESS, 0);
  // What a client is told of itself is how the other side of a NAT sees it.
  const mapped = kind === MAPPED || kind === XOR_MAPPED || kind === XOR_MAPPED_DRAFT;
  if (mapped && turn.ip(ADDRESS, 0, size) !== turn.receiver) {
    turn.claim(turn.receiver, 'description', `seen from outside as ${text}`);
    if (size === 4 && isCarrierAddress(ADDRESS, 0)) turn.claim(turn.receiver, 'address-in-payload', text);
  }
  if (!turn.tracing) return;
  turn.field(size === 4 ? 'stun.att.ipv4' : 'stun.att.ipv6', text);
  turn.field('stun.att.port', c.peek16(6) ^ (masked ? ((MASK[0] as number) << 8) | (MASK[1] as number) : 0));
}

/** Data in a channel of TURN: number and length; what is in it is another protocol. */
export function readChannelData(c: Cursor, turn: Turn): void {
  turn.message(CHANNEL_DATA);
  if (turn.tracing) turn.field('stun.channel', c.peek16());
  turn.unrecognised(c.left - 4);
  c.at = c.end;
}

/** Cookie and transaction of the message that is read; one is read to its end before the next. */
const MASK: Uint8Array = new Uint8Array(16);
const ADDRESS: Uint8Array = new Uint8Array(16);
