import type { Case } from '../schema/case.ts';
import type { ProgramState } from '../schema/facts/vocabulary.ts';
import type { Finding, FindingStatus, FrameReference } from '../schema/finding.ts';

/**
 * Everything a report says, as plain data. The command line fills it; `reportInput` makes the observed part from an
 * estate. Texts may hold anything that came from the network: each medium escapes in its own escape.ts, nothing is
 * escaped here.
 */
export interface ReportInput {
  /** Short name of the case for people and page headers, made from its content, never from the clock. */
  readonly caseId: string;
  readonly case: Case;
  readonly findings: readonly Finding[];
  /** Declared particulars of units; a unit without a card shows its id only. */
  readonly cards: readonly UnitCard[];
  readonly inventory: readonly InventoryRow[];
  readonly contract: readonly ContractRow[];
  readonly programs: readonly ProgramRow[];
  readonly pictures: readonly UnitPicture[];
  readonly words: ReportWords;
  /** Path of report.html as the person typed it; the terminal's last line. */
  readonly reportPath: string;
}

/** What ids stand for. A missing entry shows the id alone. */
export interface ReportWords {
  /** ATT&CK technique id to name. */
  readonly attack: Readonly<Record<string, string>>;
  /** Rule id to what it looks for and why. */
  readonly rules: Readonly<Record<string, { readonly title: string; readonly why: string }>>;
  /** Sign id to its title. */
  readonly signs: Readonly<Record<string, string>>;
}

export interface UnitCard {
  readonly unit: string;
  readonly class: string;
  readonly maker: string;
  readonly model: string;
  readonly year: number | undefined;
  readonly serial: string;
  readonly berth: string;
  readonly controls: string;
}

/** Whether somebody stands behind an entry; `unknown` where nothing at all was declared. */
export const standings = ['agreed', 'declared', 'observed', 'undeclared', 'unknown'] as const;
export type Standing = (typeof standings)[number];

/** `differs`: the contract names it and something about it is not as written. `none`: no contract was given. */
export const contractMarks = ['listed', 'differs', 'not-listed', 'none'] as const;
export type ContractMark = (typeof contractMarks)[number];

/** A value that somebody claimed on the wire, and by which protocol. */
export interface ReportClaim {
  readonly attribute: string;
  readonly value: string;
  readonly source: string;
}

/** One device as it was seen on one tap. */
export interface InventoryRow {
  readonly unit: string;
  readonly tap: string;
  readonly mac: string;
  readonly ips: readonly string[];
  /** For people: declared, else announced, else empty. */
  readonly name: string;
  /** Organisation of the MAC's block, or empty. */
  readonly maker: string;
  readonly role: string;
  readonly zone: string;
  readonly claims: readonly ReportClaim[];
  /** `tcp/502 modbus` and the like. */
  readonly services: readonly string[];
  readonly vlans: readonly number[];
  /** Whether traffic of other networks passes through it. */
  readonly forwards: boolean;
  readonly standing: Standing;
  readonly contract: ContractMark;
  /** Reference of the contract line, or empty. */
  readonly contractRef: string;
  /** What differs from contract or declaration, in words; empty when nothing does. */
  readonly differs: string;
  /** Country or place of origin in the contract's words, or empty. */
  readonly origin: string;
  /** ISO 8601. */
  readonly firstSeen: string;
  readonly lastSeen: string;
}

/** One line of the contractual bill of materials beside what was seen. */
export interface ContractRow {
  /** Empty: the contract names it for the whole site. */
  readonly unit: string;
  readonly ref: string;
  readonly name: string;
  readonly maker: string;
  readonly supplier: string;
  readonly origin: string;
  readonly model: string;
  readonly serial: string;
  readonly firmware: string;
  readonly macs: readonly string[];
  readonly ips: readonly string[];
  readonly quantity: number;
  readonly seen: 'seen' | 'seen-different' | 'not-seen';
  /** Whether it could have been seen had it been there. */
  readonly observable: 'yes' | 'no' | 'unknown';
  /** Why, in words. */
  readonly note: string;
}

/**
 * What the crane's list of approved programs says. `incomplete`: not all of it was seen, so nothing can be said.
 * `no-list`: no list was given.
 */
export const programMarks = ['approved', 'differs', 'not-listed', 'incomplete', 'no-list'] as const;
export type ProgramMark = (typeof programMarks)[number];

/** A program, block or file that was seen on its way into a controller or out of it. */
export interface ProgramRow {
  readonly unit: string;
  readonly tap: string;
  /** The controller's declared name, or empty. */
  readonly device: string;
  readonly controller: string;
  readonly client: string;
  readonly protocol: string;
  /** Rack and slot, or slot; 0 where the protocol has none. */
  readonly slot: number;
  readonly block: string;
  readonly direction: 'upload' | 'download';
  readonly state: ProgramState;
  readonly size: number;
  /** -1 where nobody says. */
  readonly declaredSize: number;
  /** Empty unless it was seen whole. */
  readonly sha256: string;
  readonly transfers: number;
  readonly frames: readonly FrameReference[];
  readonly firstSeen: string;
  readonly lastSeen: string;
  readonly mark: ProgramMark;
  /** Who approved what is on the list, and when, in words; empty where there is nothing. */
  readonly approval: string;
}

/** Who talks to whom through which gateway, on one tap: taps never meet. */
export interface UnitPicture {
  readonly unit: string;
  readonly tap: string;
  readonly networks: readonly PictureNetwork[];
  readonly gateways: readonly PictureGateway[];
  readonly ends: readonly PictureEnd[];
  readonly talks: readonly PictureTalk[];
  readonly tunnelled: readonly TunnelledTalk[];
}

/** Conversations of two addresses inside of one tunnel; the busiest first. */
export interface TunnelledTalk {
  /** The outermost first. */
  readonly tunnel: string;
  readonly client: string;
  readonly server: string;
  /** `tcp/502 modbus` and the like. */
  readonly services: readonly string[];
  readonly flows: number;
  readonly bytes: number;
}

export interface PictureNetwork {
  /** Zone name, or empty where none was declared. */
  readonly zone: string;
  readonly prefix: string;
  readonly devices: readonly PictureDevice[];
}

export interface PictureDevice {
  readonly key: string;
  readonly name: string;
  readonly address: string;
  readonly standing: Standing;
}

export interface PictureGateway extends PictureDevice {
  readonly status: FindingStatus;
}

/** Addresses beyond a gateway, by kind. */
export interface PictureEnd {
  readonly key: string;
  /** Key of the gateway it lies beyond. */
  readonly gateway: string;
  readonly kind: string;
  /** How many addresses it stands for; examples are the first in text order. */
  readonly addresses: number;
  readonly examples: readonly string[];
  /** Names that hosts used for them. */
  readonly names: readonly string[];
  /** True when at least one answered; false when they were only asked. */
  readonly answered: boolean;
}

/** Traffic between two keys: device and device, device and gateway. */
export interface PictureTalk {
  readonly from: string;
  readonly to: string;
  readonly protocols: readonly string[];
  readonly flows: number;
  readonly bytes: number;
}
