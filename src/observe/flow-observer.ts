import type { Packet } from '../decode/packet.ts';
import { icmpCounterpart } from '../decode/transport/icmp-counterpart.ts';
import { emptyTcpOptions, readTcpOptions } from '../decode/transport/tcp-options.ts';
import { bindingSources } from '../schema/facts/vocabulary.ts';
import { AppDriver } from './app-driver.ts';
import { DECODED, ENCRYPTED, FLOWS, FRAMES, MISSING, UNRECOGNISED } from './coverage-counters.ts';
import type { FactStore } from './fact-store.ts';
import * as L from './flow-layout.ts';
import { FlowState, MAX_PROBES } from './flow-state.ts';
import { FlowTable } from './flow-table.ts';
import type { FlowTurn } from './flow-turn.ts';
import { IP, TCP, UDP } from './protocol-catalog.ts';
import { RttHistograms } from './rtt-histograms.ts';
import { TcpTracker } from './tcp-tracker.ts';

const PROTOCOL_ICMP = 1;
const PROTOCOL_TCP = 6;
const PROTOCOL_UDP = 17;
const PROTOCOL_ICMPV6 = 58;
const FROM_FRAME: number = bindingSources.indexOf('frame');
const SYN = 2;
const ACK = 16;

/** Keeps the flow table: counters, MACs, TTLs, who is client, and what is said inside through the {@link AppDriver}. */
export class FlowObserver {
  readonly table: FlowTable;
  readonly rtt: RttHistograms = new RttHistograms();
  readonly #store: FactStore;
  readonly #turn: FlowTurn;
  readonly #driver: AppDriver;
  readonly #tcp: TcpTracker;
  /** By row; flows without application bytes, and those given up, have none. */
  readonly #states: (FlowState | undefined)[] = [];
  readonly #options = emptyTcpOptions();

  constructor(store: FactStore, turn: FlowTurn, seed: number) {
    this.#store = store;
    this.#turn = turn;
    this.table = new FlowTable(store.addresses, store.tunnels, seed);
    this.#driver = new AppDriver(store, turn);
    this.#tcp = new TcpTracker(store, this.#driver, this.rtt);
  }

  /** One IP packet with its transport header read. `headerBytes` of the frame are not application payload. */
  packet(p: Packet, headerBytes: number): void {
    const { seconds, nanos, ordinal } = p.frame;
    const { wireLength } = p;
    if (p.protocol === PROTOCOL_ICMP || p.protocol === PROTOCOL_ICMPV6) setIcmpPorts(p);
    const { table } = this;
    const row = table.find(p, seconds, nanos);
    const direction = table.direction as 0 | 1;
    const u = table.page(row);
    const d = table.doublePage(row);
    const o = table.at(row);
    const own = o + L.DIRECTION + direction * L.DIRECTION_WORDS;
    if (table.isNew) this.#states.push(undefined);
    if (
      seconds > (u[o + L.LAST_SECONDS] as number) ||
      (seconds === u[o + L.LAST_SECONDS] && nanos > (u[o + L.LAST_NANOS] as number))
    ) {
      u[o + L.LAST_SECONDS] = seconds;
      u[o + L.LAST_NANOS] = nanos;
    }
    const frames = u[own + L.FRAMES] as number;
    u[own + L.FRAMES] = frames + 1;
    if (frames === 0) u[own + L.FIRST_FRAME] = ordinal;
    u[own + L.LAST_FRAME] = ordinal;
    const bytesAt = (own + L.WIRE_BYTES) >> 1;
    d[bytesAt] = (d[bytesAt] as number) + wireLength;
    this.#macs(p, u, o, own, direction, frames);
    this.#ttl(p.ttl, u, own);

    const { coverage } = this.#store;
    const payload = p.payload < 0 ? 0 : p.payloadEnd - p.payload;
    if (p.protocol === PROTOCOL_TCP || p.protocol === PROTOCOL_UDP) {
      const payloadAt = (own + L.PAYLOAD_BYTES) >> 1;
      d[payloadAt] = (d[payloadAt] as number) + p.payloadLength;
      this.#begin(p, u, o, row, direction, payload);
      if (p.protocol === PROTOCOL_TCP) this.#tcpSegment(p, u, d, o, row, direction, payload);
      else if (payload > 0) this.#udpDatagram(p, u, o, row, payload);
      const app = u[o + L.APP] as number;
      const protocol = app > 0 ? app - 1 : p.protocol === PROTOCOL_TCP ? TCP : UDP;
      coverage.add(protocol, DECODED, headerBytes);
      coverage.add(protocol, FRAMES, 1);
      // Of a packet in a tunnel the carrier has said what is missing.
      if (p.tunnel === 0 && wireLength > p.frame.end - p.frame.start)
        coverage.add(protocol, MISSING, wireLength - (p.frame.end - p.frame.start));
      return;
    }
    this.#otherTransport(p, u, o, headerBytes);
  }

