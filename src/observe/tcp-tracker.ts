import type { Packet } from '../decode/packet.ts';
import { elapsed } from '../kernel/time.ts';
import type { AppDriver } from './app-driver.ts';
import { DECODED, LOST } from './coverage-counters.ts';
import type { FactStore } from './fact-store.ts';
import * as L from './flow-layout.ts';
import type { FlowState } from './flow-state.ts';
import { isRepeatedSyn } from './repeated-syn.ts';
import type { RttHistograms } from './rtt-histograms.ts';
import { FULL, REPEATED, type StreamSide } from './stream-side.ts';

const FIN = 1;
const SYN = 2;
const RST = 4;
const ACK = 16;

/** A hole that the receiver acknowledged is given up once the segment behind it is this old, or this many wait: mirrors reorder within microseconds. */
const HOLE_PATIENCE_NANOS = 50_000_000;
const HOLE_SEGMENTS = 8;
/** Without an acknowledgement (a mirror of one direction) a hole is given up after this long, or this many segments. */
const UNACKNOWLEDGED_PATIENCE_NANOS = 1_000_000_000;
const UNACKNOWLEDGED_SEGMENTS = 16;

type Direction = 0 | 1;

/**
 * Sequence numbers, holes, and round trips of TCP flows; hands in-order bytes to the {@link AppDriver}.
 *
 * Overlap policy: the bytes that came first are kept (what is delivered is never taken back), as Windows and BSD
 * do for data in order. Bytes seen again count as decoded, bytes never seen as missing.
 */
export class TcpTracker {
  readonly #store: FactStore;
  readonly #driver: AppDriver;
  readonly #rtt: RttHistograms;
  /** The flow at hand: its record, and what reads its bytes; undefined while it has carried none, or nobody reads them. */
  #words: Uint32Array = new Uint32Array(0);
  #doubles: Float64Array = new Float64Array(0);
  #at = 0;
  #state: FlowState | undefined;
  #seconds = 0;
  #nanos = 0;

  constructor(store: FactStore, driver: AppDriver, rtt: RttHistograms) {
    this.#store = store;
    this.#driver = driver;
    this.#rtt = rtt;
  }

  /** Chooses the flow that the next calls are about: its record at `at` in the page, and its state. */
  select(words: Uint32Array, doubles: Float64Array, at: number, state: FlowState | undefined): this {
    this.#words = words;
    this.#doubles = doubles;
    this.#at = at;
    this.#state = state;
    return this;
  }

