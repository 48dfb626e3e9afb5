import { compareText } from '../kernel/compare.ts';
import type { AddressKind } from '../knowledge/address-kind.ts';
import type { FlowRow } from '../schema/facts/flows.ts';
import type { BindingRow } from '../schema/facts/bindings.ts';
import type { RemoteAddress, Router, RouterClient } from './estate.ts';
import { isDeviceMac } from './device-mac.ts';
import { FrameSet, frameOf } from './frame-set.ts';
import { MAX_LISTED, MAX_REMOTES_PER_ROUTER } from './limits.ts';
import type { LocalTest } from './local-test.ts';
import { SightingSum } from './sighting.ts';
import { Smallest } from './smallest.ts';
import { transportText } from './transport-text.ts';

interface RemoteSum {
  readonly kind: AddressKind;
  ttlMin: number;
  ttlMax: number;
  readonly seen: SightingSum;
}

interface ClientSum {
  readonly ip: string;
  readonly mac: string;
  flows: number;
  answered: number;
  bytesOut: number;
  bytesIn: number;
  readonly seen: SightingSum;
}

interface RouterSum {
  readonly remotes: Smallest<RemoteSum>;
  readonly asked: Smallest<RemoteSum>;
  readonly clients: Smallest<ClientSum>;
  readonly peers: Smallest<true>;
  readonly services: Smallest<true>;
  readonly segmentSizes: Smallest<SightingSum>;
  readonly counts: Record<AddressKind, number>;
  readonly roundTrips: number[];
  readonly roundTripFrames: FrameSet;
  roundTripFirst: bigint;
  roundTripLast: bigint;
  flows: number;
  answered: number;
  bytesOut: number;
  bytesIn: number;
  lastCounted: string;
  /** What the flow before was: flows come in runs, and building keys is what a million of them cost. */
  lastService: number;
  lastProtocol: string;
  /** Clients by address, at most as many as are listed: a client that was given up since takes what nobody will read. */
  readonly knownClients: Map<string, ClientSum>;
  lastMss: number;
  lastSegmentSize: SightingSum | undefined;
}

/** Gathers, per link address, the traffic of addresses from outside the local networks. */
export class RouterTable {
  readonly #local: LocalTest;
  readonly #sums = new Map<string, RouterSum>();

  constructor(local: LocalTest) {
    this.#local = local;
  }

  /** Rows come sorted by MAC and address, so that an address on two VLANs counts once. */
  addBinding(row: BindingRow): void {
    if (row.source !== 'frame' || !isDeviceMac(row.mac)) return;
    const kind = this.#local.outside(row.ip);
    if (kind === 'local') return;
    const router = this.#at(row.mac);
    if (router.lastCounted !== row.ip) router.counts[kind]++;
    router.lastCounted = row.ip;
    const remote = router.remotes.at(row.ip, () => newRemote(kind));
    if (remote === undefined) return;
    remote.seen.add(row);
    widen(remote, row.ttlMin, row.ttlMax);
  }

  /** `server` and `client`: what {@link LocalTest.outside} says of the flow's ends. */
  addFlow(flow: FlowRow, part: number, server: AddressKind | 'local', client: AddressKind | 'local'): void {
    if (server !== 'local') this.#addSide(flow, part, true, server);
    if (client !== 'local') this.#addSide(flow, part, false, client);
  }

  done(): readonly Router[] {
    return [...this.#sums].sort((a, b) => compareText(a[0], b[0])).map(([mac, sum]) => finish(mac, sum));
  }

  /** `serverSide`: the server is the address from outside; its MAC forwards for it. */
  #addSide(flow: FlowRow, part: number, serverSide: boolean, kind: AddressKind): void {
    const from = serverSide ? flow.macIn : flow.macOut;
    const to = serverSide ? flow.macOutTo : flow.macInTo;
    if (isDeviceMac(from)) this.#addTo(from, flow, part, serverSide, kind);
    // Frames out and in through different link addresses: asymmetric routing, or a mirror with two sides of a router.
    if (to !== from && isDeviceMac(to)) this.#addTo(to, flow, part, serverSide, kind);
  }

