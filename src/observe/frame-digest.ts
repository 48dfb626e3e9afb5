import { mix } from '../kernel/mix.ts';
import type { Frame } from '../kernel/frame.ts';

/** Frames up to this length are digested whole; of longer ones the beginning, the end and every fourth block of 16 bytes. */
export const WHOLE_BYTES = 256;
const STRIDE = 64;

/**
 * A 64-bit digest of a frame, and a 128-bit digest of a sequence that is a sum over its frames: a sum so that
 * workers can each add up the frames they own. It names a sequence and finds frames that may have been seen twice
 * (which are then compared byte by byte); it does not protect anything: evidence rests on the SHA-256 of the
 * capture files. Every header and checksum is in it, and of bulk a quarter: a whole digest of large frames was a
 * quarter of all time on enterprise traffic.
 */
export class FrameDigest {
  /** Digest of the frame given to {@link add} last: signed words, which travel without being boxed. */
  low = 0;
  high = 0;
  /** Running sums of the sequence. */
  readonly sums: Uint32Array = new Uint32Array(4);

  /** Digests the frame and adds it, with its time, lengths, link type and place, to the sequence's sums. */
  add(frame: Frame): void {
    const { view, start, end } = frame;
    let a = 0x1e3779b9;
    let b = 0x7f4a7c15;
    let c = 0x3c6ef372;
    let d = 0x5be0cd19;
    const whole = end - start <= WHOLE_BYTES ? end : start + WHOLE_BYTES / 2;
    let at = start;
    let step = 16;
    for (const last = end - 16; at <= last; at += step) {
      a = Math.imul(((a << 13) | (a >>> 19)) ^ view.getInt32(at, true), 0x85ebca6b);
      b = Math.imul(((b << 13) | (b >>> 19)) ^ view.getInt32(at + 4, true), 0xc2b2ae35);
      c = Math.imul(((c << 13) | (c >>> 19)) ^ view.getInt32(at + 8, true), 0x27d4eb2f);
      d = Math.imul(((d << 13) | (d >>> 19)) ^ view.getInt32(at + 12, true), 0x165667b1);
      if (at >= whole) step = at < end - STRIDE * 2 ? STRIDE : 16;
    }
    if (at > end) at = end;
    for (; at <= end - 4; at += 4) a = Math.imul(((a << 13) | (a >>> 19)) ^ view.getInt32(at, true), 0x85ebca6b);
    for (; at < end; at++) b = Math.imul(((b << 13) | (b >>> 19)) ^ view.getUint8(at), 0xc2b2ae35);
    a = mix(mix(mix(a, c), d), end - start);
    b = mix(mix(mix(b, d), c), a);
    this.low = a;
    this.high = b;
    const place = mix(mix(frame.seconds, frame.nanos), mix(frame.wireLength, frame.linkType) ^ frame.ordinal);
    const { sums } = this;
    const x = mix(place, a);
    const y = mix(x, b);
    sums[0] = (sums[0] as number) + x;
    sums[1] = (sums[1] as number) + y;
    sums[2] = (sums[2] as number) + mix(y, place);
    sums[3] = (sums[3] as number) + mix(x ^ 0x5bd1e995, y);
  }
}

export function digestText(sums: Uint32Array): string {
  return [...sums].map((word) => word.toString(16).padStart(8, '0')).join('');
}
