import { describe, expect, it } from 'vitest';
import { recordingTurn } from '../../../test/support/recording-turn.ts';
import type { RecordingTurn } from '../../../test/support/recording-turn.ts';
import { NO, UNSURE, YES } from '../verdict.ts';
import { hex, streamLaws, together, windowed } from './decoder-laws.cases.ts';
import { feedStream, type Segment } from './feed-stream.cases.ts';
import { iec104 } from './iec104.ts';
import { causeName } from './iec104/causes.ts';
import { MAX_OPEN_REQUESTS } from './iec104/state.ts';
import { asduType, functionName } from './iec104/types.ts';

/** An I frame: sequence numbers, then the ASDU. */
function information(tx: number, rx: number, ...asdu: readonly string[]): Uint8Array {
  const content = hex(...asdu);
  const control = Uint8Array.of((tx << 1) & 255, tx >> 7, (rx << 1) & 255, rx >> 7);
  return together(Uint8Array.of(0x68, 4 + content.length), control, content);
}

const fromClient = (...parts: readonly Uint8Array[]): Segment => ({ fromServer: false, bytes: together(...parts) });
const fromServer = (...parts: readonly Uint8Array[]): Segment => ({ fromServer: true, bytes: together(...parts) });

const START_ACT = hex('68 04 07 00 00 00');
const START_CON = hex('68 04 0b 00 00 00');
const STOP_ACT = hex('68 04 13 00 00 00');
const TEST = hex('68 04 43 00 00 00');
const ACKNOWLEDGE = hex('68 04 01 00 04 00');
// Station 10, object 2: on, execute; activation.
const SINGLE = information(0, 0, '2d 01 06 00 0a00', '020000 01');
const SINGLE_DONE = information(0, 1, '2d 01 07 00 0a00', '020000 01');
const SINGLE_ENDED = information(1, 1, '2d 01 0a 00 0a00', '020000 01');
const INTERROGATION = information(1, 2, '64 01 06 00 0a00', '000000 14');
const INTERROGATED = information(2, 2, '64 01 07 00 0a00', '000000 14');
const SEQUENCE = information(3, 2, '01 83 14 00 0a00', '010000 00 01 81'); // three points from 1 on
const SHORT_FLOAT = information(4, 2, '24 01 03 00 0a00', '0a0000 0000803f 00 39300a 0c 4b 0c 14'); // with full time

const CONVERSATION: readonly Segment[] = [
  fromClient(START_ACT),
  fromServer(START_CON),
  fromClient(SINGLE, INTERROGATION),
  fromServer(SINGLE_DONE, SINGLE_ENDED, INTERROGATED, SEQUENCE, SHORT_FLOAT),
  fromClient(ACKNOWLEDGE, TEST),
];

streamLaws(iec104, [
  CONVERSATION,
  [fromServer(SEQUENCE, SHORT_FLOAT)],
  [fromClient(ACKNOWLEDGE), fromClient(STOP_ACT)],
]);

function heard(...segments: readonly Segment[]): RecordingTurn {
  const turn = recordingTurn();
  feedStream(iec104, segments, turn);
  return turn;
}

