import type { Prefix } from '../kernel/ip.ts';
import type { AddressKind } from '../knowledge/address-kind.ts';
import type { RelayKind } from '../knowledge/relay-name.ts';
import type { VendorClass } from '../knowledge/vendor-class.ts';
import type { CertificateRow } from '../schema/facts/certificates.ts';
import type { ClaimRow } from '../schema/facts/claims.ts';
import type { CoverageRow } from '../schema/facts/coverage.ts';
import type { ForwardingRow } from '../schema/facts/forwarding.ts';
import type { MessageRow } from '../schema/facts/messages.ts';
import type { NameRow } from '../schema/facts/names.ts';
import type { CaptureSpan, TapHealth } from '../schema/facts/part.ts';
import type { ProgramRow } from '../schema/facts/programs.ts';
import type { BindingSource, ClaimAttribute } from '../schema/facts/vocabulary.ts';
import type { Sighting } from './sighting.ts';

/**
 * What the facts amount to: who is there, who forwards, who talks to whom. Nothing here knows what is declared.
 * Taps never meet: the same address on two taps is two things until a rule shows otherwise.
 */
export interface Estate {
  readonly site: string;
  /** Sorted by tap. */
  readonly taps: readonly TapEstate[];
}

export interface TapEstate {
  readonly tap: string;
  readonly parts: readonly PartSource[];
  readonly health: TapHealth;
  /** Sorted by prefix text. */
  readonly networks: readonly LocalNetwork[];
  /** Sorted by key. */
  readonly devices: readonly Device[];
  /** Sorted by MAC. */
  readonly routers: readonly Router[];
  /** Sorted by address. */
  readonly conflicts: readonly AddressConflict[];
  /** ARP and neighbour requests for an address, sorted by it. */
  readonly wanted: readonly WantedAddress[];
  /** Sorted by client, server, port. */
  readonly conversations: readonly Conversation[];
  readonly conversationFold: Fold;
  /** Sorted by address and port. */
  readonly controllers: readonly Controller[];
  /** Round trips between local hosts, what a radio path is compared with; buckets as in the flow table. */
  readonly localRoundTrips: readonly number[];
  readonly handshakes: number;
  readonly claims: readonly ClaimRow[];
  readonly names: readonly NameRow[];
  readonly forwarding: readonly ForwardingRow[];
  readonly certificates: readonly CertificateRow[];
  /** Sorted by address, product, way. */
  readonly relays: readonly RelayUse[];
  readonly programs: readonly ProgramRow[];
  /** Sorted by address, domain. */
  readonly nameLoads: readonly NameLoad[];
  readonly coverage: readonly CoverageRow[];
  readonly messages: readonly MessageRow[];
  /** Flows, but for those of packets in tunnels that have no Ethernet addresses of their own. */
  readonly flows: number;
  /** Flows in which at least one side has an Ethernet address. */
  readonly flowsWithMacs: number;
  /** ARP and neighbour-discovery bindings. */
  readonly neighbourMessages: number;
  /** Whether any broadcast or multicast was seen. */
  readonly groupTraffic: boolean;
  /** Whether an address belongs to a local network of this tap. */
  isLocal(ip: string): boolean;
}

/** One sequence behind a tap; a frame's part is its position here. */
export interface PartSource {
  readonly framesDigest: string;
  readonly analysisVersion: string;
  readonly captures: readonly CaptureSpan[];
}

export type NetworkMethod = 'arp' | 'neighbour-discovery' | 'dhcp' | 'router-advertisement' | 'direct';

/** An address block whose hosts reach each other without a router, and how that was learnt. */
export interface LocalNetwork {
  readonly prefix: Prefix;
  readonly method: NetworkMethod;
  readonly hosts: number;
}

/** A link address and an IP address that were seen or said to belong together. */
export interface AddressUse extends Sighting {
  readonly ip: string;
  readonly vlan: number;
  readonly sources: readonly BindingSource[];
  /** Of frames sent with this pair; -1 where none was. */
  readonly ttlMin: number;
  readonly ttlMax: number;
}

/** An address that asked for a known cloud, relay or tunnel by name, or presented a certificate that names one. */
export interface RelayUse extends Sighting {
  readonly ip: string;
  readonly how: 'query' | 'tls-sni' | 'http-host' | 'certificate';
  readonly product: string;
  readonly kind: RelayKind;
  /** A: only the product asks for such a name. C: so does a visitor of its maker's pages. */
  readonly strength: 'A' | 'C';
  /** `recalled`: nobody looked the name up in a source. `declared`: relays.csv of the declaration says so. */
  readonly basis: 'read' | 'recalled' | 'declared';
  /** Names asked for, or subjects of certificates. */
  readonly names: readonly string[];
}

/** A host that asks for many long names below one domain: as tunnels in DNS do, and look-ups that carry hashes. */
export interface NameLoad extends Sighting {
  readonly ip: string;
  /** The last two labels, or three below a country's own second label. */
  readonly domain: string;
  /** Different names, each once a server asked. */
  readonly names: number;
  /** Characters before the domain, over all names; and of the longest. */
  readonly octets: number;
  readonly longest: number;
  /** Digits among them, and how many different characters there are: 16 or 32 where the data are so encoded. */
  readonly digits: number;
  readonly characters: number;
}