  /** One segment of the selected flow. */
  segment(p: Packet, direction: Direction): void {
    const { flags, payloadLength } = p;
    const words = this.#words;
    const own = this.#side(direction);
    let { sequence } = p;
    this.#seconds = p.frame.seconds;
    this.#nanos = p.frame.nanos;
    if ((flags & ACK) !== 0) this.#acknowledged(p.acknowledgement, direction === 0 ? 1 : 0);
    if ((flags & SYN) !== 0) {
      sequence = (sequence + 1) | 0;
      if (!isRepeatedSyn(words, this.#doubles, this.#at, direction, sequence, this.#seconds)) {
        words[own + L.NEXT_SEQUENCE] = sequence;
        this.#startProbe(own, sequence);
      }
      this.#setFlags((L.SEQUENCE_VALID | L.SYN_SEEN) << direction);
    }
    if ((flags & RST) !== 0) this.#setFlags(L.RESET_SEEN);
    if (payloadLength > 0) {
      if (((words[this.#at + L.FLAGS] as number) & (L.SEQUENCE_VALID << direction)) === 0) {
        words[own + L.NEXT_SEQUENCE] = sequence;
        this.#setFlags(L.SEQUENCE_VALID << direction);
      }
      this.#payload(p, direction, sequence);
    }
    if ((flags & FIN) !== 0) this.#setFlags(L.FIN_SEEN << direction);
  }

  /** At the end of the capture: no more bytes will fill any hole of the selected flow. The turn must speak for `first`. */
  finish(first: Direction): void {
    for (const direction of first === 0 ? ([0, 1] as const) : ([1, 0] as const)) {
      const held = this.#state?.side(direction)?.held ?? [];
      while (held.length > 0) this.#passOverHole(direction);
      this.#driver.turnAround();
    }
  }

  #payload(p: Packet, direction: Direction, sequence: number): void {
    const words = this.#words;
    const own = this.#side(direction);
    const ahead = (sequence - (words[own + L.NEXT_SEQUENCE] as number)) | 0;
    if (ahead < 0) {
      this.#again(p, direction, sequence, -ahead);
      return;
    }
    const end = (sequence + p.payloadLength) | 0;
    const state = this.#state;
    if (ahead === 0) {
      words[own + L.NEXT_SEQUENCE] = end;
      this.#startProbe(own, end);
      if (state === undefined) return;
      this.#deliver(state, direction, p.bytes, p.view, p.payload, p.payloadEnd, p.payloadLength);
      this.#drain(state, direction);
      return;
    }
    this.#count(L.OUT_OF_ORDER);
    if (state === undefined) {
      // Nobody reads the stream: note the hole, so that a late segment is not taken for a repetition.
      this.#skipHole(own, ahead);
      words[own + L.NEXT_SEQUENCE] = end;
      return;
    }
    const side = state.makeSide(direction);
    const { seconds, nanos, ordinal } = p.frame;
    const moment = { seconds, nanos, frame: ordinal, ttl: p.ttl };
    const result = side.hold(sequence, p.payloadLength, p.bytes, p.payload, p.payloadEnd, moment);
    if (result === REPEATED) this.#store.coverage.add(state.protocol, DECODED, p.payloadEnd - p.payload);
    while (result === FULL ? side.held.length > 0 : this.#isOverdue(side)) this.#passOverHole(direction);
    // Over a limit, and now there is room: the segment is looked at again.
    if (result === FULL) this.#payload(p, direction, sequence);
  }

  /** Bytes at or before what was delivered: a repetition, or a late piece of a hole given up, perhaps with new bytes behind. */
  #again(p: Packet, direction: Direction, sequence: number, behind: number): void {
    const { coverage } = this.#store;
    const words = this.#words;
    const own = this.#side(direction);
    const state = this.#state;
    const captured = p.payloadEnd - p.payload;
    const hole = ((words[own + L.HOLE_END] as number) - (words[own + L.HOLE_START] as number)) | 0;
    const into = (sequence - (words[own + L.HOLE_START] as number)) | 0;
    if (hole > 0 && into >= 0 && into + p.payloadLength <= hole) {
      this.#count(L.OUT_OF_ORDER);
      this.#miss(own, -p.payloadLength);
      // What lies before the piece is taken for lost: late pieces come in order, and none may fill a hole twice.
      words[own + L.HOLE_START] = sequence + p.payloadLength;
      if (state !== undefined) coverage.add(state.protocol, LOST, captured);
      return;
    }
    // A keep-alive repeats one byte that was acknowledged (RFC 9293 3.8.4); it is no loss on the way.
    if (p.payloadLength > 1 || behind > 1) this.#count(L.RETRANSMITTED);
    words[own + L.PROBE_SECONDS] = 0; // Karn: a repeated segment times nothing
    const fresh = p.payloadLength - behind;
    if (fresh > 0) words[own + L.NEXT_SEQUENCE] = (words[own + L.NEXT_SEQUENCE] as number) + fresh;
    if (state === undefined) return;
    const seen = Math.min(behind, captured);
    coverage.add(state.protocol, DECODED, fresh > 0 ? seen : captured);
    if (fresh <= 0) return;
    this.#deliver(state, direction, p.bytes, p.view, p.payload + seen, p.payloadEnd, fresh);
    this.#drain(state, direction);
  }

  /** Hands bytes on; what the snap length cut off is a gap. */
  #deliver(
    state: FlowState,
    direction: Direction,
    bytes: Uint8Array,
    view: DataView,
    start: number,
    end: number,
    length: number,
  ): void {
    if (end > start) this.#driver.stream(state, direction, bytes, view, start, end);
    if (end - start < length) this.#driver.gap(state, direction, length - (end - start));
  }

  /**
   * Delivers held segments that now follow on. Where a hole was filled, the frame that filled it completes what they
   * carry; where it was given up, they carry what they did when they came.
   */
  #drain(state: FlowState, direction: Direction, asHeld = false): void {
    const words = this.#words;
    const own = this.#side(direction);
    const side = state.side(direction);
    if (side === undefined) return;
    for (let first = side.held[0]; first !== undefined; first = side.held[0]) {
      // Told from the same difference as the hole is: half the sequence space away is neither before nor behind, and
      // must not be taken for both, or the segment would be held for ever.
      const ahead = (first.sequence - (words[own + L.NEXT_SEQUENCE] as number)) | 0;
      if (ahead > 0) return;
      const behind = -ahead;
      side.takeHeld();
      const { bytes, length } = first;
      const seen = Math.min(behind, bytes.length);
      if (seen > 0) this.#store.coverage.add(state.protocol, DECODED, seen);
      if (behind >= length) continue;
      words[own + L.NEXT_SEQUENCE] = first.sequence + length;
      const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      const now = asHeld ? this.#driver.asOf(first) : undefined;
      this.#deliver(state, direction, bytes, view, seen, bytes.length, length - behind);
      if (now !== undefined) this.#driver.asOf(now);
    }
  }

  /** True when the hole before the first held segment will not be filled any more, as far as that direction alone shows. */
  #isOverdue(side: StreamSide): boolean {
    const first = side.held[0];
    if (first === undefined) return false;
    const age = elapsed(first.seconds, first.nanos, this.#seconds, this.#nanos);
    return age >= UNACKNOWLEDGED_PATIENCE_NANOS || side.held.length >= UNACKNOWLEDGED_SEGMENTS;
  }

  /** Gives up the hole before the first held segment, and delivers what follows it. */
  #passOverHole(direction: Direction): void {
    const state = this.#state as FlowState;
    const first = state.side(direction)?.held[0];
    if (first === undefined) return;
    const own = this.#side(direction);
    const hole = (first.sequence - (this.#words[own + L.NEXT_SEQUENCE] as number)) | 0;
    if (hole > 0) {
      this.#skipHole(own, hole);
      this.#driver.gap(state, direction, hole);
    }
    this.#drain(state, direction, true);
  }

  /** Moves the stream past bytes that were never captured, and remembers where they were. */
  #skipHole(own: number, bytes: number): void {
    const words = this.#words;
    words[own + L.HOLE_START] = words[own + L.NEXT_SEQUENCE] as number;
    words[own + L.NEXT_SEQUENCE] = (words[own + L.NEXT_SEQUENCE] as number) + bytes;
    words[own + L.HOLE_END] = words[own + L.NEXT_SEQUENCE] as number;
    this.#miss(own, bytes);
  }

  #miss(own: number, bytes: number): void {
    const at = (own + L.MISSING_BYTES) >> 1;
    this.#doubles[at] = (this.#doubles[at] as number) + bytes;
  }

