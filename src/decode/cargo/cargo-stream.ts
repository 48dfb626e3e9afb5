import { CONTAINER_NUMBER_LENGTH, containerNumberAt } from './container-number.ts';
import { type CargoSink, EDIFACT, ISO_6346, X12 } from './cargo-sink.ts';
import { Interchange } from './interchange.ts';

/** Bytes of one direction of a flow that are looked at: what is exchanged as cargo data says so earlier. */
export const MAX_CARGO_BYTES = 4_194_304;
/** Container numbers whose digit checks that are asked for before any counts. */
export const CARGO_NUMBERS_NEEDED = 3;
/** Bytes kept from one piece to the next: a container number, less a byte, and more than a header’s beginning. */
const KEPT = 16;
/** `UNB`, a mark, `UNO`, a letter; of `ISA`, a mark, two digits, the mark and one more. */
const HEADER = 8;
/** `UNA`, six characters, perhaps a line end, before `UNB`. */
const ADVICE = 9;

/** What a byte at every third place may be part of: 1 a digit, 2 one of UNB, 3 one of ISA. */
const PART: Uint8Array = new Uint8Array(256);
for (let i = 0x30; i <= 0x39; i++) PART[i] = 1;
/** How far into its word such a letter stands. */
const INTO: Uint8Array = new Uint8Array(256);
for (let i = 0; i < 3; i++) {
  PART['UNB'.charCodeAt(i)] = 2;
  INTO['UNB'.charCodeAt(i)] = i;
  PART['ISA'.charCodeAt(i)] = 3;
  INTO['ISA'.charCodeAt(i)] = i;
}

/**
 * Whether a piece holds anything that a {@link CargoStream} must look at; most do not, and then none is made. Measured on
 * Node 20 beside other work: 0.4 to 0.6 ns a byte of random bytes, text and JSON, 1.3 ns of digits alone.
 */
export function mayHoldCargo(bytes: Uint8Array, start: number, end: number): boolean {
  if (mayBegin(bytes, start, end)) return true;
  for (let i = start + 2; i < end; i += 3) {
    const part = PART[bytes[i] as number] as number;
    if (part === 0) continue;
    if (part === 1) {
      if (i + 3 >= end || PART[bytes[i + 3] as number] !== 1) continue;
      const at = numberStart(bytes, start, i);
      if (at >= 0 && at + CONTAINER_NUMBER_LENGTH <= end && containerNumberAt(bytes, at) !== 0) return true;
    } else if (headerAt(bytes, i - (INTO[bytes[i] as number] as number), start, end) >= 0) return true;
  }
  return false;
}

/**
 * Looks for cargo data in one direction of a flow whose bytes are clear: interchanges of EDIFACT and X12 and numbers of
 * containers, wherever they stand. Nothing is kept but the type of messages and the names of partners.
 *
 * Odds that random bytes count: an EDIFACT header fixes `UNB`, a mark, `UNO` and a letter, then date and time of ten
 * digits, and before anything is told a message's header, 2^-120; X12 fixes sixteen marks and ten digits, 2^-150. A
 * container number is 2^-47 in random bytes; of serial numbers that look like one the digit checks in one of eleven
 * by chance, so that three are asked for, no more than a third as many wrong ones, and no letter or digit beside them.
 */
export class CargoStream {
  #seen = 0;
  #interchange: Interchange | undefined;
  /** The end of the pieces before, where something may begin in it, and room for the beginning of the next. */
  readonly #kept: Uint8Array = new Uint8Array(2 * KEPT);
  #keptLength = 0;
  #right = 0;
  #wrong = 0;

  /** Bytes were lost: what was begun cannot go on. */
  gap(): void {
    this.#interchange = undefined;
    this.#keptLength = 0;
  }

