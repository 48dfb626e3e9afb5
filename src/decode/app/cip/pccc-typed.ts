import type { Cursor } from '../../../kernel/cursor.ts';
import type { Turn } from '../../turn.ts';
import { hexText } from '../wire-text.ts';

/** Bytes of values that a field shows. */
const SHOWN = 256;

/**
 * Type and size of PLC-5 data, then the values: a nibble each, or, with its top bit set, how many bytes behind it hold
 * the number.
 */
export function readTyped(c: Cursor, turn: Turn): void {
  const start = c.at;
  const flag = c.u8();
  const type = number(c, flag >> 4);
  const size = number(c, flag & 0x0f);
  if (type < 0 || size < 0 || c.failed) {
    c.failed = false;
    c.at = start;
    return;
  }
  if (turn.tracing) {
    turn.field('cip.pccc.data.type', type);
    turn.field('cip.pccc.data.size', size);
    if (c.left > 0) turn.field('cip.pccc.data', hexText(c.bytes, c.at, c.end, SHOWN));
  }
  c.at = c.end;
}

/** -1 where the number has more bytes than any type or size needs. */
function number(c: Cursor, nibble: number): number {
  if (nibble < 8) return nibble;
  switch (nibble & 7) {
    case 1:
      return c.u8();
    case 2:
      return c.u16le();
    default:
      return -1;
  }
}
