import { describe, expect, it } from 'vitest';
import { recordingTurn } from '../../../test/support/recording-turn.ts';
import { NO } from '../verdict.ts';
import { MAX_CHANNELS, MAX_STATIONS } from './c37118/configuration.ts';
import * as samples from './c37118/samples.cases.ts';
import { c37118OverTcp, c37118OverUdp } from './c37118.ts';
import { datagramLaws, hex, readDatagram, streamLaws, together, windowed } from './decoder-laws.cases.ts';
import { feedStream } from './feed-stream.cases.ts';

const { turnOn, extended, data, header, configuration, configuration3 } = samples;
datagramLaws(c37118OverUdp, [turnOn, extended, data, header, configuration, configuration3]);
streamLaws(c37118OverTcp, [
  [
    { fromServer: false, bytes: turnOn },
    { fromServer: true, bytes: together(configuration, data, data, configuration3, header) },
    { fromServer: false, bytes: extended },
  ],
]);

describe('synchrophasors', () => {
  it('name their station, its channels and how often it measures', () => {
    for (const frame of [configuration, configuration3]) {
      const { turn } = readDatagram(c37118OverUdp, frame);
      expect(turn.facts).toEqual([
        'claim ip:192.0.2.1 description synchrophasor station Quay 3, number 7',
        'name self Quay 3 ip:192.0.2.1',
      ]);
      expect(turn.messages[0]?.fields).toMatchObject({ 'synphasor.rate_of_transmission': 30 });
      expect([turn.anomalies, turn.unrecognisedBytes]).toEqual([[], 0]);
    }
  });

  it('are switched on by a command, and changed by an extended one', () => {
    expect(readDatagram(c37118OverUdp, turnOn).turn.facts).toEqual([
      'command fn 258 unit 0 area 0 start 7 count 1 other',
    ]);
    expect(c37118OverUdp.functionName(258)).toBe('command: turn on transmission');
    expect(c37118OverUdp.objectName?.(258, 0, 7, 1)).toBe('stream 7');
    expect(readDatagram(c37118OverUdp, extended).turn.facts).toEqual([
      'command fn 264 unit 0 area 0 start 7 count 1 write',
    ]);
  });

  it('are told by their checksum, later frames with a wrong one are an anomaly', () => {
    const wrong = header.slice();
    wrong[20] = 0x41;
    expect(c37118OverUdp.probe(windowed(wrong), false)).toBe(NO);
    expect(c37118OverTcp.probe(windowed(wrong), false)).toBe(NO);
    expect(readDatagram(c37118OverUdp, wrong).turn.anomalies).toEqual(['checksum-wrong']);
  });

  it('say where a configuration is cut, and where it goes on in another frame', () => {
    const cut = configuration.slice();
    cut[19] = 2;
    expect(readDatagram(c37118OverUdp, cut).turn.anomalies).toEqual(['checksum-wrong', 'cut-short']);
    const fragment = configuration3.slice();
    fragment[15] = 2;
    expect(readDatagram(c37118OverUdp, fragment).turn).toMatchObject({ unrecognisedBytes: 81, facts: [] });
    fragment[15] = 1;
    expect(readDatagram(c37118OverUdp, fragment).turn.facts).toHaveLength(2);
  });

  it('are read up to limits of stations and channels', () => {
    const of = (stations: number, phasors: number): ReturnType<typeof recordingTurn> => {
      const one = hex(
        '51'.repeat(16),
        '0007 0000',
        phasors.toString(16).padStart(4, '0'),
        '0000 0000',
        '41'.repeat(16 * phasors),
        '00'.repeat(4 * phasors),
        '0001 0001',
      );
      const body = together(
        hex('000f4240', stations.toString(16).padStart(4, '0')),
        ...Array.from({ length: stations }, () => one),
        hex('001e 0000'),
      );
      const turn = recordingTurn({ fromServer: true });
      const frame = together(
        hex('aa31', (14 + body.length).toString(16).padStart(4, '0'), '0007 6553f100 00000000'),
        body,
      );
      feedStream(c37118OverTcp, [{ fromServer: true, bytes: frame }], turn);
      return turn;
    };
    expect(of(MAX_STATIONS, 0).anomalies).toEqual(['checksum-wrong']);
    expect(of(MAX_STATIONS + 1, 0).anomalies).toEqual(['checksum-wrong', 'too-many-entries']);
    expect(of(1, MAX_CHANNELS).anomalies).toEqual(['checksum-wrong']);
    expect(of(1, MAX_CHANNELS + 1).anomalies).toEqual(['checksum-wrong', 'too-many-entries']);
  });
});
