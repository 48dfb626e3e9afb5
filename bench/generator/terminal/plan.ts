import type { Stack } from '../simulate/host.ts';

/** What a crane of the demonstration has to hide, if anything. */
export type Story = 'clean' | 'hidden-router' | 'declared-backup' | 'undeclared-reader';

export type DeviceKey =
  | 'firewall'
  | 'switch'
  | 'plc'
  | 'hoist-drive'
  | 'trolley-drive'
  | 'gantry-drive'
  | 'cms'
  | 'ocr'
  | 'camera-1'
  | 'camera-2'
  | 'spreader';

/** One part of a crane as contract and declaration know it. */
export interface DevicePlan {
  readonly key: DeviceKey;
  readonly id: string;
  readonly role: string;
  readonly title: string;
  readonly mac: string;
  readonly ip: string;
  readonly maker: string;
  readonly model: string;
  readonly serial: string;
  readonly firmware: string;
  /** Country of origin; user-assigned codes of ISO 3166-1, which no country has. */
  readonly origin: string;
  readonly stack: Stack;
}

/** The box nobody ordered; its far ends stand in documentation ranges. */
export interface HiddenRouterPlan {
  readonly mac: string;
  readonly ip: string;
  readonly collector: string;
  readonly collectorName: string;
  readonly resolver: string;
  readonly maintainer: string;
}

export interface BackupPlan {
  readonly mac: string;
  readonly ip: string;
  readonly peer: string;
  readonly peerName: string;
  readonly carrier: string;
  readonly sim: string;
  readonly maker: string;
  readonly model: string;
  readonly serial: string;
  readonly firmware: string;
  readonly origin: string;
}

export interface ReaderPlan {
  readonly mac: string;
  readonly ip: string;
  readonly periodSeconds: number;
}

export type CaptureForm =
  | 'pcap-microseconds'
  | 'pcap-nanoseconds'
  | 'pcapng'
  | 'pcap-gzip'
  | 'pcapng-rotated'
  | 'pcap-big-endian';

export interface CranePlan {
  readonly id: string;
  readonly number: number;
  readonly story: Story;
  readonly serial: string;
  readonly year: number;
  readonly berth: string;
  /** First three octets of the crane's /24. */
  readonly prefix: string;
  readonly devices: readonly DevicePlan[];
  readonly form: CaptureForm;
  readonly hiddenRouter?: HiddenRouterPlan;
  readonly backup?: BackupPlan;
  readonly reader?: ReaderPlan;
}

export interface ShoreHostPlan {
  readonly key: 'dns' | 'ntp' | 'rcms' | 'ocr-server' | 'tos' | 'jump' | 'partner';
  readonly id: string;
  readonly ip: string;
  readonly name: string;
  readonly stack: Stack;
  /** Routers between the host and a crane's switch. */
  readonly hops: number;
}

export interface TerminalPlan {
  readonly seed: number;
  readonly minutes: number;
  /** Unix nanoseconds of the first possible frame. */
  readonly start: bigint;
  readonly cranes: readonly CranePlan[];
  readonly shore: readonly ShoreHostPlan[];
}
