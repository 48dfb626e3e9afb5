import type { AnomalyRow } from './anomalies.ts';
import type { BindingRow } from './bindings.ts';
import type { CargoRow } from './cargo.ts';
import type { CertificateRow } from './certificates.ts';
import type { ClaimRow } from './claims.ts';
import type { CommandRow } from './commands.ts';
import type { CoverageRow } from './coverage.ts';
import type { DoubleClaimRow } from './double-claims.ts';
import type { Flows } from './flows.ts';
import type { ForwardingRow } from './forwarding.ts';
import type { MessageRow } from './messages.ts';
import type { NameRow } from './names.ts';
import type { ProgramRow } from './programs.ts';
import type { ServiceRow } from './services.ts';

/** The tables of a part whose rows are plain objects, sorted by their key. Flows are columns, see {@link Part.flows}. */
export interface FactTables {
  readonly claims: readonly ClaimRow[];
  readonly bindings: readonly BindingRow[];
  readonly names: readonly NameRow[];
  readonly forwarding: readonly ForwardingRow[];
  readonly commands: readonly CommandRow[];
  readonly certificates: readonly CertificateRow[];
  readonly programs: readonly ProgramRow[];
  readonly services: readonly ServiceRow[];
  readonly anomalies: readonly AnomalyRow[];
  readonly messages: readonly MessageRow[];
  readonly coverage: readonly CoverageRow[];
  readonly cargo: readonly CargoRow[];
  readonly doubleClaims: readonly DoubleClaimRow[];
}

/** One capture file of a sequence: where its frames lie in the sequence's numbering. */
export interface CaptureSpan {
  readonly sha256: string;
  /** Names relative to the arguments, sorted; the same file under two names is one capture. */
  readonly names: readonly string[];
  /** Sequence number of its first frame; its frames are [firstOrdinal, firstOrdinal + frames). */
  readonly firstOrdinal: number;
  readonly frames: number;
}

/** What a tap showed as a whole: the arithmetic that says what could not have been seen. */
export interface TapHealth {
  readonly frames: number;
  readonly capturedBytes: number;
  readonly wireBytes: number;
  /** Frames whose captured length is shorter than on the wire. */
  readonly snappedFrames: number;
  /** Same bytes within 5 ms: counted and dropped before anything else. */
  readonly duplicateFrames: number;
  /** Frames that the capturing system says it lost; -1 where no capture says so. */
  readonly droppedByCapture: number;
  readonly first: bigint;
  readonly last: bigint;
  /** Times that went back by more than 1 s, and forward by more than 1 h, from one frame to the next. */
  readonly clockBack: number;
  readonly clockForward: number;
  /** Minutes (UTC) in which at least one frame was seen. */
  readonly activeMinutes: number;
  /** Frames by LINKTYPE_ number. */
  readonly linkTypes: Readonly<Record<string, number>>;
  /** Unicast IP flows with frames in both directions, and in one only. */
  readonly twoWayFlows: number;
  readonly oneWayFlows: number;
  /** VLAN ids seen, -1 for untagged, with frames. */
  readonly vlans: Readonly<Record<string, number>>;
}

/** The facts of one tap's sequence. Keyed by site, tap, digest of the sequence's frames, and analysis version. */
export interface Part {
  readonly site: string;
  readonly tap: string;
  /** Hex; the same for a capture and for its pieces, however the files are cut. */
  readonly framesDigest: string;
  readonly analysisVersion: string;
  readonly captures: readonly CaptureSpan[];
  readonly health: TapHealth;
  readonly tables: FactTables;
  readonly flows: Flows;
}