/** A value that somebody claimed, by whose word. Contradicting claims stand side by side. */
export interface Identity extends Sighting {
  readonly attribute: ClaimAttribute;
  readonly value: string;
  readonly source: string;
}

export type MacKind = 'global' | 'local' | 'virtual-router' | 'none';

export interface Device extends Sighting {
  /** MAC, else IP. */
  readonly key: string;
  readonly mac: string;
  readonly macKind: MacKind;
  /** Organisation of the MAC's block, or empty. */
  readonly maker: string;
  readonly vendorClass: VendorClass | undefined;
  /** Its own addresses on the local networks; what it merely forwards for is in {@link Router}. */
  readonly addresses: readonly AddressUse[];
  readonly identities: readonly Identity[];
  readonly names: readonly string[];
  /** Ports on which it answered, as `tcp/502 modbus`. */
  readonly services: readonly string[];
  readonly vlans: readonly number[];
}

/** An address beyond a router. */
export interface RemoteAddress extends Sighting {
  readonly ip: string;
  readonly kind: AddressKind;
  readonly ttlMin: number;
  readonly ttlMax: number;
}

/** A host that sends through a router. */
export interface RouterClient extends Sighting {
  readonly ip: string;
  readonly mac: string;
  readonly flows: number;
  readonly answered: number;
  readonly bytesOut: number;
  readonly bytesIn: number;
}

export interface SegmentSizeSeen extends Sighting {
  readonly mss: number;
}

/** A link address behind which addresses from outside the local networks appear. */
export interface Router {
  readonly mac: string;
  /** Frames from it with a source address from outside. */
  readonly remotes: readonly RemoteAddress[];
  /** Distinct outside source addresses, by kind; exact also where the list is cut. */
  readonly remoteCounts: Readonly<Record<AddressKind, number>>;
  /** Outside addresses that hosts sent to through it, answered or not. */
  readonly asked: readonly RemoteAddress[];
  readonly clients: readonly RouterClient[];
  /** MACs that exchange outside traffic with it. */
  readonly peers: readonly string[];
  readonly flows: number;
  readonly answeredFlows: number;
  readonly bytesOut: number;
  readonly bytesIn: number;
  /** `tcp/443 tls` and the like. */
  readonly services: readonly string[];
  readonly segmentSizes: readonly SegmentSizeSeen[];
  /** Round trips through it to the outside; buckets as in the flow table. */
  readonly roundTrips: readonly number[];
  readonly roundTripSighting: Sighting;
}

/** One IP address claimed by several link addresses. */
export interface AddressConflict {
  readonly ip: string;
  readonly claims: readonly (Sighting & { readonly mac: string })[];
  /** True when their times overlap; false when one followed the other. */
  readonly together: boolean;
}

/** An address that hosts ask the link address of. */
export interface WantedAddress extends Sighting {
  readonly ip: string;
  /** MACs that answered or announced it. */
  readonly holders: readonly string[];
  /** MACs that asked. */
  readonly askers: readonly string[];
}

/** 0: conversations as they are; 1: ports folded; 2, 3: networks instead of hosts. Above 0 the limit was met. */
export type Fold = 0 | 1 | 2 | 3;

export interface Conversation extends Sighting {
  readonly client: string;
  readonly server: string;
  readonly serverPort: number;
  readonly transport: number;
  readonly protocol: string;
  readonly vlan: number;
  /** What it came through, or empty; see the flow table. */
  readonly tunnel: string;
  readonly clientMac: string;
  readonly serverMac: string;
  readonly flows: number;
  /** Flows with frames in both directions. */
  readonly answered: number;
  readonly framesOut: number;
  readonly framesIn: number;
  readonly bytesOut: number;
  readonly bytesIn: number;
}

/** What one client does to one controller. Counts are requests. */
export interface ControllerClient extends Sighting {
  readonly ip: string;
  readonly mac: string;
  readonly reads: number;
  readonly writes: number;
  readonly programs: number;
  readonly stops: number;
  readonly others: number;
  readonly refused: number;
  readonly unanswered: number;
  readonly functions: readonly string[];
  readonly objects: readonly string[];
  /** Usual time between like requests: bounds of the fullest bucket in nanoseconds, or undefined with too few. */
  readonly period: { readonly from: number; readonly to: number; readonly share: number } | undefined;
  /** Gaps of ten times the usual period and more. */
  readonly gaps: number;
  /** Sightings per class of access. */
  readonly byAccess: Readonly<Record<'read' | 'write' | 'program' | 'stop' | 'other', Sighting>>;
}

export interface Controller {
  readonly ip: string;
  readonly mac: string;
  readonly port: number;
  readonly protocol: string;
  readonly clients: readonly ControllerClient[];
  /** Client addresses that wrote, loaded or stopped; and those that only read. */
  readonly writers: readonly string[];
  readonly readers: readonly string[];
}
