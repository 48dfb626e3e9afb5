import { Cursor } from '../kernel/cursor.ts';
import type { DatagramProtocol, PacketProtocol, StreamProtocol } from '../decode/protocol.ts';
import { DONE, MORE, UNSURE, YES } from '../decode/verdict.ts';
import { CargoObserver } from './cargo-observer.ts';
import { DAMAGED, DECODED, ENCRYPTED, LOST, UNRECOGNISED } from './coverage-counters.ts';
import type { FactStore } from './fact-store.ts';
import type { FlowTurn } from './flow-turn.ts';
import { TCP } from './protocol-catalog.ts';
import { type FlowState, MAX_PROBES } from './flow-state.ts';
import { ProtocolFinder } from './protocol-finder.ts';
import { piecesOf } from './kept-pieces.ts';
import type { Moment } from './arrival.ts';
import type { StreamSide } from './stream-side.ts';

/** Bytes kept for one direction while probes are not sure. */
export const MAX_UNSURE_BYTES = 4096;

/** Has what a flow speaks read by the right parser; every byte it is given ends in one coverage column. */
export class AppDriver {
  readonly #store: FactStore;
  readonly #turn: FlowTurn;
  readonly #finder: ProtocolFinder;
  readonly #cursor = new Cursor();
  readonly #cargo: CargoObserver;

  constructor(store: FactStore, turn: FlowTurn) {
    this.#store = store;
    this.#turn = turn;
    this.#finder = new ProtocolFinder(store, turn);
    this.#cargo = new CargoObserver(store, turn);
  }

  /** One UDP payload; `transport` is the coverage index of udp. Returns true when the flow's protocol became known. */
  datagram(flow: FlowState, transport: number, bytes: Uint8Array, view: DataView, start: number, end: number): boolean {
    const { coverage } = this.#store;
    let found = false;
    if (flow.app === undefined) {
      found = flow.probes < MAX_PROBES && this.#finder.findDatagram(flow, bytes, view, start, end);
      flow.probes++;
    }
    this.#cargo.look(flow, this.#turn.fromServer ? 1 : 0, bytes, start, end, true);
    if (flow.app === undefined) {
      coverage.add(transport, UNRECOGNISED, end - start);
      return false;
    }
    const app = flow.app as DatagramProtocol;
    const turn = this.#begin(flow);
    const cursor = this.#cursor.reset(bytes, view, start, end);
    const outcome = app.parse(cursor, turn, flow.state);
    turn.flush();
    if (outcome === DONE) {
      const rest = Math.min(end, Math.max(start, cursor.at));
      const carried = this.#carried(start, rest);
      this.#account(flow.protocol, rest - start - carried, end - rest);
    } else coverage.add(flow.protocol, UNRECOGNISED, end - start);
    return found;
  }

  /** What a frame carries by number: ARP, LLDP, ICMP and their like. */
  packet(protocol: PacketProtocol, index: number, bytes: Uint8Array, view: DataView, start: number, end: number): void {
    const turn = this.#turn;
    turn.protocol = index;
    turn.carrier = index;
    turn.encryptedBytes = 0;
    turn.unrecognisedBytes = 0;
    turn.skipBytes = 0;
    turn.carriedAt = -1;
    const cursor = this.#cursor.reset(bytes, view, start, end);
    const outcome = protocol.parse(cursor, turn);
    if (turn.tracing) turn.flush();
    if (outcome === DONE) {
      const rest = Math.min(end, cursor.at);
      this.#account(index, rest - start - this.#carried(start, rest), end - rest);
    } else this.#store.coverage.add(index, outcome === MORE ? DAMAGED : UNRECOGNISED, end - start);
  }

  /** In-order bytes of one direction of a stream. Returns true when the flow's protocol became known. */
  stream(flow: FlowState, direction: 0 | 1, bytes: Uint8Array, view: DataView, start: number, end: number): boolean {
    const found = this.#parsed(flow, direction, bytes, view, start, end);
    // Last, so that the carrier is known by the bytes that made it known.
    this.#cargo.look(flow, direction, bytes, start, end, false);
    return found;
  }

