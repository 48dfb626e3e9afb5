import { compareText } from '../kernel/compare.ts';
import { parsePrefix } from '../kernel/ip.ts';
import type { FlowRow } from '../schema/facts/flows.ts';
import { frameOf, withFrame } from './frame-set.ts';
import type { Conversation, Fold } from './estate.ts';
import { MAX_CONVERSATIONS } from './limits.ts';

/** A conversation while it grows. It becomes what is shown as it is: copies of 100,000 would be 17 MB. */
type Sum = { -readonly [Name in keyof Conversation]: Name extends 'frames' ? number[] : Conversation[Name] };

/**
 * Flows of one client, server, service and tunnel as one conversation.
 *
 * When they are too many, all of them fold to the next level: without ports, then by network (/24 and /64), then by
 * large network (/8 and /16). The level
 * is a function of the whole set: a part of the set that is too large makes the whole too large, so the order of
 * flows cannot matter.
 */
export class ConversationTable {
  readonly #limit: number;
  #level: Fold = 0;
  #sums = new Map<number, Sum>();
  /** Ends and services of the sums as numbers: a key of numbers costs a tenth of a key of joined texts. */
  #clients = new Map<string, number>();
  #servers = new Map<string, number>();
  #services = new Map<number, number>();
  readonly #protocols = new Map<string, number>();
  #networks = new Map<string, string>();

  constructor(limit: number = MAX_CONVERSATIONS) {
    this.#limit = Math.min(limit, MOST_CONVERSATIONS);
  }

  get level(): Fold {
    return this.#level;
  }

  add(flow: FlowRow, part: number): void {
    const before = this.#find(flow);
    if (before === undefined) {
      this.#put(sumOf(flow, part));
      return;
    }
    const { framesOut, framesIn, first, last } = flow;
    before.flows++;
    if (framesIn > 0 && framesOut > 0) before.answered++;
    before.framesOut += framesOut;
    before.framesIn += framesIn;
    before.bytesOut += flow.bytesOut;
    before.bytesIn += flow.bytesIn;
    if (first < before.first) before.first = first;
    if (last > before.last) before.last = last;
    before.clientMac = smallerMac(before.clientMac, flow.macOut);
    before.serverMac = smallerMac(before.serverMac, flow.macIn || flow.macOutTo);
    addFrames(before, flow, part);
  }

