import { Cursor } from '../../../kernel/cursor.ts';
import type { CryptoStream } from './crypto-stream.ts';
import { variable } from './long-header.ts';

const PADDING = 0;
const PING = 1;
const ACK = 2;
const ACK_ECN = 3;
const CONNECTION_CLOSE = 0x1c;

export const FRAMES_GOOD = 0;
/** A frame that may not stand in an Initial packet, or that does not fit it. */
export const FRAMES_BAD = 1;
export const FRAMES_OVER_LIMIT = 2;

/** Gathers the handshake from the frames of an Initial packet (RFC 9000 12.4). Every round reads an octet or ends. */
export function readFrames(frames: Uint8Array, cryptoFrame: number, into: CryptoStream): number {
  const c = new Cursor().over(frames);
  let result = FRAMES_GOOD;
  while (c.left > 0) {
    const type = c.u8();
    if (type === PADDING || type === PING) continue;
    if (type === cryptoFrame) {
      const offset = variable(c);
      const piece = c.take(variable(c));
      if (c.failed) return FRAMES_BAD;
      if (!into.add(offset, piece)) result = FRAMES_OVER_LIMIT;
    } else if (type === ACK || type === ACK_ECN) skipAck(c, type);
    else if (type === CONNECTION_CLOSE) {
      variable(c);
      variable(c);
      c.skip(variable(c));
    } else return FRAMES_BAD;
    if (c.failed) return FRAMES_BAD;
  }
  return result;
}

function skipAck(c: Cursor, type: number): void {
  variable(c);
  variable(c);
  const ranges = variable(c);
  variable(c);
  for (let i = 0; i < ranges * 2 && !c.failed; i++) variable(c);
  if (type === ACK_ECN) for (let i = 0; i < 3; i++) variable(c);
}
