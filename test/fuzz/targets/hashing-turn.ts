import { nodeCrypto } from '../../../src/adapters/node-crypto.ts';
import type { ProtocolBase, Recognition } from '../../../src/decode/protocol.ts';
import { appProtocols, packetProtocols } from '../../../src/decode/registry.ts';
import type { FieldValue, Turn } from '../../../src/decode/turn.ts';
import type { Crypto } from '../../../src/kernel/crypto.ts';
import type { CertificateFact, ProgramFact } from '../../../src/schema/facts/vocabulary.ts';
import { holds } from '../engine/target.ts';

/** Longest text a decoder may hand on; {@link import('../../../src/decode/app/wire-text.ts').MAX_TEXT} escaped. */
const MAX_TEXT = 8192;

/** A {@link Turn} that folds all it is told into a number, and checks each call against what the protocol declares. */
export class HashingTurn implements Turn {
  readonly #carrier: ProtocolBase & Partial<Recognition>;
  /** Who speaks: the protocol under test, or one that it carries. */
  #protocol: ProtocolBase;
  seconds = 1_700_000_000;
  nanos = 5;
  frame = 7;
  fromServer = false;
  sourcePort = 40_000;
  destinationPort = 502;
  readonly sender = 1;
  readonly receiver = 2;
  readonly senderMac = 3;
  readonly receiverMac = 4;
  ttl = 64;
  readonly crypto: Crypto = nodeCrypto;
  readonly tracing: boolean;
  /** Everything but fields, which somebody may not want. */
  facts = 0;
  fields = 0;
  calls = 0;
  /** Messages and facts; an anomaly alone is no message, and may be told of bytes that then are not read. */
  told = 0;
  messages = 0;
  skipped = 0;
  encryptedBytes = 0;
  unrecognisedBytes = 0;
  /** Bytes of all calls by what was said of them; how they are spread over calls may depend on how a stream is cut. */
  readonly accounted = { encrypted: 0, unrecognised: 0 };
  #commands = 0;
  readonly #addresses = new Map<string, number>();

  constructor(protocol: ProtocolBase, tracing = true) {
    this.#carrier = protocol;
    this.#protocol = protocol;
    this.tracing = tracing;
  }

  /** To be called before each parse. */
  gaveWay = false;

  begin(): void {
    this.#protocol = this.#carrier;
    this.skipped = 0;
    this.gaveWay = false;
    this.encryptedBytes = 0;
    this.unrecognisedBytes = 0;
  }

  message(fn: number): void {
    holds(Number.isInteger(fn) && fn >= 0 && fn <= 0xffff_ffff, () => `a function that is no 32-bit number: ${fn}`);
    const name = this.#protocol.functionName(fn);
    holds(name === undefined || (typeof name === 'string' && name !== ''), () => `function ${fn} has an empty name`);
    this.messages++;
    this.#tell('message', fn);
  }

  inside(protocol: { readonly name: string } | undefined): void {
    const speaker =
      protocol === undefined
        ? this.#carrier
        : (this.#carrier.carries?.find((one) => one === protocol) ??
          [...appProtocols, ...packetProtocols].find(({ name }) => name === protocol.name));
    holds(
      speaker !== undefined,
      () => `${this.#carrier.name} lets ${protocol?.name} speak, which it does not carry and nobody registered`,
    );
    this.#protocol = speaker ?? this.#carrier;
  }

  text(value: string): number {
    holds(value.length <= MAX_TEXT, () => `a text of ${value.length} characters`);
    return mixText(0, value);
  }

