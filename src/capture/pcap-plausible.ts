import { RESYNC_CHAIN } from './capture-limits.ts';

/** What a record header must look like to be believed where nothing else says that a record begins. */
export interface RecordShape {
  readonly little: boolean;
  readonly headerBytes: number;
  readonly fractions: number;
  readonly lengthsSwapped: 'no' | 'yes' | 'maybe';
  readonly maxFrame: number;
  /** 0 when the file names no limit. */
  readonly snapLength: number;
  /** Seconds of the last good record, or -1. */
  readonly lastSeconds: number;
}

/** 1 yes, 0 no, -n: undecided until n bytes from `at` are there. */
export type Plausible = number;

/** Seconds by which a record behind damage may differ from the last good one: a day. */
const NEAR_SECONDS = 86_400;
/** No frame on any wire is longer; USB and D-Bus records are compared with their captured length only. */
const MAX_WIRE_BYTES = 262_144;

/**
 * Whether a chain of {@link RESYNC_CHAIN} plausible records begins at `at`, or a shorter one that ends exactly at
 * the end of the file. Depends on bytes only, never on how they were cut into chunks.
 */
export function plausibleChain(view: DataView, at: number, end: number, final: boolean, shape: RecordShape): Plausible {
  let next = at;
  let near = shape.lastSeconds;
  for (let count = 0; count < RESYNC_CHAIN; count++) {
    if (next + shape.headerBytes > end) {
      if (!final) return at - next - shape.headerBytes;
      return count > 0 && (next === end || (count > 1 && next < end)) ? 1 : 0;
    }
    const seconds = view.getUint32(next, shape.little);
    if (near >= 0 && Math.abs(seconds - near) > NEAR_SECONDS) return 0;
    if (view.getUint32(next + 4, shape.little) >= shape.fractions) return 0;
    const one = view.getUint32(next + 8, shape.little);
    const two = view.getUint32(next + 12, shape.little);
    const turned = shape.lengthsSwapped === 'yes' || (shape.lengthsSwapped === 'maybe' && one > two);
    const length = turned ? two : one;
    const wire = turned ? one : two;
    if (length === 0 || length > shape.maxFrame || wire < length) return 0;
    if (wire > MAX_WIRE_BYTES && wire > shape.maxFrame) return 0;
    if (shape.snapLength > 0 && length > shape.snapLength) return 0;
    near = seconds;
    next += shape.headerBytes + length;
  }
  return 1;
}
