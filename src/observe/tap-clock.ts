/** Steps of the capture clock that are worth telling, in seconds. */
const BACK_SECONDS = 1;
const FORWARD_SECONDS = 3600;
/** Minutes noted: 2^22 are eight years of frames in every minute. Beyond, the count is a lower bound. */
const MAX_MINUTES: number = 1 << 22;

/** Time as the frames of a tap tell it: first, last, jumps, and the minutes in which anything was seen. */
export class TapClock {
  firstSeconds = 0;
  firstNanos = 0;
  lastSeconds = 0;
  lastNanos = 0;
  back = 0;
  forward = 0;
  #previous = -1;
  #minute = -1;
  readonly #minutes = new Set<number>();

  tick(seconds: number, nanos: number): void {
    const previous = this.#previous;
    this.#previous = seconds;
    if (previous < 0) {
      this.firstSeconds = this.lastSeconds = seconds;
      this.firstNanos = this.lastNanos = nanos;
    } else {
      if (seconds < previous - BACK_SECONDS) this.back++;
      else if (seconds > previous + FORWARD_SECONDS) this.forward++;
      if (seconds > this.lastSeconds || (seconds === this.lastSeconds && nanos > this.lastNanos)) {
        this.lastSeconds = seconds;
        this.lastNanos = nanos;
      }
      if (seconds < this.firstSeconds || (seconds === this.firstSeconds && nanos < this.firstNanos)) {
        this.firstSeconds = seconds;
        this.firstNanos = nanos;
      }
    }
    const minute = Math.floor(seconds / 60);
    if (minute !== this.#minute) {
      this.#minute = minute;
      if (this.#minutes.size < MAX_MINUTES) this.#minutes.add(minute);
    }
  }

  get activeMinutes(): number {
    return this.#minutes.size;
  }
}