  /** Everything that was still open when the capture ended, and the tables that follow from flows. */
  finish(): void {
    const { table } = this;
    const { catalog, coverage } = this.#store;
    for (let row = 0; row < table.length; row++) {
      const u = table.page(row);
      const o = table.at(row);
      const state = this.#states[row];
      if (state !== undefined) {
        // The client's bytes first: which endpoint is the low one may depend on how frames are shared out.
        const client = ((u[o + L.FLAGS] as number) & L.CLIENT_IS_HIGH) !== 0 ? 1 : 0;
        this.#context(u, o, client);
        if (((u[o + L.KIND] as number) & 0xff) === PROTOCOL_TCP)
          this.#tcp.select(u, table.doublePage(row), o, state).finish(client);
        this.#driver.finish(state);
        if (state.app !== undefined && u[o + L.APP] === 0) u[o + L.APP] = state.protocol + 1;
      }
      decideClient(u, o, (u[o + L.APP] as number) > 0 ? catalog.portsOf((u[o + L.APP] as number) - 1) : NO_PORTS);
      for (const direction of [0, 1] as const)
        this.#flushMacRun(u, o, direction, u[o + L.LAST_SECONDS] as number, u[o + L.LAST_NANOS] as number);
      const transport = (u[o + L.KIND] as number) & 0xff;
      const app = u[o + L.APP] as number;
      coverage.add(
        app > 0 ? app - 1 : transport === PROTOCOL_TCP ? TCP : transport === PROTOCOL_UDP ? UDP : IP,
        FLOWS,
        1,
      );
      if (transport === PROTOCOL_TCP) {
        // Only now: a hole may be noted before the flow's protocol is known, and filled after it.
        const d = table.doublePage(row);
        const missing =
          (d[(o + L.DIRECTION + L.MISSING_BYTES) >> 1] as number) +
          (d[(o + L.DIRECTION + L.DIRECTION_WORDS + L.MISSING_BYTES) >> 1] as number);
        coverage.add(app > 0 ? app - 1 : TCP, MISSING, missing);
      }
      if (transport === PROTOCOL_TCP || transport === PROTOCOL_UDP)
        this.#service(u, table.doublePage(row), o, transport);
    }
  }

