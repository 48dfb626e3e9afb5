import type { Cursor } from '../../../kernel/cursor.ts';
import { hexText } from '../s7comm/hex-field.ts';
import { integerAt } from './ber.ts';

/** Values of ISO 9506-2 `Data`, and of IEC 61850-8-1, as texts. Characters of one value that are shown. */
export const MAX_VALUE = 512;

const BOOLEAN = 3;
const BIT_STRING = 4;
const INTEGER = 5;
const UNSIGNED = 6;
const FLOATING_POINT = 7;
const VISIBLE_STRING = 10;
const BINARY_TIME = 12;
const MMS_STRING = 16;
const UTC_TIME = 17;

export function dataText(c: Cursor, kind: number, end: number): string {
  const size = end - c.at;
  switch (kind) {
    case BOOLEAN:
      return c.peek8() === 0 ? 'false' : 'true';
    case BIT_STRING:
      return bits(c, end);
    case INTEGER:
      return `${integerAt(c, end)}`;
    case UNSIGNED:
      return `${integerAt(c, end)}`;
    case FLOATING_POINT:
      // The width of the exponent, then IEEE 754.
      if (size === 5) {
        c.skip(1);
        return shownFloat(c.f32());
      }
      return `0x${hexText(c, Math.min(size, MAX_VALUE))}`;
    case VISIBLE_STRING:
    case MMS_STRING:
      return c.latin1(Math.min(size, MAX_VALUE));
    case BINARY_TIME:
      return timeText(c, end);
    case UTC_TIME:
      return size === 8 ? utcText(c) : `0x${hexText(c, Math.min(size, MAX_VALUE))}`;
    default:
      return `0x${hexText(c, Math.min(size, MAX_VALUE))}`;
  }
}

function shownFloat(value: number): string {
  return `${Number(value.toPrecision(7))}`;
}

/** The number of unused bits, then bits, the first one highest. */
function bits(c: Cursor, end: number): string {
  const unused = c.u8();
  let text = '';
  while (c.at < end && text.length < MAX_VALUE) text += c.u8().toString(2).padStart(8, '0');
  return text.slice(0, Math.max(0, text.length - (unused & 7)));
}

/** Milliseconds of the day, and days since 1984-01-01 where they are known; or a time written out. */
export function timeText(c: Cursor, end: number): string {
  const size = end - c.at;
  if (size !== 4 && size !== 6) return c.latin1(Math.min(size, MAX_VALUE));
  const milliseconds = c.u32();
  const days = size === 6 ? c.u16() : 0;
  return isoText(size === 6 ? DAY_1984 + days : 0, Math.min(milliseconds, 86_399_999));
}

/** Days from 1970 to 1984. */
const DAY_1984 = 5113;

/** Seconds since 1970 UTC, 24 bits of a fraction, and a byte of quality. */
function utcText(c: Cursor): string {
  const seconds = c.u32();
  const fraction = c.u24();
  const quality = c.u8();
  const milliseconds = Math.floor((fraction * 1000) / 0x100_0000);
  const day = Math.floor(seconds / 86_400);
  return `${isoText(day, (seconds - day * 86_400) * 1000 + milliseconds)}Z quality 0x${quality.toString(16).padStart(2, '0')}`;
}

function isoText(day: number, milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1000);
  const part = (value: number, size = 2): string => `${value}`.padStart(size, '0');
  const time = `${part(Math.floor(seconds / 3600))}:${part(Math.floor(seconds / 60) % 60)}:${part(seconds % 60)}`;
  return `${day === 0 ? '' : `${dateText(day)}T`}${time}.${part(milliseconds % 1000, 3)}`;
}

/** A date by days since 1970-01-01: Howard Hinnant's civil_from_days. */
export function dateText(days: number): string {
  const since = days + 719_468;
  const era = Math.floor(since / 146_097);
  const day = since - era * 146_097;
  const year = Math.floor((day - Math.floor(day / 1460) + Math.floor(day / 36_524) - Math.floor(day / 146_096)) / 365);
  const ofYear = day - (365 * year + Math.floor(year / 4) - Math.floor(year / 100));
  const shifted = Math.floor((5 * ofYear + 2) / 153);
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  const ofMonth = ofYear - Math.floor((153 * shifted + 2) / 5) + 1;
  const part = (value: number): string => `${value}`.padStart(2, '0');
  return `${year + era * 400 + (month <= 2 ? 1 : 0)}-${part(month)}-${part(ofMonth)}`;
}
