import type { Cursor } from '../../../kernel/cursor.ts';
import type { Turn } from '../../turn.ts';

/** Values in a PDU as fields. */

/** Registers from the cursor to the end of the window; numbered when the request told the first address. */
export function registerFields(c: Cursor, turn: Turn, count: number, first: number): void {
  for (let i = 0; i < count && c.has(2); i++) {
    if (first >= 0) turn.field('modbus.regnum16', first + i);
    turn.field('modbus.regval_uint16', c.u16());
  }
}

/** Coils or inputs, lowest bit first (V1.1b3 section 6.1). */
export function bitFields(c: Cursor, turn: Turn, count: number, first: number): void {
  for (let i = 0; i < count && c.has((i >> 3) + 1); i++) {
    turn.field('modbus.bitnum', first + i);
    turn.field('modbus.bitval', (c.peek8(i >> 3) >> (i & 7)) & 1);
  }
}

/** Data that is told as it stands; the cursor moves behind it, wanted or not, and fails when it is not all there. */
export function dataField(c: Cursor, turn: Turn, count: number): void {
  if (turn.tracing && c.has(count)) turn.field('modbus.data', hex(c, count));
  else c.skip(count);
}

const DIGITS = '0123456789abcdef';

function hex(c: Cursor, count: number): string {
  let text = '';
  for (let i = 0; i < count; i++) {
    const byte = c.u8();
    text += `${DIGITS[byte >> 4]}${DIGITS[byte & 15]}`;
  }
  return text;
}
