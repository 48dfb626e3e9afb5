import { parseIsoTime } from '../../kernel/time.ts';

const SECOND = 1_000_000_000n;
export const DAY: bigint = 86_400n * SECOND;

const UNITS: ReadonlyMap<string, bigint> = new Map([
  ['ns', 1n],
  ['us', 1_000n],
  ['µs', 1_000n],
  ['ms', 1_000_000n],
  ['s', SECOND],
  ['min', 60n * SECOND],
  ['h', 3_600n * SECOND],
]);

/** Nanoseconds of `-1.5 s`, `250ms`; undefined when it is no duration. Fractions of a nanosecond are cut. */
export function parseDuration(text: string): bigint | undefined {
  const m = /^([+-]?)(\d{1,9})(?:\.(\d{1,12}))?\s*(ns|us|µs|ms|s|min|h)$/.exec(text.trim());
  if (!m) return undefined;
  const unit = UNITS.get(m[4] as string) as bigint;
  const fraction = m[3] ?? '';
  const amount = BigInt(m[2] as string) * unit + (BigInt(fraction || '0') * unit) / 10n ** BigInt(fraction.length);
  return m[1] === '-' ? -amount : amount;
}

/** Nanoseconds of the day for `08:00` to `24:00`. */
export function parseClockTime(text: string): bigint | undefined {
  const m = /^(\d\d):(\d\d)$/.exec(text);
  if (!m) return undefined;
  const minutes = Number(m[1]) * 60 + Number(m[2]);
  return Number(m[2]) > 59 || minutes > 1_440 ? undefined : BigInt(minutes) * 60n * SECOND;
}

/** Nanoseconds of `+02:00`, `-0530` or `Z`. */
export function parseUtcOffset(text: string): bigint | undefined {
  if (text === 'Z') return 0n;
  const m = /^([+-])(\d\d):?(\d\d)$/.exec(text);
  if (!m || Number(m[2]) > 14 || Number(m[3]) > 59) return undefined;
  const offset = BigInt(Number(m[2]) * 60 + Number(m[3])) * 60n * SECOND;
  return m[1] === '-' ? -offset : offset;
}

/** The first instant after a period's end. People write the last day, and mean all of it. */
export function parseUntil(text: string): bigint | undefined {
  const time = parseIsoTime(text);
  return time !== undefined && /^\d{4}-\d\d-\d\d$/.test(text) ? time + DAY : time;
}

/** 0 is Monday. 1970-01-01 was a Thursday. */
export function weekdayOf(time: bigint): number {
  return Number((((floorDays(time) + 3n) % 7n) + 7n) % 7n);
}

export function timeOfDay(time: bigint): bigint {
  return time - floorDays(time) * DAY;
}

function floorDays(time: bigint): bigint {
  return time >= 0n ? time / DAY : -((-time + DAY - 1n) / DAY);
}
