/**
 * Makes the first inputs of every target from what our own generator speaks and from messages written by hand:
 * `tsx test/fuzz/seeds/run.ts`, once for a new protocol; then `npm run fuzz -- --seconds 300 --keep` makes
 * them fewer and adds what reaches further. Real captures never go in.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { certificate } from '../../../bench/generator/encode/certificate.ts';
import { pcapHeader, pcapRecord } from '../../../bench/generator/encode/pcap.ts';
import {
  enhancedPacket,
  interfaceDescription,
  interfaceStatistics,
  sectionHeader,
} from '../../../bench/generator/encode/pcapng.ts';
import { ipv4Packet } from '../../../bench/generator/encode/ipv4.ts';
import { Random } from '../../../bench/generator/random.ts';
import { contractBom } from '../../../bench/generator/contract-bom.ts';
import { siteYaml } from '../../../bench/generator/site-yaml.ts';
import { planTerminal } from '../../../bench/generator/terminal/plan-terminal.ts';
import { simulateCrane } from '../../../bench/generator/terminal/simulate-crane.ts';
import { Packet } from '../../../src/decode/packet.ts';
import type { AppProtocol } from '../../../src/decode/protocol.ts';
import { appProtocols, packetProtocols } from '../../../src/decode/registry.ts';
import { YES } from '../../../src/decode/verdict.ts';
import { walkFrame } from '../../../src/decode/walk-frame.ts';
import { readCorpus, writeInputs, writeSamples } from '../engine/corpus-files.ts';
import { type InputRecord, writeRecords } from '../engine/records.ts';
import { frameOf } from '../targets/link.ts';
import { FRAME_HEAD } from '../targets/tap-frames.ts';
import { cursorOver, exactWindow } from '../targets/windows.ts';
import { handWritten } from './hand-written.ts';
import { linkHeaders } from './link-headers.ts';
import { plantAndSignIn } from './plant-and-sign-in.ts';
import { routing } from './routing.ts';
import { tunnelFrames, tunnels } from './tunnels.ts';
import { uncaptured } from './uncaptured.ts';

const FLOWS_PER_PROTOCOL = 30;
const SEGMENTS = 16;
/** Messages of one protocol that the conformance suite shows to all others. */
const SAMPLES = 12;
const gathered = new Map<string, Uint8Array[]>();

const terminal = planTerminal({ seed: 7, minutes: 2, cranes: 6 });
const random = new Random(7);
const frames = terminal.cranes.flatMap((crane) =>
  simulateCrane(terminal, crane, random.fork(crane.id)).slice(0, 6_000),
);

fromFrames();
for (const [name, messages] of Object.entries({
  ...handWritten,
  ...tunnels,
  ...routing,
  ...plantAndSignIn,
  ...uncaptured,
}))
  for (const message of messages) add(name, message);
for (const bytes of tunnelFrames) {
  put('link-1', bytes);
  put('tap-observer', writeRecords([record(bytes, 0, 100, 0, 0)]));
}
put('tap-observer', writeRecords(tunnelFrames.map((bytes) => record(bytes, 0, 100, 0, 0))));
captures();
declarations();
fragments();
const fields = {
  commonName: 'a.example',
  organization: 'Halmoy',
  country: 'NO',
  issuerName: 'CA',
  issuerOrganization: 'Halmoy',
  alternativeNames: ['a.example', 'b.example'],
  notBefore: '250101000000Z',
  notAfter: '350101000000Z',
};
put('der-certificate', certificate(fields, random));

for (const [target, inputs] of gathered) {
  writeInputs(target, [...readCorpus(target).inputs, ...inputs]);
  if (/^(app|packet)-/.test(target)) writeSamples(target, spread(inputs, SAMPLES));
}
console.log([...gathered].map(([target, inputs]) => `${target} ${inputs.length}`).join('\n'));

/** Some of a list, from its beginning to its end. */
function spread<T>(list: readonly T[], count: number): T[] {
  return list.filter((_, i) => list.length <= count || i % Math.ceil(list.length / count) === 0);
}

function put(target: string, input: Uint8Array): void {
  const inputs = gathered.get(target) ?? [];
  if (inputs.length < 200) inputs.push(input);
  gathered.set(target, inputs);
}

/** A message of a protocol, wherever it is carried, or in one kind of carrier only: `name/kind`. */
function add(wanted: string, message: Uint8Array, fromServer = false): void {
  const [protocol, kind] = wanted.split('/');
  const byNumber = packetProtocols.some(({ name }) => name === protocol);
  const apps = appProtocols.filter((app) => app.name === protocol && (kind === undefined || kind === app.kind));
  const one = record(message, fromServer ? 1 : 0);
  let claimed = false;
  for (const app of apps) {
    // A protocol that is carried in several ways has messages for each.
    if ((byNumber || apps.length > 1) && !claims(app, one)) continue;
    claimed = true;
    put(`app-${protocol}-${app.kind}`, writeRecords([one]));
  }
  if (byNumber && !claimed) put(`packet-${protocol}`, message);
}

