import { Fragments } from '../decode/net/fragments.ts';
import { damageNames, Packet, RADIO_FRAME_ENCRYPTED, UNKNOWN_LINK_TYPE } from '../decode/packet.ts';
import type { PacketProtocol } from '../decode/protocol.ts';
import { WITHOUT_ENDS } from '../decode/inner-kind.ts';
import { showCarrier, walkFrame, walkInner } from '../decode/walk-frame.ts';
import type { Crypto } from '../kernel/crypto.ts';
import type { Frame } from '../kernel/frame.ts';
import { AppDriver } from './app-driver.ts';
import { DAMAGED, DECODED, ENCRYPTED, FRAMES, LOST, MISSING, UNRECOGNISED } from './coverage-counters.ts';
import { Duplicates } from './duplicates.ts';
import { FactStore } from './fact-store.ts';
import { FlowObserver } from './flow-observer.ts';
import { FlowTurn, type TracedMessage } from './flow-turn.ts';
import { FrameDigest } from './frame-digest.ts';
import { DUPLICATE, IP, LINK, type ProtocolCatalog, RADIO, UNKNOWN_LINK } from './protocol-catalog.ts';
import { placeAhead, placeOf, PLACES, type Share } from './share.ts';
import { TapClock } from './tap-clock.ts';
import { MAX_TUNNEL_DEPTH } from './tunnel-table.ts';

export interface TapObserverOptions {
  readonly catalog: ProtocolCatalog;
  readonly crypto: Crypto;
  /** Drawn by the adapter; no result depends on it. */
  readonly seed: number;
  /** Which of the tap's address pairs this observer owns. Every worker walks every frame and reads only its own. */
  readonly share: Share;
  /** False for `decode`, which shows every message, repeated or not. */
  readonly dropDuplicates: boolean;
  readonly trace?: (message: TracedMessage) => void;
}

/** Frames of the sequence, less one, between looks for fragments too old to be completed: all frames, not only owned ones. */
const EXPIRE_EVERY = 0xffff;

/** Takes the frames of one tap in order and turns those of its share into facts. */
export class TapObserver {
  readonly store: FactStore;
  readonly flows: FlowObserver;
  readonly clock: TapClock = new TapClock();
  readonly digest: FrameDigest = new FrameDigest();
  readonly fragments: Fragments = new Fragments();
  /** Frames of this share. */
  frames = 0;
  capturedBytes = 0;
  wireBytes = 0;
  snappedFrames = 0;
  duplicateFrames = 0;
  readonly linkTypes: Map<number, number> = new Map();
  readonly vlans: Map<number, number> = new Map();

  readonly #options: TapObserverOptions;
  readonly #packet = new Packet();
  readonly #turn: FlowTurn;
  readonly #driver: AppDriver;
  readonly #duplicates: Duplicates;
  readonly #from: number;
  readonly #to: number;
  readonly #isWhole: boolean;
  #lastLinkType = -1;
  #lastLinkTypeFrames = 0;
  #lastVlan = -2;
  #lastVlanFrames = 0;

