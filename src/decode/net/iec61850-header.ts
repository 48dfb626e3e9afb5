import type { Cursor } from '../../kernel/cursor.ts';

/** Application, length of all, two reserved fields (IEC 61850-8-1 annex C). */
export const APDU_HEADER = 8;
/** Set in the first reserved field of what is simulated (IEC 61850-8-1 edition 2). */
export const SIMULATED = 0x8000;

/** Where the message ends by its own length; -1 where that length is none. */
export function apduEnd(c: Cursor): number {
  const length = c.peek16(2);
  return length < APDU_HEADER || length > c.left ? -1 : c.at + length;
}
