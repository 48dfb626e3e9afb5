import { describe, expect, test } from 'vitest';
import { recordingTurn } from '../../../test/support/recording-turn.ts';
import { feedStream } from './feed-stream.cases.ts';
import { capturesWith } from './modbus/captured-streams.cases.ts';
import { ENCRYPTED_OPEN } from './opcua/services.ts';
import { opcua } from './opcua.ts';
import { captures, judgedStreams } from './tshark-oracle.cases.ts';

/** Differential tests against tshark, which finds OPC UA by port 4840. */
const files = capturesWith((seen) => 'opcua' in seen);

/** Fields that mean the same in both and occur for the same bytes. */
const compared = [
  'opcua.servicenodeid.numeric',
  'opcua.ServiceResult',
  'opcua.RequestHandle',
  'opcua.SubscriptionId',
  'opcua.MonitoredItemId',
  'opcua.AttributeId',
  'opcua.Results',
  'opcua.StatusCode',
  'opcua.Double',
];

/** What tshark leaves out, since it takes a segment that came late for one sent twice: one CreateSessionResponse. */
const late = ['opcua.servicenodeid.numeric 464', 'opcua.RequestHandle 1000001', 'opcua.ServiceResult 0'];
const differences: ReadonlyMap<string, readonly string[]> = new Map([
  ['b5796f17938f-opcua_with-gap.pcap', late],
  ['030950345b2c-opcua_with-gap_with-handshake.pcap', late],
]);

describe.skipIf(files.length === 0)(`OPC UA in real captures (${captures})`, () => {
  for (const file of files) {
    test(`${file}: the same messages and values as tshark reads`, { timeout: 120_000 }, () => {
      const streams = judgedStreams(`${captures}/${file}`, compared).filter(({ frames }) =>
        frames.some(({ protocols }) => protocols.includes('opcua')),
      );
      const want = new Map<string, number>();
      const have = new Map<string, number>();
      const count = (counts: Map<string, number>, key: string): void =>
        void counts.set(key, (counts.get(key) ?? 0) + 1);
      for (const { frames, segments } of streams) {
        const turn = recordingTurn();
        expect(feedStream(opcua, segments, turn).bad).toBe(0);
        expect(turn.anomalies).toEqual([]);
        for (const name of compared) {
          for (const { fields } of frames)
            for (const value of fields.get(name) ?? []) count(want, `${name} ${Number(value)}`);
          for (const { fn, fields } of turn.messages) {
            if (fn === ENCRYPTED_OPEN) continue;
            for (const value of [fields[name] ?? []].flat()) count(have, `${name} ${Number(value)}`);
          }
        }
      }
      for (const name of differences.get(file.replace(/.*\//, '')) ?? []) {
        expect(have.get(name)).toBe((want.get(name) ?? 0) + 1);
        have.delete(name);
        want.delete(name);
      }
      expect(have).toEqual(want);
    });
  }
});

test.runIf(files.length === 0)('left out: no captures (QUAYWATCH_CAPTURES)', () => {
  expect(files).toEqual([]);
});
