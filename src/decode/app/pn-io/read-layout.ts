import type { Cursor } from '../../../kernel/cursor.ts';
import { macText } from '../../../kernel/mac.ts';
import type { Turn } from '../../turn.ts';
import { uuidText } from '../dcerpc/byte-order.ts';
import { isPrintable, wireText } from '../wire-text.ts';
import type { Step } from './block-layouts.ts';

/**
 * Reads a block by its layout; `begin` is where the block begins. True when blocks follow up to the window's end. A
 * repeated step ends with the window at the latest, since every repeated layout takes bytes.
 */
export function readLayout(c: Cursor, turn: Turn, layout: readonly Step[], begin: number): boolean {
  for (const { field, kind, repeat } of layout) {
    if (c.failed) return false;
    if (kind === '{}') return true;
    if (kind === '/4') c.skip(Math.min(c.left, -(c.at - begin) & 3));
    else if (kind.startsWith('-')) c.skip(-Number(kind));
    else {
      const value = readValue(c, kind, turn.tracing);
      if (c.failed) return false;
      if (turn.tracing) turn.field(field, value);
      if (repeat.length > 0) for (let i = 0; i < Number(value) && !c.failed; i++) readLayout(c, turn, repeat, begin);
    }
  }
  return false;
}

function readValue(c: Cursor, kind: string, wanted: boolean): string | number | bigint {
  switch (kind) {
    case '1':
      return c.u8();
    case '2':
      return c.u16();
    case '4':
      return c.u32();
    case '8':
      return c.u64();
    case 's':
      return text(c, c.u8(), wanted);
    case 'S':
      return text(c, c.u16(), wanted);
    default: {
      const length = kind === 'm' ? 6 : kind === 'i' ? 4 : 16;
      const at = c.at;
      const uuid = wanted && kind === 'u' && c.has(length) ? uuidText(c, 0, false) : '';
      c.skip(length);
      if (c.failed || !wanted || kind === 'u') return uuid;
      return kind === 'm' ? macText(c.bytes, at) : c.bytes.subarray(at, at + length).join('.');
    }
  }
}

function text(c: Cursor, length: number, wanted: boolean): string {
  const at = c.at;
  c.skip(length);
  return wanted && !c.failed && isPrintable(c.bytes, at, at + length) ? wireText(c.bytes, at, at + length) : '';
}