  constructor(options: TapObserverOptions) {
    this.#options = options;
    this.#from = options.share.from;
    this.#to = options.share.to;
    this.#isWhole = this.#from === 0 && this.#to === PLACES;
    this.store = new FactStore(options.catalog, options.seed);
    this.#turn = new FlowTurn(this.store, options.crypto, options.trace);
    this.flows = new FlowObserver(this.store, this.#turn, options.seed);
    this.#driver = new AppDriver(this.store, this.#turn);
    // The digest of frames must not depend on the seed; only its place in the table does.
    this.#duplicates = new Duplicates(options.seed);
  }

  frame(frame: Frame): void {
    this.clock.tick(frame.seconds, frame.nanos);
    this.#duplicates.tick(frame.seconds, frame.nanos);
    if ((frame.ordinal & EXPIRE_EVERY) === 0) this.fragments.expire(frame.seconds);
    const p = this.#packet;
    if (this.#isWhole) {
      walkFrame(p, frame);
      this.#own(p, frame);
      return;
    }
    const place = placeAhead(frame);
    if (place >= 0 && !this.#owns(place)) return;
    walkFrame(p, frame);
    if (place >= 0 || this.#owns(placeOf(p))) this.#own(p, frame);
  }

  #owns(place: number): boolean {
    return place >= this.#from && place < this.#to;
  }

  /** To be called once after the last frame. */
  finish(): void {
    this.flows.finish();
    this.#noteFragments();
    this.#countLinkType(-1);
    this.#countVlan(-2);
  }

  #own(p: Packet, frame: Frame): void {
    const captured = frame.end - frame.start;
    this.frames++;
    this.capturedBytes += captured;
    this.wireBytes += frame.wireLength;
    if (frame.wireLength > captured) this.snappedFrames++;
    this.#countLinkType(frame.linkType);
    this.digest.add(frame);
    const { coverage } = this.store;
    if (this.#options.dropDuplicates && this.#duplicates.seenBefore(frame, this.digest.low, this.digest.high)) {
      this.duplicateFrames++;
      coverage.add(DUPLICATE, FRAMES, 1);
      coverage.add(DUPLICATE, DECODED, captured);
      return;
    }
    this.#countVlan(p.vlan);
    this.#packetOf(p, frame, captured);
    if (this.#turn.carriedBytes > 0) this.#inside(p, frame);
  }

  /** The frame's own packet, or one of a tunnel in it: `captured` bytes of it are there. */
  #packetOf(p: Packet, frame: Frame, captured: number): void {
    if (p.carrierAt >= 0) {
      showCarrier(p);
      this.#linkPayload(p, frame, captured);
      return;
    }
    if (p.damage !== 0) {
      this.#damaged(p, frame, captured);
      return;
    }
    if (p.fragment) {
      this.#fragment(p, captured);
      return;
    }
    if (p.ipVersion !== 0) {
      this.flows.packet(p, captured - (p.payload < 0 ? 0 : p.payloadEnd - p.payload));
      return;
    }
    this.#linkPayload(p, frame, captured);
  }

  /**
   * What a tunnel carries, and what tunnels in it carry. The frame then counts under the innermost protocol instead of the
   * carrier's, and so do the bytes of the packet; the carrier's headers stay its own.
   */
  #inside(p: Packet, frame: Frame): void {
    const { coverage, tunnels } = this.store;
    const turn = this.#turn;
    for (let depth = 1; turn.carriedBytes > 0; depth++) {
      const { carrier, carriedAt: at, carriedBytes: bytes } = turn;
      turn.carriedBytes = 0;
      if (depth > MAX_TUNNEL_DEPTH) {
        coverage.add(carrier, LOST, bytes);
        this.#anomaly(carrier, 'tunnels-over-limit', turn.sender, frame);
        return;
      }
      coverage.add(carrier, FRAMES, -1);
      const named = (turn.carriedHow & WITHOUT_ENDS) === 0 || p.ipVersion !== 0;
      const a = !named ? 0 : p.ipVersion !== 0 ? turn.sender : turn.senderMac;
      const b = !named ? 0 : p.ipVersion !== 0 ? turn.receiver : turn.receiverMac;
      const tunnel = tunnels.enter(carrier, turn.carriedId, turn.carriedHow, a, b, p.vlan, p.innerVlan, p.tunnel);
      const outerEnd =
        p.payload >= 0
          ? p.payload + p.payloadLength
          : p.ipVersion !== 0
            ? p.transport + p.payloadLength
            : p.start + p.wireLength;
      const length = turn.carriedLength < 0 ? outerEnd - at : Math.min(outerEnd - at, turn.carriedLength);
      walkInner(p, turn.carriedPayload, at, at + bytes, Math.max(bytes, length));
      p.tunnel = tunnel;
      this.#packetOf(p, frame, bytes);
    }
  }

