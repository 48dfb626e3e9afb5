import type { FieldValue, Turn } from '../decode/turn.ts';
import type { Crypto } from '../kernel/crypto.ts';
import { elapsed } from '../kernel/time.ts';
import {
  type Access,
  type BindingSource,
  bindingSources,
  type CertificateFact,
  type ClaimAttribute,
  claimAttributes,
  type ForwardingKind,
  forwardingKinds,
  type NameKind,
  nameKinds,
  type ProgramFact,
} from '../schema/facts/vocabulary.ts';
import type { FactStore } from './fact-store.ts';
import { MAX_TEXT } from './string-table.ts';
import { tunnelText } from './tunnel-table.ts';

/** A message as `decode` prints it, with ids still to be rendered. */
export interface TracedMessage {
  readonly seconds: number;
  readonly nanos: number;
  readonly frame: number;
  readonly protocol: string;
  readonly function: string;
  readonly sender: string;
  readonly receiver: string;
  readonly sourcePort: number;
  readonly destinationPort: number;
  /** IP protocol number, or 0. */
  readonly transport: number;
  readonly vlan: number;
  /** What it came through, or empty: see {@link tunnelText}. */
  readonly tunnel: string;
  readonly fields: Record<string, FieldValue>;
}

/** Most fields kept of one message in a trace; a list counts once. */
const MAX_FIELDS = 4096;
/** Most values of one field. */
const MAX_VALUES = 4096;

/** The one {@link Turn} that decoders are given: it writes into a {@link FactStore}, and into a trace if there is one. */
export class FlowTurn implements Turn {
  seconds = 0;
  nanos = 0;
  frame = 0;
  fromServer = false;
  sourcePort = 0;
  destinationPort = 0;
  sender = 0;
  receiver = 0;
  ttl = -1;
  transport = 0;
  vlan = -1;
  /** Number of the tunnel that the message came through, or 0. */
  tunnel = 0;
  readonly crypto: Crypto;
  readonly tracing: boolean;
  /** Index of the protocol that speaks. */
  protocol = 0;
  /** Index of the protocol whose parser is running; another one than the speaker's while it reads what it carries. */
  carrier = 0;
  encryptedBytes = 0;
  unrecognisedBytes = 0;
  skipBytes = 0;
  /** The parser that is running, or ran last, wants no more of its flow. */
  gaveWay = false;
  /** What {@link carry} was told last; the offset is -1 where nothing is carried. Bytes are as many as were captured. */
  carriedAt = -1;
  carriedBytes = 0;
  carriedLength = 0;
  carriedPayload = 0;
  carriedId = -1;
  carriedHow = 0;
  /** Coverage column of skipped bytes. */
  skipAs: 'decoded' | 'encrypted' | 'unrecognised' = 'decoded';

  readonly #store: FactStore;
  readonly #trace: ((message: TracedMessage) => void) | undefined;
  #open: TracedMessage | undefined;
  #macView: DataView | undefined;
  #sourceMac = -1;
  #destinationMac = -1;
  #fields = 0;

  constructor(store: FactStore, crypto: Crypto, trace?: (message: TracedMessage) => void) {
    this.#store = store;
    this.crypto = crypto;
    this.#trace = trace;
    this.tracing = trace !== undefined;
  }

  /** Where the frame's MACs are. Few decoders ask for them, so they are looked up only then. */
  lazyMacs(view: DataView | undefined, source: number, destination: number): void {
    this.#macView = view;
    this.#sourceMac = source;
    this.#destinationMac = destination;
  }

  get senderMac(): number {
    return this.#macView === undefined || this.#sourceMac < 0
      ? 0
      : this.#store.addresses.mac(this.#macView, this.#sourceMac);
  }

  get receiverMac(): number {
    return this.#macView === undefined || this.#destinationMac < 0
      ? 0
      : this.#store.addresses.mac(this.#macView, this.#destinationMac);
  }