  #addTo(mac: string, flow: FlowRow, part: number, serverSide: boolean, kind: AddressKind): void {
    const router = this.#at(mac);
    const answered = flow.framesIn > 0 && flow.framesOut > 0 ? 1 : 0;
    router.flows++;
    router.answered += answered;
    router.bytesOut += serverSide ? flow.bytesOut : flow.bytesIn;
    router.bytesIn += serverSide ? flow.bytesIn : flow.bytesOut;
    const near = serverSide ? flow.client : flow.server;
    const nearMac = serverSide ? flow.macOut || flow.macInTo : flow.macIn || flow.macOutTo;
    const far = serverSide ? flow.server : flow.client;
    if (nearMac !== '' && nearMac !== mac) router.peers.at(nearMac, () => true);
    addClient(router, near, nearMac, flow, part, serverSide);
    if ((serverSide ? flow.framesOut : flow.framesIn) > 0) {
      const asked = router.asked.at(far, () => newRemote(kind));
      if (asked !== undefined) {
        asked.seen.addTimes(serverSide ? flow.framesOut : flow.framesIn, flow.first, flow.last);
        asked.seen.addFrame(frameOf(part, serverSide ? flow.firstFrameOut : flow.firstFrameIn));
        asked.seen.addFrame(frameOf(part, serverSide ? flow.lastFrameOut : flow.lastFrameIn));
      }
    }
    const service = flow.transport * 65_536 + flow.serverPort;
    if (service !== router.lastService || flow.protocol !== router.lastProtocol) {
      router.services.at(transportText(flow.transport, flow.serverPort, flow.protocol), () => true);
      router.lastService = service;
      router.lastProtocol = flow.protocol;
    }
    const mss = serverSide ? flow.mssIn : flow.mssOut;
    const mssFrame = serverSide ? flow.synAckFrame : flow.synFrame;
    if (mss > 0 && mssFrame > 0) {
      if (mss !== router.lastMss) {
        router.lastSegmentSize = router.segmentSizes.at(String(mss).padStart(5, '0'), () => new SightingSum());
        router.lastMss = mss;
      }
      router.lastSegmentSize?.addTimes(1, flow.first, flow.last);
      router.lastSegmentSize?.addFrame(frameOf(part, mssFrame));
    }
    addRoundTrips(router, serverSide ? flow.rttOut : flow.rttIn, flow, part, serverSide);
  }

  #at(mac: string): RouterSum {
    const before = this.#sums.get(mac);
    if (before !== undefined) return before;
    const made: RouterSum = {
      remotes: new Smallest(MAX_REMOTES_PER_ROUTER),
      asked: new Smallest(MAX_REMOTES_PER_ROUTER),
      clients: new Smallest(MAX_REMOTES_PER_ROUTER),
      peers: new Smallest(MAX_LISTED),
      services: new Smallest(MAX_LISTED),
      segmentSizes: new Smallest(MAX_LISTED),
      counts: { public: 0, private: 0, carrier: 0, 'link-local': 0, group: 0, reserved: 0, none: 0 },
      roundTrips: [],
      roundTripFrames: new FrameSet(),
      roundTripFirst: 0n,
      roundTripLast: 0n,
      flows: 0,
      answered: 0,
      bytesOut: 0,
      bytesIn: 0,
      lastCounted: '',
      lastService: -1,
      lastProtocol: '',
      knownClients: new Map(),
      lastMss: -1,
      lastSegmentSize: undefined,
    };
    this.#sums.set(mac, made);
    return made;
  }
}

function newRemote(kind: AddressKind): RemoteSum {
  return { kind, ttlMin: -1, ttlMax: -1, seen: new SightingSum() };
}