  #parsed(flow: FlowState, direction: 0 | 1, bytes: Uint8Array, view: DataView, start: number, end: number): boolean {
    const side = flow.side(direction);
    let at = start;
    if (side !== undefined && side.skip > 0) at += this.#skip(flow, side, at, end);
    if (at === end) return false;
    if (flow.app === undefined) return this.#undecided(flow, direction, bytes, view, at, end);
    if (side?.lostSync === true && !this.#resync(flow, side, bytes, view, at, end)) return false;
    this.#read(flow, direction, bytes, view, at, end);
    return false;
  }

  /** From here on the other direction speaks; a second call undoes it. */
  turnAround(): void {
    this.#turn.turnAround();
  }

  /** What is read next came in another frame than the one that is looked at; returns what undoes it. */
  asOf({ seconds, nanos, frame, ttl }: Moment): Moment {
    const turn = this.#turn;
    const now = { seconds: turn.seconds, nanos: turn.nanos, frame: turn.frame, ttl: turn.ttl };
    Object.assign(turn, { seconds, nanos, frame, ttl });
    return now;
  }

  /** `bytes` of one direction were never captured. */
  gap(flow: FlowState, direction: 0 | 1, bytes: number): void {
    flow.cargo[direction]?.gap();
    const side = flow.side(direction);
    if (side !== undefined) {
      if (side.skip >= bytes) {
        side.skip -= bytes;
        return;
      }
      side.skip = 0;
      this.#strand(flow, side);
    }
    if (flow.app !== undefined) {
      flow.makeSide(direction).lostSync = true;
      (flow.app as StreamProtocol).gap?.(flow.state, this.#turn.fromServer);
    }
  }

  /** The flow ends: what is still kept can no longer be completed. */
  finish(flow: FlowState): void {
    for (const side of [flow.low, flow.high]) {
      if (side === undefined) continue;
      this.#strand(flow, side);
      for (let held = side.takeHeld(); held !== undefined; held = side.takeHeld()) {
        this.#store.coverage.add(flow.protocol, LOST, held.bytes.length);
      }
    }
    this.#end(flow);
  }

  /** The flow, or its protocol, is over. */
  #end(flow: FlowState): void {
    if (flow.app?.end === undefined) return;
    const turn = this.#begin(flow);
    flow.app.end(turn, flow.state);
    if (turn.tracing) turn.flush();
  }

