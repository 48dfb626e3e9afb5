import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { recordingTurn } from '../../../test/support/recording-turn.ts';
import { NO, YES } from '../verdict.ts';
import { MAX_PROPERTIES } from './amqp/properties.ts';
import { amqp, MAX_FRAME } from './amqp.ts';
import { ascii, hex, streamLaws, together, windowed } from './decoder-laws.cases.ts';
import { feedStream, type Segment } from './feed-stream.cases.ts';
import { handMadeCapture, judgedStreams, plain } from './tshark-oracle.cases.ts';
import * as samples from './uncaptured.cases.ts';

const { amqpHeader, amqpStart, amqpHeartbeat, amqpBody, amqp1Header, amqp1Open, amqp1Empty } = samples;
const old: readonly Segment[] = [
  { fromServer: false, bytes: amqpHeader },
  { fromServer: true, bytes: together(amqpStart, amqpHeartbeat, amqpBody) },
];
const modern: readonly Segment[] = [
  { fromServer: false, bytes: amqp1Header },
  { fromServer: true, bytes: together(amqp1Header, amqp1Open, amqp1Empty) },
];
streamLaws(amqp, [old, modern]);

function read(segments: readonly Segment[]): ReturnType<typeof recordingTurn> {
  const turn = recordingTurn();
  feedStream(amqp, segments, turn);
  return turn;
}
const server = (...bytes: readonly Uint8Array[]): readonly Segment[] => [
  { fromServer: true, bytes: together(...bytes) },
];
const size = (length: number): string => length.toString(16).padStart(8, '0');

describe('AMQP', () => {
  it('names a broker by its product and version, or by its container', () => {
    expect(read(old).facts).toEqual(['claim ip:192.0.2.1 model Halmoy', 'claim ip:192.0.2.1 firmware 3.1']);
    expect(read(old).messages.map(({ fn }) => amqp.functionName(fn))).toEqual([
      'protocol header',
      'connection.start',
      'heartbeat',
      'content body',
    ]);
    expect(read(modern).facts).toEqual(['claim ip:192.0.2.1 description AMQP container yard']);
    expect(amqp.functionName(read(modern).messages.at(2)?.fn ?? 0)).toBe('open');
  });

  it('is told in the middle by a method that ends with its mark', () => {
    expect(amqp.probe(windowed(amqpStart), true)).toBe(YES);
    const unmarked = amqpStart.slice();
    unmarked[unmarked.length - 1] = 0;
    expect(amqp.probe(windowed(unmarked), true)).toBe(NO);
    expect(read(server(unmarked)).anomalies).toEqual(['frame-end-missing']);
    expect(amqp.probe(windowed(together(ascii('AMQP'), hex('00 00 09 02'))), false)).toBe(NO);
  });

  it('keeps frames and reads properties up to limits', () => {
    const method = (length: number): Uint8Array =>
      together(hex('01 0000', size(length), '003c 0014'), new Uint8Array(length - 4), hex('ce'));
    expect(read(server(method(MAX_FRAME - 8))).anomalies).toEqual([]);
    expect(read(server(method(MAX_FRAME - 7))).anomalies).toEqual(['frame-over-limit']);
    const frame = (length: number): Uint8Array =>
      together(amqp1Header, hex(size(length), '02 00 0000 00 53 14'), new Uint8Array(length - 11));
    expect(read(server(frame(MAX_FRAME))).anomalies).toEqual([]);
    expect(read(server(frame(MAX_FRAME + 1))).anomalies).toEqual(['frame-over-limit']);
    const start = (count: number): readonly string[] =>
      read(
        server(
          hex('01 0000', size(10 + 4 * count), '000a 000a 00 09', size(4 * count), '01 61 74 01'.repeat(count), 'ce'),
        ),
      ).anomalies;
    expect([start(MAX_PROPERTIES), start(MAX_PROPERTIES + 1)]).toEqual([[], ['too-many-entries']]);
  });

  it('has the same fields as tshark', () => {
    const folder = mkdtempSync(join(tmpdir(), 'amqp-'));
    try {
      for (const [ask, answer] of [
        [amqpHeader, together(amqpStart, amqpHeartbeat)],
        [amqp1Header, together(amqp1Header, amqp1Open, amqp1Empty)],
      ] as const) {
        const packets = [
          { transport: 'tcp' as const, sourcePort: 50_000, destinationPort: 5672, bytes: ask },
          { transport: 'tcp' as const, sourcePort: 5672, destinationPort: 50_000, bytes: answer },
        ];
        const names = ['type', 'channel', 'length', 'method.class', 'method.method'].map((name) => `amqp.${name}`);
        const frames = judgedStreams(handMadeCapture(folder, packets), names).flatMap((stream) => stream.frames);
        const turn = read(packets.map(({ sourcePort, bytes }) => ({ fromServer: sourcePort === 5672, bytes })));
        for (const name of names) {
          const ours = turn.messages.flatMap(({ fields }) => [fields[name] ?? []].flat());
          const theirs = frames.flatMap(({ fields }) => fields.get(name) ?? []);
          expect(ours.map(plain), name).toEqual(theirs.map(plain));
        }
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
