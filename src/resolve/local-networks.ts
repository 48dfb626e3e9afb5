import { compareText } from '../kernel/compare.ts';
import { parseIp, parsePrefix, type Prefix } from '../kernel/ip.ts';
import { PrefixIndex } from '../kernel/prefix-index.ts';
import { addressKind } from '../knowledge/address-kind.ts';
import type { BindingRow } from '../schema/facts/bindings.ts';
import type { ForwardingRow } from '../schema/facts/forwarding.ts';
import type { LocalNetwork, NetworkMethod } from './estate.ts';
import { MAX_NETWORKS, MAX_WANTED_PER_HOST } from './limits.ts';

/**
 * Which addresses reach each other without a router. Nobody says it on the wire in so many words, so it is derived,
 * and each network names its method:
 *
 * - `arp`: a host that asks for another's link address holds it to be on its own network, and an address that
 *   speaks ARP is on the network. Addresses that one question joins make one block; blocks shorter than /16 are
 *   not believed (a host without a mask asks for the whole world), longer ones than /24 are widened to it, since a
 *   few neighbours rarely show the edges of their network.
 * - `dhcp`, `neighbour-discovery`: the same for addresses handed out and for IPv6 neighbours (/64, RFC 4291 2.5.4).
 * - `direct`: without any of them, a private address that is the only one of its link address; where there is not
 *   even that, a public one.
 */
export function localNetworks(
  bindings: readonly BindingRow[],
  forwarding: readonly ForwardingRow[],
): readonly LocalNetwork[] {
  const found = new Map<string, { prefix: Prefix; method: NetworkMethod; hosts: Set<string> }>();
  const add = (prefix: Prefix | undefined, method: NetworkMethod, hosts: Iterable<string>): void => {
    if (prefix === undefined || prefix.length === 0) return;
    const before = found.get(prefix.text);
    if (before === undefined) found.set(prefix.text, { prefix, method, hosts: new Set(hosts) });
    else for (const host of hosts) before.hosts.add(host);
  };

  const blocks = new Blocks();
  const answers = answeredFor(bindings);
  const spoken = new Map<string, { ip: string; method: NetworkMethod }[]>();
  for (const row of bindings) {
    const method = methodOf(row.source);
    if (method === undefined || !blocks.isHost(row.ip)) continue;
    if (row.source === 'arp-reply' && !speaksForItself(answers.get(row.mac), row.ip)) continue;
    const list = spoken.get(row.mac);
    if (list === undefined) spoken.set(row.mac, [{ ip: row.ip, method }]);
    else if (list.length < MAX_WANTED_PER_HOST) list.push({ ip: row.ip, method });
  }
  for (const [prefix, method, hosts] of joinedBlocks(spoken, questions(forwarding), blocks)) add(prefix, method, hosts);
  for (const row of forwarding) {
    if (row.kind === 'router-advertisement' && row.target.includes(':')) {
      add(blocks.of(row.target.replace(/^ip:/, '')), 'router-advertisement', []);
    }
  }
  const addDirect = (kind: 'private' | 'public', family: 4 | 6): void => {
    const known = new PrefixIndex([...found.values()].map(({ prefix }) => prefix));
    for (const block of directBlocks(bindings, spoken, kind, family, blocks)) {
      if (known.contains(block.bytes)) continue;
      add(block, 'direct', []);
      known.add(block);
    }
  };
  const hasFamily = (family: 4 | 6): boolean =>
    [...found.values()].some(({ prefix }) => prefix.bytes.length === (family === 4 ? 4 : 16));
  for (const family of [4, 6] as const) {
    addDirect('private', family);
    // Only where nothing else says what is here: beside a private network, a public address is outside. A host with
    // both families has a public IPv6 address beside its private IPv4 one, so each family is asked by itself.
    if (!hasFamily(family)) addDirect('public', family);
  }
  return withoutInner([...found.values()]).slice(0, MAX_NETWORKS);
}

function methodOf(source: BindingRow['source']): NetworkMethod | undefined {
  switch (source) {
    case 'arp-request':
    case 'arp-reply':
    case 'arp-announcement':
    case 'arp-probe':
      return 'arp';
    case 'dhcp':
      return 'dhcp';
    case 'neighbour-discovery':
      return 'neighbour-discovery';
    case 'profinet-dcp':
    case 'frame':
      return undefined;
    default:
      return source satisfies never;
  }
}

/** Addresses that each MAC answered for. */
function answeredFor(bindings: readonly BindingRow[]): ReadonlyMap<string, ReadonlySet<string>> {
  const answers = new Map<string, Set<string>>();
  for (const row of bindings) {
    if (row.source === 'frame') continue;
    const ips = answers.get(row.mac);
    if (ips === undefined) answers.set(row.mac, new Set([row.ip]));
    else if (ips.size <= MAX_OWN_ADDRESSES) ips.add(row.ip);
  }
  return answers;
}

/** A MAC that answers for more is a proxy (RFC 1027): what it answers for need not be here. */
const MAX_OWN_ADDRESSES = 4;

/** A proxy answers for public addresses beside its own private one; a plain host has one kind. */
function speaksForItself(ips: ReadonlySet<string> | undefined, ip: string): boolean {
  if (ips === undefined || ips.size > MAX_OWN_ADDRESSES) return false;
  return ips.size === 1 || addressKind(ip) === 'private';
}

/** The usual block of each address, and whether it can be a host's: asked several times over all bindings. */
class Blocks {
  readonly #usual = new Map<string, Prefix | undefined>();
  readonly #hosts = new Map<string, boolean>();