describe('IEC 60870-5-104', () => {
  it('each ASDU is a message, control and supervisory frames are none', () => {
    expect(heard(...CONVERSATION).messages.map(({ fn }) => fn)).toEqual([45, 100, 45, 45, 100, 1, 36]);
    expect(heard(...CONVERSATION).anomalies).toEqual([]);
  });

  it('commands are confirmed, each by its own station, object and type', () => {
    expect(heard(...CONVERSATION).facts).toEqual([
      'command fn 263 unit 0 area 0 start 0 count 0 other',
      'outcome 1 0',
      'command fn 45 unit 10 area 301 start 2 count 1 write',
      'command fn 100 unit 10 area 5220 start 0 count 1 read',
      'outcome 2 0',
      'outcome 3 0',
    ]);
  });

  it('a refused command says why', () => {
    const negative = information(0, 1, '2d 01 47 00 0a00', '020000 01');
    expect(heard(fromClient(SINGLE), fromServer(negative)).facts.at(-1)).toBe('outcome 1 1');
    const unknown = information(0, 1, '2d 01 2f 00 0a00', '020000 01');
    const turn = heard(fromClient(SINGLE), fromServer(unknown));
    expect(turn.facts.at(-1)).toBe('outcome 1 47');
    expect(turn.anomalies).toEqual(['command-refused']);
  });

  it('says what a command is aimed at', () => {
    const name = (type: number, qualifier: number, start = 5): string =>
      iec104.objectName?.(type, type + qualifier * 256, start, 1) ?? '';
    expect(name(45, 1)).toBe('object 5: on');
    expect(name(45, 0x80)).toBe('object 5: off, select');
    expect(name(46, 2)).toBe('object 5: on');
    expect(name(60, 1)).toBe('object 5: lower');
    expect(name(50, 0x80)).toBe('object 5, select');
    expect(name(100, 20)).toBe('station');
    expect(name(100, 21)).toBe('group 1');
    expect(name(101, 0x45)).toBe('all counters: freeze');
    expect(name(103, 0)).toBe('clock');
    expect(name(105, 1)).toBe('station');
    expect(name(122, 1)).toBe('file of object 5');
    expect(name(110, 0)).toBe('object 5');
    expect(iec104.objectName?.(0x107, 0, 0, 0)).toBe('station');
  });

  it('takes the qualifier from where each type has it', () => {
    const area = (...asdu: readonly string[]): string => heard(fromClient(information(0, 0, ...asdu))).facts[0] ?? '';
    expect(area('3a 01 06 00 0a00', '020000 81 00000000000000')).toBe(
      'command fn 58 unit 10 area 33082 start 2 count 1 write',
    );
    expect(area('32 01 06 00 0a00', '020000 0000803f 80')).toBe(
      'command fn 50 unit 10 area 32818 start 2 count 1 write',
    );
    expect(area('69 01 06 00 0a00', '000000 01')).toBe('command fn 105 unit 10 area 361 start 0 count 1 stop');
    expect(area('65 01 06 00 0a00', '000000 45')).toContain('write');
    expect(area('65 01 06 00 0a00', '000000 05')).toContain('read');
    expect(area('66 01 05 00 0a00', '070000')).toBe('command fn 102 unit 10 area 102 start 7 count 1 read');
    expect(area('67 01 06 00 0a00', '000000 00000000000000')).toContain('write');
    expect(area('7a 01 0d 00 0a00', '050000 0100 00 02')).toBe(
      'command fn 122 unit 10 area 634 start 5 count 1 program',
    );
  });

  it('shows values, quality and time of several objects behind one address', () => {
    const [, , , , , points, float] = heard(...CONVERSATION).messages;
    expect(points?.fields).toMatchObject({
      'iec60870_asdu.ioa': [1, 2, 3],
      'iec60870_asdu.siq': [0, 1, 0x81],
      'iec60870_asdu.cause_name': 'interrogated by station',
    });
    expect(float?.fields).toMatchObject({
      'iec60870_asdu.float': 1,
      'iec60870_asdu.cp56time': '2020-12-11T12:10:12.345',
    });
    const shown = (...asdu: readonly string[]): Record<string, unknown> =>
      heard(fromServer(information(0, 0, ...asdu))).messages[0]?.fields ?? {};
    expect(shown('09 01 03 00 0a00', '010000 00c0 10')).toMatchObject({
      'iec60870_asdu.normval': -0.5,
      'iec60870_asdu.qds': 16,
    });
    expect(shown('0d 01 03 00 0a00', '010000 0000c07f 00')).toMatchObject({ 'iec60870_asdu.float': 'NaN' });
    expect(shown('0b 01 03 00 0a00', '010000 feff 00')).toMatchObject({ 'iec60870_asdu.scalval': -2 });
    expect(shown('10 01 03 00 0a00', '010000 ffffffff 05 e803 05')).toMatchObject({
      'iec60870_asdu.bcr.count': -1,
      'iec60870_asdu.cp24time': '05:01.000',
    });
    expect(shown('7e 01 05 00 0a00', '010000 0700 000100 20 e803 85 00 01 01 14')).toMatchObject({
      'iec60870_asdu.nof': 7,
      'iec60870_asdu.lof': 256,
      'iec60870_asdu.cp56time': '2020-01-01T00:05:01.000 invalid',
    });
    // Years since 1900, as some stations count: 109 is 2009.
    expect(shown('7e 01 05 00 0a00', '010000 0700 000100 20 e803 05 00 01 01 6d')).toMatchObject({
      'iec60870_asdu.cp56time': '2009-01-01T00:05:01.000',
    });
    expect(shown('26 01 03 00 0a00', '010000 01 0a00 e803 05 00 01 01 14')).toMatchObject({
      'iec60870_asdu.cp16time': 10,
    });
  });

  it('names every type and cause of the standards', () => {
    const ids = Array.from({ length: 127 }, (_, i) => i + 1).filter((id) => asduType(id) !== undefined);
    expect(ids).toHaveLength(82);
    expect(functionName(45)).toBe('single command (C_SC_NA_1)');
    expect(functionName(22)).toBe('reserved 22');
    expect(functionName(200)).toBe('private 200');
    expect([6, 21, 41, 19].map(causeName)).toEqual([
      'activation',
      'interrogated by group 1',
      'requested by group 4 counter request',
      undefined,
    ]);
  });

  it('counts what does not fit', () => {
    const odd = (...frames: readonly Uint8Array[]): string[] => heard(fromServer(...frames)).anomalies;
    expect(odd(information(0, 0, '01 02 03 00 0a00', '010000 00'))).toEqual(['length-mismatch']);
    expect(odd(information(0, 0, '01 01 03 00 0a00', '010000 00 00 00'))).toEqual(['length-mismatch']);
    expect(odd(information(0, 0, '16 01 03 00 0a00', '010000'))).toEqual(['type-reserved']);
    expect(odd(information(0, 0, '01 01 13 00 0a00', '010000 00'))).toEqual(['cause-reserved']);
    expect(odd(information(0, 0, '01 01'))).toEqual(['asdu-short']);
    expect(odd(hex('68 04 0f 00 00 00'))).toEqual(['control-unknown']);
    expect(odd(hex('68 05 43 00 00 00 00'))).toEqual(['control-unknown']);
    expect(
      odd(information(0, 0, '01 01 03 00 0a00', '010000 00'), information(2, 0, '01 01 03 00 0a00', '010000 00')),
    ).toEqual(['sequence-gap']);
    expect(odd(information(0, 0, '7d 01 0d 00 0a00', '010000 0100 01 05 0102'))).toEqual(['length-mismatch']);
    const segment = heard(fromServer(information(0, 0, '7d 01 0d 00 0a00', '010000 0100 01 02 0102')));
    expect([segment.anomalies, segment.unrecognisedBytes]).toEqual([[], 2]);
  });

  it('a gap makes no fault of what was not seen', () => {
    const later = information(9, 0, '01 01 03 00 0a00', '010000 00');
    const turn = heard(fromServer(SINGLE_DONE), { fromServer: true, bytes: later, gap: true });
    expect(turn.anomalies).toEqual([]);
  });

  it(`keeps ${MAX_OPEN_REQUESTS} commands open; a further one displaces the oldest`, () => {
    const turn = recordingTurn();
    const state = iec104.open();
    iec104.parse(windowed(SINGLE_DONE), turn, state);
    const ask = (object: number): void => {
      iec104.parse(
        windowed(information(object, 0, '2d 01 06 00 0a00', `${object.toString(16).padStart(2, '0')}0000 01`)),
        turn,
        state,
      );
    };
    for (let object = 1; object <= MAX_OPEN_REQUESTS; object++) ask(object);
    expect(turn.anomalies).not.toContain('command-unconfirmed');
    ask(MAX_OPEN_REQUESTS + 1);
    expect(turn.anomalies.at(-1)).toBe('command-unconfirmed');
    expect(state.requests.size).toBe(MAX_OPEN_REQUESTS);
  });

  it('a first information frame has to fit its type, and end where the next begins', () => {
    expect(iec104.probe(windowed(SEQUENCE), true)).toBe(YES);
    expect(iec104.probe(windowed(together(SEQUENCE, hex('68'))), true)).toBe(UNSURE);
    expect(iec104.probe(windowed(together(SEQUENCE, hex('00'))), true)).toBe(NO);
    expect(iec104.probe(windowed(information(0, 0, '01 02 03 00 0a00', '010000 00')), true)).toBe(NO);
    expect(iec104.probe(windowed(information(0, 0, '01 01 00 00 0a00', '010000 00')), true)).toBe(NO);
    expect(iec104.probe(windowed(hex('68 04 01 00 05 00')), true)).toBe(NO);
    expect(iec104.probe(windowed(hex('68 04 47 00 00 00')), true)).toBe(NO);
  });
});
