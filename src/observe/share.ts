import type { Packet } from '../decode/packet.ts';
import type { Frame } from '../kernel/frame.ts';
import { mix } from '../kernel/mix.ts';

/** Address pairs are spread over so many places. */
export const PLACES = 0x1_0000;

/** The places `[from, to)` of a tap's address pairs that one worker owns. Shares need not be equal. */
export interface Share {
  readonly from: number;
  readonly to: number;
}

export const WHOLE: Share = { from: 0, to: PLACES };

/** One of `count` equal shares. */
export function equalShare(index: number, count: number): Share {
  return { from: Math.floor((index * PLACES) / count), to: Math.floor(((index + 1) * PLACES) / count) };
}

/**
 * The place of a walked frame: by the unordered pair of its outermost addresses (IP, else MAC), so that a flow, its
 * fragments and its companions lie whole in one share. Frames without addresses lie in the first place.
 */
export function placeOf(p: Packet): number {
  const { view } = p;
  if (p.ipVersion === 4) return placeOfPair(view.getUint32(p.source), view.getUint32(p.destination));
  if (p.ipVersion === 6) {
    let a = 0;
    let b = 0;
    for (let i = 0; i < 16; i += 4) {
      a = mix(a, view.getUint32(p.source + i));
      b = mix(b, view.getUint32(p.destination + i));
    }
    return placeOfPair(a, b);
  }
  if (p.sourceMac < 0 || p.destinationMac < 0) return 0;
  return placeOfPair(view.getUint32(p.sourceMac + 2), view.getUint32(p.destinationMac + 2));
}

const LINKTYPE_ETHERNET = 1;
/** Two MAC addresses, an EtherType, an IPv4 header without options. */
const SHORTEST = 14 + 20;

/**
 * {@link placeOf} before the frame is walked, for what most frames are: IPv4 straight in Ethernet. -1 for others.
 * A worker passes over what is not its own for 10 ns instead of 45, which is the whole cost of a second worker.
 */
export function placeAhead(frame: Frame): number {
  const { view, start } = frame;
  if (frame.linkType !== LINKTYPE_ETHERNET || frame.end - start < SHORTEST || view.getUint16(start + 12) !== 0x0800)
    return -1;
  return placeOfPair(view.getUint32(start + 26), view.getUint32(start + 30));
}

/** A sum does not care who is sender; mixing each half first keeps neighbours of one subnet from meeting. */
function placeOfPair(a: number, b: number): number {
  return (mix(a, 0x51ed270b) + mix(b, 0x51ed270b)) & (PLACES - 1);
}