  /** /24 or /64. */
  of(ip: string): Prefix | undefined {
    let block = this.#usual.get(ip);
    if (block === undefined && !this.#usual.has(ip)) {
      block = parsePrefix(`${ip}/${ip.includes(':') ? 64 : USUAL_LENGTH}`);
      if (this.#usual.size < MAX_KEPT) this.#usual.set(ip, block);
    }
    return block;
  }

  isHost(ip: string): boolean {
    let known = this.#hosts.get(ip);
    if (known === undefined) {
      const kind = addressKind(ip);
      known = kind === 'public' || kind === 'private' || kind === 'carrier';
      if (this.#hosts.size < MAX_KEPT) this.#hosts.set(ip, known);
    }
    return known;
  }
}

/** Addresses kept, of the first that come: which they are changes the time taken and nothing else. */
const MAX_KEPT = 65_536;

/** Who asked for which addresses: MAC to IPs. */
function questions(forwarding: readonly ForwardingRow[]): ReadonlyMap<string, readonly string[]> {
  const asked = new Map<string, string[]>();
  for (const row of forwarding) {
    if (row.kind !== 'wanted' || !row.router.startsWith('ip:')) continue;
    const mac = row.speakerMac || row.speaker.replace(/^mac:/, '');
    const list = asked.get(mac);
    if (list === undefined) asked.set(mac, [row.router.slice(3)]);
    else if (list.length < MAX_WANTED_PER_HOST) list.push(row.router.slice(3));
  }
  return asked;
}

/** Shortest IPv4 block that a question is believed to span. */
const MIN_LENGTH = 16;
/** Blocks longer than this are widened. */
const USUAL_LENGTH = 24;

function joinedBlocks(
  spoken: ReadonlyMap<string, readonly { ip: string; method: NetworkMethod }[]>,
  asked: ReadonlyMap<string, readonly string[]>,
  usual: Blocks,
): (readonly [Prefix | undefined, NetworkMethod, readonly string[]])[] {
  // Start from every speaking address's own usual block, then let each question widen it over what it asked for.
  const blocks: (readonly [Prefix | undefined, NetworkMethod, readonly string[]])[] = [];
  for (const [mac, own] of spoken) {
    const targets = sortedIpv4(asked.get(mac) ?? []);
    for (const { ip, method } of own) {
      blocks.push([usual.of(ip), method, [ip]]);
      const bytes = targets.length === 0 ? undefined : parseIp(ip);
      if (bytes?.length !== 4) continue;
      for (let length = MIN_LENGTH; length < USUAL_LENGTH; length++)
        if (shareExactly(targets, numberOf(bytes), length)) blocks.push([parsePrefix(`${ip}/${length}`), method, [ip]]);
    }
  }
  return blocks;
}

function sortedIpv4(texts: readonly string[]): Uint32Array {
  const numbers = texts.flatMap((text) => {
    const bytes = parseIp(text);
    return bytes?.length === 4 ? [numberOf(bytes)] : [];
  });
  return Uint32Array.from(numbers).sort();
}

/**
 * Whether one of the sorted addresses has exactly the first `length` bits in common with `address`: those that do lie in
 * the other half of its block. Asked by halving: 4,096 own addresses of a forger by 4,096 questions were 16 million steps.
 */
function shareExactly(sorted: Uint32Array, address: number, length: number): boolean {
  const half = 2 ** (31 - length);
  const first = (Math.floor(address / half) ^ 1) * half;
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] as number) < first) low = middle + 1;
    else high = middle;
  }
  return low < sorted.length && (sorted[low] as number) < first + half;
}

function numberOf(bytes: Uint8Array): number {
  return new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);
}

/** TTL and hop limits that stacks start from. */
const START_VALUES: ReadonlySet<number> = new Set([32, 64, 128, 255]);

/** Blocks of a kind that are the only one of their MAC, where the MAC never spoke ARP: plain hosts seen by their frames. */
function directBlocks(
  bindings: readonly BindingRow[],
  spoken: ReadonlyMap<string, unknown>,
  kind: 'private' | 'public',
  family: 4 | 6,
  usual: Blocks,
): readonly Prefix[] {
  const only = new Map<string, string | null>();
  for (const row of bindings) {
    if (row.source !== 'frame' || row.ip.includes(':') !== (family === 6) || !usual.isHost(row.ip)) continue;
    // A count that a router has touched says that the MAC forwards: nothing it sends is surely its own.
    const block = START_VALUES.has(row.ttlMin) ? (usual.of(row.ip)?.text ?? null) : null;
    const before = only.get(row.mac);
    only.set(row.mac, before === undefined || before === block ? block : null);
  }
  const blocks = new Set<string>();
  for (const [mac, block] of only) {
    if (block === null || (family === 4 && spoken.has(mac))) continue;
    if (addressKind(block.slice(0, block.indexOf('/'))) === kind) blocks.add(block);
  }
  return [...blocks].sort(compareText).map((block) => parsePrefix(block) as Prefix);
}

function withoutInner(
  all: readonly { prefix: Prefix; method: NetworkMethod; hosts: Set<string> }[],
): readonly LocalNetwork[] {
  const byLength = [...all].sort(
    (a, b) => a.prefix.length - b.prefix.length || compareText(a.prefix.text, b.prefix.text),
  );
  const kept: { prefix: Prefix; method: NetworkMethod; hosts: Set<string> }[] = [];
  const index = new PrefixIndex([]);
  for (const network of byLength) {
    const outer = kept[index.first(network.prefix.bytes)];
    if (outer === undefined) {
      kept.push({ ...network, hosts: new Set(network.hosts) });
      index.add(network.prefix);
    } else for (const host of network.hosts) outer.hosts.add(host);
  }
  return kept
    .map(({ prefix, method, hosts }) => ({ prefix, method, hosts: hosts.size }))
    .sort((a, b) => compareText(a.prefix.text, b.prefix.text));
}
