import type { AppProtocol } from '../decode/protocol.ts';
import type { CargoStream } from '../decode/cargo/cargo-stream.ts';
import { StreamSide } from './stream-side.ts';

/** Segments or datagrams with payload that are offered to the probes before a flow is left unrecognised. */
export const MAX_PROBES = 24;

const NO_CARGO: readonly [undefined, undefined] = [undefined, undefined];

/**
 * What a flow with application bytes keeps. Flows that never carry any have none.
 *
 * A direction whose segments come in order and end with their messages, as those of polls do, keeps nothing between
 * two of them and has no {@link StreamSide}: with both made at once a million quiet flows took 500 MB.
 */
export class FlowState {
  app: AppProtocol | undefined = undefined;
  /** Index in the catalog, or that of tcp or udp. */
  protocol: number;
  state: unknown = undefined;
  probes = 0;
  /** Of UDP, by direction: the first bytes of the last datagram that a protocol wants to see another one of. */
  before: [client: Uint8Array | undefined, server: Uint8Array | undefined] | undefined = undefined;
  low: StreamSide | undefined = undefined;
  high: StreamSide | undefined = undefined;
  /** What looks for cargo data in each direction; nothing in most flows. */
  cargo: readonly [CargoStream | undefined, CargoStream | undefined] = NO_CARGO;

  constructor(transport: number) {
    this.protocol = transport;
  }

  /** What direction 0 (from the low endpoint) or 1 keeps; undefined while that is nothing. */
  side(direction: 0 | 1): StreamSide | undefined {
    return direction === 0 ? this.low : this.high;
  }

  /** From here on the flow speaks something else, to be found out anew; what a side has kept of it stays. */
  forgetProtocol(transport: number): void {
    this.app = undefined;
    this.protocol = transport;
    this.state = undefined;
    this.probes = 0;
    for (const side of [this.low, this.high]) {
      if (side === undefined) continue;
      side.lostSync = false;
      side.skip = 0;
    }
  }

  keepCargo(direction: 0 | 1, stream: CargoStream): void {
    this.cargo = direction === 0 ? [stream, this.cargo[1]] : [this.cargo[0], stream];
  }

  makeSide(direction: 0 | 1): StreamSide {
    return direction === 0 ? (this.low ??= new StreamSide()) : (this.high ??= new StreamSide());
  }
}
