import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type RecordingTurn, recordingTurn } from '../../../test/support/recording-turn.ts';
import { NO, UNSURE } from '../verdict.ts';
import { ascii, datagramLaws, readDatagram, streamLaws, together, windowed } from './decoder-laws.cases.ts';
import { feedStream, inPieces } from './feed-stream.cases.ts';
import { MAX_NMEA_LINE, MAX_SENTENCES, nmeaOverTcp, nmeaOverUdp } from './nmea.ts';
import {
  ais,
  aisB,
  all,
  file,
  gga,
  headed,
  heading,
  nmeaConversation,
  nmeaDatagrams,
  own,
  query,
  rmc,
  sentence,
  vtg,
} from './nmea/sentences.cases.ts';
import { functionName } from './nmea/sentences.ts';
import { MAX_SOURCES, MAX_TALKERS } from './nmea/state.ts';
import { captures, judgedDatagrams } from './tshark-oracle.cases.ts';

streamLaws(nmeaOverTcp, [nmeaConversation, nmeaConversation.slice(3)]);
datagramLaws(nmeaOverUdp, nmeaDatagrams);

function read(text: string): RecordingTurn {
  return readDatagram(nmeaOverUdp, ascii(text)).turn;
}

function fieldsOf(text: string): Readonly<Record<string, unknown>> {
  return read(text).messages[0]?.fields ?? {};
}

