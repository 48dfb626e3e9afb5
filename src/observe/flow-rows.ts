import { communityId } from '../decode/transport/community-id.ts';
import { toNanos } from '../kernel/time.ts';
import type { FlowRow, Flows } from '../schema/facts/flows.ts';
import { type AddressPages, AddressTable } from './address-table.ts';
import * as L from './flow-layout.ts';
import { MacTexts } from './mac-texts.ts';
import { type RttPages, readRtt } from './rtt-histograms.ts';
import { type TunnelName, tunnelText } from './tunnel-table.ts';

/** The flow records of one share, as a worker hands them over: pages move between threads without a copy. */
export interface FlowPages {
  readonly length: number;
  readonly words: readonly Uint32Array[];
  readonly rtt: RttPages;
  readonly addresses: AddressPages;
  readonly tunnels: readonly TunnelName[];
}

/** Flows of all shares in order of their first frame, turned into rows as they are asked for. */
export class FlowRows implements Flows {
  readonly length: number;
  readonly #shares: readonly Share[];
  readonly #names: readonly string[];
  /** Share of the i-th flow, and its row there. */
  readonly #share: Uint8Array;
  readonly #row: Uint32Array;

  constructor(pages: readonly FlowPages[], protocolNames: readonly string[]) {
    this.#names = protocolNames;
    const macs = new MacTexts();
    this.#shares = pages.map((p) => ({
      ...p,
      doubles: p.words.map((w) => new Float64Array(w.buffer, w.byteOffset, w.length / 2)),
      table: AddressTable.of(p.addresses),
      macs,
    }));
    this.length = pages.reduce((sum, p) => sum + p.length, 0);
    this.#share = new Uint8Array(this.length);
    this.#row = new Uint32Array(this.length);
    this.#interleave();
  }

  row(index: number): FlowRow {
    return new FlowRecord(this.#shares[this.#share[index] as number] as Share, this.#row[index] as number, this.#names);
  }

  /** Flows whose server may answer, by whether both sides spoke: a group or broadcast address never answers. */
  countDirections(): { readonly twoWay: number; readonly oneWay: number } {
    let twoWay = 0;
    let oneWay = 0;
    for (const share of this.#shares) {
      const group = new Int8Array(share.table.size).fill(-1);
      for (let row = 0; row < share.length; row++) {
        const u = share.words[row >>> L.FLOW_PAGE_SHIFT] as Uint32Array;
        const o = (row & (L.FLOW_PAGE_ROWS - 1)) * L.FLOW_WORDS;
        const server = u[o + (((u[o + L.FLAGS] as number) & L.CLIENT_IS_HIGH) !== 0 ? L.LOW : L.HIGH)] as number;
        if ((group[server] as number) < 0) group[server] = isGroupAddress(share.table, server) ? 1 : 0;
        if (group[server] === 1) continue;
        if (u[o + L.DIRECTION + L.FRAMES] === 0 || u[o + L.DIRECTION + L.DIRECTION_WORDS + L.FRAMES] === 0) oneWay++;
        else twoWay++;
      }
    }
    return { twoWay, oneWay };
  }

  /** Each share's rows are in order of their first frame already, since a row is made when its first frame comes. */
  #interleave(): void {
    const shares = this.#shares;
    const next = shares.map(() => 0);
    const frames = shares.map((share) => frameAt(share, 0));
    for (let i = 0; i < this.length; i++) {
      let best = 0;
      for (let s = 1; s < frames.length; s++) if ((frames[s] as number) < (frames[best] as number)) best = s;
      const row = next[best] as number;
      this.#share[i] = best;
      this.#row[i] = row;
      next[best] = row + 1;
      frames[best] = frameAt(shares[best] as Share, row + 1);
    }
  }
}

/** First frame of a share's row; past the last row, later than all. */
function frameAt(share: Share, row: number): number {
  return row < share.length ? firstFrame(share, row) : Number.POSITIVE_INFINITY;
}