  #tcpSegment(
    p: Packet,
    u: Uint32Array,
    d: Float64Array,
    o: number,
    row: number,
    direction: 0 | 1,
    payload: number,
  ): void {
    const { flags } = p;
    const shift = direction * 16;
    u[o + L.TCP_FLAGS] = (u[o + L.TCP_FLAGS] as number) | ((flags & 0x1ff) << shift);
    if ((flags & SYN) !== 0) this.#handshake(p, u, o, direction, flags);
    let state = this.#states[row];
    const givenUp = ((u[o + L.FLAGS] as number) & L.GIVEN_UP) !== 0;
    if (state === undefined && payload > 0 && !givenUp) {
      state = new FlowState(TCP);
      this.#states[row] = state;
    }
    if (payload > 0 && givenUp) this.#store.coverage.add(TCP, UNRECOGNISED, payload);
    this.#tcp.select(u, d, o, state).segment(p, direction);
    if (state === undefined) return;
    // A flow is called after what it speaks first: a proxy's after the proxy.
    if (state.app !== undefined) {
      if (u[o + L.APP] === 0) u[o + L.APP] = state.protocol + 1;
    } else if (state.probes >= MAX_PROBES) {
      this.#driver.finish(state);
      this.#states[row] = undefined;
      u[o + L.FLAGS] = (u[o + L.FLAGS] as number) | L.GIVEN_UP;
    }
  }

  #handshake(p: Packet, u: Uint32Array, o: number, direction: 0 | 1, flags: number): void {
    readTcpOptions(p, this.#options);
    const { maximumSegment } = this.#options;
    if (maximumSegment > 0) {
      const shift = direction * 16;
      const mss = u[o + L.MSS] as number;
      if (maximumSegment > ((mss >>> shift) & 0xffff))
        u[o + L.MSS] = (mss & (0xffff << (16 - shift))) | (maximumSegment << shift);
    }
    const isAnswer = (flags & ACK) !== 0;
    const word = o + (isAnswer ? L.SYN_ACK_FRAME : L.SYN_FRAME);
    if (u[word] === 0) u[word] = p.frame.ordinal;
    if (((u[o + L.FLAGS] as number) & L.CLIENT_KNOWN) === 0) {
      const clientIsHigh = (direction === 1) !== isAnswer;
      u[o + L.FLAGS] = (u[o + L.FLAGS] as number) | L.CLIENT_KNOWN | (clientIsHigh ? L.CLIENT_IS_HIGH : 0);
    }
  }

  #udpDatagram(p: Packet, u: Uint32Array, o: number, row: number, payload: number): void {
    if (((u[o + L.FLAGS] as number) & L.GIVEN_UP) !== 0) {
      this.#store.coverage.add(UDP, UNRECOGNISED, payload);
      return;
    }
    let state = this.#states[row];
    if (state === undefined) {
      state = new FlowState(UDP);
      this.#states[row] = state;
    }
    if (this.#driver.datagram(state, UDP, p.bytes, p.view, p.payload, p.payloadEnd)) u[o + L.APP] = state.protocol + 1;
    else if (state.app === undefined && state.probes >= MAX_PROBES) {
      this.#states[row] = undefined;
      u[o + L.FLAGS] = (u[o + L.FLAGS] as number) | L.GIVEN_UP;
    }
  }

  /** ICMP and others: read by number, if anybody does. */
  #otherTransport(p: Packet, u: Uint32Array, o: number, headerBytes: number): void {
    const { catalog, coverage } = this.#store;
    const start = p.transport;
    const end = Math.max(start, p.end);
    const missing = p.tunnel === 0 ? p.wireLength - (p.frame.end - p.frame.start) : 0;
    const protocol = catalog.byIpProtocol.get(p.protocol);
    if (protocol === undefined || end === start) {
      coverage.add(IP, DECODED, headerBytes - (end - start));
      coverage.add(IP, p.protocol === ESP ? ENCRYPTED : UNRECOGNISED, end - start);
      coverage.add(IP, FRAMES, 1);
      if (missing > 0) coverage.add(IP, MISSING, missing);
      return;
    }
    const index = catalog.index(protocol.name);
    u[o + L.APP] = index + 1;
    this.#turn.fromServer = false;
    this.#turn.sourcePort = 0;
    this.#turn.destinationPort = 0;
    this.#endpoints(p);
    coverage.add(index, DECODED, headerBytes - (end - start));
    coverage.add(index, FRAMES, 1);
    if (missing > 0) coverage.add(index, MISSING, missing);
    this.#driver.packet(protocol, index, p.bytes, p.view, start, end);
  }

  /** Sets who speaks to whom in the turn, and decides for the moment who is the client. */
  #begin(p: Packet, u: Uint32Array, o: number, row: number, direction: 0 | 1, payload: number): void {
    if (payload === 0 && this.#states[row] === undefined) return;
    let flags = u[o + L.FLAGS] as number;
    if ((flags & L.CLIENT_KNOWN) === 0) {
      // Without a handshake the side that uses no known service port is the client; finish() knows the protocol and decides again.
      const { catalog } = this.#store;
      const sourceServes = catalog.isServicePort(p.sourcePort);
      const sourceIsClient =
        sourceServes !== catalog.isServicePort(p.destinationPort) ? !sourceServes : p.sourcePort >= p.destinationPort;
      const clientIsHigh = sourceIsClient === (direction === 1);
      flags = (flags & ~L.CLIENT_IS_HIGH) | (clientIsHigh ? L.CLIENT_IS_HIGH : 0);
      u[o + L.FLAGS] = flags | L.CLIENT_KNOWN | L.CLIENT_GUESSED;
    }
    this.#endpoints(p);
    const turn = this.#turn;
    turn.fromServer = ((flags & L.CLIENT_IS_HIGH) !== 0) !== (direction === 1);
    turn.sourcePort = p.sourcePort;
    turn.destinationPort = p.destinationPort;
    turn.sender = (direction === 0 ? u[o + L.LOW] : u[o + L.HIGH]) as number;
    turn.receiver = (direction === 0 ? u[o + L.HIGH] : u[o + L.LOW]) as number;
  }

  #endpoints(p: Packet): void {
    const turn = this.#turn;
    const { addresses } = this.#store;
    turn.seconds = p.frame.seconds;
    turn.nanos = p.frame.nanos;
    turn.frame = p.frame.ordinal;
    turn.ttl = p.ttl;
    turn.transport = p.protocol;
    turn.vlan = p.vlan;
    turn.tunnel = p.tunnel;
    turn.lazyMacs(p.sourceMac < 0 ? undefined : p.view, p.sourceMac, p.destinationMac);
    if (p.protocol === PROTOCOL_TCP || p.protocol === PROTOCOL_UDP) return;
    turn.sender = p.ipVersion === 6 ? addresses.ipv6(p.view, p.source) : addresses.ipv4(p.view.getUint32(p.source));
    turn.receiver =
      p.ipVersion === 6 ? addresses.ipv6(p.view, p.destination) : addresses.ipv4(p.view.getUint32(p.destination));
  }

  /** For the end of the capture, when no frame is at hand: the turn speaks with the flow's own addresses and last time. */
  #context(u: Uint32Array, o: number, direction: 0 | 1): void {
    const turn = this.#turn;
    const clientIsHigh = ((u[o + L.FLAGS] as number) & L.CLIENT_IS_HIGH) !== 0;
    turn.seconds = u[o + L.LAST_SECONDS] as number;
    turn.nanos = u[o + L.LAST_NANOS] as number;
    turn.frame = u[o + L.DIRECTION + direction * L.DIRECTION_WORDS + L.LAST_FRAME] as number;
    // Of the last frame that came by nothing may remain: it is another one in every share.
    turn.ttl = -1;
    turn.transport = (u[o + L.KIND] as number) & 0xff;
    turn.vlan = (((u[o + L.KIND] as number) >>> 8) & 0x1fff) - 1;
    turn.tunnel = u[o + L.TUNNELS + direction] as number;
    turn.fromServer = clientIsHigh !== (direction === 1);
    const ports = u[o + L.PORTS] as number;
    turn.sender = u[o + (direction === 0 ? L.LOW : L.HIGH)] as number;
    turn.receiver = u[o + (direction === 0 ? L.HIGH : L.LOW)] as number;
    turn.sourcePort = direction === 0 ? ports >>> 16 : ports & 0xffff;
    turn.destinationPort = direction === 0 ? ports & 0xffff : ports >>> 16;
    turn.lazyMacs(undefined, -1, -1);
  }

  #macs(p: Packet, u: Uint32Array, o: number, own: number, direction: 0 | 1, frames: number): void {
    if (p.sourceMac < 0) return;
    const { view } = p;
    const a = view.getUint32(p.sourceMac);
    const b =
      ((view.getUint16(p.sourceMac + 4) << 16) | (p.destinationMac < 0 ? 0 : view.getUint16(p.destinationMac))) >>> 0;
    const c = p.destinationMac < 0 ? 0 : view.getUint32(p.destinationMac + 2);
    if (u[own + L.MAC_A] === a && u[own + L.MAC_B] === b && u[own + L.MAC_C] === c) {
      u[own + L.RUN_FRAMES] = (u[own + L.RUN_FRAMES] as number) + 1;
      return;
    }
    if (frames > 0) {
      u[o + L.MAC_CHANGES] = (u[o + L.MAC_CHANGES] as number) + 1;
      this.#flushMacRun(u, o, direction, p.frame.seconds, p.frame.nanos);
    } else u[o + L.FLAGS] = (u[o + L.FLAGS] as number) | L.HAS_MAC;
    u[own + L.MAC_A] = a;
    u[own + L.MAC_B] = b;
    u[own + L.MAC_C] = c;
    u[own + L.RUN_FRAMES] = 1;
    u[own + L.TTL] = (u[own + L.TTL] as number) & 0xffff;
    const mac = this.#store.addresses.macWords(a, b >>> 16);
    const ip = u[o + (direction === 0 ? L.LOW : L.HIGH)] as number;
    this.#store.bind(mac, ip, p.vlan, FROM_FRAME, p.ttl, p.ttl, 0, p.frame.seconds, p.frame.nanos, p.frame.ordinal);
  }

  #flushMacRun(u: Uint32Array, o: number, direction: 0 | 1, seconds: number, nanos: number): void {
    const own = o + L.DIRECTION + direction * L.DIRECTION_WORDS;
    const run = u[own + L.RUN_FRAMES] as number;
    if (run === 0) return;
    u[own + L.RUN_FRAMES] = 0;
    const ttl = u[own + L.TTL] as number;
    const mac = this.#store.addresses.macWords(u[own + L.MAC_A] as number, (u[own + L.MAC_B] as number) >>> 16);
    const ip = u[o + (direction === 0 ? L.LOW : L.HIGH)] as number;
    const vlan = (((u[o + L.KIND] as number) >>> 8) & 0x1fff) - 1;
    this.#store.bind(
      mac,
      ip,
      vlan,
      FROM_FRAME,
      (ttl >>> 16) & 0xff,
      ttl >>> 24,
      run,
      seconds,
      nanos,
      u[own + L.LAST_FRAME] as number,
    );
  }

  #ttl(ttl: number, u: Uint32Array, own: number): void {
    const word = u[own + L.TTL] as number;
    const byte = (ttl << 8) | ttl;
    if ((word & 0xffff) === byte && word >>> 16 === byte) return;
    const whole = u[own + L.FRAMES] === 1 ? byte : widen(word & 0xffff, ttl);
    const run = u[own + L.RUN_FRAMES] === 1 || u[own + L.FRAMES] === 1 ? byte : widen(word >>> 16, ttl);
    u[own + L.TTL] = whole | (run << 16);
  }

  #service(u: Uint32Array, d: Float64Array, o: number, transport: number): void {
    const { services } = this.#store;
    const clientIsHigh = ((u[o + L.FLAGS] as number) & L.CLIENT_IS_HIGH) !== 0;
    const serverDirection = clientIsHigh ? 0 : 1;
    const ports = u[o + L.PORTS] as number;
    const app = u[o + L.APP] as number;
    services.key[0] = (clientIsHigh ? u[o + L.LOW] : u[o + L.HIGH]) as number;
    services.key[1] = transport;
    services.key[2] = clientIsHigh ? ports >>> 16 : ports & 0xffff;
    services.key[3] = app > 0 ? app - 1 : transport === PROTOCOL_TCP ? TCP : UDP;
    const row = services.find();
    const frame = (u[o + L.DIRECTION + serverDirection * L.DIRECTION_WORDS + L.FIRST_FRAME] ||
      u[o + L.DIRECTION + (1 - serverDirection) * L.DIRECTION_WORDS + L.FIRST_FRAME]) as number;
    services.note(row, 1, u[o + L.FIRST_SECONDS] as number, u[o + L.FIRST_NANOS] as number, frame);
    services.note(row, 0, u[o + L.LAST_SECONDS] as number, u[o + L.LAST_NANOS] as number, 0);
    if ((d[(o + L.DIRECTION + serverDirection * L.DIRECTION_WORDS + L.PAYLOAD_BYTES) >> 1] as number) > 0) {
      const page = services.page(row);
      const at = services.at(row) + services.extra;
      page[at] = (page[at] as number) + 1;
    }
  }
}

