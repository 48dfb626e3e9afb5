import type { Cursor } from '../../../kernel/cursor.ts';
import { dateText } from '../../app/mms/value-text.ts';

const DAY = 86_400;

/** Seconds since 1970 and 24 bits of their fraction (IEC 61850-8-1 8.1.3.7), to the nanosecond; quality is not shown. */
export function utcNanosText({ view }: Cursor, at: number): string {
  const seconds = view.getUint32(at);
  // A billion is 2^9 times 1,953,125: exact, where a fraction times a billion is not.
  const nanos = Math.floor(((view.getUint32(at + 4) >>> 8) * 1_953_125) / 0x8000);
  const ofDay = seconds % DAY;
  const part = (value: number): string => `${Math.floor(value)}`.padStart(2, '0');
  const time = `${part(ofDay / 3600)}:${part((ofDay / 60) % 60)}:${part(ofDay % 60)}`;
  return `${dateText(Math.floor(seconds / DAY))}T${time}.${`${nanos}`.padStart(9, '0')}Z`;
}
