import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Segment } from './feed-stream.cases.ts';

/** One frame's payload and what tshark reads in it; a repeated field has several values. */
export interface Judged {
  readonly frame: number;
  readonly sourcePort: number;
  readonly destinationPort: number;
  readonly bytes: Uint8Array;
  readonly protocols: readonly string[];
  readonly fields: ReadonlyMap<string, readonly string[]>;
}

export interface JudgedStream {
  readonly segments: Segment[];
  readonly frames: Judged[];
}

const VALUE = '\u001f';
const here = dirname(fileURLToPath(import.meta.url));
const root = resolve(process.env.QUAYWATCH_CAPTURES ?? join(here, '../../../../shared/captures'));

/** Where real captures are, or undefined; tests that need them say that they were left out. */
export const captures: string | undefined = existsSync(join(root, 'manifest.jsonl')) ? root : undefined;

/** Files with a tag and at most `packets` frames, at most `limit` of them, in the manifest's order. */
export function taggedCaptures(tag: string, packets: number, limit: number): string[] {
  if (captures === undefined) return [];
  return readFileSync(join(captures, 'manifest.jsonl'), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as { file: string; tags: string[]; packets: number })
    .filter((entry) => entry.tags.includes(tag) && !entry.tags.includes('malformed') && entry.packets <= packets)
    .slice(0, limit)
    .map((entry) => join(captures, entry.file));
}

/** Every UDP datagram of a capture that is not quoted in an ICMP error, with tshark's reading of it, `as` told. */
export function judgedDatagrams(file: string, fields: readonly string[], as?: string): Judged[] {
  const head = ['udp.srcport', 'udp.dstport', 'udp.payload'];
  return tshark(file, 'udp and not icmp and not icmpv6', head, fields, as).map(
    ({ frame, head, protocols, values }) => ({
      frame,
      sourcePort: Number(head[0]),
      destinationPort: Number(head[1]),
      bytes: new Uint8Array(Buffer.from(head[2] ?? '', 'hex')),
      protocols,
      fields: values,
    }),
  );
}

/** Every TCP stream of a capture, put in order, with tshark's reading of its frames. */
export function judgedStreams(file: string, fields: readonly string[]): JudgedStream[] {
  const head = [
    'tcp.stream',
    'tcp.srcport',
    'tcp.dstport',
    'ip.src',
    'ipv6.src',
    'tcp.seq_raw',
    'tcp.payload',
    'tcp.flags',
  ];
  const streams = new Map<string, Orderer>();
  for (const row of tshark(file, 'tcp and not icmp and not icmpv6', head, fields)) {
    const [id = '', source = '', destination = '', ip4 = '', ip6 = '', sequence = '', payload = '', flags = ''] =
      row.head;
    let stream = streams.get(id);
    const from = `${ip4}${ip6}:${source}`;
    const syn = (Number(flags) & 0x12) === 2;
    if (stream === undefined) {
      // Without its start, the lower port is taken for the server's.
      stream = new Orderer(syn || Number(source) > Number(destination) ? from : undefined);
      streams.set(id, stream);
    }
    const bytes = new Uint8Array(Buffer.from(payload, 'hex'));
    stream.frames.push({
      frame: row.frame,
      sourcePort: Number(source),
      destinationPort: Number(destination),
      bytes,
      protocols: row.protocols,
      fields: row.values,
    });
    stream.add(from, Number(sequence), bytes, row.frame, (Number(flags) & 2) !== 0);
  }
  return [...streams.values()];
}

/** In-order delivery with a short memory for what came early; first bytes win. */
class Orderer implements JudgedStream {
  readonly segments: Segment[] = [];
  readonly frames: Judged[] = [];
  readonly #client: string | undefined;
  readonly #next = new Map<string, number>();
  readonly #early = new Map<string, { sequence: number; bytes: Uint8Array; frame: number }[]>();

  constructor(client: string | undefined) {
    this.#client = client;
  }

  add(from: string, sequence: number, bytes: Uint8Array, frame: number, syn: boolean): void {
    if (syn) this.#next.set(from, (sequence + 1) >>> 0);
    if (bytes.length === 0) return;
    const early = this.#early.get(from) ?? [];
    this.#early.set(from, early);
    early.push({ sequence: syn ? (sequence + 1) >>> 0 : sequence, bytes, frame });
    this.#drain(from, early);
    if (early.length > 12) {
      early.sort((a, b) => (a.sequence - b.sequence) | 0);
      this.#next.set(from, early[0]?.sequence ?? 0);
      const at = this.segments.length;
      this.#drain(from, early);
      const first = this.segments[at];
      if (first) this.segments[at] = { ...first, gap: true };
    }
  }

  #drain(from: string, early: { sequence: number; bytes: Uint8Array; frame: number }[]): void {
    for (let i = 0; i < early.length; ) {
      const piece = early[i] as { sequence: number; bytes: Uint8Array; frame: number };
      const next = this.#next.get(from) ?? piece.sequence;
      const known = (next - piece.sequence) | 0;
      if (known < 0) {
        i++;
        continue;
      }
      early.splice(i, 1);
      i = 0;
      this.#next.set(from, next);
      if (known >= piece.bytes.length) continue;
      this.#next.set(from, (piece.sequence + piece.bytes.length) >>> 0);
      const fromServer = this.#client !== undefined ? from !== this.#client : true;
      this.segments.push({ fromServer, bytes: piece.bytes.subarray(known), frame: piece.frame });
    }
  }
}

