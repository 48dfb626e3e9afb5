import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseIsoTime } from '../../kernel/time.ts';
import { DAY, parseClockTime, parseDuration, parseUntil, parseUtcOffset, timeOfDay, weekdayOf } from './clock.ts';

test('a bare date as an end includes its day, a time does not move', () => {
  expect(parseUntil('2030-02-28')).toBe(parseIsoTime('2030-03-01'));
  expect(parseUntil('2030-02-28T00:00:00Z')).toBe(parseIsoTime('2030-02-28'));
});

test('the weekday and time of day agree with the platform, before 1970 too', () => {
  fc.assert(
    fc.property(fc.integer({ min: -4e12, max: 4e12 }), (ms) => {
      const date = new Date(ms);
      expect(weekdayOf(BigInt(ms) * 1_000_000n)).toBe((date.getUTCDay() + 6) % 7);
      const clock = date.getTime() - Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate());
      expect(timeOfDay(BigInt(ms) * 1_000_000n)).toBe(BigInt(clock) * 1_000_000n);
    }),
  );
});

test('durations, clock times and offsets', () => {
  expect(parseDuration('-1.5 s')).toBe(-1_500_000_000n);
  expect(parseDuration('+0.0000005ms')).toBe(0n);
  expect(parseDuration('2h')).toBe(7_200_000_000_000n);
  expect(parseDuration('1.5')).toBeUndefined();
  expect(parseClockTime('24:00')).toBe(DAY);
  expect(parseClockTime('24:01')).toBeUndefined();
  expect(parseUtcOffset('-03:30')).toBe(-12_600_000_000_000n);
  expect(parseUtcOffset('+15:00')).toBeUndefined();
});
