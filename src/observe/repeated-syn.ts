import * as L from './flow-layout.ts';

/** A SYN sent again, or seen again on another way, follows within the longest first timeout in use (RFC 6298 2.1 and before). */
const REPEATED_SYN_SECONDS = 3;

/**
 * Whether a SYN of `direction`, whose stream would begin at `first`, is the one that opened the flow, seen after data:
 * a mirror of several ports shows it again, and what was read must not be read anew. It is, when the stream's
 * beginning lies no further back than the bytes that came since, nobody has closed the conversation, and it has not
 * been silent: a controller that lost its power opens the same ports with the same number, some seconds later.
 */
export function isRepeatedSyn(
  words: Uint32Array,
  doubles: Float64Array,
  at: number,
  direction: 0 | 1,
  first: number,
  seconds: number,
): boolean {
  const flags = words[at + L.FLAGS] as number;
  if ((flags & (L.SEQUENCE_VALID << direction)) === 0) return false;
  if ((flags & (L.RESET_SEEN | (L.FIN_SEEN << direction))) !== 0) return false;
  if (Math.abs(seconds - (words[at + L.LAST_SECONDS] as number)) > REPEATED_SYN_SECONDS) return false;
  const own = at + L.DIRECTION + direction * L.DIRECTION_WORDS;
  const behind = ((words[own + L.NEXT_SEQUENCE] as number) - first) | 0;
  const came =
    (doubles[(own + L.PAYLOAD_BYTES) >> 1] as number) + Math.max(0, doubles[(own + L.MISSING_BYTES) >> 1] as number);
  return behind >= 0 && behind <= came;
}