/** Multicast and broadcast never answer, so one direction is all there is. */
function isGroupAddress(table: AddressTable, id: number): boolean {
  const length = table.ipBytes(id, ADDRESS_A, 0);
  const first = ADDRESS_A[0] as number;
  return length === 16 ? first === 0xff : (first >= 224 && first < 240) || ADDRESS_A[3] === 255;
}

interface Share extends FlowPages {
  readonly doubles: readonly Float64Array[];
  readonly table: AddressTable;
  readonly macs: MacTexts;
}

function firstFrame(share: Share, row: number): number {
  const u = share.words[row >>> L.FLOW_PAGE_SHIFT] as Uint32Array;
  const o = (row & (L.FLOW_PAGE_ROWS - 1)) * L.FLOW_WORDS + L.DIRECTION;
  const a = u[o + L.FIRST_FRAME] as number;
  const b = u[o + L.DIRECTION_WORDS + L.FIRST_FRAME] as number;
  return a === 0 ? b : b === 0 ? a : Math.min(a, b);
}

/** One record, read field by field as it is asked: a pass that looks at five columns pays for five. */
class FlowRecord implements FlowRow {
  readonly #u: Uint32Array;
  readonly #d: Float64Array;
  readonly #o: number;
  readonly #share: Share;
  readonly #names: readonly string[];
  readonly #outDirection: number;
  readonly #out: number;
  readonly #in: number;
  /** Made once a record: each is asked for several times, and a bigint costs more than all other columns of a pass. */
  #first: bigint | undefined = undefined;
  #last: bigint | undefined = undefined;

  constructor(share: Share, row: number, names: readonly string[]) {
    this.#share = share;
    this.#names = names;
    this.#u = share.words[row >>> L.FLOW_PAGE_SHIFT] as Uint32Array;
    this.#d = share.doubles[row >>> L.FLOW_PAGE_SHIFT] as Float64Array;
    this.#o = (row & (L.FLOW_PAGE_ROWS - 1)) * L.FLOW_WORDS;
    this.#outDirection = (this.#word(L.FLAGS) & L.CLIENT_IS_HIGH) !== 0 ? 1 : 0;
    this.#out = L.DIRECTION + this.#outDirection * L.DIRECTION_WORDS;
    this.#in = L.DIRECTION + (1 - this.#outDirection) * L.DIRECTION_WORDS;
  }

