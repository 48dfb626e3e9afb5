import type { AppProtocol, DatagramProtocol, PacketProtocol, Protocol, StreamProtocol } from '../decode/protocol.ts';

/** Names under which bytes are counted that belong to no registered protocol. Their indexes come first. */
export const LINK = 0;
export const UNKNOWN_LINK = 1;
export const DUPLICATE = 2;
export const IP = 3;
export const TCP = 4;
export const UDP = 5;
export const RADIO = 6;
const LAYERS: readonly string[] = ['link', 'unknown-link', 'duplicate', 'ip', 'tcp', 'udp', 'radio'];

/** The registered protocols with the small integers that tables know them by. */
export class ProtocolCatalog {
  readonly names: readonly string[];
  /** By the first byte of what they are asked about, each in the order of the registry. */
  readonly streams: readonly (readonly StreamProtocol[])[];
  readonly datagrams: readonly (readonly DatagramProtocol[])[];
  readonly byEtherType: ReadonlyMap<number, PacketProtocol>;
  readonly byLlcSap: ReadonlyMap<number, PacketProtocol>;
  readonly bySnap: ReadonlyMap<number, PacketProtocol>;
  readonly byIpProtocol: ReadonlyMap<number, PacketProtocol>;
  readonly #indexes: ReadonlyMap<string, number>;
  readonly #servicePorts: ReadonlySet<number>;
  readonly #speakers: ReadonlyMap<string, Protocol>;

  constructor(apps: readonly AppProtocol[], packets: readonly PacketProtocol[]) {
    const all: readonly Protocol[] = [
      ...packets,
      ...apps,
      ...[...packets, ...apps].flatMap(({ carries }) => carries ?? []),
    ];
    const names = [...LAYERS];
    for (const { name } of all) if (!names.includes(name)) names.push(name);
    this.names = names;
    this.#indexes = new Map(names.map((name, i) => [name, i]));
    this.#speakers = new Map(all.map((protocol) => [protocol.name, protocol]));
    this.#servicePorts = new Set(apps.flatMap((app) => app.ports));
    this.streams = byFirstByte(apps.filter((p) => p.kind === 'stream'));
    this.datagrams = byFirstByte(apps.filter((p) => p.kind === 'datagram'));
    const by = (pick: (p: PacketProtocol) => number | undefined): ReadonlyMap<number, PacketProtocol> =>
      new Map(packets.flatMap((p) => (pick(p) === undefined ? [] : [[pick(p) as number, p] as const])));
    this.byEtherType = by((p) => p.carriedIn.etherType);
    this.byLlcSap = by((p) => p.carriedIn.llcSap);
    this.bySnap = by((p) => p.carriedIn.snap);
    this.byIpProtocol = by((p) => p.carriedIn.ipProtocol);
  }

  index(name: string): number {
    return this.#indexes.get(name) ?? 0;
  }

  /** True for a port that some registered protocol is usually met on. */
  isServicePort(port: number): boolean {
    return this.#servicePorts.has(port);
  }

  /** Ports where an application protocol is usually met: hints. */
  portsOf(index: number): readonly number[] {
    const protocol = this.#speakers.get(this.names[index] as string);
    return protocol !== undefined && 'ports' in protocol ? protocol.ports : [];
  }

  /** The name of a function of a protocol; its number where it has none. */
  functionName(index: number, fn: number): string {
    return this.#speakers.get(this.names[index] as string)?.functionName(fn) ?? String(fn);
  }

  objectName(
    index: number,
    fn: number,
    area: number,
    start: number,
    count: number,
    text: (id: number) => string,
  ): string {
    const protocol = this.#speakers.get(this.names[index] as string);
    return protocol?.objectName?.(fn, area, start, count, text) ?? '';
  }
}

function byFirstByte<P extends AppProtocol>(protocols: readonly P[]): readonly (readonly P[])[] {
  return Array.from({ length: 256 }, (_, byte) => protocols.filter((p) => p.canBegin?.(byte) ?? true));
}
