import { type Seen, seenColumns, type TableSpec } from './table-spec.ts';
import type { ForwardingKind } from './vocabulary.ts';

/** A claim that an address forwards packets, or that somebody looks for it to do so. */
export interface ForwardingRow extends Seen {
  readonly kind: ForwardingKind;
  /** Who said so: `mac:…` or `ip:…`. */
  readonly speaker: string;
  /** MAC that sent the frame, without prefix; empty without one. */
  readonly speakerMac: string;
  /** Who is said to forward. */
  readonly router: string;
  /** For whom or what, or empty. */
  readonly target: string;
  readonly protocol: string;
}

export const forwardingTable: TableSpec<ForwardingRow> = {
  name: 'forwarding',
  doc: 'Who is said to be a router, by whom: ARP for it, DHCP options, advertisements, redirects, ICMP errors, LLDP, SSDP, VRRP and HSRP.',
  columns: {
    kind: { type: 'text', merge: 'key', doc: 'How it was said: see the vocabulary.' },
    speaker: { type: 'text', merge: 'key', doc: 'The address that sent the message.' },
    speakerMac: { type: 'text', merge: 'key', doc: 'The MAC that sent the frame, or empty.' },
    router: { type: 'text', merge: 'key', doc: 'The address said to forward.' },
    target: { type: 'text', merge: 'key', doc: 'The host or prefix that it is asked to reach, or empty.' },
    protocol: { type: 'text', merge: 'key', doc: 'Protocol that carried the claim.' },
    ...seenColumns,
  },
};
