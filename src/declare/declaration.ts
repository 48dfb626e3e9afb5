import type { Prefix } from '../kernel/ip.ts';
import type {
  CONDUIT_DIRECTIONS,
  CRANE_CLASSES,
  CRANE_FUNCTIONS,
  DEVICE_ROLES,
  DIRECTIONS,
  FUNCTION_CLASSES,
  PURDUE_LEVELS,
  SERVICE_KINDS,
  STATUSES,
  WAN_KINDS,
} from '../schema/declaration/parts.ts';
import type { TapPattern } from './lookup/tap-pattern.ts';

/**
 * The checked declaration: what should be there.
 *
 * Every reference resolves, addresses are canonical, times are nanoseconds since 1970 UTC. Lists are sorted by id,
 * save the taps: among them the order of the file decides which pattern wins.
 */
export interface Declaration {
  readonly site: Site;
  readonly taps: readonly Tap[];
  readonly cranes: readonly Crane[];
  readonly networks: readonly Network[];
  readonly zones: readonly Zone[];
  readonly conduits: readonly Conduit[];
  readonly gateways: readonly Gateway[];
  readonly grants: readonly Grant[];
  readonly services: readonly Service[];
  readonly devices: readonly Device[];
  readonly contract: readonly ContractItem[];
  /** Names of clouds, relays and tunnels that count beside, and before, the shipped ones; no key without relays.csv. */
  readonly relays?: readonly DeclaredRelay[];
}

/** A row of relays.csv. */
export interface DeclaredRelay {
  readonly match: 'host' | 'certificate';
  /** Lower case: a host and all below it, or words of a certificate's subject or issuer. */
  readonly name: string;
  readonly product: string;
  readonly kind: 'industrial-gateway' | 'cellular-cloud' | 'remote-support' | 'tunnel' | 'mesh';
  readonly strength: 'A' | 'C';
}

export type Status = (typeof STATUSES)[number];
export type Directions = (typeof DIRECTIONS)[number];
export type CraneClass = (typeof CRANE_CLASSES)[number];
export type CraneFunction = (typeof CRANE_FUNCTIONS)[number];
export type PurdueLevel = (typeof PURDUE_LEVELS)[number];
export type FunctionClass = (typeof FUNCTION_CLASSES)[number];
export type ConduitDirection = (typeof CONDUIT_DIRECTIONS)[number];
export type WanKind = (typeof WAN_KINDS)[number];
export type ServiceKind = (typeof SERVICE_KINDS)[number];
export type DeviceRole = (typeof DEVICE_ROLES)[number];

/** Where an entry stands, so that a finding can point at it. No part of the digest. */
export interface Source {
  readonly file: string;
  readonly line: number;
}

export interface Entry {
  readonly id: string;
  readonly status: Status;
  readonly note?: string;
  readonly source: Source;
}

/** Where an entry holds: on these cranes and segments, or on the whole site when both are empty. */
export interface Scope {
  readonly cranes: readonly string[];
  readonly segments: readonly string[];
}

/** Half open: `from <= time < until`; a missing end is open. */
export interface Period {
  readonly from?: bigint;
  readonly until?: bigint;
}

export interface Site {
  readonly unlocode?: string;
  readonly facility?: string;
  readonly name?: string;
}

export interface Tap extends Entry {
  readonly patterns: readonly TapPattern[];
  /** Exactly one of crane and segment is set. */
  readonly crane?: string;
  readonly segment?: string;
  readonly switch?: string;
  readonly port?: string;
  /** Undefined: nobody said. */
  readonly directions?: Directions;
  readonly by?: string;
  readonly when: Period;
  /** Nanoseconds by which the capturing clock was ahead of UTC. */
  readonly clockOffset: bigint;
}

export interface CraneMapEntry {
  readonly object: string;
  readonly moves: CraneFunction;
  readonly protocol?: string;
  readonly device?: string;
  readonly unit?: number;
  readonly name?: string;
}

