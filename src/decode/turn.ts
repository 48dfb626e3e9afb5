import type { Crypto } from '../kernel/crypto.ts';
import type {
  Access,
  BindingSource,
  CertificateFact,
  ClaimAttribute,
  ForwardingKind,
  NameKind,
  ProgramFact,
} from '../schema/facts/vocabulary.ts';

/** A field's value in `decode` output. Lists are for repeated fields; bigint prints as a decimal number. */
export type FieldValue = string | number | bigint | boolean | readonly (string | number)[];

/**
 * What a decoder is given beside its bytes: who speaks to whom and when, and where to put what it reads.
 *
 * Addresses are small integers from the tap's address table (0 is "none"), so that a fact costs no allocation.
 * Names of people's things (claims, names, certificates) are strings and rare. Facts are claims, never
 * conclusions: "this message says", not "this is".
 */
export interface Turn {
  /** Time of the message: that of its completing frame. */
  readonly seconds: number;
  readonly nanos: number;
  /** Number of the completing frame in the tap's sequence. */
  readonly frame: number;
  /** True when the message comes from the flow's server side; false for packet protocols. */
  readonly fromServer: boolean;
  readonly sourcePort: number;
  readonly destinationPort: number;
  /** Network addresses of the frame; link addresses where it has no network layer; 0 if neither. */
  readonly sender: number;
  readonly receiver: number;
  /** Link addresses of the frame, or 0. */
  readonly senderMac: number;
  readonly receiverMac: number;
  /** The IP time to live or hop limit of the completing frame, 0 to 255; -1 without IP. */
  readonly ttl: number;
  readonly crypto: Crypto;

  /**
   * Begins a message: counts it under its function (see {@link ProtocolBase.functionName}) and, while tracing,
   * opens a record that {@link field} fills. Call it once per message, before anything else about the message.
   */
  message(fn: number): void;
  /**
   * From here on a protocol speaks that the parser's own one carries: messages, fields, anomalies and facts are its,
   * until `undefined` gives the word back or the call ends. Bytes stay the carrier's. The protocol is one that the
   * parser's own one says it carries, or one that is registered for itself: TLS in RDP.
   */
  inside(protocol: { readonly name: string } | undefined): void;
  /** True while somebody wants fields. Guard with it whatever costs more than a number to compute. */
  readonly tracing: boolean;
  /** Adds a field to the message begun last; a name given twice makes a list. Does nothing unless tracing. */
  field(name: string, value: FieldValue): void;
  /** Counts an anomaly declared by the protocol, with this frame as its sample. */
  anomaly(code: string): void;

  /** Says that of the bytes this call consumes, `bytes` are encrypted, or could not be interpreted. The rest counts as decoded. */
  encrypted(bytes: number): void;
  unrecognised(bytes: number): void;
  /** Streams only: the next `bytes` after the cursor are not wanted (a body, ciphertext): they are counted as `as`, never buffered. */
  skip(bytes: number, as: 'decoded' | 'encrypted' | 'unrecognised'): void;

  /**
   * Streams only: this protocol has said all that it says. What both sides send behind this message is another's (a
   * proxy's relay, an upgrade) and is told by its content, as at a flow's beginning.
   */
  giveWay(): void;

  /**
   * Datagrams and packets only: the bytes from `at` on (an offset in the cursor's bytes) are a packet of its own, which
   * is walked once this call has returned, and whose bytes are counted by whoever reads them; the call consumes them
   * like its own. `payload` is what it begins with and `how` what the tunnel is known by, see inner-kind.ts; `length` is
   * its length by the carrier's headers, -1 for all that is left; `id` is the tunnel's number, -1 where it has none.
   */
  carry(payload: number, at: number, length: number, id: number, how: number): void;

  /** The id of the MAC, or of the IPv4 (length 4) or IPv6 (length 16) address, in `bytes` at `at`. */
  mac(bytes: Uint8Array, at: number): number;
  ip(bytes: Uint8Array, at: number, length: 4 | 16): number;

  /** A number for a text, for objects that have names instead of numbers. Whoever asks bounds how many. */
  text(value: string): number;

  /** Something says of an address that it has an attribute: vendor, model, host name, … Text is cut at 256 characters. */
  claim(about: number, attribute: ClaimAttribute, value: string): void;
  /** A MAC and an IP are said, or seen, to belong together. */
  binding(mac: number, ip: number, source: BindingSource): void;
  /** A name was asked for, answered, offered or announced; `about` is the address the name stands for, or 0. */
  name(kind: NameKind, name: string, about: number): void;
  /** An address acts or is named as a router: `router` forwards, for `target` (a host, a prefix's address) or 0. */
  forwarding(kind: ForwardingKind, router: number, target: number): void;
  certificate(certificate: CertificateFact): void;
  /** The transfer of a program between the flow's client and its server is over, or will get no further. */
  program(program: ProgramFact): void;

  /**
   * A client asks a controller to do something. The object is three unsigned 32-bit numbers whose meaning is the
   * protocol's (see {@link ProtocolBase.objectName}). Returns a handle for {@link outcome}, valid for the flow.
   */
  command(fn: number, unit: number, area: number, start: number, count: number, access: Access): number;
  /** The answer to a command: refused or not (`error` 0 is success), and when it was asked. */
  outcome(command: number, error: number, askedSeconds: number, askedNanos: number): void;
}
