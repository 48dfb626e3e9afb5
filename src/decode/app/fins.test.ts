import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type RecordingTurn, recordingTurn } from '../../../test/support/recording-turn.ts';
import { NO } from '../verdict.ts';
import { datagramLaws, hex, readDatagram, streamLaws, together, windowed } from './decoder-laws.cases.ts';
import { feedStream, type Segment } from './feed-stream.cases.ts';
import { finsOverTcp, finsOverUdp, MAX_FRAME } from './fins.ts';
import {
  datagrams,
  fins,
  finsConversation,
  frame,
  identity,
  readWords,
  units,
  words,
} from './fins/conversation.cases.ts';
import { objectName } from './fins/objects.ts';
import { MAX_AREAS } from './fins/read-command.ts';
import { MAX_UNITS } from './fins/read-response.ts';
import { MAX_OPEN_REQUESTS } from './fins/state.ts';
import { captures, judgedDatagrams, judgedStreams, plain } from './tshark-oracle.cases.ts';

datagramLaws(finsOverUdp, datagrams);
streamLaws(finsOverTcp, [finsConversation, finsConversation.slice(2)]);

function heard(segments: readonly Segment[]): RecordingTurn {
  const turn = recordingTurn();
  feedStream(finsOverTcp, segments, turn);
  return turn;
}

function read(bytes: Uint8Array): RecordingTurn {
  return readDatagram(finsOverUdp, bytes).turn;
}

describe('FINS', () => {
  it('tells commands by what they do, and their outcomes', () => {
    const turn = heard(finsConversation);
    expect(turn.anomalies).toEqual([]);
    expect(turn.facts).toEqual([
      'claim ip:192.0.2.1 description fins node 1',
      'claim ip:192.0.2.2 description fins node 99',
      'command fn 1281 unit 1 area 256 start 0 count 0 other',
      'outcome 1 0',
      'claim ip:192.0.2.1 vendor Omron',
      'claim ip:192.0.2.1 model CJ2M-CPU31',
      'claim ip:192.0.2.1 firmware 02.01',
      'command fn 257 unit 1 area 130 start 25600 count 10 read',
      'outcome 2 0',
      'command fn 258 unit 1 area 48 start 773 count 1 write',
      'outcome 3 8450',
      'command fn 261 unit 1 area 177 start 512 count 16 write',
      'command fn 260 unit 1 area 130 start 256 count 1 read',
      'command fn 260 unit 1 area 161 start 512 count 1 read',
      'command fn 1026 unit 1 area 256 start 0 count 0 stop',
      'command fn 1025 unit 1 area 256 start 0 count 0 stop',
      'command fn 774 unit 1 area 258 start 256 count 128 program',
      'command fn 515 unit 1 area 257 start 32784 count 0 program',
      'command fn 8961 unit 1 area 259 start 1 count 0 write',
      'command fn 1282 unit 1 area 256 start 0 count 0 other',
      'outcome 12 0',
    ]);
    const name = objectName;
    expect(name(257, 0x82, 25_600, 10)).toBe('D100-109');
    expect(name(257, 0x82, 25_600, 1)).toBe('D100');
    expect(name(257, 0x82, 25_600, 0)).toBe('no words at D100');
    expect(name(258, 0x30, 773, 1)).toBe('CIO3.5');
    expect(name(258, 0x21, 773, 2)).toBe('E1_3.5, 2 bits');
    expect(name(260, 0xa1, 512, 1)).toBe('E1_2');
    expect(name(260, 0x91, 512, 1)).toBe('E1_2');
    expect(name(260, 0xff, 512, 1)).toBe('area 255 2');
    expect(name(1026, 256, 0, 0)).toBe('controller');
    expect(name(515, 257, 32_784, 0)).toBe('controller setup');
    expect(name(515, 257, 1, 0)).toBe('parameters 1');
    expect(name(774, 258, 256, 128)).toBe('program 256-383');
    expect(name(8961, 259, 1, 0)).toBe('1 bits');
  });

  it('finds models in answers, and none where numbers of units stand', () => {
    expect(read(identity).messages[0]?.fields).toMatchObject({ 'omron.controller.model': 'CJ2M-CPU31' });
    expect(read(units).messages[0]?.fields).toMatchObject({ 'omron.model_number': 'CJ1W-EIP21' });
    expect(read(fins(true, '0501', '01', hex('0000', '0001'.repeat(40)))).facts).toEqual([]);
  });

  it('reads no more areas and units than it says, and keeps no more requests', () => {
    const areas = fins(false, '0104', '05', hex('82 0001 00'.repeat(MAX_AREAS + 1)));
    expect(read(areas).anomalies).toEqual(['items-over-limit']);
    const many = fins(true, '0502', '0b', hex('0000 ff', `10 ${'41'.repeat(20)}`.repeat(MAX_UNITS + 1)));
    expect(read(many).anomalies).toEqual(['items-over-limit']);
    const asks = Array.from({ length: MAX_OPEN_REQUESTS + 1 }, (_, i) => {
      const bytes = readWords.slice();
      bytes[9] = i + 3;
      return { fromServer: false, bytes: frame(2, bytes) };
    });
    const answer = words.slice();
    answer[9] = 3;
    const turn = heard([...asks, { fromServer: true, bytes: frame(2, answer) }]);
    expect(turn.facts.filter((fact) => fact.startsWith('outcome'))).toEqual([]);
  });

  it('reports what is cut, unknown or too long', () => {
    expect(read(fins(false, '0101', '01', hex('82'))).anomalies).toEqual(['data-cut']);
    expect(read(fins(false, '0104', '01', hex('82'))).anomalies).toEqual(['data-cut']);
    expect(read(fins(false, '7701', '01')).anomalies).toEqual(['command-unassigned']);
    expect(finsOverUdp.probe(windowed(fins(false, '7701', '01')), false)).toBe(NO);
    expect(finsOverUdp.probe(windowed(fins(true, '0101', '01')), false)).toBe(NO);
    const odd = [frame(2, hex('00')), frame(1, hex('00')), frame(0, hex('0000000000')), frame(3)];
    expect(heard([{ fromServer: false, bytes: together(...odd) }]).anomalies).toEqual([
      'frame-short',
      'data-cut',
      'trailing-bytes',
      'trailing-bytes',
      'tcp-error',
    ]);
    const over = frame(2, new Uint8Array(MAX_FRAME - 7));
    expect(finsOverTcp.probe(windowed(over), false)).toBe(NO);
    const fed = feedStream(finsOverTcp, [{ fromServer: false, bytes: over }], recordingTurn());
    expect(fed.bad).toBe(over.length);
  });
});