  field(name: string, value: FieldValue): void {
    holds(Object.hasOwn(this.#protocol.fields, name), () => `the field ${name} is not declared`);
    holds(this.messages > 0, () => `the field ${name} before any message`);
    if (!this.tracing) return;
    this.calls++;
    const values: readonly unknown[] = Array.isArray(value) ? value : [value];
    for (const one of values) {
      holds(one !== undefined && one !== null && !Number.isNaN(one), () => `the field ${name} is ${String(one)}`);
      if (typeof one === 'string')
        holds(one.length <= MAX_TEXT, () => `the field ${name} has ${one.length} characters`);
    }
    this.fields = mixText(mixText(this.fields, name), values.map(String).join('\u0001'));
  }

  anomaly(code: string): void {
    holds(Object.hasOwn(this.#protocol.anomalies, code), () => `the anomaly ${code} is not declared`);
    this.#tell('anomaly', code);
  }

  encrypted(bytes: number): void {
    holds(Number.isInteger(bytes) && bytes >= 0, () => `encrypted bytes: ${bytes}`);
    this.encryptedBytes += bytes;
    this.accounted.encrypted += bytes;
  }

  unrecognised(bytes: number): void {
    holds(Number.isInteger(bytes) && bytes >= 0, () => `unrecognised bytes: ${bytes}`);
    this.unrecognisedBytes += bytes;
    this.accounted.unrecognised += bytes;
  }

  skip(bytes: number, as: string): void {
    holds(Number.isInteger(bytes) && bytes >= 0, () => `skipped bytes: ${bytes}`);
    holds(as === 'decoded' || as === 'encrypted' || as === 'unrecognised', () => `skipped as ${as}`);
    this.skipped = bytes;
  }

  giveWay(): void {
    this.gaveWay = true;
  }

  carry(payload: number, at: number, length: number, id: number, how: number): void {
    holds(Number.isInteger(at) && at >= 0, () => `a packet at ${at}`);
    holds(Number.isInteger(length) && length >= -1 && length <= 0xffff_ffff, () => `a packet of ${length} bytes`);
    holds(Number.isInteger(id) && id >= -1 && id <= 0xffff_ffff, () => `a tunnel with the number ${id}`);
    const name = id < 0 ? 'none' : this.#protocol.tunnelName?.(id, how);
    holds(typeof name === 'string' && name !== '', () => `tunnel ${id} has no name`);
    this.#tell('carry', payload, length, id, how);
  }

  mac(bytes: Uint8Array, at: number): number {
    return this.#address(bytes, at, 6);
  }

  ip(bytes: Uint8Array, at: number, length: 4 | 16): number {
    return this.#address(bytes, at, length);
  }

  claim(about: number, attribute: string, value: string): void {
    holds(value.length <= MAX_TEXT, () => `a claim of ${value.length} characters`);
    this.#tell('claim', about, attribute, value);
  }

  binding(mac: number, ip: number, source: string): void {
    this.#tell('binding', mac, ip, source);
  }

  name(kind: string, name: string, about: number): void {
    holds(name.length <= MAX_TEXT, () => `a name of ${name.length} characters`);
    this.#tell('name', kind, name, about);
  }

  forwarding(kind: string, router: number, target: number): void {
    this.#tell('forwarding', kind, router, target);
  }

  certificate(certificate: CertificateFact): void {
    const text = JSON.stringify(certificate, (_, value: unknown) => (typeof value === 'bigint' ? `${value}n` : value));
    holds(text.length <= 16 * MAX_TEXT, () => `a certificate of ${text.length} characters`);
    this.#tell('certificate', text);
  }

  program(program: ProgramFact): void {
    holds(program.object.length <= MAX_TEXT, () => `a program's name of ${program.object.length} characters`);
    holds(
      (program.sha256 === '') === (program.state !== 'complete'),
      () => `${program.state} with a digest or without`,
    );
    const { object, state, size, declaredSize, sha256, unit, firstFrame, lastFrame } = program;
    this.#tell('program', object, state, size, declaredSize, sha256, unit, firstFrame, lastFrame);
  }

  command(fn: number, unit: number, area: number, start: number, count: number, access: number): number {
    for (const word of [fn, unit, area, start, count, access]) {
      holds(Number.isInteger(word) && word >= 0 && word <= 0xffff_ffff, () => `a command with the word ${word}`);
    }
    const object = this.#protocol.objectName?.(fn, area, start, count);
    holds(object === undefined || typeof object === 'string', () => 'an object without a name');
    this.#tell('command', fn, unit, area, start, count, access);
    return ++this.#commands;
  }

  outcome(command: number, error: number, askedSeconds: number, askedNanos: number): void {
    holds(command > 0 && command <= this.#commands, () => `an outcome of command ${command}, which was never asked`);
    this.#tell('outcome', command, error, askedSeconds, askedNanos);
  }

  #address(bytes: Uint8Array, at: number, length: number): number {
    holds(at >= 0 && at + length <= bytes.length, () => `an address outside of the bytes: ${at}, ${length}`);
    const text = bytes.subarray(at, at + length).join('.');
    let id = this.#addresses.get(text);
    if (id === undefined) {
      id = 5 + this.#addresses.size;
      this.#addresses.set(text, id);
      // The number stands for the bytes in all that follows, so the bytes must count.
      this.facts = mixText(this.facts, text);
    }
    return id;
  }

  #tell(...words: readonly (string | number)[]): void {
    this.calls++;
    if (words[0] !== 'anomaly') this.told++;
    for (const word of words) {
      holds(!Number.isNaN(word), () => `${words[0]} with a number that is none`);
      this.facts =
        typeof word === 'number' ? mix(mix(this.facts, word), Math.floor(word / 2 ** 32)) : mixText(this.facts, word);
    }
  }
}

function mix(hash: number, word: number): number {
  return Math.imul(((hash << 5) | (hash >>> 27)) ^ word, 0x9e3779b1) >>> 0;
}

export function mixText(hash: number, text: string): number {
  let h = mix(hash, text.length);
  for (let i = 0; i < text.length; i++) h = mix(h, text.charCodeAt(i));
  return h;
}
