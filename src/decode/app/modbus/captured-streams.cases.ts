import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { recordingTurn } from '../../../../test/support/recording-turn.ts';
import type { RecordingTurn } from '../../../../test/support/recording-turn.ts';
import { Cursor } from '../../../kernel/cursor.ts';
import type { StreamProtocol } from '../../protocol.ts';
import { BAD, MORE, NO, YES } from '../../verdict.ts';

/**
 * Real captures for tests of stream decoders: tshark gives the TCP payloads, a small in-order driver feeds them.
 * It is not the product's reassembly: retransmitted bytes are dropped, a hole is told to the protocol.
 */

export const captures: string =
  process.env['QUAYWATCH_CAPTURES'] ?? fileURLToPath(new URL('../../../../../shared/captures', import.meta.url));

interface ManifestEntry {
  readonly file: string;
  readonly packets: number;
  readonly protocols: { readonly tshark?: Readonly<Record<string, number>> };
}

/** Captures in which tshark saw the protocol (or any for which `wanted` says so); empty where none are at hand. */
export function capturesWith(wanted: (seen: Readonly<Record<string, number>>, packets: number) => boolean): string[] {
  const manifest = `${captures}/manifest.jsonl`;
  if (!existsSync(manifest)) return [];
  const entries = readFileSync(manifest, 'utf8').trim().split('\n');
  return entries
    .map((line) => JSON.parse(line) as ManifestEntry)
    .filter((entry) => wanted(entry.protocols.tshark ?? {}, entry.packets))
    .map((entry) => entry.file);
}

/** One row of tshark's answer for each frame that passes the filter. */
export function tsharkFields(file: string, filter: string, names: readonly string[]): string[][] {
  const chosen = names.flatMap((name) => ['-e', name]);
  const text = execFileSync('tshark', ['-r', `${captures}/${file}`, '-Y', filter, '-T', 'fields', ...chosen], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.split('\t'));
}

export interface Segment {
  readonly frame: number;
  readonly fromServer: boolean;
  readonly sourcePort: number;
  readonly destinationPort: number;
  readonly bytes: Uint8Array;
  /** True when bytes before this segment are missing. */
  readonly gap: boolean;
}

/** The TCP payloads of a capture by stream, in order, without what was sent twice. */
export function tcpSegments(file: string, ports: readonly number[]): Segment[][] {
  const names = ['frame.number', 'tcp.stream', 'ip.src', 'tcp.srcport', 'tcp.dstport', 'tcp.seq_raw', 'tcp.payload'];
  const streams = new Map<string, Segment[]>();
  const expected = new Map<string, number>();
  const clients = new Map<string, string>();
  for (const row of tsharkFields(file, 'tcp.len > 0', names)) {
    const [frame = '', stream = '', address = '', source = '', destination = '', sequence = '', payload = ''] = row;
    const sender = `${address}:${source}`;
    const direction = `${stream} ${sender}`;
    const portsSay = ports.includes(Number(source)) !== ports.includes(Number(destination));
    if (!clients.has(stream)) clients.set(stream, sender);
    let bytes = new Uint8Array(Buffer.from(payload, 'hex'));
    const want = expected.get(direction) ?? Number(sequence);
    const ahead = (Number(sequence) - want) | 0;
    if (ahead < 0) bytes = bytes.subarray(Math.min(-ahead, bytes.length));
    if (bytes.length === 0) continue;
    expected.set(direction, (want + Math.max(0, ahead) + bytes.length) >>> 0);
    const segments = streams.get(stream) ?? [];
    streams.set(stream, segments);
    segments.push({
      frame: Number(frame),
      fromServer: portsSay ? ports.includes(Number(source)) : clients.get(stream) !== sender,
      sourcePort: Number(source),
      destinationPort: Number(destination),
      bytes,
      gap: ahead > 0,
    });
  }
  return [...streams.values()];
}

export interface Driven {
  readonly turn: RecordingTurn;
  claimed: boolean;
  refused: number;
}

/** Feeds one stream: asks the probe until it is sure, then replays what was kept and reads on. */
export function drive<State>(protocol: StreamProtocol<State>, segments: readonly Segment[]): Driven {
  const turn = recordingTurn();
  const driven: Driven = { turn, claimed: false, refused: 0 };
  const state = protocol.open();
  const pending: [Uint8Array, Uint8Array] = [new Uint8Array(0), new Uint8Array(0)];
  const feed = (segment: Segment): void => {
    const side = segment.fromServer ? 1 : 0;
    turn.fromServer = segment.fromServer;
    turn.frame = segment.frame;
    turn.sourcePort = segment.sourcePort;
    turn.destinationPort = segment.destinationPort;
    Object.assign(turn, { sender: segment.fromServer ? 2 : 1, receiver: segment.fromServer ? 1 : 2 });
    if (segment.gap) {
      pending[side] = new Uint8Array(0);
      protocol.gap?.(state, segment.fromServer);
    }
    const bytes = join(pending[side], segment.bytes);
    const cursor = new Cursor().over(bytes);
    while (cursor.left > 0) {
      const before = cursor.at;
      const outcome = protocol.parse(cursor, turn, state);
      if (outcome === MORE) {
        cursor.at = before;
        break;
      }
      if (outcome === BAD) {
        driven.refused += bytes.length - before;
        cursor.at = bytes.length;
      } else if (cursor.at === before) throw new Error('DONE without moving');
    }
    pending[side] = bytes.subarray(cursor.at);
  };
  const seen: [Uint8Array, Uint8Array] = [new Uint8Array(0), new Uint8Array(0)];
  for (const [index, segment] of segments.entries()) {
    if (driven.claimed) {
      feed(segment);
      continue;
    }
    const side = segment.fromServer ? 1 : 0;
    seen[side] = segment.gap ? segment.bytes : join(seen[side], segment.bytes);
    const verdict = protocol.probe(new Cursor().over(seen[side]), segment.fromServer);
    if (verdict === NO) return driven;
    if (verdict !== YES) continue;
    driven.claimed = true;
    for (const kept of segments.slice(0, index + 1)) feed(kept);
  }
  return driven;
}

function join(left: Uint8Array, right: Uint8Array): Uint8Array {
  if (left.length === 0) return right;
  const both = new Uint8Array(left.length + right.length);
  both.set(left);
  both.set(right, left.length);
  return both;
}

/** How often each value occurs, over rows in which tshark lists repeated values with commas. */
export function countValues(rows: readonly (readonly string[])[], column: number): Map<string, number> {
  const counts = new Map<string, number>();
  for (const row of rows) {
    for (const value of (row[column] ?? '').split(',')) {
      if (value !== '') counts.set(value, (counts.get(value) ?? 0) + 1);
    }
  }
  return counts;
}
