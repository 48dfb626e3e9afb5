import type { AppProtocol } from '../decode/protocol.ts';
import { BAD, UNSURE, YES } from '../decode/verdict.ts';
import { Cursor } from '../kernel/cursor.ts';
import type { FactStore } from './fact-store.ts';
import type { FlowState } from './flow-state.ts';
import type { FlowTurn } from './flow-turn.ts';

/** First bytes of a datagram kept for a protocol that wants to see the next one. */
export const MAX_BEFORE_BYTES = 16;

/** Finds out what a flow speaks, by content. */
export class ProtocolFinder {
  readonly #store: FactStore;
  readonly #turn: FlowTurn;
  readonly #cursor = new Cursor();
  readonly #earlier = new Cursor();

  constructor(store: FactStore, turn: FlowTurn) {
    this.#store = store;
    this.#turn = turn;
  }

  /** By this datagram alone, or by this one and the one before it. */
  findDatagram(flow: FlowState, bytes: Uint8Array, view: DataView, start: number, end: number): boolean {
    const { catalog } = this.#store;
    const verdict = this.find(flow, catalog.datagrams, bytes, view, start, end);
    if (verdict !== UNSURE) return verdict === YES;
    const side = this.#turn.fromServer ? 1 : 0;
    const before = flow.before?.[side];
    if (before !== undefined) {
      const earlier = this.#earlier.over(before);
      for (const app of catalog.datagrams[bytes[start] as number] as readonly AppProtocol[]) {
        if (app.kind !== 'datagram' || app.follows === undefined) continue;
        if (!app.follows(earlier, this.#cursor.reset(bytes, view, start, end))) continue;
        this.#adopt(flow, app);
        return true;
      }
    }
    flow.before ??= [undefined, undefined];
    flow.before[side] = bytes.slice(start, Math.min(end, start + MAX_BEFORE_BYTES));
    return false;
  }

  /**
   * Asks every probe that the first byte leaves over; the one hinted at by a port wins, else the one least likely to
   * be wrong, else the first. `YES` gives the flow its protocol and its state.
   */
  find(
    flow: FlowState,
    byFirstByte: readonly (readonly AppProtocol[])[],
    bytes: Uint8Array,
    view: DataView,
    start: number,
    end: number,
  ): number {
    const turn = this.#turn;
    const apps = byFirstByte[bytes[start] as number] as readonly AppProtocol[];
    let best: AppProtocol | undefined;
    let bestRank = 0;
    let unsure = false;
    let claims = 0;
    for (const app of apps) {
      const verdict = app.probe(this.#cursor.reset(bytes, view, start, end), turn.fromServer);
      if (verdict === UNSURE) unsure = true;
      else if (verdict === YES) {
        claims++;
        const hinted = app.ports.includes(turn.sourcePort) || app.ports.includes(turn.destinationPort);
        const rank = app.falseMatchLog2 - (hinted ? 1000 : 0);
        if (best === undefined || rank < bestRank) {
          best = app;
          bestRank = rank;
        }
      }
    }
    if (best === undefined) return unsure ? UNSURE : BAD;
    this.#adopt(flow, best);
    if (claims > 1) this.#countDoubleClaims(best, apps, bytes, view, start, end);
    return YES;
  }

  #adopt(flow: FlowState, app: AppProtocol): void {
    flow.app = app;
    flow.protocol = this.#store.catalog.index(app.name);
    flow.state = app.open();
    flow.before = undefined;
  }

  #countDoubleClaims(
    best: AppProtocol,
    apps: readonly AppProtocol[],
    bytes: Uint8Array,
    view: DataView,
    start: number,
    end: number,
  ): void {
    const { catalog, doubleClaims } = this.#store;
    const turn = this.#turn;
    for (const app of apps) {
      if (app === best || app.name === best.name) continue;
      if (app.probe(this.#cursor.reset(bytes, view, start, end), turn.fromServer) !== YES) continue;
      doubleClaims.key[0] = catalog.index(best.name);
      doubleClaims.key[1] = catalog.index(app.name);
      doubleClaims.touch(turn.seconds, turn.nanos, turn.frame);
    }
  }
}
