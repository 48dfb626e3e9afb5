import type { Cursor } from '../../../kernel/cursor.ts';
import type { Turn } from '../../turn.ts';

/**
 * A date and time in ten bytes: a reserved one, the century (not to be relied on), then year, month, day, hour,
 * minute, second, milliseconds and weekday as decimal digits in half bytes. Years below 90 are of this century.
 */
export function readClock(c: Cursor, turn: Turn): void {
  c.skip(2);
  const year = digits(c.u8());
  const month = digits(c.u8());
  const day = digits(c.u8());
  const hour = digits(c.u8());
  const minute = digits(c.u8());
  const second = digits(c.u8());
  const tail = c.u16();
  if (!turn.tracing) return;
  const milliseconds = digits(tail >> 8) * 10 + ((tail >> 4) & 15);
  const date = `${year < 90 ? 2000 + year : 1900 + year}-${two(month)}-${two(day)}`;
  turn.field(
    's7comm.data.ts',
    `${date}T${two(hour)}:${two(minute)}:${two(second)}.${`${milliseconds}`.padStart(3, '0')}`,
  );
}

function digits(byte: number): number {
  return (byte >> 4) * 10 + (byte & 15);
}

function two(value: number): string {
  return `${value}`.padStart(2, '0');
}
