import type { Cursor } from '../../../kernel/cursor.ts';
import type { Turn } from '../../turn.ts';

export const RTP_HEADER = 12;
/** Payload types that would look like control packets (RFC 5761 4). */
const CONTROL_FIRST = 64;
const CONTROL_LAST = 95;

/** Version 2, a payload type that is no control packet's, and room for what the header announces. */
export function looksLikeMedia(c: Cursor): boolean {
  if (c.left < RTP_HEADER || c.peek8() >> 6 !== 2) return false;
  const type = c.peek8(1) & 0x7f;
  return (type < CONTROL_FIRST || type > CONTROL_LAST) && headerLength(c) <= c.left && c.peek32(8) !== 0;
}

function headerLength(c: Cursor): number {
  const plain = RTP_HEADER + 4 * (c.peek8() & 15);
  return (c.peek8() & 0x10) === 0 ? plain : plain + 4 + 4 * c.peek16(plain + 2);
}

/** Reads one packet whose fixed header is there, to the end of the window; media are passed over as decoded. */
export function readMediaPacket(c: Cursor, turn: Turn): void {
  const type = c.peek8(1) & 0x7f;
  turn.message(type);
  if (turn.tracing) {
    turn.field('rtp.p_type', type);
    turn.field('rtp.marker', c.peek8(1) >= 0x80);
    turn.field('rtp.seq', c.peek16(2));
    turn.field('rtp.timestamp', c.peek32(4));
    turn.field('rtp.ssrc', c.peek32(8));
  }
  if (headerLength(c) > c.left) turn.anomaly('cut-short');
  c.at = c.end;
}
