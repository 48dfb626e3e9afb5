import type { DeviceRole, FunctionClass, ServiceKind } from '../declaration.ts';

/** What was seen, as `draftSite` needs it: plain texts, nothing of facts or estates. Order does not matter. */
export interface DraftInput {
  readonly taps: readonly DraftTap[];
  readonly networks: readonly DraftNetwork[];
  readonly devices: readonly DraftDevice[];
  readonly gateways: readonly DraftGateway[];
  readonly servers: readonly DraftServer[];
  readonly conversations: readonly DraftConversation[];
}

export interface DraftTap {
  readonly id: string;
  /** Capture files, relative to the arguments. */
  readonly files: readonly string[];
  /** Known only when an earlier declaration said it. */
  readonly crane?: string;
  readonly segment?: string;
  /** First and last frame. */
  readonly from?: bigint;
  readonly until?: bigint;
}

export interface DraftNetwork {
  readonly tap: string;
  readonly cidr: string;
  readonly vlan?: number;
}

export interface DraftDevice {
  readonly tap: string;
  readonly mac?: string;
  readonly ips: readonly string[];
  readonly name?: string;
  readonly maker?: string;
  readonly model?: string;
  readonly serial?: string;
  readonly firmware?: string;
  readonly role?: DeviceRole;
}

export interface DraftGateway {
  readonly tap: string;
  readonly mac: string;
  readonly ip?: string;
  /** Why it was taken for one: a comment for the person who checks. */
  readonly why?: string;
}

export interface DraftServer {
  readonly tap: string;
  readonly kind: ServiceKind;
  readonly ip: string;
}

/** A conversation between two networks of one tap; an end is a CIDR of `networks` or `outside`. */
export interface DraftConversation {
  readonly tap: string;
  readonly from: string;
  readonly to: string;
  readonly protocols: readonly string[];
  readonly functions: readonly FunctionClass[];
}