const ESP = 50;
const NO_PORTS: readonly number[] = [];

function widen(bounds: number, ttl: number): number {
  return Math.min(bounds & 0xff, ttl) | (Math.max(bounds >>> 8, ttl) << 8);
}

/** Community ID's ports for ICMP: the type, and its counterpart or else the code. */
function setIcmpPorts(p: Packet): void {
  if (p.transport + 2 > p.end) return;
  const type = p.view.getUint8(p.transport);
  const counterpart = icmpCounterpart(p.protocol, type);
  p.sourcePort = type;
  p.destinationPort = counterpart >= 0 ? counterpart : p.view.getUint8(p.transport + 1);
}

/** Without a handshake: the side that does not use one of the protocol's ports is the client; see {@link FlowRow}. */
function decideClient(u: Uint32Array, o: number, ports: readonly number[]): void {
  const flags = u[o + L.FLAGS] as number;
  if ((flags & L.CLIENT_KNOWN) !== 0 && (flags & L.CLIENT_GUESSED) === 0) return;
  const low = (u[o + L.PORTS] as number) >>> 16;
  const high = (u[o + L.PORTS] as number) & 0xffff;
  const lowServes = ports.includes(low);
  const highServes = ports.includes(high);
  let clientIsHigh: boolean;
  if (lowServes !== highServes) clientIsHigh = lowServes;
  else if (low !== high) clientIsHigh = high > low;
  else {
    const first0 = u[o + L.DIRECTION + L.FIRST_FRAME] as number;
    const first1 = u[o + L.DIRECTION + L.DIRECTION_WORDS + L.FIRST_FRAME] as number;
    clientIsHigh = first0 === 0 || (first1 !== 0 && first1 < first0);
  }
  u[o + L.FLAGS] = (flags & ~L.CLIENT_IS_HIGH) | L.CLIENT_KNOWN | (clientIsHigh ? L.CLIENT_IS_HIGH : 0);
}
