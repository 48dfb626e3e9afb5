/**
 * pcapng time stamps: 64 bits of ticks, in two halves, become whole seconds and nanoseconds.
 *
 * A double holds 53 bits and a bigint allocates, so ticks of 10^-0 to 10^-9 s are divided in steps whose every
 * intermediate stays below 2^52: there `Math.floor(x / d)` is exact, because a quotient that is no integer is at
 * least 1/x away from one, and rounding moves it by 2^-53 of itself. The share of the upper half is kept, since it
 * changes every 4.3 s at the most; then one division a frame is left. Other resolutions take the bigint way.
 */
export class TimestampReader {
  seconds = 0;
  nanos = 0;
  readonly #divisor: number;
  readonly #nanosPerTick: number;
  readonly #ticksPerSecond: bigint;
  readonly #offset: number;
  #high = -1;
  #highSeconds = 0;
  #highRest = 0;

  /** @param resolution if_tsresol: 7 bits of exponent, of 2 when the top bit is set, else of 10. */
  constructor(resolution: number, offsetSeconds: number) {
    const exponent = resolution & 0x7f;
    const binary = (resolution & 0x80) !== 0;
    this.#offset = offsetSeconds;
    this.#divisor = !binary && exponent <= 9 ? 10 ** exponent : 0;
    this.#nanosPerTick = this.#divisor > 0 ? 10 ** (9 - exponent) : 0;
    this.#ticksPerSecond = (binary ? 2n : 10n) ** BigInt(exponent);
  }

  /** Sets {@link seconds} and {@link nanos}; false when the time had to be clamped into 1970 to 2106. */
  read(high: number, low: number): boolean {
    const divisor = this.#divisor;
    if (divisor === 0) return this.#readExact(high, low);
    if (high !== this.#high) this.#keepHigh(high);
    const ticks = this.#highRest + low;
    const whole = Math.floor(ticks / divisor);
    this.nanos = (ticks - whole * divisor) * this.#nanosPerTick;
    const seconds = this.#highSeconds + whole;
    if (seconds >= 0 && seconds <= 0xffff_ffff) {
      this.seconds = seconds;
      return true;
    }
    return this.#clamp(seconds);
  }

  /** Seconds, and ticks left over, of `high` times 2^32 ticks: long division by 16 bits at a time. */
  #keepHigh(high: number): void {
    const divisor = this.#divisor;
    const top = Math.floor(high / divisor);
    const middle = (high - top * divisor) * 0x1_0000;
    const middleQuotient = Math.floor(middle / divisor);
    const bottom = (middle - middleQuotient * divisor) * 0x1_0000;
    const bottomQuotient = Math.floor(bottom / divisor);
    this.#high = high;
    this.#highRest = bottom - bottomQuotient * divisor;
    this.#highSeconds = top * 0x1_0000_0000 + middleQuotient * 0x1_0000 + bottomQuotient + this.#offset;
  }

  #readExact(high: number, low: number): boolean {
    const ticks = (BigInt(high) << 32n) | BigInt(low);
    this.nanos = Number(((ticks % this.#ticksPerSecond) * 1_000_000_000n) / this.#ticksPerSecond);
    const seconds = Number(ticks / this.#ticksPerSecond) + this.#offset;
    this.seconds = seconds;
    return (seconds >= 0 && seconds <= 0xffff_ffff) || this.#clamp(seconds);
  }

  #clamp(seconds: number): false {
    this.seconds = seconds < 0 ? 0 : 0xffff_ffff;
    this.nanos = seconds < 0 ? 0 : 999_999_999;
    return false;
  }
}

/** if_tsresol as people write it. */
export function resolutionText(resolution: number): string {
  return `${(resolution & 0x80) === 0 ? 10 : 2}^-${resolution & 0x7f}`;
}