interface Row {
  frame: number;
  head: string[];
  protocols: string[];
  values: Map<string, string[]>;
}

function tshark(file: string, filter: string, head: readonly string[], fields: readonly string[], as?: string): Row[] {
  const names = ['frame.number', 'frame.protocols', ...head, ...fields];
  const options = ['-r', file, '-Y', filter, '-T', 'fields', '-E', 'separator=/t', '-E', `aggregator=${VALUE}`];
  if (as !== undefined) options.push('-d', as);
  let output: string;
  try {
    output = execFileSync('tshark', [...options, ...names.flatMap((name) => ['-e', name])], {
      encoding: 'utf8',
      maxBuffer: 1 << 29,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  } catch (error) {
    // A capture that ends in the middle of a record makes tshark exit with 2 after all it could read.
    output = (error as { stdout?: string }).stdout ?? '';
  }
  return output
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const cells = line.split('\t');
      const values = new Map<string, string[]>();
      for (const [i, name] of fields.entries()) {
        const cell = cells[2 + head.length + i] ?? '';
        if (cell !== '') values.set(name, cell.split(VALUE));
      }
      // Of a tunnelled packet the innermost header is the one that carries the payload.
      return {
        frame: Number(cells[0]),
        protocols: (cells[1] ?? '').split(':'),
        head: cells.slice(2, 2 + head.length).map((cell) => cell.split(VALUE).at(-1) ?? ''),
        values,
      };
    });
}

export interface HandMade {
  readonly transport: 'udp' | 'tcp';
  readonly sourcePort: number;
  readonly destinationPort: number;
  readonly bytes: Uint8Array;
  /** TCP: where the bytes stand in their direction. */
  readonly sequence?: number;
}

/** Writes payloads into a capture of Ethernet and IPv4 for tshark; the caller removes its folder. */
export function handMadeCapture(folder: string, packets: readonly HandMade[]): string {
  const file = join(folder, 'hand-made.pcap');
  writeFileSync(file, pcap(packets.map((packet) => Buffer.concat([ethernetIp(packet), Buffer.from(packet.bytes)]))));
  return file;
}

/** Writes frames of one EtherType into a capture, and what tshark reads in those that pass its filter. */
export function judgedHandMade(
  folder: string,
  etherType: string,
  payloads: readonly Uint8Array[],
  filter: string,
  fields: readonly string[],
): ReadonlyMap<string, readonly string[]>[] {
  const frames = payloads.map((bytes) =>
    Buffer.concat([Buffer.from(`020000000002020000000001${etherType}`, 'hex'), bytes]),
  );
  const file = join(folder, 'hand-made.pcap');
  writeFileSync(file, pcap(frames));
  return tshark(file, filter, [], fields).map(({ values }) => values);
}

function pcap(frames: readonly Buffer[]): Buffer {
  const parts: Buffer[] = [Buffer.from('d4c3b2a1020004000000000000000000ffff000001000000', 'hex')];
  for (const [i, frame] of frames.entries()) {
    const record = Buffer.alloc(16);
    record.writeUInt32LE(1_700_000_000 + i, 0);
    record.writeUInt32LE(frame.length, 8);
    record.writeUInt32LE(frame.length, 12);
    parts.push(record, frame);
  }
  return Buffer.concat(parts);
}

function ethernetIp(packet: HandMade): Buffer {
  const tcp = packet.transport === 'tcp';
  const transport = Buffer.alloc(tcp ? 20 : 8);
  transport.writeUInt16BE(packet.sourcePort, 0);
  transport.writeUInt16BE(packet.destinationPort, 2);
  if (tcp) {
    transport.writeUInt32BE(packet.sequence ?? 1, 4);
    transport.writeUInt32BE(1, 8);
    transport.writeUInt16BE(0x5018, 12);
    transport.writeUInt16BE(0xffff, 14);
  } else transport.writeUInt16BE(8 + packet.bytes.length, 4);
  const up = packet.sourcePort > packet.destinationPort;
  const ip = Buffer.from(
    `450000000000400040${tcp ? '06' : '11'}0000${up ? 'c0000201c0000202' : 'c0000202c0000201'}`,
    'hex',
  );
  ip.writeUInt16BE(20 + transport.length + packet.bytes.length, 2);
  return Buffer.concat([Buffer.from('0200000000020200000000010800', 'hex'), ip, transport]);
}

/** Values as both sides write them alike: numbers in decimal, flags as 0 and 1, octets without colons. */
export function plain(value: unknown): string {
  if (typeof value === 'boolean') return value ? '1' : '0';
  const text = String(value);
  if (text === 'True') return '1';
  if (text === 'False') return '0';
  if (/^0x[0-9a-f]+$/.test(text)) return String(Number(text));
  return /^([0-9a-f]{2}:)+[0-9a-f]{2}$/.test(text) ? text.replaceAll(':', '') : text;
}