  get communityId(): string {
    const { table } = this.#share;
    const length = table.ipBytes(this.#clientId, ADDRESS_A, 0);
    table.ipBytes(this.#serverId, ADDRESS_B, 0);
    return communityId(this.transport, length, ADDRESS_A, 0, ADDRESS_B, 0, this.clientPort, this.serverPort);
  }
  get client(): string {
    return this.#share.table.text(this.#clientId);
  }
  get clientPort(): number {
    const ports = this.#word(L.PORTS);
    return this.#outDirection === 1 ? ports & 0xffff : ports >>> 16;
  }
  get server(): string {
    return this.#share.table.text(this.#serverId);
  }
  get serverPort(): number {
    const ports = this.#word(L.PORTS);
    return this.#outDirection === 1 ? ports >>> 16 : ports & 0xffff;
  }
  get transport(): number {
    return this.#word(L.KIND) & 0xff;
  }
  get vlan(): number {
    return ((this.#word(L.KIND) >>> 8) & 0x1fff) - 1;
  }
  get innerVlan(): number {
    return this.#word(L.INNER) - 1;
  }
  get tunnel(): string {
    if ((this.#word(L.KIND) & L.IN_TUNNEL) === 0) return '';
    const out = this.#word(L.TUNNELS + this.#outDirection);
    return tunnelText(this.#share.tunnels, out, this.#word(L.TUNNELS + 1 - this.#outDirection));
  }
  get protocol(): string {
    const app = this.#word(L.APP);
    return app === 0 ? '' : (this.#names[app - 1] as string);
  }
  get first(): bigint {
    return (this.#first ??= toNanos(this.#word(L.FIRST_SECONDS), this.#word(L.FIRST_NANOS)));
  }
  get last(): bigint {
    return (this.#last ??= toNanos(this.#word(L.LAST_SECONDS), this.#word(L.LAST_NANOS)));
  }
  get framesOut(): number {
    return this.#word(this.#out + L.FRAMES);
  }
  get framesIn(): number {
    return this.#word(this.#in + L.FRAMES);
  }
  get bytesOut(): number {
    return this.#double(this.#out + L.WIRE_BYTES);
  }
  get bytesIn(): number {
    return this.#double(this.#in + L.WIRE_BYTES);
  }
  get payloadOut(): number {
    return this.#double(this.#out + L.PAYLOAD_BYTES);
  }
  get payloadIn(): number {
    return this.#double(this.#in + L.PAYLOAD_BYTES);
  }
  get macOut(): string {
    return this.#share.macs.source(this.#u, this.#o + this.#out);
  }
  get macOutTo(): string {
    return this.#share.macs.destination(this.#u, this.#o + this.#out);
  }
  get macIn(): string {
    return this.#share.macs.source(this.#u, this.#o + this.#in);
  }
  get macInTo(): string {
    return this.#share.macs.destination(this.#u, this.#o + this.#in);
  }
  get macChanges(): number {
    return this.#word(L.MAC_CHANGES);
  }
  get ttlOutMin(): number {
    return this.#ttl(this.#out, 0);
  }
  get ttlOutMax(): number {
    return this.#ttl(this.#out, 8);
  }
  get ttlInMin(): number {
    return this.#ttl(this.#in, 0);
  }
  get ttlInMax(): number {
    return this.#ttl(this.#in, 8);
  }
  get mssOut(): number {
    return this.#half(L.MSS, this.#outDirection);
  }
  get mssIn(): number {
    return this.#half(L.MSS, 1 - this.#outDirection);
  }
  get flagsOut(): number {
    return this.#half(L.TCP_FLAGS, this.#outDirection);
  }
  get flagsIn(): number {
    return this.#half(L.TCP_FLAGS, 1 - this.#outDirection);
  }
  get retransmitted(): number {
    return this.#word(L.RETRANSMITTED);
  }
  get outOfOrder(): number {
    return this.#word(L.OUT_OF_ORDER);
  }
  get missingOut(): number {
    return this.#double(this.#out + L.MISSING_BYTES);
  }
  get missingIn(): number {
    return this.#double(this.#in + L.MISSING_BYTES);
  }
  get rttOut(): readonly number[] {
    return readRtt(this.#share.rtt, this.#word(L.RTT_ROW), this.#outDirection);
  }
  get rttIn(): readonly number[] {
    return readRtt(this.#share.rtt, this.#word(L.RTT_ROW), 1 - this.#outDirection);
  }
  get firstFrameOut(): number {
    return this.#word(this.#out + L.FIRST_FRAME);
  }
  get lastFrameOut(): number {
    return this.#word(this.#out + L.LAST_FRAME);
  }
  get firstFrameIn(): number {
    return this.#word(this.#in + L.FIRST_FRAME);
  }
  get lastFrameIn(): number {
    return this.#word(this.#in + L.LAST_FRAME);
  }
  get synFrame(): number {
    return this.#word(L.SYN_FRAME);
  }
  get synAckFrame(): number {
    return this.#word(L.SYN_ACK_FRAME);
  }

  get #clientId(): number {
    return this.#word(this.#outDirection === 1 ? L.HIGH : L.LOW);
  }
  get #serverId(): number {
    return this.#word(this.#outDirection === 1 ? L.LOW : L.HIGH);
  }
  #word(i: number): number {
    return this.#u[this.#o + i] as number;
  }
  #double(i: number): number {
    return this.#d[(this.#o + i) >> 1] as number;
  }
  #half(i: number, direction: number): number {
    return (this.#word(i) >>> (direction * 16)) & 0xffff;
  }
  #ttl(direction: number, shift: number): number {
    return this.#word(direction + L.FRAMES) === 0 ? -1 : (this.#word(direction + L.TTL) >>> shift) & 0xff;
  }
}

const ADDRESS_A: Uint8Array = new Uint8Array(16);
const ADDRESS_B: Uint8Array = new Uint8Array(16);
