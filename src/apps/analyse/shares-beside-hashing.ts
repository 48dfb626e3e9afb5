import { PLACES, type Share } from '../../observe/share.ts';

/**
 * Bytes whose hash costs as much as one frame's analysis: SHA-256 takes 0.55 ns a byte where the processor has
 * instructions for it, a frame of mixed traffic 600 ns.
 */
const HASHED_BYTES_PER_FRAME = 1100;
/** A worker without any pair would still read the whole file: it is left a little, in case the estimate is wrong. */
const LEAST = 0.02;

/**
 * `count` shares of which the first is smaller by what hashing costs its worker, so that all end together. Shares
 * may have any size without a change of results; this only guesses well. With full-size frames hashing is as much
 * work as all the rest.
 */
export function sharesBesideHashing(count: number, bytesPerFrame: number): readonly Share[] {
  const hashing = bytesPerFrame / HASHED_BYTES_PER_FRAME;
  const first = Math.min(1 / count, Math.max(LEAST, (1 + hashing) / count - hashing));
  const others = (1 - first) / (count - 1);
  const edge = (i: number): number => (i === 0 ? 0 : Math.round((first + (i - 1) * others) * PLACES));
  return Array.from({ length: count }, (_, i) => ({ from: edge(i), to: i === count - 1 ? PLACES : edge(i + 1) }));
}