  /** One piece; `whole` says that nothing follows on it: a datagram. */
  feed(bytes: Uint8Array, start: number, end: number, whole: boolean, sink: CargoSink): void {
    const stop = Math.min(end, start + MAX_CARGO_BYTES - this.#seen);
    if (stop <= start) return;
    this.#seen += stop - start;
    let at = start;
    if (this.#interchange === undefined && this.#keptLength > 0) at = this.#across(bytes, start, stop, sink);
    while (at < stop) {
      const open: Interchange | undefined = this.#interchange;
      if (open === undefined) at = this.#scan(bytes, start, at, stop, start, stop, whole, sink);
      else {
        const next = open.feed(bytes, at, stop, sink);
        if (next < 0) break;
        this.#interchange = undefined;
        at = next;
      }
    }
    if (this.#interchange !== undefined) this.#keptLength = 0;
    else if (!whole) this.#keep(bytes, start, stop);
    if (whole) this.gap();
  }

  /** What begins in the pieces before and ends in this one; returns where to go on. */
  #across(bytes: Uint8Array, start: number, end: number, sink: CargoSink): number {
    const kept = this.#kept;
    const before = this.#keptLength;
    const more = Math.min(KEPT, end - start);
    for (let i = 0; i < more; i++) kept[before + i] = bytes[start + i] as number;
    this.#scan(kept, 0, 0, before + more, before, before, false, sink);
    return this.#interchange === undefined ? start : start + more;
  }

  /**
   * Looks for what begins in `[at, limit)` and ends at `from` or behind it, at `end` at most; what ends before was found
   * with the piece before.
   * Returns where to go on: `end`. Of `UNB`, `ISA` and a run of seven digits one byte in three is always met.
   */
  #scan(
    bytes: Uint8Array,
    first: number,
    at: number,
    end: number,
    from: number,
    limit: number,
    whole: boolean,
    sink: CargoSink,
  ): number {
    for (let i = at + 2; i < end; i += 3) {
      const part = PART[bytes[i] as number] as number;
      if (part === 0) continue;
      if (part === 1) {
        // A run of seven is met at one of its first three digits, and three further on it still goes on.
        if (i + 3 < end && PART[bytes[i + 3] as number] === 1)
          this.#number(bytes, first, i, end, from, limit, whole, sink);
        continue;
      }
      const start = i - (INTO[bytes[i] as number] as number);
      const standard = start < limit && start + HEADER > from ? headerAt(bytes, start, first, end) : -1;
      if (standard < 0) continue;
      const advice = standard === EDIFACT ? adviceBefore(bytes, first, start) : undefined;
      const open = new Interchange(standard, String.fromCharCode(bytes[start + 3] as number), advice);
      const next = open.feed(bytes, start, end, sink);
      if (next < 0) {
        this.#interchange = open;
        return end;
      }
      i = Math.max(i, next - 1);
    }
    return end;
  }

  /** A digit at `i`: one of the first three of a container number's seven? */
  #number(
    bytes: Uint8Array,
    first: number,
    i: number,
    end: number,
    from: number,
    limit: number,
    whole: boolean,
    sink: CargoSink,
  ): void {
    const start = numberStart(bytes, first, i);
    const behind = start + CONTAINER_NUMBER_LENGTH;
    if (start < 0 || start >= limit || behind > end || behind < from) return;
    // What touches the end of a piece is looked at with the next one.
    if (behind === end ? !whole : isWord(bytes[behind] as number)) return;
    if (start > first && isWord(bytes[start - 1] as number)) return;
    const found = containerNumberAt(bytes, start);
    if (found < 0) this.#wrong++;
    if (found <= 0) return;
    this.#right++;
    if (this.#right < CARGO_NUMBERS_NEEDED || this.#wrong * 3 > this.#right) return;
    // Those before had to wait for this one.
    const times = this.#right === CARGO_NUMBERS_NEEDED ? CARGO_NUMBERS_NEEDED : 1;
    for (let n = 0; n < times; n++) sink.cargo(ISO_6346, 'container number', '');
  }

  /** Keeps the last bytes, if something may begin in them. */
  #keep(bytes: Uint8Array, start: number, end: number): void {
    const kept = this.#kept;
    const count = Math.min(KEPT, end - start);
    const old = Math.min(this.#keptLength, KEPT - count);
    kept.copyWithin(0, this.#keptLength - old, this.#keptLength);
    for (let i = 0; i < count; i++) kept[old + i] = bytes[end - count + i] as number;
    this.#keptLength = mayBegin(kept, 0, old + count) ? old + count : 0;
  }
}

/** Where a container number would begin of whose digits one of the first three is at `i`; -1 where no category stands before. */
function numberStart(bytes: Uint8Array, first: number, i: number): number {
  // No read before the array: one alone makes all others ten times as slow.
  if (i - 4 < first) return -1;
  let digit = i;
  if (PART[bytes[digit - 1] as number] === 1) digit--;
  if (digit < i && PART[bytes[digit - 1] as number] === 1) digit--;
  const category = bytes[digit - 1];
  if (category !== 0x55 && category !== 0x4a && category !== 0x5a) return -1;
  return digit - 4 < first ? -1 : digit - 4;
}

/** The standard whose header begins at `start`; -1 for none. */
function headerAt(bytes: Uint8Array, start: number, first: number, end: number): number {
  if (start < first || start + HEADER > end) return -1;
  const second = bytes[start + 1];
  if (second !== 0x4e && second !== 0x53) return -1;
  const mark = bytes[start + 3] as number;
  if (isWord(mark) || mark <= 0x20 || mark >= 0x7f) return -1;
  if (is(bytes, start, 'UNB')) return is(bytes, start + 4, 'UNO') && isWord(bytes[start + 7] as number) ? EDIFACT : -1;
  if (!is(bytes, start, 'ISA') || bytes[start + 6] !== mark) return -1;
  return isDigit(bytes[start + 4] as number) && isDigit(bytes[start + 5] as number) ? X12 : -1;
}

/** The six characters of a UNA that stands right before, or with a line end between. */
function adviceBefore(bytes: Uint8Array, first: number, start: number): string | undefined {
  for (let gap = 0; gap <= 2; gap++) {
    const at = start - ADVICE - gap;
    if (at < first || !is(bytes, at, 'UNA')) continue;
    let text = '';
    for (let i = at + 3; i < at + ADVICE; i++) text += String.fromCharCode(bytes[i] as number);
    return text;
  }
  return undefined;
}

function is(bytes: Uint8Array, at: number, text: string): boolean {
  for (let i = 0; i < text.length; i++) if (bytes[at + i] !== text.charCodeAt(i)) return false;
  return true;
}

function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39;
}

function isWord(byte: number): boolean {
  return isDigit(byte) || (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a);
}

/** Whether a number or header may begin in the piece's last bytes: a capital or digit, or a mark behind one. */
function mayBegin(bytes: Uint8Array, start: number, end: number): boolean {
  if (end === start) return false;
  const last = bytes[end - 1] as number;
  if (isCapitalOrDigit(last)) return true;
  return last > 0x20 && last < 0x7f && end - 1 > start && isCapitalOrDigit(bytes[end - 2] as number);
}

function isCapitalOrDigit(byte: number): boolean {
  return isDigit(byte) || (byte >= 0x41 && byte <= 0x5a);
}
