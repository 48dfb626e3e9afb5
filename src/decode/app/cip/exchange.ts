import { ADDED } from '../../../kernel/open-requests.ts';
import type { Turn } from '../../turn.ts';
import type { CipState } from './state.ts';

/** Reach of what {@link Exchange} makes a request's key of: two bits of kind and side, and the place in a packet. */
const CONNECTED = 2 ** 32;
const FROM_SERVER = 2 ** 33;
const PLACE = 2 ** 34;
/** Connections whose opening was not captured are told apart by what they ask. */
const UNKNOWN_CONNECTION = 128;

/** The encapsulated message that is being read: who asks, over which connection, and how far the reading is. */
export class Exchange {
  /** Sequence count of a connected message; -1 of an unconnected one. */
  sequence = -1;
  connected = false;
  /** Connections' index of the connection; -1 if it is not known. */
  connection = -1;
  #context = 0;
  /** Requests or responses of this message so far, the packet of several itself included. */
  place = 0;
  /** True when the path leads to a module behind the device, or when nobody knows whether it does. */
  routed = false;
  /** The module's slot; -1 if there is none. */
  slot = -1;

  begin(state: CipState, connected: boolean, sequence: number, connection: number, context: number): void {
    this.connected = connected;
    this.sequence = sequence;
    this.connection = connected ? state.connections.find(connection) : -1;
    this.#context = context;
    this.place = 0;
    this.routed = connected && (this.connection < 0 || state.connections.isRouted(this.connection));
    this.slot = this.connection < 0 ? -1 : state.connections.slot(this.connection);
  }

  /** The unit of a command: the slot, or 0. */
  get unit(): number {
    return this.slot < 0 ? 0 : this.slot;
  }

  /** The key of the request at this place, or of the one that this response answers; takes the place. */
  nextKey(service: number, askedByServer: boolean): number {
    const place = this.place++;
    const asked = (askedByServer ? FROM_SERVER : 0) + place * PLACE;
    if (!this.connected) return asked + this.#context;
    const which = this.connection < 0 ? UNKNOWN_CONNECTION + (service & 0x7f) : this.connection;
    return asked + CONNECTED + which * 65536 + this.sequence;
  }
}

/** The request that a response answers, as far as it is known; used within one call only. */
export const asked = { matched: false, classId: -1, service: 0, start: 0, count: 0, routed: false, slot: -1 };

/** Keeps a request until its answer; its command follows. What only its answer's reader needs is in `start`, `count`. */
export function openRequest(
  turn: Turn,
  state: CipState,
  exchange: Exchange,
  classId: number,
  service: number,
  start: number,
  count: number,
): void {
  state.requestsSeen = true;
  const key = exchange.nextKey(service, turn.fromServer);
  // Route in the upper, class and service in the lower part: numbers up to 2^50.
  const route = (exchange.routed ? 512 : 0) + exchange.slot + 1;
  const what = (route * 65537 + Math.min(classId, 65535) + 1) * 128 + service;
  const opened = state.requests.open(key, what, start, count, turn.seconds, turn.nanos);
  // A capture of one direction alone has no answers: nothing is wrong with its requests.
  if (opened !== ADDED && state.responsesSeen) turn.anomaly('request-unanswered');
}

/** Looks for the request of a response and fills {@link asked}. */
export function takeRequest(turn: Turn, state: CipState, exchange: Exchange, service: number): void {
  state.responsesSeen = true;
  const key = exchange.nextKey(service, !turn.fromServer);
  asked.matched = state.requests.take(key);
  if (!asked.matched) {
    asked.classId = -1;
    asked.service = service & 0x7f;
    asked.start = asked.count = 0;
    asked.routed = true;
    asked.slot = -1;
    if (state.requestsSeen && !state.forgiving) turn.anomaly('response-without-request');
    return;
  }
  state.forgiving = false;
  const { fn, start, count } = state.requests;
  const place = Math.floor(fn / 128);
  const route = Math.floor(place / 65537);
  asked.service = fn % 128;
  asked.classId = (place % 65537) - 1;
  asked.start = start;
  asked.count = count;
  asked.routed = route >= 512;
  asked.slot = (route % 512) - 1;
}

/** Tells how the request's commands ended; those of one request end alike. */
export function settle(turn: Turn, state: CipState, error: number): void {
  const { requests } = state;
  if (!asked.matched) return;
  const handles = requests.handles;
  for (let i = 0; i < handles; i++) turn.outcome(requests.handle(i), error, requests.seconds, requests.nanos);
}
