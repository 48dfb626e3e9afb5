/**
 * Time is two integers, whole seconds since 1970 UTC and nanoseconds within the second. One float64 of
 * nanoseconds would round to 256 ns today; one bigint a frame would allocate.
 */

/** Nanoseconds from the first to the second time, exact within 104 days, never NaN. */
export function elapsed(seconds0: number, nanos0: number, seconds1: number, nanos1: number): number {
  return (seconds1 - seconds0) * 1e9 + (nanos1 - nanos0);
}

/** Nanoseconds since 1970 UTC, as facts store them. */
export function toNanos(seconds: number, nanos: number): bigint {
  if (!(seconds >= 0 && seconds <= 0xffffffff && nanos >= 0 && nanos < 1e9))
    return BigInt(seconds) * 1_000_000_000n + BigInt(nanos);
  // Both halves in floats, then one bigint: a quarter of the time of three, and a flow asks twice.
  const upper = Math.floor(seconds / 65_536) * 1e9;
  const lower = (upper % 65_536) * 65_536 + (seconds % 65_536) * 1e9 + nanos;
  const carry = Math.floor(lower / 4_294_967_296);
  halves[LOW] = lower - carry * 4_294_967_296;
  halves[1 - LOW] = Math.floor(upper / 65_536) + carry;
  return whole[0] as bigint;
}

const whole: BigUint64Array = new BigUint64Array([1n]);
const halves: Uint32Array = new Uint32Array(whole.buffer);
/** Which half the machine stores first. */
const LOW: 0 | 1 = halves[0] === 1 ? 0 : 1;

/** ISO 8601 UTC with nine digits. `Date` is kept out of pure rooms, so the calendar is computed here. */
export function isoTime(time: bigint): string {
  let seconds = time / 1_000_000_000n;
  let nanos = time % 1_000_000_000n;
  if (nanos < 0n) {
    nanos += 1_000_000_000n;
    seconds -= 1n;
  }
  const whole = Number(seconds);
  const days = Math.floor(whole / 86_400);
  const rest = whole - days * 86_400;
  const { year, month, day } = civilDate(days);
  const clock = `${two(Math.floor(rest / 3600))}:${two(Math.floor(rest / 60) % 60)}:${two(rest % 60)}`;
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}T${clock}.${String(nanos).padStart(9, '0')}Z`;
}

/**
 * Reads ISO 8601 dates and times with offset or Z (a bare date is its first instant, UTC) to nanoseconds
 * since 1970; undefined when the text is none.
 */
export function parseIsoTime(text: string): bigint | undefined {
  const m = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?\s*(Z|[+-]\d\d:?\d\d))?$/.exec(text);
  if (!m) return undefined;
  const [year, month, day] = [Number(m[1]), Number(m[2]), Number(m[3])];
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return undefined;
  const [hour, minute, second] = [Number(m[4] ?? 0), Number(m[5] ?? 0), Number(m[6] ?? 0)];
  if (hour > 23 || minute > 59 || second > 59) return undefined;
  const zone = m[8] ?? 'Z';
  const sign = zone.startsWith('-') ? -1 : 1;
  const offset = zone === 'Z' ? 0 : sign * (Number(zone.slice(1, 3)) * 3600 + Number(zone.slice(-2)) * 60);
  const seconds = daysFromCivil(year, month, day) * 86_400 + hour * 3600 + minute * 60 + second - offset;
  return BigInt(seconds) * 1_000_000_000n + BigInt((m[7] ?? '').padEnd(9, '0'));
}

function two(n: number): string {
  return n < 10 ? `0${n}` : String(n);
}

/** Days since 1970-01-01 to a civil date, proleptic Gregorian (Hinnant, "chrono-compatible algorithms"). */
function civilDate(days: number): { year: number; month: number; day: number } {
  const z = days + 719_468;
  const era = Math.floor(z / 146_097);
  const doe = z - era * 146_097;
  const yoe = Math.floor((doe - Math.floor(doe / 1460) + Math.floor(doe / 36_524) - Math.floor(doe / 146_096)) / 365);
  const doy = doe - (365 * yoe + Math.floor(yoe / 4) - Math.floor(yoe / 100));
  const mp = Math.floor((5 * doy + 2) / 153);
  const month = mp < 10 ? mp + 3 : mp - 9;
  return { year: yoe + era * 400 + (month <= 2 ? 1 : 0), month, day: doy - Math.floor((153 * mp + 2) / 5) + 1 };
}

function daysFromCivil(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yoe = y - era * 400;
  const doy = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  return era * 146_097 + yoe * 365 + Math.floor(yoe / 4) - Math.floor(yoe / 100) + doy - 719_468;
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}
