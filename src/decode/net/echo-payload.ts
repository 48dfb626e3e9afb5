/** Octets of an echo's data that are judged; what is shorter says too little. */
export const LEAST_JUDGED = 40;
/** Octets of an echo's data looked at. */
export const MAX_JUDGED = 256;
/** Where a sender puts a time stamp and a counter: the pattern comes behind it. */
const STAMP = 24;
/** Longest pattern that `ping -p` repeats. */
const LONGEST_PERIOD = 16;

/**
 * Whether an echo's data in `[start, end)` are what programs fill them with: octets that count up or stay the same, or a short
 * pattern that repeats. Text that is no alphabet, and ciphertext, are not.
 */
export function isPattern(bytes: Uint8Array, start: number, end: number): boolean {
  const from = start + STAMP;
  const stop = end - start > MAX_JUDGED ? start + MAX_JUDGED : end;
  if (stop - start < LEAST_JUDGED) return true;
  let steps = 0;
  for (let i = from + 1; i < stop; i++) {
    const step = ((bytes[i] as number) - (bytes[i - 1] as number)) & 0xff;
    if (step <= 1) steps++;
  }
  if (steps * 2 >= stop - from - 1) return true;
  for (let period = 2; period <= LONGEST_PERIOD && from + period < stop; period++) {
    let same = 0;
    for (let i = from + period; i < stop; i++) if (bytes[i] === bytes[i - period]) same++;
    if (same * 10 >= (stop - from - period) * 9) return true;
  }
  return false;
}
