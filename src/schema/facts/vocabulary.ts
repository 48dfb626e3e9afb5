/** The closed vocabularies of facts. A word added here is a word added to the documentation of the fact tables. */

/** What a command would do to the thing it is sent to. */
export const READ = 0;
export const WRITE = 1;
/** Loads, reads back or deletes a program, firmware or configuration. */
export const PROGRAM = 2;
/** Starts, stops, restarts, or changes the operating mode. */
export const STOP = 3;
/** Opens a session, asks for an identity or a status. */
export const OTHER = 4;
export type Access = typeof READ | typeof WRITE | typeof PROGRAM | typeof STOP | typeof OTHER;
export const accessNames: readonly AccessName[] = ['read', 'write', 'program', 'stop', 'other'];
export type AccessName = 'read' | 'write' | 'program' | 'stop' | 'other';

/** `frame`: both stood in one frame's headers; `profinet-dcp`: a PROFINET station says which address it has. All others are named after their messages. */
export const bindingSources = [
  'frame',
  'arp-request',
  'arp-reply',
  'arp-announcement',
  'arp-probe',
  'dhcp',
  'neighbour-discovery',
  'profinet-dcp',
] as const;
export type BindingSource = (typeof bindingSources)[number];

/**
 * - `wanted`: an ARP or neighbour request asks for the target's MAC; router is the asked-for address.
 * - `dhcp-router`, `dhcp-server`: an offer or acknowledgement names a router, or comes from a server.
 * - `router-advertisement`: ICMPv6 type 134. `redirect`: ICMP(v6) redirect naming a better router.
 * - `ttl-exceeded`, `unreachable`, `too-big`: ICMP errors, which routers (or the last host) send; target is the lost destination.
 * - `virtual-router`: VRRP or HSRP speaker. `router-capability`: LLDP says so. `internet-gateway`: SSDP says so.
 * - `routing-protocol`: speaks OSPF, RIP, EIGRP, IS-IS or BGP; target is a network that it says it reaches, or none.
 */
export const forwardingKinds = [
  'wanted',
  'dhcp-router',
  'dhcp-server',
  'router-advertisement',
  'redirect',
  'ttl-exceeded',
  'unreachable',
  'too-big',
  'virtual-router',
  'router-capability',
  'internet-gateway',
  'routing-protocol',
] as const;
export type ForwardingKind = (typeof forwardingKinds)[number];

/** `query`: asked for; `answer`: an address given for a name; `self`: a host's own name; `tls-sni`, `http-host`: the server a client wants; `service`: an offered service. */
export const nameKinds = ['query', 'answer', 'self', 'tls-sni', 'http-host', 'service'] as const;
export type NameKind = (typeof nameKinds)[number];

/**
 * What can be said of a device. `role` values are free words of the protocol (`router`, `bridge`, `dhcp-client`, …);
 * `hassh` is the fingerprint of an SSH peer's offer (MD5 of its lists); `user` a name given at a sign-in, never a password;
 * `clock` is an NTP reference or stratum; `lease` the DHCP lease time in seconds; `http-title` and banners as sent.
 */
export const claimAttributes = [
  'vendor',
  'model',
  'serial',
  'firmware',
  'hardware',
  'hostname',
  'domain',
  'role',
  'os',
  'description',
  'location',
  'dhcp-vendor-class',
  'dhcp-client-id',
  'dhcp-parameters',
  'lease',
  'port-id',
  'management-address',
  'http-server',
  'http-agent',
  'http-title',
  'banner',
  'ja3',
  'ja4',
  'alpn',
  'clock',
  'mtu',
  'address-in-payload',
  'service-type',
  'hassh',
  'user',
] as const;
export type ClaimAttribute = (typeof claimAttributes)[number];

/**
 * How far the transfer of a program was seen. `complete`: every byte, and as many as were declared.
 * - `hole`: bytes of it were not captured. `cut`: the capture, or the connection, ends before it does, or another
 *   transfer of the same takes its place. `no-beginning`: it had begun before.
 * - `refused`: the controller would not have it, or gave it up. `size-differs`: all was seen, and is not as long as was
 *   declared. `over-limit`: longer than what is hashed, or more at once than are followed.
 */
export const programStates = [
  'complete',
  'hole',
  'cut',
  'no-beginning',
  'refused',
  'size-differs',
  'over-limit',
] as const;
export type ProgramState = (typeof programStates)[number];

/** A program, block or file that was loaded into a controller or read back from it, as far as that was seen. */
export interface ProgramFact {
  /** S7 rack and slot, CIP slot; 0 where there is none. */
  readonly unit: number;
  /** As commands name it: `DB 1`, `file 200`. */
  readonly object: string;
  /** True when it is read from the controller, false when it is loaded into it. */
  readonly upload: boolean;
  readonly state: ProgramState;
  /** Bytes that were seen of it. */
  readonly size: number;
  /** Bytes it should have by its own header, or else by who announced it; -1 where nobody says. */
  readonly declaredSize: number;
  /** Lower-case hex SHA-256 of its bytes; empty unless it is complete. */
  readonly sha256: string;
  readonly firstSeconds: number;
  readonly firstNanos: number;
  readonly firstFrame: number;
  readonly lastSeconds: number;
  readonly lastNanos: number;
  readonly lastFrame: number;
}

/** A certificate as a server or client presented it. Times are nanoseconds since 1970 UTC. */
export interface CertificateFact {
  /** Lower-case hex SHA-256 of the DER bytes. */
  readonly sha256: string;
  readonly subject: string;
  readonly issuer: string;
  readonly alternativeNames: readonly string[];
  readonly notBefore: bigint;
  readonly notAfter: bigint;
  readonly serial: string;
  readonly selfSigned: boolean;
  /** True when the presenting side is the flow's server. */
  readonly fromServer: boolean;
}
