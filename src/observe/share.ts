import type { Packet } from '../decode/packet.ts';
import { mix } from '../kernel/mix.ts';

/** One of `count` equal shares of a tap's address pairs. */
export interface Share {
  readonly index: number;
  readonly count: number;
}

/**
 * Which share a walked frame belongs to: by the unordered pair of its outermost addresses (IP, else MAC), so that
 * a flow, its fragments and its companions lie whole in one share. Frames without addresses lie in the first.
 */
export function shareOf(p: Packet, count: number): number {
  const { view } = p;
  let a = 0;
  let b = 0;
  if (p.ipVersion === 4) {
    a = view.getUint32(p.source);
    b = view.getUint32(p.destination);
  } else if (p.ipVersion === 6) {
    for (let i = 0; i < 16; i += 4) {
      a = mix(a, view.getUint32(p.source + i));
      b = mix(b, view.getUint32(p.destination + i));
    }
  } else if (p.sourceMac >= 0 && p.destinationMac >= 0) {
    a = view.getUint32(p.sourceMac + 2);
    b = view.getUint32(p.destinationMac + 2);
  } else return 0;
  // A sum does not care who is sender; mixing each half first keeps neighbours of one subnet from meeting.
  return ((mix(a, 0x51ed270b) + mix(b, 0x51ed270b)) >>> 0) % count;
}
