import type { Cursor } from '../../../kernel/cursor.ts';
import type { Turn } from '../../turn.ts';
import { shownFloat } from '../shown-float.ts';
import { elementBytes } from './types.ts';

/** Names of elements whose field is called otherwise. */
const names: Readonly<Record<string, string>> = { bsi: 'bitstring', nva: 'normval', sva: 'scalval', r32: 'float' };

/** Shows one information element and moves behind it. Only while somebody traces. */
export function traceElement(c: Cursor, turn: Turn, element: string): void {
  const name = `iec60870_asdu.${names[element] ?? element}`;
  switch (element) {
    case 'nva':
      turn.field(name, signed16(c.u16le()) / 32_768);
      return;
    case 'sva':
      turn.field(name, signed16(c.u16le()));
      return;
    case 'r32':
      if (c.has(4)) turn.field(name, shownFloat(c.view.getFloat32(c.at, true)));
      c.skip(4);
      return;
    case 'bcr':
      turn.field('iec60870_asdu.bcr.count', c.u32le() | 0);
      turn.field('iec60870_asdu.bcr.sq', c.u8());
      return;
    case 'cp16':
      turn.field('iec60870_asdu.cp16time', c.u16le());
      return;
    case 'cp24':
      turn.field('iec60870_asdu.cp24time', shortTime(c));
      return;
    case 'cp56':
      turn.field('iec60870_asdu.cp56time', fullTime(c));
      return;
    default:
      turn.field(name, number(c, elementBytes[element] as number));
  }
}

function number(c: Cursor, bytes: number): number {
  if (bytes === 4) return c.u32le();
  if (bytes === 1) return c.u8();
  const low = c.u16le();
  return bytes === 2 ? low : low + c.u8() * 0x1_0000;
}

function signed16(value: number): number {
  return (value << 16) >> 16;
}

/** CP24Time2a: milliseconds within the minute, minute with an invalid mark. */
function shortTime(c: Cursor): string {
  const millis = c.u16le();
  const minute = c.u8();
  return `${two(minute & 63)}:${seconds(millis)}${minute >= 0x80 ? ' invalid' : ''}`;
}

/**
 * CP56Time2a, IEC 60870-5-101 7.2.6.18. Zone and century are nobody's word: years below 70
 * are 20xx, and so are those of stations that count from 1900, as tm_year of C does.
 */
function fullTime(c: Cursor): string {
  const millis = c.u16le();
  const minute = c.u8();
  const hour = c.u8();
  const day = c.u8() & 31;
  const month = c.u8() & 15;
  const year = c.u8() & 127;
  const invalid = minute >= 0x80 ? ' invalid' : '';
  return `${1900 + (year < 70 ? year + 100 : year)}-${two(month)}-${two(day)}T${two(hour & 31)}:${two(minute & 63)}:${seconds(millis)}${invalid}`;
}

function seconds(millis: number): string {
  return `${two(Math.floor(millis / 1000))}.${String(millis % 1000).padStart(3, '0')}`;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