  done(): readonly Conversation[] {
    // Ends and services are sorted as texts, each once; conversations are then sorted by three places in one number.
    const clients = placesOf([...this.#clients]);
    const servers = placesOf([...this.#servers]);
    const services = placesOf(this.#serviceTexts());
    const sorted: { readonly place: number; readonly sum: Sum }[] = [];
    for (const [key, sum] of this.#sums) {
      const service = key % MOST_PARTS;
      const ends = (key - service) / MOST_PARTS;
      const server = ends % MOST_PARTS;
      const client = (ends - server) / MOST_PARTS;
      const place = keyOf(clients[client] as number, servers[server] as number, services[service] as number);
      sorted.push({ place, sum });
    }
    sorted.sort((a, b) => a.place - b.place);
    return sorted.map(({ sum }) => {
      sum.count = sum.framesOut + sum.framesIn;
      return sum;
    });
  }

  /** With numbers as texts, as the order of conversations has them. */
  #serviceTexts(): (readonly [string, number])[] {
    if (this.#level > 0) return [['', 0]];
    const protocols = [...this.#protocols.keys()];
    return [...this.#services].map(([service, id]) => {
      const port = service % 65_536;
      const kind = (service - port) / 65_536;
      const transport = kind % 256;
      const tag = (kind - transport) / 256;
      const vlan = (tag % MOST_TAGS) - 1;
      const protocol = protocols[Math.floor(tag / MOST_TAGS)] as string;
      return [`${port}\u0000${transport}\u0000${vlan}\u0000${protocol}`, id] as const;
    });
  }

  #find(ends: Ends): Sum | undefined {
    const client = this.#clients.get(this.#end(ends.client));
    if (client === undefined) return undefined;
    const server = this.#servers.get(this.#end(ends.server));
    if (server === undefined) return undefined;
    const service = this.#level === 0 ? this.#services.get(this.#serviceOf(ends)) : 0;
    return service === undefined ? undefined : this.#sums.get(keyOf(client, server, service));
  }

  #end(ip: string): string {
    if (this.#level < 2) return ip;
    const known = this.#networks.get(ip);
    if (known !== undefined) return known;
    const network = networkOf(ip, this.#level);
    if (this.#networks.size < MAX_KEPT_NETWORKS) this.#networks.set(ip, network);
    return network;
  }

  /** Port (16 bits), transport (8), VLAN + 1, and above them the number of protocol and tunnel: below 2^53 for 130,000 of these. */
  #serviceOf({ serverPort, transport, vlan, protocol, tunnel }: Ends): number {
    const kind = idOf(this.#protocols, tunnel === '' ? protocol : `${protocol}\u0000${tunnel}`);
    return ((kind * MOST_TAGS + vlan + 1) * 256 + transport) * 65_536 + serverPort;
  }

  #put(sum: Sum): void {
    if (this.#level > 0) {
      sum.serverPort = 0;
      sum.transport = 0;
      sum.protocol = '';
      sum.vlan = -1;
      sum.tunnel = '';
    }
    if (this.#level >= 2) {
      sum.client = this.#end(sum.client);
      sum.server = this.#end(sum.server);
    }
    const service = this.#level === 0 ? idOf(this.#services, this.#serviceOf(sum)) : 0;
    this.#sums.set(keyOf(idOf(this.#clients, sum.client), idOf(this.#servers, sum.server), service), sum);
    // The last level has at most one entry a pair of /8 networks, 65,536 for IPv4.
    if (this.#sums.size > this.#limit && this.#level < 3) this.#fold();
  }

  #fold(): void {
    const before = this.#sums;
    this.#level = (this.#level + 1) as Fold;
    this.#sums = new Map();
    this.#clients = new Map();
    this.#servers = new Map();
    this.#services = new Map();
    this.#networks = new Map();
    for (const sum of before.values()) {
      const same = this.#find(sum);
      if (same === undefined) this.#put(sum);
      else join(same, sum);
    }
  }
}

type Ends = Pick<Sum, 'client' | 'server' | 'serverPort' | 'transport' | 'vlan' | 'protocol' | 'tunnel'>;

/** Each conversation brings at most one new client, server and service, so that a number below this stands for each. */
const MOST_PARTS = 2 ** 17;
/** VLAN ids, and none. */
const MOST_TAGS = 4_097;
const MOST_CONVERSATIONS: number = MOST_PARTS - 2;
/** Networks of addresses kept, of the first that come; beyond it they are cut from the text each time. */
const MAX_KEPT_NETWORKS = 65_536;

/** At most 2^51: exact. */
function keyOf(client: number, server: number, service: number): number {
  return (client * MOST_PARTS + server) * MOST_PARTS + service;
}

function idOf<Key>(ids: Map<Key, number>, key: Key): number {
  let id = ids.get(key);
  if (id === undefined) ids.set(key, (id = ids.size));
  return id;
}

/** By number: the place among all in the order of texts. */
function placesOf(texts: (readonly [string, number])[]): Uint32Array {
  const places = new Uint32Array(texts.length);
  texts.sort((a, b) => compareText(a[0], b[0]));
  for (let place = 0; place < texts.length; place++) places[(texts[place] as readonly [string, number])[1]] = place;
  return places;
}

function sumOf(flow: FlowRow, part: number): Sum {
  const sum: Sum = {
    client: flow.client,
    server: flow.server,
    serverPort: flow.serverPort,
    transport: flow.transport,
    protocol: flow.protocol,
    vlan: flow.vlan,
    tunnel: flow.tunnel,
    clientMac: flow.macOut,
    serverMac: flow.macIn || flow.macOutTo,
    flows: 1,
    answered: flow.framesIn > 0 && flow.framesOut > 0 ? 1 : 0,
    framesOut: flow.framesOut,
    framesIn: flow.framesIn,
    bytesOut: flow.bytesOut,
    bytesIn: flow.bytesIn,
    count: 0,
    first: flow.first,
    last: flow.last,
    frames: [],
  };
  addFrames(sum, flow, part);
  return sum;
}

function addFrames(sum: Sum, flow: FlowRow, part: number): void {
  let { frames } = sum;
  frames = withFrame(frames, frameOf(part, flow.firstFrameOut));
  frames = withFrame(frames, frameOf(part, flow.firstFrameIn));
  frames = withFrame(frames, frameOf(part, flow.lastFrameOut));
  sum.frames = withFrame(frames, frameOf(part, flow.lastFrameIn));
}

function join(into: Sum, other: Sum): void {
  into.flows += other.flows;
  into.answered += other.answered;
  into.framesOut += other.framesOut;
  into.framesIn += other.framesIn;
  into.bytesOut += other.bytesOut;
  into.bytesIn += other.bytesIn;
  if (other.first < into.first) into.first = other.first;
  if (other.last > into.last) into.last = other.last;
  into.clientMac = smallerMac(into.clientMac, other.clientMac);
  into.serverMac = smallerMac(into.serverMac, other.serverMac);
  for (const frame of other.frames) into.frames = withFrame(into.frames, frame);
}

/** One MAC stands for the conversation: the smallest that was seen, so that order does not choose. */
function smallerMac(a: string, b: string): string {
  if (a === b) return a;
  if (a === '' || b === '') return a || b;
  return a < b ? a : b;
}

/** /24 and /64 at level 2, /8 and /16 above. IPv4 is cut as text, which is what a million flows cost. */
function networkOf(ip: string, level: Fold): string {
  if (ip.includes('/') && level === 2) return ip;
  if (ip.includes(':')) {
    const address = ip.includes('/') ? ip.slice(0, ip.indexOf('/')) : ip;
    return parsePrefix(`${address}/${level === 2 ? 64 : 16}`)?.text ?? ip;
  }
  if (level === 2) return `${ip.slice(0, ip.lastIndexOf('.'))}.0/24`;
  return `${ip.slice(0, ip.indexOf('.'))}.0.0.0/8`;
}