const compared = [
  'omron.icf',
  'omron.da1',
  'omron.sa1',
  'omron.sid',
  'omron.command',
  'omron.response.code',
  'omron.controller.model',
  'omron.tcp.error_code',
];

describe.skipIf(captures === undefined)('FINS in real captures beside tshark (left out where there are none)', () => {
  const folder = join(captures ?? '', 'files/cisagov__icsnpp-omron-fins');
  const named = ['be54b4bc432c-omron_fins_tcp_commands_responses.pcap', '73c6e2d6ab4a-omron_test.pcap'];
  it.each(named)('%s: the same values', { timeout: 60_000 }, (name) => {
    let count = 0;
    for (const { segments, frames } of judgedStreams(join(folder, name), compared)) {
      const turn = recordingTurn();
      feedStream(finsOverTcp, segments, turn);
      for (const field of compared) {
        const carrying = frames.filter(({ fields }) => fields.has('omron.command'));
        const theirs = carrying.flatMap((frame) => frame.fields.get(field) ?? []).map((text) => plain(text).trim());
        const ours = turn.messages.flatMap(({ fields }) => [fields[field] ?? []].flat()).map(plain);
        expect(ours, field).toEqual(theirs);
      }
      count += turn.messages.length;
    }
    expect(count).toBeGreaterThan(1);
  });
  it('reads every command of a capture with nearly all of them', { timeout: 60_000 }, () => {
    let count = 0;
    for (const { bytes, fields, frame: number } of judgedDatagrams(join(folder, '5f23554f09b4-omron.pcap'), compared)) {
      const [message] = read(bytes).messages;
      expect(finsOverUdp.functionName(message?.fn ?? -1), `frame ${number}`).toBeDefined();
      expect([message?.fields['omron.command']].map(plain)).toEqual((fields.get('omron.command') ?? []).map(plain));
      count++;
    }
    expect(count).toBe(243);
  });
});
