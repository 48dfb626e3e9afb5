import type { Packet } from '../decode/packet.ts';
import { LimitError } from '../kernel/limit-error.ts';
import { mix } from '../kernel/mix.ts';
import type { AddressTable } from './address-table.ts';
import * as L from './flow-layout.ts';
import { isRepeatedSyn } from './repeated-syn.ts';
import type { TunnelTable } from './tunnel-table.ts';

/** Silence that ends an activity interval. A fixed gap, so that a flow's rows depend on its own frames alone. */
export const FLOW_GAP_SECONDS = 600;
/** 2^26 flows are 17 GB: the analysis stops with a named error well before the machine does. */
export const MAX_FLOWS: number = 1 << 26;

const FIN = 1;
const SYN = 2;
const RST = 4;
const ACK = 16;

/** Flows of one tap by their 5-tuple, VLAN and tunnel: an open-addressing index over fixed-size records in pages. */
export class FlowTable {
  readonly #seed: number;
  readonly #limit: number;
  readonly #addresses: AddressTable;
  readonly #tunnels: TunnelTable;
  readonly words: Uint32Array[] = [];
  readonly doubles: Float64Array[] = [];
  #count = 0;
  #index: Uint32Array = new Uint32Array(1 << 12);
  #mask: number = (1 << 12) - 1;
  /** Set by {@link find}: 0 when the packet goes from the low to the high endpoint. */
  direction = 0;
  /** Set by {@link find}: the packet opened a new row. */
  isNew = false;
  #lastRow = -1;

  constructor(addresses: AddressTable, tunnels: TunnelTable, seed: number, limit: number = MAX_FLOWS) {
    this.#tunnels = tunnels;
    this.#limit = limit;
    this.#addresses = addresses;
    this.#seed = seed;
  }

  get length(): number {
    return this.#count;
  }

  page(row: number): Uint32Array {
    return this.words[row >>> L.FLOW_PAGE_SHIFT] as Uint32Array;
  }

  doublePage(row: number): Float64Array {
    return this.doubles[row >>> L.FLOW_PAGE_SHIFT] as Float64Array;
  }

  at(row: number): number {
    return (row & (L.FLOW_PAGE_ROWS - 1)) * L.FLOW_WORDS;
  }

