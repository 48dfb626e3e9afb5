import type { TapEstate } from '../resolve/estate.ts';
import { ordinalOfFrame, partOfFrame } from '../resolve/frame-set.ts';
import type { FrameReference } from '../schema/finding.ts';

/** A tap's frames as (capture, Wireshark frame number); captures in the order of the tap's sequence. */
export function frameReferences(tap: TapEstate, frames: readonly number[]): FrameReference[] {
  const numbers = new Map<string, number[]>();
  for (const frame of [...frames].sort((a, b) => a - b)) {
    const ordinal = ordinalOfFrame(frame);
    const spans = tap.parts[partOfFrame(frame)]?.captures ?? [];
    const span = spans.find((one) => ordinal >= one.firstOrdinal && ordinal < one.firstOrdinal + one.frames);
    if (span === undefined) continue;
    const list = numbers.get(span.sha256);
    if (list === undefined) numbers.set(span.sha256, [ordinal - span.firstOrdinal + 1]);
    else list.push(ordinal - span.firstOrdinal + 1);
  }
  return [...numbers].map(([capture, list]) => ({ capture, numbers: list }));
}