function widen(remote: RemoteSum, ttlMin: number, ttlMax: number): void {
  if (ttlMin < 0) return;
  if (remote.ttlMin < 0 || ttlMin < remote.ttlMin) remote.ttlMin = ttlMin;
  if (ttlMax > remote.ttlMax) remote.ttlMax = ttlMax;
}

function addClient(router: RouterSum, ip: string, mac: string, flow: FlowRow, part: number, serverSide: boolean): void {
  const before = router.knownClients.get(ip);
  const client =
    before !== undefined && before.mac === mac
      ? before
      : router.clients.at(`${ip} ${mac}`, () => ({
          ip,
          mac,
          flows: 0,
          answered: 0,
          bytesOut: 0,
          bytesIn: 0,
          seen: new SightingSum(),
        }));
  if (client === undefined) return;
  if (before === undefined && router.knownClients.size < MAX_REMOTES_PER_ROUTER) router.knownClients.set(ip, client);
  client.flows++;
  if (flow.framesIn > 0 && flow.framesOut > 0) client.answered++;
  client.bytesOut += serverSide ? flow.bytesOut : flow.bytesIn;
  client.bytesIn += serverSide ? flow.bytesIn : flow.bytesOut;
  client.seen.addTimes(flow.framesOut + flow.framesIn, flow.first, flow.last);
  client.seen.addFrame(frameOf(part, flow.firstFrameOut));
  client.seen.addFrame(frameOf(part, flow.firstFrameIn));
}

function addRoundTrips(
  router: RouterSum,
  histogram: readonly number[],
  flow: FlowRow,
  part: number,
  serverSide: boolean,
): void {
  let samples = 0;
  for (let bucket = 0; bucket < histogram.length; bucket++) {
    const count = histogram[bucket] as number;
    if (count === 0) continue;
    samples += count;
    while (router.roundTrips.length <= bucket) router.roundTrips.push(0);
    router.roundTrips[bucket] = (router.roundTrips[bucket] as number) + count;
  }
  if (samples === 0) return;
  if (router.roundTripFirst === 0n || flow.first < router.roundTripFirst) router.roundTripFirst = flow.first;
  if (flow.last > router.roundTripLast) router.roundTripLast = flow.last;
  // The handshake is the cleanest measurement and lies in two frames that a person can look at.
  router.roundTripFrames.add(frameOf(part, serverSide ? flow.synFrame : flow.synAckFrame));
  router.roundTripFrames.add(frameOf(part, serverSide ? flow.synAckFrame : flow.synFrame));
}

function finish(mac: string, sum: RouterSum): Router {
  return {
    mac,
    remotes: sum.remotes.sorted().map(remoteOf),
    remoteCounts: sum.counts,
    asked: sum.asked.sorted().map(remoteOf),
    clients: sum.clients.sorted().map(([, client]) => clientOf(client)),
    peers: sum.peers.sorted().map(([peer]) => peer),
    flows: sum.flows,
    answeredFlows: sum.answered,
    bytesOut: sum.bytesOut,
    bytesIn: sum.bytesIn,
    services: sum.services.sorted().map(([service]) => service),
    segmentSizes: sum.segmentSizes.sorted().map(([mss, seen]) => ({ mss: Number(mss), ...seen.done() })),
    roundTrips: sum.roundTrips,
    roundTripSighting: {
      count: sum.roundTrips.reduce((total, count) => total + count, 0),
      first: sum.roundTripFirst,
      last: sum.roundTripLast,
      frames: sum.roundTripFrames.list(),
    },
  };
}

function remoteOf([ip, { kind, ttlMin, ttlMax, seen }]: readonly [string, RemoteSum]): RemoteAddress {
  const { count, first, last, frames } = seen.done();
  return { ip, kind, ttlMin, ttlMax, count, first, last, frames };
}

function clientOf({ ip, mac, flows, answered, bytesOut, bytesIn, seen }: ClientSum): RouterClient {
  const { count, first, last, frames } = seen.done();
  return { ip, mac, flows, answered, bytesOut, bytesIn, count, first, last, frames };
}