describe('NMEA 0183', () => {
  it('reads positions, courses and headings', () => {
    expect(fieldsOf(gga)).toMatchObject({
      'nmea.talker': 'GP',
      'nmea.sentence': 'GGA',
      'nmea.latitude': 53.5,
      'nmea.longitude': 9.99,
      'nmea.quality': 4,
      'nmea.satellites': 12,
      'nmea.altitude': 15.2,
    });
    expect(fieldsOf(rmc)).toMatchObject({
      'nmea.latitude': -33.75,
      'nmea.longitude': -70.5,
      'nmea.status': 'A',
      'nmea.date': '251126',
      'nmea.speed': 3.5,
    });
    expect(fieldsOf(vtg)).toMatchObject({ 'nmea.course': 271, 'nmea.speed': 3.5 });
    expect(fieldsOf(heading)).toMatchObject({ 'nmea.heading': 123.4, 'nmea.tag.source': 'HE0001' });
    expect(fieldsOf(sentence('GPGGA,,,,,,0,,,,,,,,'))).not.toHaveProperty('nmea.latitude');
  });

  it('reads who speaks over AIS', () => {
    expect(fieldsOf(ais)).toMatchObject({
      'ais.type': 5,
      'ais.mmsi': '211000001',
      'ais.imo': 9_000_001,
      'ais.callsign': 'DABC',
      'ais.name': 'TUG ONE',
    });
    expect(fieldsOf(aisB)).toMatchObject({ 'ais.type': 24, 'ais.name': 'PILOT' });
    expect(fieldsOf(sentence('AIVDM,1,1,,A,1,0', '', '!'))).not.toHaveProperty('ais.type');
  });

  it('says what kind of device speaks, once, and who it is in a network of ships', () => {
    const turn = recordingTurn();
    feedStream(nmeaOverTcp, [...nmeaConversation, ...nmeaConversation], turn);
    expect(turn.facts).toEqual([
      'claim ip:192.0.2.1 role gnss-receiver',
      'claim ip:192.0.2.1 role gnss-receiver',
      'claim ip:192.0.2.1 description IEC 61162-450 HE0001',
      'claim ip:192.0.2.1 role gyro-compass',
      'claim ip:192.0.2.1 role nmea-talker CC',
      'claim ip:192.0.2.1 role ais-receiver',
      'claim ip:192.0.2.1 role ais-base-station',
    ]);
    const names = [gga, query, own, headed, file].map((message) => {
      const bytes = typeof message === 'string' ? ascii(message) : message;
      return functionName(readDatagram(nmeaOverUdp, bytes).turn.messages[0]?.fn ?? 0);
    });
    expect(names).toEqual(['GGA fix', 'query to GP', 'proprietary GRM', 'HDT true heading', 'binary file']);
    expect([functionName(0x414141), functionName(0x4141), functionName(0x1414141)]).toEqual([
      'AAA',
      undefined,
      undefined,
    ]);
  });

  it('reports wrong and missing sums, long sentences, and lines that are none', () => {
    expect(read('$HEROT,+000.05,A*AA').anomalies).toEqual(['checksum-bad']);
    expect(read(gga.trimEnd()).anomalies).toEqual([]);
    expect(read(`${gga.trimEnd()}\r`).anomalies).toEqual([]);
    expect(read('$HEROT,+000.05,A*A').anomalies).toEqual(['line-bad']);
    expect(read('$HEROT,+000.05,A').anomalies).toEqual(['checksum-missing']);
    expect(read(sentence(`HEROT,${'1'.repeat(90)}`)).anomalies).toEqual(['sentence-long']);
    expect(read(`${gga}hello\r\n${gga}`).anomalies).toEqual(['line-bad']);
    expect(read(`\\s:A*00\\${gga}`).anomalies).toEqual(['tag-checksum-bad']);
    for (const text of ['$HEROT,+000.05,A*AA', '$HEROT,+000.05,A', '$1.50, please*00\r\n', '\\s:x$HEROT,1*00', '\\'])
      expect(nmeaOverUdp.probe(windowed(ascii(text)), false)).toBe(NO);
    expect(nmeaOverTcp.probe(windowed(ascii('$HEROT,+0')), false)).toBe(UNSURE);
    expect(nmeaOverTcp.probe(windowed(ascii('$HEROT\0,+0')), false)).toBe(NO);
  });

  it('bounds lines, sentences, talkers and sources', () => {
    const line = ascii(`$${'x'.repeat(MAX_NMEA_LINE + 10)}\r\n`);
    const turn = recordingTurn();
    feedStream(nmeaOverTcp, inPieces([{ fromServer: true, bytes: together(line, ascii(gga)) }], [300]), turn);
    expect([turn.anomalies, turn.messages.length]).toEqual([['line-bad', 'line-bad'], 1]);
    expect(read(query.repeat(MAX_SENTENCES + 1)).anomalies).toEqual(['sentences-over-limit']);
    const talkers = Array.from({ length: MAX_TALKERS + 4 }, (_, i) =>
      sentence(`Z${String.fromCharCode(65 + i)}HDT,1.0,T`),
    );
    expect(read(talkers.join('')).facts).toHaveLength(MAX_TALKERS);
    const sources = Array.from({ length: MAX_SOURCES + 4 }, (_, i) => sentence('HEHDT,1.0,T', `s:HE${i}`));
    expect(read(sources.join('')).facts).toHaveLength(MAX_SOURCES + 1);
  });

  it('reads a stream joined in the middle of a sentence, and one that is split within its end mark', () => {
    const turn = recordingTurn();
    const bytes = ascii(`,5.4,M*00\r\n${all.join('')}`);
    feedStream(nmeaOverTcp, inPieces([{ fromServer: true, bytes }], [1]), turn);
    expect([turn.messages.length, turn.anomalies]).toEqual([all.length, ['line-bad']]);
  });
});

describe.skipIf(captures === undefined)('NMEA in real captures (left out where there are none)', () => {
  const folder = join(captures ?? '', 'files/fkie-cad__maritime-dissector');
  it.each([
    ['d06469a3e7f9-iec-61162-450-nmea.pcap', ['ROT rate of turn'], []],
    ['a42e19d3502a-nmea-0183-wrong-chcksm.pcap', ['ROT rate of turn'], ['checksum-bad']],
    ['3d5177ed0ac0-iec-61162-450-nmea-wrong-tag-chcksm.pcap', ['ROT rate of turn'], ['tag-checksum-bad']],
    ['8c5106a2d2e4-iec-61162-450-binary-type2.pcap', ['binary file'], []],
  ] as const)('%s', (name, functions, anomalies) => {
    const [datagram] = judgedDatagrams(join(folder, name), []);
    const { turn } = readDatagram(nmeaOverUdp, datagram?.bytes ?? new Uint8Array(0));
    expect(turn.messages.map(({ fn }) => functionName(fn))).toEqual(functions);
    expect(turn.anomalies).toEqual(anomalies);
  });
});