function record(bytes: Uint8Array, ...head: readonly number[]): InputRecord {
  return { head: Uint8Array.from(head), bytes };
}

function fromFrames(): void {
  const p = new Packet();
  const flows = new Map<
    string,
    { client: string; ports: readonly number[]; segments: InputRecord[]; tcp: boolean; frames: InputRecord[] }
  >();
  const others: InputRecord[] = [];
  for (const [i, { bytes }] of frames.entries()) {
    walkFrame(p, frameOf(1, exactWindow(bytes)));
    if (p.damage !== 0) continue;
    if (i % 97 === 0 || p.ipVersion === 0) put('link-1', bytes);
    const payload = p.payload < 0 ? new Uint8Array(0) : bytes.slice(p.payload, p.payloadEnd);
    const carried = packetProtocols.find(({ carriedIn: c }) =>
      p.ipVersion !== 0
        ? c.ipProtocol === p.protocol
        : c.etherType === p.etherType && p.etherType !== 0
          ? true
          : c.llcSap !== undefined && c.llcSap === p.llcSap,
    );
    if (carried) put(`packet-${carried.name}`, bytes.slice(p.ipVersion === 0 ? p.network : p.transport, p.end));
    if (p.payload < 0) {
      if (others.length < 40) others.push(record(bytes, 0, 20, 0, 0));
      continue;
    }
    if (p.ipVersion === 4 && i % 499 === 0) otherLinks(bytes.slice(p.network, p.end));
    const ends = [
      `${bytes.slice(p.source, p.source + 4).join('.')}:${p.sourcePort}`,
      `${bytes.slice(p.destination, p.destination + 4).join('.')}:${p.destinationPort}`,
    ];
    const key = [p.protocol, ...ends.toSorted()].join(' ');
    const flow = flows.get(key) ?? {
      client: ends[0] as string,
      ports: [p.sourcePort, p.destinationPort],
      segments: [],
      tcp: p.protocol === 6,
      frames: [],
    };
    flows.set(key, flow);
    if (flow.frames.length < SEGMENTS) flow.frames.push(record(bytes, 0, 100, 0, 0));
    if (payload.length > 0 && flow.segments.length < SEGMENTS)
      flow.segments.push(record(payload, ends[0] === flow.client ? 0 : 1));
  }
  const counts = new Map<string, number>();
  for (const flow of flows.values()) {
    if (flow.segments.length === 0) continue;
    const claiming = appProtocols.filter(
      (one) => one.kind === (flow.tcp ? 'stream' : 'datagram') && flow.segments.some((segment) => claims(one, segment)),
    );
    const app = claiming.find((one) => one.ports.some((port) => flow.ports.includes(port))) ?? claiming[0];
    const name = app?.name ?? (flow.tcp ? 'tcp' : 'udp');
    const count = counts.get(name) ?? 0;
    counts.set(name, count + 1);
    if (count >= FLOWS_PER_PROTOCOL) continue;
    if (app)
      put(
        `app-${app.name}-${app.kind}`,
        writeRecords(flow.segments.slice(flow.segments.findIndex((segment) => claims(app, segment)))),
      );
    if (count < 4) put('tap-observer', writeRecords(flow.frames));
  }
  for (let i = 0; i < others.length; i += 10) put('tap-observer', writeRecords(others.slice(i, i + 10)));
  if (FRAME_HEAD !== others[0]?.head.length) throw new Error('frames have another head');
}

function claims(app: AppProtocol, { bytes, head }: InputRecord): boolean {
  return app.probe(cursorOver(exactWindow(bytes)), head[0] === 1) === YES;
}

function otherLinks(packet: Uint8Array): void {
  for (const [linkType, header] of linkHeaders) put(`link-${linkType}`, new Uint8Array([...header, ...packet]));
}

