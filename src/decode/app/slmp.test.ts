import { describe, expect, it } from 'vitest';
import { type RecordingTurn, recordingTurn } from '../../../test/support/recording-turn.ts';
import { NO, UNSURE } from '../verdict.ts';
import { ascii, datagramLaws, hex, readDatagram, streamLaws, together, windowed } from './decoder-laws.cases.ts';
import { feedStream, type Segment } from './feed-stream.cases.ts';
import { slmpOverTcp, slmpOverUdp } from './slmp.ts';
import { functionName } from './slmp/commands.ts';
import {
  asciiConversation,
  binary,
  longRead,
  readWords,
  request,
  slmpConversation,
  slmpDatagrams,
  text,
  unlock,
} from './slmp/conversation.cases.ts';
import { objectName } from './slmp/devices.ts';
import { MAX_CONTENT } from './slmp/frame.ts';
import { MAX_DEVICES } from './slmp/read-frame.ts';
import { MAX_OPEN_REQUESTS } from './slmp/state.ts';

streamLaws(slmpOverTcp, [slmpConversation, slmpConversation.slice(1), asciiConversation]);
datagramLaws(slmpOverUdp, slmpDatagrams);

function heard(segments: readonly Segment[]): RecordingTurn {
  const turn = recordingTurn();
  feedStream(slmpOverTcp, segments, turn);
  return turn;
}

function anomalies(bytes: Uint8Array): string[] {
  return readDatagram(slmpOverUdp, bytes).turn.anomalies;
}

describe('SLMP', () => {
  it('tells commands by device and number, and their outcomes', () => {
    const turn = heard(slmpConversation);
    expect(turn.anomalies).toEqual([]);
    expect(turn.facts.filter((fact) => !/^outcome \d+ 0$/.test(fact))).toEqual([
      'command fn 257 unit 0 area 65536 start 0 count 0 other',
      'claim ip:192.0.2.1 vendor Mitsubishi Electric',
      'claim ip:192.0.2.1 model Q03UDVCPU',
      'command fn 1025 unit 0 area 168 start 100 count 10 read',
      'command fn 5121 unit 0 area 157 start 31 count 2 write',
      'command fn 1027 unit 0 area 168 start 5 count 1 read',
      'command fn 1027 unit 0 area 180 start 16 count 1 read',
      'command fn 5122 unit 0 area 168 start 5 count 1 write',
      'command fn 5122 unit 0 area 180 start 16 count 1 write',
      'command fn 5122 unit 0 area 144 start 7 count 1 write',
      'command fn 5126 unit 0 area 168 start 0 count 2 write',
      'command fn 5126 unit 0 area 144 start 0 count 1 write',
      'command fn 1025 unit 0 area 168 start 100 count 1 read',
      'command fn 4098 unit 0 area 65536 start 0 count 0 stop',
      'outcome 12 49233',
    ]);
    expect(turn.messages.map(({ fn }) => functionName(fn)).slice(0, 2)).toEqual(['read type name', 'read type name']);
    expect(objectName(1025, 0xa8, 100, 10)).toBe('D100-109');
    expect(objectName(1025, 0x9d, 31, 2)).toBe('Y1F-20');
    expect(objectName(1025, 0xa8, 1, 0)).toBe('none at D1');
    expect(objectName(1025, 7, 1, 1)).toBe('device 7 1');
    expect(objectName(4098, 0x1_0000, 0, 0)).toBe('controller');
  });

  it('reads ASCII with numbers the same, each answer to its own request', () => {
    const turn = heard(asciiConversation);
    expect(turn.anomalies).toEqual([]);
    expect(turn.facts).toEqual([
      'command fn 1025 unit 0 area 168 start 64 count 2 read',
      'command fn 4098 unit 0 area 65536 start 0 count 0 stop',
      'outcome 1 0',
      'outcome 2 0',
    ]);
    expect(turn.messages[0]?.fields).toMatchObject({ 'slmp.code': 'ascii', 'slmp.frame': '4E', 'slmp.device': 'D64' });
  });

  it('never shows a password, and says that it was readable', () => {
    const { turn } = readDatagram(slmpOverUdp, unlock);
    expect(turn.anomalies).toEqual(['password-in-clear']);
    expect(JSON.stringify([turn.messages, turn.facts])).not.toContain('1234');
  });

  it('reports what is cut, unknown, or no number', () => {
    expect(anomalies(request('0104 0000', '64'))).toEqual(['data-cut']);
    expect(anomalies(request('0104 8200', '0000'))).toEqual([]);
    expect(anomalies(request('0102 0000', ''))).toEqual(['command-unassigned']);
    expect(anomalies(text(false, '0001', '001004010000Q*0000640002'))).toEqual(['digits-bad']);
    expect(anomalies(text(false, '0001', '001004010000D*00006A0002'))).toEqual(['digits-bad']);
    expect(readDatagram(slmpOverUdp, together(longRead, hex('00'))).turn.unrecognisedBytes).toBe(1);
    expect(heard(slmpConversation.slice(1, 2)).messages.map(({ fn }) => functionName(fn))).toEqual(['response']);
  });

  it('reads no more devices than it says, keeps no more requests, and takes no longer frame for one', () => {
    const devices = request('0304 0000', `ff 02${'050000a8'.repeat(257)}`);
    expect(anomalies(devices)).toEqual(['devices-over-limit']);
    expect(MAX_DEVICES).toBe(256);
    const asks = Array.from({ length: MAX_OPEN_REQUESTS + 1 }, (_, i) => ({
      fromServer: false,
      bytes: text(false, (i + 16).toString(16).toUpperCase().padStart(4, '0'), '001004010000D*0000640002'),
    }));
    expect(heard([...asciiConversation, ...asks]).anomalies).toEqual(['request-unanswered']);
    const over = binary(false, hex('1000 0114 0000'), new Uint8Array(MAX_CONTENT - 5));
    expect(slmpOverTcp.probe(windowed(over), false)).toBe(NO);
  });

  it('is not sure of half a header, and takes no other text for a frame', () => {
    expect(slmpOverTcp.probe(windowed(readWords.subarray(0, 10)), false)).toBe(UNSURE);
    for (const line of ['5000 OK\r\n', 'D000', 'DELETE / HTTP/1.1\r\n', '5400000000FF03FF00001C00100401'])
      expect(slmpOverUdp.probe(windowed(ascii(line)), false)).toBe(NO);
  });
});