export interface ApprovedProgram {
  readonly device: string;
  readonly block: string;
  /** Lower case. */
  readonly sha256: string;
  readonly approver?: string;
  readonly date?: string;
  readonly note?: string;
}

export interface Crane extends Entry {
  readonly class?: CraneClass;
  readonly maker?: string;
  readonly model?: string;
  readonly year?: number;
  readonly serial?: string;
  readonly berth?: string;
  readonly controls?: string;
  readonly map: readonly CraneMapEntry[];
  /** Undefined: nobody gave a list. */
  readonly programs?: readonly ApprovedProgram[];
}

export interface Network extends Entry, Scope {
  readonly prefix: Prefix;
  readonly vlan?: number;
  readonly zone?: string;
}

export interface Zone extends Entry {
  readonly level?: PurdueLevel;
  readonly name?: string;
}

export interface Conduit extends Entry {
  /** Zone ids, or `outside`. */
  readonly from: string;
  readonly to: string;
  /** Undefined: any. */
  readonly protocols?: readonly string[];
  readonly functions?: readonly FunctionClass[];
  readonly direction: ConduitDirection;
}

export interface Gateway extends Entry, Scope {
  /** At least one of both lists has a value. */
  readonly macs: readonly string[];
  /** Canonical texts. */
  readonly ips: readonly string[];
  readonly purpose?: string;
  readonly wan?: WanKind;
  readonly carrier?: string;
  readonly sim?: string;
  readonly mtu?: number;
  readonly validity: Period;
  readonly approver?: string;
}

/** A weekly window in nanoseconds of the day at an offset from UTC, or a single one. */
export type Window =
  | {
      readonly kind: 'weekly';
      /** 0 is Monday. */
      readonly days: readonly number[];
      readonly from: bigint;
      readonly until: bigint;
      readonly utcOffset: bigint;
    }
  | { readonly kind: 'once'; readonly from: bigint; readonly until: bigint };

export interface Grant extends Entry {
  readonly party: string;
  readonly from: readonly Prefix[];
  readonly to: readonly Prefix[];
  readonly toDevices: readonly string[];
  /** Undefined: any. */
  readonly tools?: readonly string[];
  /** Undefined: at any time within validity. */
  readonly windows?: readonly Window[];
  readonly validity: Period;
  readonly approver?: string;
  readonly ticket?: string;
}

export interface Service extends Entry, Scope {
  readonly kind: ServiceKind;
  readonly prefixes: readonly Prefix[];
  /** Lower case; a leading `*.` stands for every name below. */
  readonly names: readonly string[];
}

export interface Client {
  readonly device: string;
  readonly protocols?: readonly string[];
  readonly functions?: readonly FunctionClass[];
}

export interface Device extends Entry, Scope {
  readonly macs: readonly string[];
  readonly ips: readonly string[];
  readonly role?: DeviceRole;
  readonly name?: string;
  readonly maker?: string;
  readonly model?: string;
  readonly serial?: string;
  readonly firmware?: string;
  /** Undefined: nobody said who may read or command it. */
  readonly clients?: readonly Client[];
}

/** One line of the contractual bill of materials. */
export interface ContractItem extends Scope {
  /** Unique within its file: bom-ref, ref column, or the position. */
  readonly ref: string;
  readonly source: Source;
  readonly name: string;
  readonly maker?: string;
  readonly supplier?: string;
  /** Country or place of origin, in the contract's words. */
  readonly origin?: string;
  readonly model?: string;
  readonly function?: string;
  readonly deviceType?: string;
  readonly location?: string;
  readonly macs: readonly string[];
  readonly ips: readonly string[];
  readonly serial?: string;
  readonly sku?: string;
  readonly lot?: string;
  readonly produced?: string;
  readonly firmware?: string;
  readonly quantity: number;
  readonly note?: string;
}
