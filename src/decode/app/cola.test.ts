import { describe, expect, it } from 'vitest';
import { type RecordingTurn, recordingTurn } from '../../../test/support/recording-turn.ts';
import { NO, YES } from '../verdict.ts';
import { cola, MAX_TELEGRAM } from './cola.ts';
import {
  binaryConversation,
  cola2,
  colaBinary,
  colaText,
  sessionConversation,
  textConversation,
} from './cola/conversation.cases.ts';
import { functionName } from './cola/kinds.ts';
import { MAX_COLA_NAME, objectName } from './cola/read-telegram.ts';
import { MAX_OPEN_REQUESTS } from './cola/state.ts';
import { ascii, hex, streamLaws, together, windowed } from './decoder-laws.cases.ts';
import { feedStream, inPieces, type Segment } from './feed-stream.cases.ts';

streamLaws(cola, [textConversation, textConversation.slice(1), binaryConversation, sessionConversation]);

function heard(segments: readonly Segment[]): RecordingTurn {
  const turn = recordingTurn();
  feedStream(cola, segments, turn);
  return turn;
}

const one = (bytes: Uint8Array): Segment[] => [{ fromServer: false, bytes }];

describe('CoLa', () => {
  it('tells who a scanner is, what is done to it, and what it refuses', () => {
    const turn = heard(textConversation);
    expect(turn.anomalies).toEqual(['access-mode']);
    expect(turn.facts).toEqual([
      'command fn 1 unit 0 area 0 start 5 count 0 read',
      'outcome 1 0',
      'claim ip:192.0.2.1 vendor SICK',
      'claim ip:192.0.2.1 model LMS111',
      'claim ip:192.0.2.1 firmware V1.36',
      'command fn 1 unit 0 area 0 start 6 count 0 read',
      'outcome 2 0',
      'claim ip:192.0.2.1 vendor SICK',
      'claim ip:192.0.2.1 serial 17450012',
      'command fn 5 unit 0 area 0 start 7 count 0 other',
      'outcome 3 0',
      'command fn 3 unit 0 area 0 start 8 count 0 write',
      'outcome 4 0',
      'command fn 5 unit 0 area 0 start 9 count 0 stop',
      'outcome 5 5',
      'command fn 7 unit 0 area 0 start 10 count 0 read',
      'outcome 6 0',
      'command fn 11 unit 0 area 1 start 7 count 0 read',
    ]);
    expect(JSON.stringify([turn.messages, turn.facts])).not.toContain('F4724744');
    expect([objectName(1, 0, 5, 0, () => 'DeviceIdent'), objectName(1, 0, 5, 0), objectName(11, 1, 7, 0)]).toEqual([
      'DeviceIdent',
      'name 5',
      'index 7',
    ]);
    expect(turn.messages.slice(0, 2).map(({ fn }) => functionName(fn))).toEqual(['read', 'read answer']);
  });

  it('reads binary telegrams the same, and checks their sum', () => {
    const turn = heard(binaryConversation);
    expect(turn.anomalies).toEqual([]);
    expect(turn.facts).toContain('claim ip:192.0.2.1 model LMS511');
    expect(turn.facts.at(-2)).toMatch(/program$/);
    expect(turn.facts.at(-1)).toBe('outcome 2 11');
    const wrong = colaBinary(ascii('sRN DeviceIdent')).slice();
    wrong[wrong.length - 1] = 0;
    expect(heard(one(wrong)).anomalies).toEqual(['checksum-bad']);
  });

  it('reads sessions of version 2', () => {
    const { messages, facts } = heard(sessionConversation);
    expect(messages.map(({ fn }) => functionName(fn))).toEqual([
      'open session',
      'session opened',
      'read by index',
      'read answer',
      'close session',
    ]);
    expect(messages[0]?.fields).toMatchObject({ 'cola.session': 7, 'cola.request': 1 });
    expect(facts).toContain('command fn 11 unit 0 area 1 start 7 count 0 read');
  });

  it(`keeps ${MAX_TELEGRAM} bytes of a telegram, and finds the next one behind it`, () => {
    const long = colaText(`sSN LMDscandata ${'3E8 '.repeat(MAX_TELEGRAM)}`);
    const next = colaText('sRN DeviceIdent');
    const scan = colaBinary(ascii('sSN LMDscandata '), new Uint8Array(MAX_TELEGRAM));
    const turn = heard(inPieces(one(together(long, scan, next)), [700]));
    expect(turn.anomalies).toEqual(['telegram-long', 'telegram-long']);
    expect(turn.messages.map(({ fn }) => functionName(fn))).toEqual(['event', 'event', 'read']);
  });

  it('reports unknown kinds, long names, and requests that wait for ever', () => {
    expect(heard(one(colaText('sZZ a'))).anomalies).toEqual(['kind-unknown']);
    expect(heard(one(colaText('sOX a'))).anomalies).toEqual(['kind-unknown']);
    expect(heard(one(colaText(`sRN ${'a'.repeat(MAX_COLA_NAME + 1)}`))).anomalies).toEqual(['name-over-limit']);
    const asks = Array.from({ length: MAX_OPEN_REQUESTS + 1 }, (_, i) => one(colaText(`sRN v${i}`))).flat();
    expect(heard([...textConversation.slice(0, 2), ...asks]).anomalies).toEqual(['request-unanswered']);
  });

  it('takes no other text behind STX for its own', () => {
    for (const text of ['\x02sRN', '\x02sXX abc\x03', '\x02sRN !\x03', '\x02hello world\x03'])
      expect(cola.probe(windowed(ascii(text)), false)).not.toBe(YES);
    expect(cola.probe(windowed(hex('02020202 00000004 6162 6364')), false)).toBe(NO);
    expect(cola.probe(windowed(cola2('ZZ', '0001')), false)).toBe(NO);
  });
});
