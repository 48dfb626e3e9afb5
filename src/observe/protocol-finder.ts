import type { AppProtocol } from '../decode/protocol.ts';
import { BAD, UNSURE, YES } from '../decode/verdict.ts';
import { Cursor } from '../kernel/cursor.ts';
import type { FactStore } from './fact-store.ts';
import type { FlowState } from './flow-state.ts';
import type { FlowTurn } from './flow-turn.ts';

/** Finds out what a flow speaks, by content. */
export class ProtocolFinder {
  readonly #store: FactStore;
  readonly #turn: FlowTurn;
  readonly #cursor = new Cursor();

  constructor(store: FactStore, turn: FlowTurn) {
    this.#store = store;
    this.#turn = turn;
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
    flow.app = best;
    flow.protocol = this.#store.catalog.index(best.name);
    flow.state = best.open();
    if (claims > 1) this.#countDoubleClaims(best, apps, bytes, view, start, end);
    return YES;
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
