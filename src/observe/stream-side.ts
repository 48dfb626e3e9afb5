import type { Arrival, Moment } from './arrival.ts';

/** Out-of-order segments kept for one direction of one flow: number and bytes. Beyond either the hole is given up. */
export const MAX_HELD_SEGMENTS = 64;
export const MAX_HELD_BYTES: number = 256 * 1024;

/** The segment is kept; it was kept before; there is no room. */
export const HELD = 0;
export const REPEATED = 1;
export const FULL = 2;
export type HoldResult = typeof HELD | typeof REPEATED | typeof FULL;

interface Held extends Moment {
  readonly sequence: number;
  /** Captured bytes, and how many there were on the wire. */
  readonly bytes: Uint8Array;
  readonly length: number;
}

/** What one direction of a stream keeps between segments: unread bytes, and segments that came too early. */
export class StreamSide {
  /** Unread bytes of an incomplete message, at the front of the buffer. */
  pending: Uint8Array = EMPTY;
  pendingLength = 0;
  /** Pieces of the unread bytes, while no probe is sure: at most as many as a flow is probed. */
  arrivals: Arrival[] = [];
  /** Bytes still to be passed over, and how they are counted. */
  skip = 0;
  skipAs: 'decoded' | 'encrypted' | 'unrecognised' = 'decoded';
  /** The next bytes do not follow the last message: a probe must find the next one. */
  lostSync = false;
  /** Ascending by sequence number, no two with the same start. */
  readonly held: Held[] = [];
  heldBytes = 0;

  /** Keeps bytes for later; false when `limit` would be passed. */
  keep(bytes: Uint8Array, start: number, end: number, limit: number): boolean {
    const length = this.pendingLength + end - start;
    if (length > limit) return false;
    if (length > this.pending.length) {
      const grown = new Uint8Array(Math.max(length, Math.min(limit, this.pending.length * 2), 256));
      grown.set(this.pending.subarray(0, this.pendingLength));
      this.pending = grown;
    }
    copy(bytes, start, end, this.pending, this.pendingLength);
    this.pendingLength = length;
    return true;
  }

  /** The next `bytes` are passed over, and counted as `as`. */
  skipLater(bytes: number, as: StreamSide['skipAs']): void {
    this.skip = bytes;
    this.skipAs = as;
  }

  /** The last `bytes` that were kept came in the frame of the turn. */
  noteArrival(bytes: number, { seconds, nanos, frame, ttl }: Moment): void {
    this.arrivals.push({ bytes, seconds, nanos, frame, ttl });
  }

  dropPending(): void {
    this.pending = EMPTY;
    this.pendingLength = 0;
    if (this.arrivals.length > 0) this.arrivals = [];
  }

  /**
   * Holds a captured segment of `length` bytes on the wire that came before the bytes it follows. Of two with one
   * start the first wins, unless the second is longer.
   */
  hold(
    sequence: number,
    length: number,
    bytes: Uint8Array,
    start: number,
    end: number,
    { seconds, nanos, frame, ttl }: Moment,
  ): HoldResult {
    let i = this.held.length;
    while (i > 0 && (((this.held[i - 1] as Held).sequence - sequence) | 0) > 0) i--;
    const before = this.held[i - 1];
    if (before !== undefined && before.sequence === sequence && before.length >= length) return REPEATED;
    if (this.held.length >= MAX_HELD_SEGMENTS || this.heldBytes + end - start > MAX_HELD_BYTES) return FULL;
    this.held.splice(i, 0, { sequence, length, bytes: bytes.slice(start, end), seconds, nanos, frame, ttl });
    this.heldBytes += end - start;
    return HELD;
  }

  takeHeld(): Held | undefined {
    const first = this.held.shift();
    if (first !== undefined) this.heldBytes -= first.bytes.length;
    return first;
  }
}

const EMPTY: Uint8Array = new Uint8Array(0);

/** Most pieces are a few bytes long, and a view of them alone would take 140 ns. */
const COPIED_SINGLY = 64;

function copy(from: Uint8Array, start: number, end: number, to: Uint8Array, at: number): void {
  if (end - start > COPIED_SINGLY) to.set(from.subarray(start, end), at);
  else for (let i = start, j = at; i < end; i++, j++) to[j] = from[i] as number;
}
