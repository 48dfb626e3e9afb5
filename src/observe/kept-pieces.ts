import type { Arrival, Moment } from './arrival.ts';
import type { StreamSide } from './stream-side.ts';

/** A piece, and where it lies. */
interface Piece extends Arrival {
  readonly direction: 0 | 1;
  readonly from: Uint8Array;
  readonly start: number;
}

/** What a side keeps, piece by piece; the beginning of it may be of an earlier protocol, and of an unknown frame. */
export function piecesOf(side: StreamSide | undefined, direction: 0 | 1, now: Moment): Piece[] {
  if (side === undefined || side.pendingLength === 0) return [];
  const { pending: from, arrivals } = side;
  let start = side.pendingLength - arrivals.reduce((sum, { bytes }) => sum + bytes, 0);
  const { seconds, nanos, frame, ttl } = arrivals[0] ?? now;
  const pieces: Piece[] = start > 0 ? [{ bytes: start, seconds, nanos, frame, ttl, direction, from, start: 0 }] : [];
  for (const arrival of arrivals) {
    pieces.push({ ...arrival, direction, from, start });
    start += arrival.bytes;
  }
  return pieces;
}
