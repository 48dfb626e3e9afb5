import { mix } from '../kernel/mix.ts';
import type { Frame } from '../kernel/frame.ts';

/**
 * A 64-bit digest of a frame's captured bytes, and a 128-bit digest of a sequence that is a sum over its frames:
 * a sum so that workers can each add up the frames they own. It names a sequence and finds frames seen twice; it
 * does not protect anything (evidence rests on the SHA-256 of the capture files). About 0.4 ns a byte.
 */
export class FrameDigest {
  /** Digest of the frame given to {@link add} last. */
  low = 0;
  high = 0;
  /** Running sums of the sequence. */
  readonly sums: Uint32Array = new Uint32Array(4);

  /** Digests the frame and adds it, with its time, lengths, link type and place, to the sequence's sums. */
  add(frame: Frame): void {
    const { view, start, end } = frame;
    let a = 0x9e3779b9 | 0;
    let b = 0x7f4a7c15 | 0;
    let at = start;
    for (const last = end - 8; at <= last; at += 8) {
      a = Math.imul(a ^ view.getInt32(at), 0x85ebca6b);
      b = Math.imul(b ^ view.getInt32(at + 4), 0xc2b2ae35);
      a ^= (b >>> 15) | (b << 17);
      b ^= (a >>> 13) | (a << 19);
    }
    for (; at < end; at++) a = Math.imul(a ^ view.getUint8(at), 0x85ebca6b) + at - start;
    a = mix(a, end - start);
    b = mix(b, a);
    this.low = a >>> 0;
    this.high = b >>> 0;
    const place = mix(mix(mix(a, frame.seconds), frame.nanos), mix(frame.wireLength, frame.linkType));
    const { sums } = this;
    const x = mix(place, frame.ordinal);
    const y = mix(x, b);
    const z = mix(y, a);
    sums[0] = (sums[0] as number) + x;
    sums[1] = (sums[1] as number) + y;
    sums[2] = (sums[2] as number) + z;
    sums[3] = (sums[3] as number) + mix(z, frame.ordinal);
  }
}

export function digestText(sums: Uint32Array): string {
  return [...sums].map((word) => word.toString(16).padStart(8, '0')).join('');
}