  /** The row of the packet's flow, made if it is new, if 600 s were silent, or if a new handshake begins. */
  find(p: Packet, seconds: number, nanos: number): number {
    const v6 = p.ipVersion === 6;
    let source: number;
    let destination: number;
    if (v6) {
      // Unsigned like the addresses below, or V8 would box all of them.
      source = this.#addresses.ipv6(p.view, p.source) >>> 0;
      destination = this.#addresses.ipv6(p.view, p.destination) >>> 0;
    } else {
      source = p.view.getUint32(p.source);
      destination = p.view.getUint32(p.destination);
    }
    const forward = source < destination || (source === destination && p.sourcePort <= p.destinationPort);
    this.direction = forward ? 0 : 1;
    const low = forward ? source : destination;
    const high = forward ? destination : source;
    const ports = (forward ? (p.sourcePort << 16) | p.destinationPort : (p.destinationPort << 16) | p.sourcePort) >>> 0;
    const kind = p.protocol | ((p.vlan + 1) << 8) | (v6 ? 1 << 21 : 0);
    const inner = p.innerVlan + 1;
    if (p.tunnel !== 0) return this.#findInTunnel(low, high, ports, kind | L.IN_TUNNEL, inner, p, seconds, nanos);

    // Polls and bulk transfers send frame after frame in one flow: look at the last one first (a third of mixed OT frames).
    let row = this.#lastRow;
    if (row >= 0) {
      const u = this.page(row);
      const o = this.at(row);
      if (
        u[o + L.RAW_LOW] === low &&
        u[o + L.RAW_HIGH] === high &&
        u[o + L.PORTS] === ports &&
        u[o + L.KIND] === kind &&
        u[o + L.INNER] === inner
      ) {
        return this.#reuse(row, u, o, -1, p, seconds, nanos);
      }
    }
    const hash = mix(mix(mix(mix(this.#seed, low), high), ports), kind ^ (inner << 22)) >>> 0;
    let slot = hash & this.#mask;
    for (;;) {
      row = (this.#index[slot] as number) - 1;
      if (row < 0) return this.#add(slot, hash, low, high, ports, kind, inner, p, seconds, nanos);
      const u = this.page(row);
      const o = this.at(row);
      if (
        u[o] === hash &&
        u[o + L.RAW_LOW] === low &&
        u[o + L.RAW_HIGH] === high &&
        u[o + L.PORTS] === ports &&
        u[o + L.KIND] === kind &&
        u[o + L.INNER] === inner
      ) {
        return this.#reuse(row, u, o, slot, p, seconds, nanos);
      }
      slot = (slot + 1) & this.#mask;
    }
  }

  /**
   * Of the flows with these ends the one whose tunnel in this direction is the packet's; else, where each end chooses
   * numbers of its own, the one that has been seen in the other direction only. Where that could be two of them nobody
   * knows which, and the packet opens a flow of its own: equal addresses in two tunnels are never joined.
   */
  #findInTunnel(
    low: number,
    high: number,
    ports: number,
    kind: number,
    inner: number,
    p: Packet,
    seconds: number,
    nanos: number,
  ): number {
    const { tunnel } = p;
    const family = this.#tunnels.family(tunnel);
    const own = L.TUNNELS + this.direction;
    const other = L.TUNNELS + 1 - this.direction;
    const hash = mix(mix(mix(mix(mix(this.#seed, family), low), high), ports), kind ^ (inner << 23)) >>> 0;
    let slot = hash & this.#mask;
    let halfSlot = -1;
    let halves = 0;
    for (;;) {
      const row = (this.#index[slot] as number) - 1;
      if (row < 0) break;
      const u = this.page(row);
      const o = this.at(row);
      if (
        u[o] === hash &&
        u[o + L.RAW_LOW] === low &&
        u[o + L.RAW_HIGH] === high &&
        u[o + L.PORTS] === ports &&
        u[o + L.KIND] === kind &&
        u[o + L.INNER] === inner
      ) {
        if (u[o + own] === tunnel) return this.#reuse(row, u, o, slot, p, seconds, nanos);
        if (u[o + own] === 0 && this.#tunnels.family(u[o + other] as number) === family) {
          halfSlot = slot;
          halves++;
        }
      }
      slot = (slot + 1) & this.#mask;
    }
    if (halves === 1) {
      const row = (this.#index[halfSlot] as number) - 1;
      const u = this.page(row);
      const o = this.at(row);
      u[o + own] = tunnel;
      return this.#reuse(row, u, o, halfSlot, p, seconds, nanos);
    }
    const row = this.#add(slot, hash, low, high, ports, kind, inner, p, seconds, nanos);
    const u = this.page(row);
    const o = this.at(row);
    u[o + own] = tunnel;
    if (family === tunnel) u[o + other] = tunnel;
    return row;
  }

  #reuse(row: number, u: Uint32Array, o: number, slot: number, p: Packet, seconds: number, nanos: number): number {
    if (seconds - (u[o + L.LAST_SECONDS] as number) > FLOW_GAP_SECONDS || this.#begins(row, u, o, p, seconds)) {
      const at = slot >= 0 ? slot : this.#slotOf(row, u[o] as number);
      const next = this.#add(
        at,
        u[o] as number,
        u[o + L.RAW_LOW] as number,
        u[o + L.RAW_HIGH] as number,
        u[o + L.PORTS] as number,
        u[o + L.KIND] as number,
        u[o + L.INNER] as number,
        p,
        seconds,
        nanos,
      );
      const words = this.page(next);
      const place = this.at(next);
      words[place + L.TUNNELS] = u[o + L.TUNNELS] as number;
      words[place + L.TUNNELS + 1] = u[o + L.TUNNELS + 1] as number;
      return next;
    }
    this.isNew = false;
    this.#lastRow = row;
    return row;
  }

  /** A SYN that is no repetition of the flow's own opens the same ports anew. */
  #begins(row: number, u: Uint32Array, o: number, p: Packet, seconds: number): boolean {
    if ((p.flags & (SYN | ACK | RST | FIN)) !== SYN || p.protocol !== 6) return false;
    const flags = u[o + L.FLAGS] as number;
    if ((flags & (L.SEQUENCE_VALID << this.direction)) === 0) return (flags & L.RESET_SEEN) !== 0;
    const direction = this.direction as 0 | 1;
    const first = (p.sequence + 1) | 0;
    if (u[o + L.DIRECTION + direction * L.DIRECTION_WORDS + L.NEXT_SEQUENCE] === first) return false;
    return !isRepeatedSyn(u, this.doublePage(row), o, direction, first, seconds);
  }

  #slotOf(row: number, hash: number): number {
    let slot = hash & this.#mask;
    while (this.#index[slot] !== row + 1) slot = (slot + 1) & this.#mask;
    return slot;
  }

  #add(
    slot: number,
    hash: number,
    low: number,
    high: number,
    ports: number,
    kind: number,
    inner: number,
    p: Packet,
    seconds: number,
    nanos: number,
  ): number {
    const row = this.#count;
    if (row >= this.#limit)
      throw new LimitError('MAX_FLOWS', `one tap shows more than ${this.#limit} flows; split the capture`);
    this.#count++;
    if (row >>> L.FLOW_PAGE_SHIFT === this.words.length) {
      const buffer = new ArrayBuffer(L.FLOW_PAGE_ROWS * L.FLOW_WORDS * 4);
      this.words.push(new Uint32Array(buffer));
      this.doubles.push(new Float64Array(buffer));
    }
    const u = this.page(row);
    const o = this.at(row);
    u[o] = hash;
    u[o + L.RAW_LOW] = low;
    u[o + L.RAW_HIGH] = high;
    if (p.ipVersion === 6) {
      u[o + L.LOW] = low;
      u[o + L.HIGH] = high;
    } else {
      u[o + L.LOW] = this.#addresses.ipv4(low);
      u[o + L.HIGH] = this.#addresses.ipv4(high);
    }
    u[o + L.PORTS] = ports;
    u[o + L.KIND] = kind;
    u[o + L.INNER] = inner;
    u[o + L.FIRST_SECONDS] = seconds;
    u[o + L.FIRST_NANOS] = nanos;
    u[o + L.LAST_SECONDS] = seconds;
    u[o + L.LAST_NANOS] = nanos;
    this.#index[slot] = row + 1;
    if (this.#count * 2 > this.#mask) this.#grow();
    this.isNew = true;
    this.#lastRow = row;
    return row;
  }

  /** Only the newest row of a 5-tuple is found again, so only it goes into the new index: later rows overwrite earlier. */
  #grow(): void {
    const old = this.#index;
    const size = old.length * 2;
    this.#mask = size - 1;
    this.#index = new Uint32Array(size);
    for (const entry of old) {
      if (entry === 0) continue;
      const row = entry - 1;
      let slot = (this.page(row)[this.at(row)] as number) & this.#mask;
      while (this.#index[slot] !== 0) slot = (slot + 1) & this.#mask;
      this.#index[slot] = entry;
    }
  }
}
