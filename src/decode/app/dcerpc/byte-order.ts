import type { Cursor } from '../../../kernel/cursor.ts';

/** Numbers `ahead` of a cursor that stays at its message's first byte, in the byte order the message says; 0 outside the window. */
export function half(c: Cursor, ahead: number, little: boolean): number {
  const value = c.peek16(ahead);
  return little ? ((value & 0xff) << 8) | (value >>> 8) : value;
}

export function word(c: Cursor, ahead: number, little: boolean): number {
  const first = half(c, ahead, little);
  const second = half(c, ahead + 2, little);
  return little ? second * 65536 + first : first * 65536 + second;
}

/** Whether `length` bytes `ahead` of the cursor lie within the window. */
export function within(c: Cursor, ahead: number, length: number): boolean {
  return ahead >= 0 && length >= 0 && c.at + ahead + length <= c.end;
}

/** `367abb81-9844-35f1-ad32-98f038001003`: three numbers in the message's byte order, and eight bytes. */
export function uuidText(c: Cursor, ahead: number, little: boolean): string {
  const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, '0');
  const head = `${hex(word(c, ahead, little), 8)}-${hex(half(c, ahead + 4, little), 4)}-${hex(half(c, ahead + 6, little), 4)}`;
  return `${head}-${hex(c.peek16(ahead + 8), 4)}-${hex(c.peek16(ahead + 10), 4)}${hex(c.peek32(ahead + 12) >>> 0, 8)}`;
}