  /** Passes over what a parser wanted skipped, as far as it is there; returns how many bytes that was. */
  #skip(flow: FlowState, side: StreamSide, start: number, end: number): number {
    const skipped = Math.min(side.skip, end - start);
    this.#store.coverage.add(flow.protocol, columnOf(side.skipAs), skipped);
    side.skip -= skipped;
    return skipped;
  }

  #strand(flow: FlowState, side: StreamSide): void {
    if (side.pendingLength === 0) return;
    this.#store.coverage.add(flow.protocol, flow.app === undefined ? UNRECOGNISED : LOST, side.pendingLength);
    side.dropPending();
  }

  #undecided(
    flow: FlowState,
    direction: 0 | 1,
    bytes: Uint8Array,
    view: DataView,
    start: number,
    end: number,
  ): boolean {
    const { coverage, catalog } = this.#store;
    const side = flow.side(direction);
    if (flow.probes >= MAX_PROBES) {
      if (side !== undefined) this.#strand(flow, side);
      coverage.add(flow.protocol, UNRECOGNISED, end - start);
      return false;
    }
    flow.probes++;
    let verdict: number;
    let kept = false;
    if (side !== undefined && side.pendingLength > 0) {
      kept = side.keep(bytes, start, end, MAX_UNSURE_BYTES);
      if (!kept) this.#strand(flow, side);
    }
    if (kept && side !== undefined) {
      verdict = this.#finder.find(flow, catalog.streams, side.pending, viewOf(side.pending), 0, side.pendingLength);
      // Plain text before may hide a change of protocol (STARTTLS): a segment of its own may begin the next one.
      const transport = flow.protocol;
      if (verdict !== YES && this.#finder.find(flow, catalog.streams, bytes, view, start, end) === YES) {
        coverage.add(transport, UNRECOGNISED, side.pendingLength - (end - start));
        side.dropPending();
        // What the other direction kept was said before the change, and would spoil its first answer.
        const other = flow.side(direction === 0 ? 1 : 0);
        if (other !== undefined) {
          coverage.add(transport, UNRECOGNISED, other.pendingLength);
          other.dropPending();
        }
        this.#read(flow, direction, bytes, view, start, end);
        return true;
      }
    } else verdict = this.#finder.find(flow, catalog.streams, bytes, view, start, end);
    if (verdict === YES) {
      if (kept) side?.noteArrival(end - start, this.#turn);
      this.#readKept(flow, direction);
      if (!kept) this.#parsed(flow, direction, bytes, view, start, end);
      return true;
    }
    if (verdict === UNSURE && (kept || flow.makeSide(direction).keep(bytes, start, end, MAX_UNSURE_BYTES))) {
      flow.side(direction)?.noteArrival(end - start, this.#turn);
      return false;
    }
    if (kept && side !== undefined) this.#strand(flow, side);
    else coverage.add(flow.protocol, UNRECOGNISED, end - start);
    return false;
  }

  /**
   * Reads what both directions kept while nobody was sure, in the order in which it came and as of the frames in which
   * it came: a message that was complete then is shown, counted and proven by its own frame.
   */
  #readKept(flow: FlowState, direction: 0 | 1): void {
    const pieces = ([0, 1] as const).flatMap((side) => piecesOf(flow.side(side), side, this.#turn));
    flow.low?.dropPending();
    flow.high?.dropPending();
    for (const piece of pieces.sort((a, b) => a.frame - b.frame)) {
      const now = this.asOf(piece);
      if (piece.direction !== direction) this.turnAround();
      this.#parsed(flow, piece.direction, piece.from, viewOf(piece.from), piece.start, piece.start + piece.bytes);
      if (piece.direction !== direction) this.turnAround();
      this.asOf(now);
    }
  }

  /** After lost bytes, or bytes that were no message: is this the start of one? */
  #resync(flow: FlowState, side: StreamSide, bytes: Uint8Array, view: DataView, start: number, end: number): boolean {
    const app = flow.app as StreamProtocol;
    if (app.probe(this.#cursor.reset(bytes, view, start, end), this.#turn.fromServer) === YES) {
      side.lostSync = false;
      return true;
    }
    this.#store.coverage.add(flow.protocol, UNRECOGNISED, end - start);
    return false;
  }

  /** Reads messages from what was kept plus `bytes[start, end)`; keeps an incomplete rest. */
  #read(flow: FlowState, direction: 0 | 1, bytes: Uint8Array, view: DataView, start: number, end: number): void {
    const app = flow.app as StreamProtocol;
    const side = flow.side(direction);
    if (side === undefined || side.pendingLength === 0) {
      const rest = this.#messages(flow, direction, app, bytes, view, start, end);
      if (flow.app === undefined) {
        if (rest < end) this.#undecided(flow, direction, bytes, view, rest, end);
      } else if (rest < end && !flow.makeSide(direction).keep(bytes, rest, end, app.maxMessage))
        this.#tooLong(flow, direction, end - rest);
      return;
    }
    // What was kept while no probe was sure may be longer than one message of the protocol found.
    const limit = Math.max(app.maxMessage, side.pendingLength);
    // Room for what fits: a message that ends within it is read, else it is over the limit.
    let from = Math.min(end, start + limit - side.pendingLength);
    side.keep(bytes, start, from, limit);
    const { pending, pendingLength } = side;
    side.pendingLength = 0;
    const rest = this.#messages(flow, direction, app, pending, viewOf(pending), 0, pendingLength);
    if (rest === 0 && from < end && flow.app !== undefined) {
      this.#tooLong(flow, direction, pendingLength + end - from);
      side.dropPending();
      return;
    }
    if (rest < pendingLength) {
      pending.copyWithin(0, rest, pendingLength);
      side.pendingLength = pendingLength - rest;
    } else side.dropPending();
    if (from < end && side.pendingLength === 0 && side.skip > 0) from += this.#skip(flow, side, from, end);
    if (from === end) return;
    if (flow.app === undefined) this.#undecided(flow, direction, bytes, view, from, end);
    else this.#read(flow, direction, bytes, view, from, end);
  }

  #tooLong(flow: FlowState, direction: 0 | 1, bytes: number): void {
    this.#store.coverage.add(flow.protocol, LOST, bytes);
    flow.makeSide(direction).lostSync = true;
    this.#turn.protocol = flow.protocol;
    this.#turn.anomaly('message-over-limit');
    // What the parser knows of the message's beginning must not be used on what comes after its lost end.
    (flow.app as StreamProtocol).gap?.(flow.state, this.#turn.fromServer);
  }

  /** Returns the offset of the first unread byte. */
  #messages(
    flow: FlowState,
    direction: 0 | 1,
    app: StreamProtocol,
    bytes: Uint8Array,
    view: DataView,
    start: number,
    end: number,
  ): number {
    const { coverage } = this.#store;
    let at = start;
    while (at < end) {
      const turn = this.#begin(flow);
      const cursor = this.#cursor.reset(bytes, view, at, end);
      const outcome = app.parse(cursor, turn, flow.state);
      if (turn.tracing) turn.flush();
      if (outcome === MORE) return at;
      const next = cursor.at < end ? cursor.at : end;
      if (outcome !== DONE || (next <= at && turn.skipBytes === 0 && !turn.gaveWay)) {
        coverage.add(flow.protocol, UNRECOGNISED, end - at);
        flow.makeSide(direction).lostSync = true;
        return end;
      }
      this.#account(flow.protocol, next - at, 0);
      at = next;
      if (turn.skipBytes > 0) {
        const skipped = Math.min(turn.skipBytes, end - at);
        coverage.add(flow.protocol, columnOf(turn.skipAs), skipped);
        if (turn.skipBytes > skipped) flow.makeSide(direction).skipLater(turn.skipBytes - skipped, turn.skipAs);
        at += skipped;
      }
      if (turn.gaveWay) {
        this.#end(flow);
        flow.forgetProtocol(TCP);
        return at;
      }
    }
    return at;
  }

  #begin(flow: FlowState): FlowTurn {
    const turn = this.#turn;
    turn.protocol = flow.protocol;
    turn.carrier = flow.protocol;
    turn.encryptedBytes = 0;
    turn.unrecognisedBytes = 0;
    turn.skipBytes = 0;
    turn.gaveWay = false;
    turn.carriedAt = -1;
    return turn;
  }

  /** How many of the bytes `[start, end)` that a parser consumed are a tunnel's packet, for others to count. */
  #carried(start: number, end: number): number {
    const turn = this.#turn;
    const { carriedAt, carriedLength } = turn;
    if (carriedAt < start) return 0;
    const bytes = carriedLength < 0 ? end - carriedAt : Math.min(end - carriedAt, carriedLength);
    turn.carriedBytes = Math.max(0, bytes);
    return turn.carriedBytes;
  }

  /** Splits consumed bytes as the parser said; trailing bytes of a datagram that it left are unrecognised. */
  #account(protocol: number, consumed: number, trailing: number): void {
    const { coverage } = this.#store;
    const turn = this.#turn;
    const encrypted = Math.min(turn.encryptedBytes, consumed);
    const unrecognised = Math.min(turn.unrecognisedBytes, consumed - encrypted);
    coverage.add(protocol, DECODED, consumed - encrypted - unrecognised);
    if (encrypted > 0) coverage.add(protocol, ENCRYPTED, encrypted);
    if (unrecognised + trailing > 0) coverage.add(protocol, UNRECOGNISED, unrecognised + trailing);
  }
}

function columnOf(as: 'decoded' | 'encrypted' | 'unrecognised'): number {
  return as === 'decoded' ? DECODED : as === 'encrypted' ? ENCRYPTED : UNRECOGNISED;
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
