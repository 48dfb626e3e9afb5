import type { Cursor } from '../../../kernel/cursor.ts';
import type { Turn } from '../../turn.ts';

const DIGITS = '0123456789abcdef';

/** The next bytes as hexadecimal digits, as Wireshark prints bytes. */
export function hexText(c: Cursor, count: number): string {
  let text = '';
  for (let i = 0; i < count; i++) {
    const byte = c.u8();
    text += `${DIGITS[byte >> 4]}${DIGITS[byte & 15]}`;
  }
  return text;
}

export function hexField(c: Cursor, turn: Turn, name: string, count: number): void {
  turn.field(name, hexText(c, count));
}
