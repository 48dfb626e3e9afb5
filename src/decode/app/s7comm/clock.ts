import type { Cursor } from '../../../kernel/cursor.ts';
import type { Turn } from '../../turn.ts';

/** A date and time in ten bytes: a reserved one, the century (not to be relied on), then the short form. */
export function readClock(c: Cursor, turn: Turn): void {
  c.skip(2);
  if (turn.tracing) turn.field('s7comm.data.ts', shortClock(c));
  else c.skip(8);
}

/**
 * Year, month, day, hour, minute, second, milliseconds and weekday as decimal digits in half bytes, eight bytes in
 * all. Years below 90 are of this century.
 */
export function shortClock(c: Cursor): string {
  const year = digits(c.u8());
  const date = `${year < 90 ? 2000 + year : 1900 + year}-${two(c.u8())}-${two(c.u8())}`;
  const time = `${two(c.u8())}:${two(c.u8())}:${two(c.u8())}`;
  const tail = c.u16();
  const milliseconds = digits(tail >> 8) * 10 + ((tail >> 4) & 15);
  return `${date}T${time}.${`${milliseconds}`.padStart(3, '0')}`;
}

function digits(byte: number): number {
  return (byte >> 4) * 10 + (byte & 15);
}

function two(byte: number): string {
  return `${digits(byte)}`.padStart(2, '0');
}
