import { CargoStream, mayHoldCargo } from '../decode/cargo/cargo-stream.ts';
import type { CargoSink } from '../decode/cargo/cargo-sink.ts';
import type { FactStore } from './fact-store.ts';
import type { FlowState } from './flow-state.ts';
import type { FlowTurn } from './flow-turn.ts';

/** Which of a pair's texts are held to their limit together, see {@link FactStore.touchText}. */
const CARGO_TEXTS = 2;
const PARTIES = 5;

/** Protocols of which all but the beginning is ciphertext: there is nothing to look for. */
const sealed: ReadonlySet<string> = new Set([
  'tls',
  'ssh',
  'quic',
  'openvpn',
  'wireguard',
  'ike',
  'rdp',
  'rdp-udp',
  'anydesk',
  'teamviewer',
  'radmin',
  'nomachine',
  'softether',
]);

/** Has the clear bytes of flows looked at for cargo data, and writes what is found into the {@link FactStore}. */
export class CargoObserver implements CargoSink {
  readonly #store: FactStore;
  readonly #turn: FlowTurn;
  /** By a protocol's index: 1 for those that are sealed. */
  readonly #sealed: Uint8Array;
  #carrier = 0;

  constructor(store: FactStore, turn: FlowTurn) {
    this.#store = store;
    this.#turn = turn;
    this.#sealed = Uint8Array.from(store.catalog.names, (name) => (sealed.has(name) ? 1 : 0));
  }

  /** In-order bytes of one direction, or with `whole` a datagram. */
  look(flow: FlowState, direction: 0 | 1, bytes: Uint8Array, start: number, end: number, whole: boolean): void {
    if (this.#sealed[flow.protocol] === 1) return;
    let stream = flow.cargo[direction];
    if (stream === undefined) {
      if (!mayHoldCargo(bytes, start, end)) return;
      stream = new CargoStream();
      flow.keepCargo(direction, stream);
    }
    this.#carrier = flow.protocol;
    stream.feed(bytes, start, end, whole, this);
  }

  cargo(standard: number, kind: string, parties: string): void {
    const { cargo, strings } = this.#store;
    const { sender, receiver, tunnel, seconds, nanos, frame } = this.#turn;
    cargo.key[0] = sender;
    cargo.key[1] = receiver;
    cargo.key[2] = this.#carrier;
    cargo.key[3] = standard;
    cargo.key[4] = strings.id(kind);
    cargo.key[PARTIES] = strings.id(parties);
    this.#store.touchText(cargo, CARGO_TEXTS, PARTIES, sender, receiver, tunnel, seconds, nanos, frame);
  }
}
