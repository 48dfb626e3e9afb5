import type { Cursor } from '../../kernel/cursor.ts';

/** Items read of one announcement of a device; devices send about ten. */
export const MAX_ITEMS = 64;

/** One item's type and where its value stands. Reused. */
export interface Item {
  type: number;
  at: number;
  length: number;
}

/** Whether items with a type of `typeSize` bytes and a length of two fill the rest of the window behind `ahead`. */
export function itemsFit(c: Cursor, ahead: number, typeSize: 1 | 2): boolean {
  let at = ahead;
  let items = 0;
  for (; at + typeSize + 2 <= c.left && items < MAX_ITEMS; items++) at += typeSize + 2 + c.peek16(at + typeSize);
  return items > 0 && at === c.left;
}

/** The next item; false at the end, or where it does not fit. Moves behind it. */
export function nextItem(c: Cursor, typeSize: 1 | 2, item: Item): boolean {
  if (!c.has(typeSize + 2)) return false;
  const length = c.peek16(typeSize);
  if (!c.has(typeSize + 2 + length)) return false;
  item.type = typeSize === 1 ? c.u8() : c.u16();
  item.at = c.at + 2;
  item.length = length;
  c.skip(2 + length);
  return true;
}