  #anomaly(index: number, code: string, sender: number, frame: Frame): void {
    const { anomalies, strings } = this.store;
    anomalies.key[0] = index;
    anomalies.key[1] = strings.id(code);
    anomalies.key[2] = sender;
    anomalies.key[3] = 0;
    anomalies.touch(frame.seconds, frame.nanos, frame.ordinal);
  }

  /** Not IP: a protocol known by its EtherType or SAP, or bytes nobody reads. */
  #linkPayload(p: Packet, frame: Frame, captured: number): void {
    const { coverage, catalog } = this.store;
    const isPpp = p.ppp >= 0 && p.etherType === 0 && catalog.ppp !== undefined;
    if (p.management && !isPpp) {
      coverage.add(RADIO, DECODED, captured);
      coverage.add(RADIO, FRAMES, 1);
      return;
    }
    const protocol = isPpp ? catalog.ppp : this.#linkProtocol(p);
    const start = isPpp ? p.ppp : p.network < 0 ? p.end : p.network;
    const length = Math.max(0, p.end - start);
    const index = protocol === undefined ? LINK : catalog.index(protocol.name);
    coverage.add(index, FRAMES, 1);
    coverage.add(index, DECODED, captured - length);
    this.#missing(p, index, captured);
    if (protocol === undefined) {
      coverage.add(LINK, UNRECOGNISED, length);
      return;
    }
    const turn = this.#turn;
    turn.seconds = frame.seconds;
    turn.nanos = frame.nanos;
    turn.frame = frame.ordinal;
    turn.ttl = -1;
    turn.transport = 0;
    turn.vlan = p.vlan;
    turn.tunnel = p.tunnel;
    turn.fromServer = false;
    turn.sourcePort = 0;
    turn.destinationPort = 0;
    turn.lazyMacs(p.sourceMac < 0 ? undefined : p.view, p.sourceMac, p.destinationMac);
    // In a tunnel without addresses of its own (PPP in GRE) the carrier's ends go on speaking.
    if (p.sourceMac >= 0 || p.tunnel === 0) {
      turn.sender = turn.senderMac;
      turn.receiver = turn.receiverMac;
    }
    this.#driver.packet(protocol, index, p.bytes, p.view, start, p.end);
  }

  #linkProtocol(p: Packet): PacketProtocol | undefined {
    const { catalog } = this.store;
    if (p.etherType !== 0) return catalog.byEtherType.get(p.etherType);
    if (p.llcSap >= 0) return catalog.byLlcSap.get(p.llcSap);
    return p.snap >= 0 ? catalog.bySnap.get(p.snap) : undefined;
  }

  #damaged(p: Packet, frame: Frame, captured: number): void {
    const { coverage, addresses } = this.store;
    const unknown = p.damage === UNKNOWN_LINK_TYPE;
    const index = unknown ? UNKNOWN_LINK : p.damage === RADIO_FRAME_ENCRYPTED ? RADIO : p.ipVersion === 0 ? LINK : IP;
    const good = Math.max(0, Math.min(captured, p.stoppedAt - p.start));
    coverage.add(index, FRAMES, 1);
    coverage.add(index, DECODED, good);
    coverage.add(
      index,
      unknown ? UNRECOGNISED : p.damage === RADIO_FRAME_ENCRYPTED ? ENCRYPTED : DAMAGED,
      captured - good,
    );
    this.#missing(p, index, captured);
    const sender = p.sourceMac < 0 ? 0 : addresses.mac(p.view, p.sourceMac);
    this.#anomaly(index, damageNames[p.damage] as string, sender, frame);
  }

  /**
   * Bytes of fragments count under ip as they come; when a datagram is whole, its bytes move to the protocol that
   * reads it, so that every captured byte still stands in one column.
   */
  #fragment(p: Packet, captured: number): void {
    const { coverage } = this.store;
    coverage.add(IP, FRAMES, 1);
    coverage.add(IP, DECODED, captured);
    this.#missing(p, IP, captured);
    if (!this.fragments.add(p)) return;
    const whole = p.end - p.transport;
    coverage.add(IP, DECODED, -whole);
    coverage.add(IP, FRAMES, -1);
    if (p.damage !== 0) {
      coverage.add(IP, DAMAGED, whole);
      coverage.add(IP, FRAMES, 1);
      return;
    }
    this.flows.packet(p, whole - (p.payload < 0 ? 0 : p.payloadEnd - p.payload));
  }

  /** What went wrong with fragments, as counts without frames: the pieces of one datagram lie far apart. */
  #noteFragments(): void {
    const { anomalies, strings } = this.store;
    const { fragments: _seen, datagrams: _made, ...wrong } = this.fragments.finish();
    for (const [name, count] of Object.entries(wrong)) {
      if (count === 0) continue;
      anomalies.key[0] = IP;
      anomalies.key[1] = strings.id(`fragments-${name.replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`)}`);
      anomalies.key[2] = 0;
      anomalies.key[3] = 0;
      anomalies.note(anomalies.find(), count, this.clock.lastSeconds, this.clock.lastNanos, 0);
    }
  }

  /** Of a packet in a tunnel the carrier has said what is missing. */
  #missing(p: Packet, index: number, captured: number): void {
    if (p.tunnel === 0 && p.wireLength > captured) this.store.coverage.add(index, MISSING, p.wireLength - captured);
  }

  #countLinkType(linkType: number): void {
    if (linkType === this.#lastLinkType) {
      this.#lastLinkTypeFrames++;
      return;
    }
    if (this.#lastLinkTypeFrames > 0)
      this.linkTypes.set(this.#lastLinkType, (this.linkTypes.get(this.#lastLinkType) ?? 0) + this.#lastLinkTypeFrames);
    this.#lastLinkType = linkType;
    this.#lastLinkTypeFrames = 1;
  }

  #countVlan(vlan: number): void {
    if (vlan === this.#lastVlan) {
      this.#lastVlanFrames++;
      return;
    }
    if (this.#lastVlanFrames > 0)
      this.vlans.set(this.#lastVlan, (this.vlans.get(this.#lastVlan) ?? 0) + this.#lastVlanFrames);
    this.#lastVlan = vlan;
    this.#lastVlanFrames = 1;
  }
}