function captures(): void {
  const few = frames.slice(0, 12);
  for (const nanoseconds of [false, true]) {
    for (const littleEndian of [false, true]) {
      const form = { nanoseconds, littleEndian, snapLength: nanoseconds ? 65_535 : 60 };
      put(
        'capture-pcap',
        Buffer.concat([
          pcapHeader(form),
          ...few.map(({ bytes }, i) => pcapRecord(form, 1_700_000_000_000_000_000n + BigInt(i) * 1_000_000n, bytes)),
        ]),
      );
    }
  }
  for (const resolution of [6, 9]) {
    const port = { name: 'eth0', description: 'a port', resolution };
    const blocks = few.map(({ bytes }, i) =>
      enhancedPacket(port, 1_700_000_000_000_000_000n + BigInt(i), bytes, i % 2 ? 'a comment' : undefined),
    );
    const file = Buffer.concat([
      sectionHeader('', 'x', 'y'),
      interfaceDescription(port, 262_144),
      ...blocks,
      interfaceStatistics(port, 1n, 12, 3),
    ]);
    put('capture-pcapng', file);
    put('capture-pcapng', Buffer.concat([file, file]));
    put('unpack-gzip', gzipSync(file));
    put('unpack-gzip', Buffer.concat([gzipSync(file.subarray(0, 300)), gzipSync(file.subarray(300))]));
  }
  put('unpack-gzip', gzipSync(Buffer.alloc(60_000)));
  // RFC 8878: a raw block, a run-length block, a skippable frame, and an empty frame.
  put('unpack-zstd', hex('28b52ffd 20 05 290000 68656c6c6f'));
  put('unpack-zstd', hex('28b52ffd 00 58 230000 61 502a4d18 02000000 0102'));
  put('unpack-zstd', hex('28b52ffd 24 00 010000 99e9d851'));
}

function declarations(): void {
  const guide = readFileSync(join(import.meta.dirname, '../../../docs/declaration.md'), 'utf8');
  const example = (ending: string): string[] =>
    [...guide.matchAll(/<!-- example: (\S+) -->\n```\w+\n([\s\S]*?)```/g)]
      .filter((m) => m[1]?.endsWith(ending))
      .map((m) => m[2] as string);
  const text = (value: string): Uint8Array => new TextEncoder().encode(value);
  put('declaration-yaml', text(siteYaml(terminal).slice(0, 4_000)));
  for (const one of example('.yaml')) put('declaration-yaml', text(one));
  put('declaration-yaml', text('a: &x [1, 2]\nb: [*x, *x]\nc: {<<: *x}\n'));
  put('declaration-yaml', text('[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]'));
  for (const one of example('.json')) put('declaration-cyclonedx', text(one));
  const [crane] = terminal.cranes;
  if (crane) put('declaration-cyclonedx', text(contractBom(crane).slice(0, 3_000)));
  for (const one of example('.csv')) put('declaration-csv', text(one));
}

function fragments(): void {
  const from = {
    source: Uint8Array.of(192, 0, 2, 1),
    destination: Uint8Array.of(192, 0, 2, 2),
    protocol: 17,
    ttl: 64,
    identification: 9,
    dontFragment: false,
  };
  const ethernet = Uint8Array.of(2, 0, 0, 0, 0, 1, 2, 0, 0, 0, 0, 2, 8, 0);
  const datagram = new Uint8Array(64).fill(1);
  datagram.set([0x30, 0x39, 0, 53, 0, 64, 0, 0]);
  const piece = (offset: number, length: number, more: boolean): InputRecord => {
    const packet = ipv4Packet(from, datagram.slice(offset, offset + length));
    new DataView(packet.buffer).setUint16(6, (more ? 0x2000 : 0) | (offset >> 3));
    return record(Buffer.concat([ethernet, packet]), 0);
  };
  const inOrder = [piece(0, 24, true), piece(24, 24, true), piece(48, 16, false)];
  put('net-fragments', writeRecords(inOrder));
  put('net-fragments', writeRecords(inOrder.toReversed()));
  put('net-fragments', writeRecords([piece(0, 32, true), piece(24, 24, true), piece(48, 16, false)]));
  put('tap-observer', writeRecords(inOrder.map(({ bytes }) => record(bytes, 0, 1, 0, 0))));
  // IPv6: fragment header 44, offset and more, identification.
  const v6 = (offset: number, length: number, more: boolean): InputRecord =>
    record(
      Buffer.concat([
        ethernet.subarray(0, 12),
        hex(
          `86dd 60000000 00${(length + 8).toString(16).padStart(2, '0')} 2c 40 20010db8000000000000000000000001 20010db8000000000000000000000002`,
        ),
        Uint8Array.of(17, 0, offset >> 8, offset | (more ? 1 : 0), 0, 0, 0, 7),
        datagram.slice(offset, offset + length),
      ]),
      0,
    );
  put('net-fragments', writeRecords([v6(0, 32, true), v6(32, 32, false)]));
  put('tap-observer', writeRecords([v6(32, 32, false), v6(0, 32, true)].map(({ bytes }) => record(bytes, 0, 1, 0, 0))));
}

function hex(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text.replace(/\s/g, ''), 'hex'));
}
