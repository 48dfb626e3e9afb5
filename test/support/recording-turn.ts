import { nodeCrypto } from '../../src/adapters/node-crypto.ts';
import type { CarriedProtocol } from '../../src/decode/protocol.ts';
import type { FieldValue, Turn } from '../../src/decode/turn.ts';
import { ipv4Text, ipv6Text } from '../../src/kernel/ip.ts';
import { macText } from '../../src/kernel/mac.ts';
import { accessNames } from '../../src/schema/facts/vocabulary.ts';

/** A {@link Turn} that writes down all it is told: what decoder tests look at. Always tracing. */
export interface RecordingTurn extends Turn {
  seconds: number;
  nanos: number;
  frame: number;
  fromServer: boolean;
  sourcePort: number;
  destinationPort: number;
  ttl: number;
  readonly messages: { fn: number; fields: Record<string, FieldValue> }[];
  readonly anomalies: string[];
  /** What carried protocols said, kept apart from what the parser's own one did. */
  readonly carried: { protocol: CarriedProtocol; fn: number; fields: Record<string, FieldValue> }[];
  readonly carriedAnomalies: { protocol: CarriedProtocol; code: string }[];
  /** Everything else, one readable line each, e.g. `claim ip:10.0.0.1 hostname plc-1`. */
  readonly facts: string[];
  encryptedBytes: number;
  unrecognisedBytes: number;
  skipped: { bytes: number; as: string }[];
  gaveWay: boolean;
  /** Packets handed on as a tunnel's, with their offset in the cursor's bytes. */
  readonly inner: { payload: number; at: number; length: number; id: number; how: number }[];
  addressText(id: number): string;
}

export function recordingTurn(overrides: Partial<RecordingTurn> = {}): RecordingTurn {
  const addresses: string[] = ['-', 'ip:192.0.2.1', 'ip:192.0.2.2', 'mac:02:00:00:00:00:01', 'mac:02:00:00:00:00:02'];
  const intern = (text: string): number => {
    const at = addresses.indexOf(text);
    return at >= 0 ? at : addresses.push(text) - 1;
  };
  let commands = 0;
  let speaker: CarriedProtocol | undefined;
  let open: Record<string, FieldValue> | undefined;
  const turn: RecordingTurn = {
    seconds: 1_700_000_000,
    nanos: 0,
    frame: 1,
    fromServer: false,
    sourcePort: 40_000,
    destinationPort: 1,
    ttl: 64,
    sender: 1,
    receiver: 2,
    senderMac: 3,
    receiverMac: 4,
    tracing: true,
    crypto: nodeCrypto,
    messages: [],
    anomalies: [],
    facts: [],
    encryptedBytes: 0,
    unrecognisedBytes: 0,
    skipped: [],
    gaveWay: false,
    inner: [],
    addressText: (id) => addresses[id] ?? `?${id}`,
    carried: [],
    carriedAnomalies: [],
    message(fn) {
      open = {};
      if (speaker === undefined) this.messages.push({ fn, fields: open });
      else this.carried.push({ protocol: speaker, fn, fields: open });
    },
    inside(protocol) {
      speaker = protocol as CarriedProtocol | undefined;
    },
    text: (value) => intern(value),
    field(name, value) {
      const fields = open;
      if (!fields) throw new Error(`field ${name} before any message`);
      const before = fields[name];
      if (before === undefined) fields[name] = value;
      else fields[name] = [before, value].flat() as (string | number)[];
    },
    anomaly(code) {
      if (speaker === undefined) this.anomalies.push(code);
      else this.carriedAnomalies.push({ protocol: speaker, code });
    },
    encrypted(bytes) {
      this.encryptedBytes += bytes;
    },
    unrecognised(bytes) {
      this.unrecognisedBytes += bytes;
    },
    skip(bytes, as) {
      this.skipped.push({ bytes, as });
    },
    giveWay() {
      this.gaveWay = true;
    },
    carry(payload, at, length, id, how) {
      this.inner.push({ payload, at, length, id, how });
    },
    mac: (bytes, at) => intern(`mac:${macText(bytes, at)}`),
    ip: (bytes, at, length) => intern(`ip:${length === 4 ? ipv4Text(bytes, at) : ipv6Text(bytes, at)}`),
    claim(about, attribute, value) {
      this.facts.push(`claim ${this.addressText(about)} ${attribute} ${value}`);
    },
    binding(mac, ip, source) {
      this.facts.push(`binding ${this.addressText(mac)} ${this.addressText(ip)} ${source}`);
    },
    name(kind, name, about) {
      this.facts.push(`name ${kind} ${name} ${this.addressText(about)}`);
    },
    forwarding(kind, router, target) {
      this.facts.push(`forwarding ${kind} ${this.addressText(router)} ${this.addressText(target)}`);
    },
    certificate(certificate) {
      this.facts.push(`certificate ${certificate.subject} issuer ${certificate.issuer} ${certificate.sha256}`);
    },
    program(program) {
      const size = `${program.size}${program.declaredSize < 0 ? '' : ` of ${program.declaredSize}`}`;
      this.facts.push(
        `program ${program.upload ? 'upload' : 'download'} unit ${program.unit} ${program.object}: ${program.state} ${size} ${program.sha256}`.trim(),
      );
    },
    command(fn, unit, area, start, count, access) {
      this.facts.push(
        `command fn ${fn} unit ${unit} area ${area} start ${start} count ${count} ${accessNames[access]}`,
      );
      return ++commands;
    },
    outcome(command, error) {
      this.facts.push(`outcome ${command} ${error}`);
    },
    ...overrides,
  };
  return turn;
}