  message(fn: number): void {
    const { messages } = this.#store;
    messages.key[0] = this.protocol;
    messages.key[1] = fn;
    messages.touch(this.seconds, this.nanos, this.frame);
    if (this.tracing) this.#begin(fn);
  }

  inside(protocol: { readonly name: string } | undefined): void {
    this.protocol = protocol === undefined ? this.carrier : this.#store.catalog.index(protocol.name);
  }

  field(name: string, value: FieldValue): void {
    const fields = this.#open?.fields;
    if (fields === undefined) return;
    const before = fields[name];
    if (before === undefined) {
      if (this.#fields++ < MAX_FIELDS) fields[name] = value;
      return;
    }
    const list = Array.isArray(before) ? (before as FieldValue[]) : [before];
    const more = Array.isArray(value) ? (value as FieldValue[]) : [value];
    for (const one of more) if (list.length < MAX_VALUES) list.push(one);
    fields[name] = list as (string | number)[];
  }

  anomaly(code: string): void {
    const { anomalies, strings } = this.#store;
    anomalies.key[0] = this.protocol;
    anomalies.key[1] = strings.id(code);
    anomalies.key[2] = this.sender;
    anomalies.key[3] = this.receiver;
    anomalies.touch(this.seconds, this.nanos, this.frame);
    if (this.tracing) this.field('_quaywatch.anomaly', code);
  }

  encrypted(bytes: number): void {
    this.encryptedBytes += bytes;
  }

  unrecognised(bytes: number): void {
    this.unrecognisedBytes += bytes;
  }

  skip(bytes: number, as: 'decoded' | 'encrypted' | 'unrecognised'): void {
    this.skipBytes = bytes;
    this.skipAs = as;
  }

  giveWay(): void {
    this.gaveWay = true;
  }

  carry(payload: number, at: number, length: number, id: number, how: number): void {
    this.carriedPayload = payload;
    this.carriedAt = at;
    this.carriedLength = length;
    this.carriedId = id;
    this.carriedHow = how;
  }

  mac(bytes: Uint8Array, at: number): number {
    const high = word(bytes, at);
    return this.#store.addresses.macWords(high, ((bytes[at + 4] as number) << 8) | (bytes[at + 5] as number));
  }

  ip(bytes: Uint8Array, at: number, length: 4 | 16): number {
    const { addresses } = this.#store;
    if (length === 4) return addresses.ipv4(word(bytes, at));
    return addresses.ipv6Words(word(bytes, at), word(bytes, at + 4), word(bytes, at + 8), word(bytes, at + 12));
  }

  text(value: string): number {
    return this.#store.strings.id(value);
  }

  claim(about: number, attribute: ClaimAttribute, value: string): void {
    const store = this.#store;
    const { claims } = store;
    const text = store.strings.id(value.length > MAX_TEXT ? value.slice(0, MAX_TEXT) : value);
    claims.key[0] = about;
    claims.key[1] = claimAttributes.indexOf(attribute);
    claims.key[2] = text;
    claims.key[3] = this.protocol;
    store.touchText(claims, 0, 2, this.sender, this.receiver, this.tunnel, this.seconds, this.nanos, this.frame);
  }

  binding(mac: number, ip: number, source: BindingSource): void {
    this.#store.bind(
      mac,
      ip,
      this.vlan,
      bindingSources.indexOf(source),
      -1,
      -1,
      1,
      this.seconds,
      this.nanos,
      this.frame,
    );
  }

  name(kind: NameKind, name: string, about: number): void {
    const store = this.#store;
    const { names } = store;
    const text = store.strings.id(name);
    names.key[0] = this.fromServer ? this.receiver : this.sender;
    names.key[1] = this.fromServer ? this.sender : this.receiver;
    names.key[2] = this.protocol;
    names.key[3] = nameKinds.indexOf(kind);
    names.key[4] = text;
    names.key[5] = about;
    store.touchText(names, 1, 4, this.sender, this.receiver, this.tunnel, this.seconds, this.nanos, this.frame);
  }

