import type { TableSpec } from './table-spec.ts';

/**
 * One conversation of two endpoints (5-tuple, VLAN and tunnel), within one activity interval: 600 s of silence, or a new
 * TCP handshake, begins a new row. "Out" is client to server. Who is client: the sender of the SYN; without one,
 * the side whose port is not the protocol's; without that, the higher port; else who spoke first.
 */
export interface FlowRow {
  readonly communityId: string;
  readonly client: string;
  readonly clientPort: number;
  readonly server: string;
  readonly serverPort: number;
  /** IP protocol number. */
  readonly transport: number;
  readonly vlan: number;
  readonly innerVlan: number;
  /**
   * What the conversation came through, the outermost first, or empty: `gre 192.0.2.1-192.0.2.2 key 7`. Equal ends in two
   * tunnels are two conversations. Bytes are then those of the packets in the tunnel; the tunnel's own stand in its own row.
   */
  readonly tunnel: string;
  /** Application protocol, or empty where none was recognised. */
  readonly protocol: string;
  readonly first: bigint;
  readonly last: bigint;
  readonly framesOut: number;
  readonly framesIn: number;
  /** Bytes on the wire, link headers included. */
  readonly bytesOut: number;
  readonly bytesIn: number;
  /** Application bytes carried. */
  readonly payloadOut: number;
  readonly payloadIn: number;
  /** MAC that the client's frames came from and went to, at first; likewise the server's. Empty without a MAC. */
  readonly macOut: string;
  readonly macOutTo: string;
  readonly macIn: string;
  readonly macInTo: string;
  /** How often a direction's MAC pair changed after its first frame. */
  readonly macChanges: number;
  /** -1 where the direction sent nothing. */
  readonly ttlOutMin: number;
  readonly ttlOutMax: number;
  readonly ttlInMin: number;
  readonly ttlInMax: number;
  /** TCP maximum segment size offered in the SYN or SYN-ACK; 0 where none was seen. */
  readonly mssOut: number;
  readonly mssIn: number;
  /** TCP flags seen, ORed; 0 for other transports. */
  readonly flagsOut: number;
  readonly flagsIn: number;
  /** Retransmitted and out-of-order segments, and stream bytes that were never captured. */
  readonly retransmitted: number;
  readonly outOfOrder: number;
  readonly missingOut: number;
  readonly missingIn: number;
  /** Round trips on the server's side of the tap (client bytes to their acknowledgement) and on the client's side; see {@link rttBuckets}. */
  readonly rttOut: readonly number[];
  readonly rttIn: readonly number[];
  /** Sequence frame numbers: first and last of each direction, 0 where it sent nothing; and the client's SYN and server's SYN-ACK, or 0. */
  readonly firstFrameOut: number;
  readonly lastFrameOut: number;
  readonly firstFrameIn: number;
  readonly lastFrameIn: number;
  readonly synFrame: number;
  readonly synAckFrame: number;
}

/** Upper bounds in nanoseconds; the last bucket has none. */
export const rttBuckets: readonly number[] = [1e5, 3e5, 1e6, 3e6, 1e7, 3e7, 1e8, 3e8, 1e9, 3e9, 1e10];

const key = (doc: string) => ({ type: 'text', merge: 'key', doc }) as const;
const keyNumber = (doc: string) => ({ type: 'integer', merge: 'key', doc }) as const;
const sum = (unit: string, doc: string) => ({ type: 'integer', merge: 'sum', unit, doc }) as const;
const same = (doc: string) => ({ type: 'text', merge: 'same', doc }) as const;
const min = (unit: string, doc: string) => ({ type: 'integer', merge: 'min', unit, doc }) as const;
const max = (unit: string, doc: string) => ({ type: 'integer', merge: 'max', unit, doc }) as const;

export const flowsTable: TableSpec<FlowRow> = {
  name: 'flows',
  doc: 'One row a conversation and activity interval, both directions. A flow lies whole with one worker, so rows never meet in combine.',
  columns: {
    communityId: same('Community ID v1, seed 0.'),
    client: key('Address that asked.'),
    clientPort: keyNumber('Its port; ICMP type for ICMP.'),
    server: key('Address that answered.'),
    serverPort: keyNumber('Its port; ICMP code for ICMP.'),
    transport: keyNumber('IP protocol number.'),
    vlan: keyNumber('Outer VLAN id, -1 without a tag.'),
    innerVlan: keyNumber('Inner VLAN id of QinQ, -1 without one.'),
    tunnel: key(
      'What it came through: protocol, ends and number of each tunnel, the outermost first, joined by " / "; `teid 0x11/0x12` where each end has a number of its own, that of the client’s direction first. Empty outside of any.',
    ),
    protocol: same('Application protocol, or empty.'),
    first: { type: 'time', merge: 'key', unit: 'ns since 1970 UTC', doc: 'First frame.' },
    last: { type: 'time', merge: 'max', unit: 'ns since 1970 UTC', doc: 'Last frame.' },
    framesOut: sum('frames', 'Client to server.'),
    framesIn: sum('frames', 'Server to client.'),
    bytesOut: sum(
      'bytes',
      'On the wire, link headers included, client to server; in a tunnel from the inner packet’s first header on.',
    ),
    bytesIn: sum('bytes', 'On the wire, server to client.'),
    payloadOut: sum('bytes', 'Application bytes, client to server.'),
    payloadIn: sum('bytes', 'Application bytes, server to client.'),
    macOut: same("MAC the client's first frame came from."),
    macOutTo: same("MAC the client's first frame went to."),
    macIn: same("MAC the server's first frame came from."),
    macInTo: same("MAC the server's first frame went to."),
    macChanges: sum('changes', "How often a direction's MAC pair changed."),
    ttlOutMin: min('hops', "Smallest TTL from the client's side, -1 without a frame."),
    ttlOutMax: max('hops', 'Largest.'),
    ttlInMin: min('hops', "Smallest TTL from the server's side, -1 without a frame."),
    ttlInMax: max('hops', 'Largest.'),
    mssOut: max('bytes', 'TCP MSS option of the SYN, 0 without one.'),
    mssIn: max('bytes', 'TCP MSS option of the SYN-ACK, 0 without one.'),
    flagsOut: { type: 'integer', merge: 'or', doc: 'TCP flags from the client, ORed.' },
    flagsIn: { type: 'integer', merge: 'or', doc: 'TCP flags from the server, ORed.' },
    retransmitted: sum('segments', 'Segments whose bytes had all been seen before.'),
    outOfOrder: sum('segments', 'Segments that came before the bytes they follow.'),
    missingOut: sum('bytes', 'Client bytes that were acknowledged or passed over but never captured.'),
    missingIn: sum('bytes', 'Server bytes likewise.'),
    rttOut: {
      type: 'buckets',
      merge: 'histogram',
      unit: 'round trips',
      doc: 'Tap to server and back; bounds 100 µs to 10 s in half-decades.',
    },
    rttIn: { type: 'buckets', merge: 'histogram', unit: 'round trips', doc: 'Tap to client and back.' },
    firstFrameOut: min('frame', 'First frame of the client, 0 without one.'),
    lastFrameOut: max('frame', 'Last frame of the client.'),
    firstFrameIn: min('frame', 'First frame of the server.'),
    lastFrameIn: max('frame', 'Last frame of the server.'),
    synFrame: min('frame', 'The SYN, or 0.'),
    synAckFrame: min('frame', 'The SYN-ACK, or 0.'),
  },
};

/** All flows of a part, in order of their first frame. Rows are made as they are asked for. */
export interface Flows {
  readonly length: number;
  row(index: number): FlowRow;
}