  #startProbe(own: number, sequence: number): void {
    const words = this.#words;
    if (words[own + L.PROBE_SECONDS] !== 0) return;
    words[own + L.PROBE_SEQUENCE] = sequence;
    words[own + L.PROBE_SECONDS] = this.#seconds;
    words[own + L.PROBE_NANOS] = this.#nanos;
  }

  /** The peer has all bytes of `direction` before `acknowledgement`: a round trip may end, a hole may be given up. */
  #acknowledged(acknowledgement: number, direction: Direction): void {
    const words = this.#words;
    const own = this.#side(direction);
    const began = words[own + L.PROBE_SECONDS] as number;
    if (began !== 0 && ((acknowledgement - (words[own + L.PROBE_SEQUENCE] as number)) | 0) >= 0) {
      words[own + L.PROBE_SECONDS] = 0;
      this.#addRoundTrip(direction, elapsed(began, words[own + L.PROBE_NANOS] as number, this.#seconds, this.#nanos));
    }
    const held = this.#state?.side(direction)?.held;
    if (held === undefined || held.length === 0) return;
    this.#driver.turnAround();
    for (let first = held[0]; first !== undefined; first = held[0]) {
      if (((acknowledgement - first.sequence) | 0) <= 0) break;
      const age = elapsed(first.seconds, first.nanos, this.#seconds, this.#nanos);
      if (age < HOLE_PATIENCE_NANOS && held.length < HOLE_SEGMENTS) break;
      this.#passOverHole(direction);
    }
    this.#driver.turnAround();
  }

  #addRoundTrip(direction: Direction, nanos: number): void {
    if (nanos < 0) return;
    const words = this.#words;
    let row = words[this.#at + L.RTT_ROW] as number;
    if (row === 0) {
      row = this.#rtt.make();
      words[this.#at + L.RTT_ROW] = row;
    }
    this.#rtt.add(row, direction, nanos);
  }

  #side(direction: Direction): number {
    return this.#at + L.DIRECTION + direction * L.DIRECTION_WORDS;
  }

  #setFlags(flags: number): void {
    this.#words[this.#at + L.FLAGS] = (this.#words[this.#at + L.FLAGS] as number) | flags;
  }

  #count(word: number): void {
    this.#words[this.#at + word] = (this.#words[this.#at + word] as number) + 1;
  }
}
