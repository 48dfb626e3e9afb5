import type { Packet } from '../decode/packet.ts';
import { elapsed } from '../kernel/time.ts';
import type { AppDriver, FlowState } from './app-driver.ts';
import { DECODED, LOST, MISSING } from './coverage-counters.ts';
import type { FactStore } from './fact-store.ts';
import * as L from './flow-layout.ts';
import type { RttHistograms } from './rtt-histograms.ts';
import { MAX_HELD_SEGMENTS, type StreamSide } from './stream-side.ts';

const FIN = 1;
const SYN = 2;
const RST = 4;
const ACK = 16;

/** A hole that the receiver acknowledged is given up once the segment behind it is this old: mirrors reorder within microseconds. */
const HOLE_PATIENCE_NANOS = 50_000_000;
/** Without an acknowledgement (a mirror of one direction) a hole is given up after this long, or this many segments. */
const UNACKNOWLEDGED_PATIENCE_NANOS = 1_000_000_000;
const UNACKNOWLEDGED_SEGMENTS = 16;

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
  /** Set by {@link segment}: the flow's protocol became known. */
  identified = false;

  constructor(store: FactStore, driver: AppDriver, rtt: RttHistograms) {
    this.#store = store;
    this.#driver = driver;
    this.#rtt = rtt;
  }

  /** One segment. `state` is undefined while the flow has carried no bytes, or none that anybody reads. */
  segment(
    p: Packet,
    u: Uint32Array,
    d: Float64Array,
    o: number,
    direction: 0 | 1,
    state: FlowState | undefined,
    seconds: number,
    nanos: number,
  ): void {
    this.identified = false;
    const own = o + L.DIRECTION + direction * L.DIRECTION_WORDS;
    const other = o + L.DIRECTION + (1 - direction) * L.DIRECTION_WORDS;
    const { flags } = p;
    const length = p.payloadLength;
    let sequence = p.sequence;

    if ((flags & ACK) !== 0) {
      this.#acknowledged(p.acknowledgement, u, o, other, direction, seconds, nanos);
      if (state !== undefined && (state.sides[1 - direction] as StreamSide).held.length > 0) {
        this.#giveUpHole(u, d, o, other, (1 - direction) as 0 | 1, state, p.acknowledgement, true, seconds, nanos);
      }
    }
    if ((flags & SYN) !== 0) {
      u[own + L.NEXT_SEQUENCE] = sequence + 1;
      u[o + L.FLAGS] = (u[o + L.FLAGS] as number) | (L.SEQUENCE_VALID << direction) | (L.SYN_SEEN << direction);
      this.#probe(u, own, sequence + 1, seconds, nanos);
      sequence = (sequence + 1) >>> 0;
      if (length === 0) return;
    }
    if ((flags & RST) !== 0) u[o + L.FLAGS] = (u[o + L.FLAGS] as number) | L.RESET_SEEN;
    if (length > 0) {
      if (((u[o + L.FLAGS] as number) & (L.SEQUENCE_VALID << direction)) === 0) {
        u[own + L.NEXT_SEQUENCE] = sequence;
        u[o + L.FLAGS] = (u[o + L.FLAGS] as number) | (L.SEQUENCE_VALID << direction);
      }
      this.#payload(p, u, d, o, own, direction, state, sequence, length, seconds, nanos);
    }
    if ((flags & FIN) !== 0) u[o + L.FLAGS] = (u[o + L.FLAGS] as number) | (L.FIN_SEEN << direction);
  }

  #payload(
    p: Packet,
    u: Uint32Array,
    d: Float64Array,
    o: number,
    own: number,
    direction: 0 | 1,
    state: FlowState | undefined,
    sequence: number,
    length: number,
    seconds: number,
    nanos: number,
  ): void {
    const ahead = (sequence - (u[own + L.NEXT_SEQUENCE] as number)) | 0;
    if (ahead === 0) {
      u[own + L.NEXT_SEQUENCE] = sequence + length;
      this.#probe(u, own, sequence + length, seconds, nanos);
      if (state !== undefined) {
        this.#deliver(state, direction, p.bytes, p.view, p.payload, p.payloadEnd, length);
        if ((state.sides[direction] as StreamSide).held.length > 0) this.#drain(u, own, direction, state);
      }
      return;
    }
    if (ahead < 0) {
      this.#again(p, u, d, o, own, direction, state, -ahead, length, seconds, nanos);
      return;
    }
    u[o + L.OUT_OF_ORDER] = (u[o + L.OUT_OF_ORDER] as number) + 1;
    if (state === undefined) {
      // Nobody reads the stream: note the hole, so that a late segment is not taken for a repetition.
      u[own + L.HOLE_START] = u[own + L.NEXT_SEQUENCE] as number;
      u[own + L.HOLE_END] = sequence;
      this.#miss(d, own, ahead, direction);
      u[own + L.NEXT_SEQUENCE] = sequence + length;
      return;
    }
    const side = state.sides[direction] as StreamSide;
    if (!side.hold(sequence, p.bytes, p.payload, p.payloadEnd, seconds, nanos)) {
      this.#giveUpHole(u, d, o, own, direction, state, sequence, false, seconds, nanos, true);
      this.#payload(p, u, d, o, own, direction, state, sequence, length, seconds, nanos);
      return;
    }
    this.#giveUpHole(u, d, o, own, direction, state, 0, false, seconds, nanos);
  }

  /** Bytes at or before what was delivered: a repetition, or a late piece of a hole given up, perhaps with new bytes behind. */
  #again(
    p: Packet,
    u: Uint32Array,
    d: Float64Array,
    o: number,
    own: number,
    direction: 0 | 1,
    state: FlowState | undefined,
    behind: number,
    length: number,
    seconds: number,
    nanos: number,
  ): void {
    const { coverage } = this.#store;
    const captured = p.payloadEnd - p.payload;
    const hole = ((u[own + L.HOLE_END] as number) - (u[own + L.HOLE_START] as number)) | 0;
    const inHole =
      hole > 0 &&
      ((p.sequence - (u[own + L.HOLE_START] as number)) | 0) >= 0 &&
      ((p.sequence + length - (u[own + L.HOLE_END] as number)) | 0) <= 0;
    const protocol = state?.protocol ?? 0;
    if (inHole) {
      u[o + L.OUT_OF_ORDER] = (u[o + L.OUT_OF_ORDER] as number) + 1;
      this.#miss(d, own, -length, direction);
      if (state !== undefined) coverage.add(protocol, LOST, captured);
      return;
    }
    // A keep-alive repeats one byte that was acknowledged (RFC 9293 3.8.4); it is no loss on the way.
    if (length > 1 || behind > 1) u[o + L.RETRANSMITTED] = (u[o + L.RETRANSMITTED] as number) + 1;
    u[own + L.PROBE_SECONDS] = 0; // Karn: a repeated segment times nothing
    const fresh = length - behind;
    if (fresh <= 0) {
      if (state !== undefined) coverage.add(protocol, DECODED, captured);
      return;
    }
    u[own + L.NEXT_SEQUENCE] = (u[own + L.NEXT_SEQUENCE] as number) + fresh;
    if (state === undefined) return;
    const seen = Math.min(behind, captured);
    coverage.add(protocol, DECODED, seen);
    this.#deliver(state, direction, p.bytes, p.view, p.payload + seen, p.payloadEnd, fresh);
    if ((state.sides[direction] as StreamSide).held.length > 0) this.#drain(u, own, direction, state);
    void seconds;
    void nanos;
  }

  /** Hands bytes on; what the snap length cut off is a gap. */
  #deliver(
    state: FlowState,
    direction: 0 | 1,
    bytes: Uint8Array,
    view: DataView,
    start: number,
    end: number,
    length: number,
  ): void {
    if (end > start && this.#driver.stream(state, direction, bytes, view, start, end)) this.identified = true;
    if (end - start < length) this.#driver.gap(state, direction, length - (end - start));
  }

  /** Delivers held segments that now follow on. */
  #drain(u: Uint32Array, own: number, direction: 0 | 1, state: FlowState): void {
    const side = state.sides[direction] as StreamSide;
    for (let first = side.held[0]; first !== undefined; first = side.held[0]) {
      const ahead = (first.sequence - (u[own + L.NEXT_SEQUENCE] as number)) | 0;
      if (ahead > 0) return;
      side.takeHeld();
      const fresh = first.bytes.length + ahead;
      const seen = fresh > 0 ? -ahead : first.bytes.length;
      if (seen > 0) this.#store.coverage.add(state.protocol, DECODED, seen);
      if (fresh <= 0) continue;
      u[own + L.NEXT_SEQUENCE] = (u[own + L.NEXT_SEQUENCE] as number) + fresh;
      const { bytes } = first;
      this.#deliver(
        state,
        direction,
        bytes,
        new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength),
        -ahead,
        bytes.length,
        fresh,
      );
    }
  }

  /** Passes over the hole before the first held segment, if it is time to. */
  #giveUpHole(
    u: Uint32Array,
    d: Float64Array,
    o: number,
    own: number,
    direction: 0 | 1,
    state: FlowState,
    acknowledged: number,
    byPeer: boolean,
    seconds: number,
    nanos: number,
    now = false,
  ): void {
    const side = state.sides[direction] as StreamSide;
    for (let first = side.held[0]; first !== undefined; first = side.held[0]) {
      const age = elapsed(first.seconds, first.nanos, seconds, nanos);
      const known = byPeer && ((acknowledged - first.sequence) | 0) > 0;
      const due = known
        ? age >= HOLE_PATIENCE_NANOS || side.held.length >= 8
        : age >= UNACKNOWLEDGED_PATIENCE_NANOS || side.held.length >= UNACKNOWLEDGED_SEGMENTS;
      if (!due && !(now && side.held.length >= MAX_HELD_SEGMENTS) && !now) return;
      const hole = (first.sequence - (u[own + L.NEXT_SEQUENCE] as number)) | 0;
      if (hole > 0) this.#passOver(u, d, own, direction, state, hole);
      this.#drain(u, own, direction, state);
      if (now) return;
    }
    void o;
  }

  #passOver(u: Uint32Array, d: Float64Array, own: number, direction: 0 | 1, state: FlowState, hole: number): void {
    u[own + L.HOLE_START] = u[own + L.NEXT_SEQUENCE] as number;
    u[own + L.NEXT_SEQUENCE] = (u[own + L.NEXT_SEQUENCE] as number) + hole;
    u[own + L.HOLE_END] = u[own + L.NEXT_SEQUENCE] as number;
    this.#miss(d, own, hole, direction);
    this.#store.coverage.add(state.protocol, MISSING, hole);
    this.#driver.gap(state, direction, hole);
  }

  /** At the end of the capture: no more bytes will fill any hole. */
  finish(u: Uint32Array, d: Float64Array, o: number, state: FlowState): void {
    for (const direction of [0, 1] as const) {
      const side = state.sides[direction];
      const own = o + L.DIRECTION + direction * L.DIRECTION_WORDS;
      for (let first = side.held[0]; first !== undefined; first = side.held[0]) {
        const hole = (first.sequence - (u[own + L.NEXT_SEQUENCE] as number)) | 0;
        if (hole > 0) this.#passOver(u, d, own, direction, state, hole);
        this.#drain(u, own, direction, state);
      }
    }
  }

  #miss(d: Float64Array, own: number, bytes: number, direction: number): void {
    const at = (own + L.MISSING_BYTES) >> 1;
    d[at] = Math.max(0, (d[at] as number) + bytes);
    void direction;
  }

  #probe(u: Uint32Array, own: number, sequence: number, seconds: number, nanos: number): void {
    if (u[own + L.PROBE_SECONDS] !== 0) return;
    u[own + L.PROBE_SEQUENCE] = sequence;
    u[own + L.PROBE_SECONDS] = seconds;
    u[own + L.PROBE_NANOS] = nanos;
  }

  /** An acknowledgement of the other direction's bytes ends the round trip being timed there. */
  #acknowledged(
    acknowledgement: number,
    u: Uint32Array,
    o: number,
    other: number,
    direction: 0 | 1,
    seconds: number,
    nanos: number,
  ): void {
    const began = u[other + L.PROBE_SECONDS] as number;
    if (began === 0 || ((acknowledgement - (u[other + L.PROBE_SEQUENCE] as number)) | 0) < 0) return;
    const nanosTaken = elapsed(began, u[other + L.PROBE_NANOS] as number, seconds, nanos);
    u[other + L.PROBE_SECONDS] = 0;
    if (nanosTaken < 0) return;
    let row = u[o + L.RTT_ROW] as number;
    if (row === 0) {
      row = this.#rtt.make();
      u[o + L.RTT_ROW] = row;
    }
    this.#rtt.add(row, 1 - direction, nanosTaken);
  }
}