  forwarding(kind: ForwardingKind, router: number, target: number): void {
    const { forwarding } = this.#store;
    forwarding.key[0] = forwardingKinds.indexOf(kind);
    forwarding.key[1] = this.sender;
    forwarding.key[2] = this.senderMac;
    forwarding.key[3] = router;
    forwarding.key[4] = target;
    forwarding.key[5] = this.protocol;
    forwarding.touch(this.seconds, this.nanos, this.frame);
  }

  certificate(certificate: CertificateFact): void {
    const { certificates, certificateDetails, strings } = this.#store;
    certificates.key[0] = this.sender;
    certificates.key[1] = this.fromServer ? this.sourcePort : this.destinationPort;
    certificates.key[2] = strings.id(certificate.sha256);
    certificates.touch(this.seconds, this.nanos, this.frame);
    certificateDetails.set(certificate.sha256, certificate);
  }

  program(program: ProgramFact): void {
    const client = this.fromServer ? this.receiver : this.sender;
    const server = this.fromServer ? this.sender : this.receiver;
    const port = this.fromServer ? this.sourcePort : this.destinationPort;
    this.#store.programs.note(client, server, port, this.protocol, program);
  }

  command(fn: number, unit: number, area: number, start: number, count: number, access: Access): number {
    const { seconds, nanos, frame } = this;
    const tunnels = this.tunnel === 0 ? 0 : this.#store.tunnels.family(this.tunnel);
    return this.fromServer
      ? this.#store.commands.request(
          this.receiver,
          this.sender,
          this.sourcePort,
          this.protocol,
          unit,
          fn,
          area,
          start,
          count,
          access,
          tunnels,
          seconds,
          nanos,
          frame,
        )
      : this.#store.commands.request(
          this.sender,
          this.receiver,
          this.destinationPort,
          this.protocol,
          unit,
          fn,
          area,
          start,
          count,
          access,
          tunnels,
          seconds,
          nanos,
          frame,
        );
  }

  outcome(command: number, error: number, askedSeconds: number, askedNanos: number): void {
    this.#store.commands.answer(command, error, elapsed(askedSeconds, askedNanos, this.seconds, this.nanos));
  }

  /** Lets the other side speak: for bytes of the opposite direction that are read late. */
  turnAround(): void {
    this.fromServer = !this.fromServer;
    const { sender, sourcePort } = this;
    this.sender = this.receiver;
    this.sourcePort = this.destinationPort;
    this.receiver = sender;
    this.destinationPort = sourcePort;
    this.lazyMacs(this.#macView, this.#destinationMac, this.#sourceMac);
  }

  /** Hands the open trace record on; to be called when a parser returned. */
  flush(): void {
    if (this.#open !== undefined) {
      this.#trace?.(this.#open);
      this.#open = undefined;
    }
  }

  #begin(fn: number): void {
    this.flush();
    const { catalog, addresses } = this.#store;
    this.#fields = 0;
    this.#open = {
      seconds: this.seconds,
      nanos: this.nanos,
      frame: this.frame,
      protocol: catalog.names[this.protocol] as string,
      function: catalog.functionName(this.protocol, fn),
      sender: addresses.text(this.sender),
      receiver: addresses.text(this.receiver),
      sourcePort: this.sourcePort,
      destinationPort: this.destinationPort,
      transport: this.transport,
      vlan: this.vlan,
      tunnel: this.tunnel === 0 ? '' : tunnelText(this.#store.tunnels.names(), this.tunnel, this.tunnel),
      fields: {},
    };
  }
}

/** Four bytes, big endian; bytes beyond the array read as zero. */
function word(bytes: Uint8Array, at: number): number {
  return (
    (((bytes[at] ?? 0) << 24) | ((bytes[at + 1] ?? 0) << 16) | ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0)) >>> 0
  );
}
