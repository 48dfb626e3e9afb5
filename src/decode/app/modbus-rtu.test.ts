import { describe, expect, test } from 'vitest';
import { Cursor } from '../../kernel/cursor.ts';
import { NO, UNSURE, YES } from '../verdict.ts';
import { streamLaws } from './decoder-laws.cases.ts';
import { modbus } from './modbus.ts';
import { feed, streamProperties } from './modbus/stream-properties.cases.ts';
import { modbusRtu } from './modbus-rtu.ts';
import { answers, asks, everything, frame, poll } from './modbus-rtu/conversation.cases.ts';
import { MAX_FRAME } from './modbus-rtu/frame.ts';

const PORT = 4001;

function probe(...bytes: readonly number[]): number {
  return modbusRtu.probe(new Cursor().over(Uint8Array.from(bytes)), false);
}

streamLaws(modbusRtu, [everything]);

describe('Modbus RTU over TCP', () => {
  test('every function of a poll is read as in Modbus/TCP', () => {
    const turn = feed(modbusRtu, PORT, everything);
    expect(turn.anomalies).toEqual([]);
    expect(turn.unrecognisedBytes).toBe(0);
    expect(turn.messages).toHaveLength(24);
    expect(
      turn.facts.filter((fact) => fact.startsWith('command')).map((fact) => fact.replace('command fn ', '')),
    ).toEqual([
      '3 unit 1 area 4 start 10 count 2 read',
      '1 unit 2 area 0 start 0 count 8 read',
      '6 unit 1 area 4 start 1 count 1 write',
      '16 unit 1 area 4 start 1 count 2 write',
      '15 unit 1 area 0 start 1 count 3 write',
      '23 unit 1 area 4 start 0 count 1 read',
      '23 unit 1 area 4 start 4 count 1 write',
      '7 unit 1 area 10 start 0 count 0 other',
      '22 unit 1 area 4 start 4 count 1 write',
      '24 unit 1 area 7 start 1246 count 0 read',
      '20 unit 1 area 6 start 262145 count 2 read',
      `${43 + 256 * 15} unit 1 area 9 start 0 count 1 other`,
      '3 unit 1 area 4 start 65535 count 2 read',
    ]);
    expect(turn.facts.at(-1)).toBe('outcome 13 2');
    expect(turn.facts).toContain('claim ip:192.0.2.2 vendor Halmoy');
    expect(turn.messages[0]?.fields).toMatchObject({ 'mbrtu.unit_id': 1, 'modbus.reference_num': 10 });
    expect(turn.messages[2]?.fields['modbus.regval_uint16']).toEqual([0x1234, 0x5678]);
  });

  test('a request is told from a response by its frame, whoever is taken for the server', () => {
    const turned = everything.map(({ fromServer, bytes }) => ({ fromServer: !fromServer, bytes }));
    const turn = feed(modbusRtu, PORT, turned);
    expect(turn.facts.filter((fact) => fact.startsWith('outcome'))).toHaveLength(13);
    expect(turn.anomalies).toEqual([]);
  });

  test('a frame whose check sum does not fit is no frame', () => {
    const broken = frame(1, 3, 0, 10, 0, 2);
    broken[7] = (broken[7] as number) ^ 1;
    const turn = feed(modbusRtu, PORT, [poll, asks(broken), answers(frame(1, 3, 4, 0, 1, 0, 2))]);
    expect(turn.messages).toHaveLength(3);
  });

  test('no frame is longer than the line allows', () => {
    const longest = (bytes: number): number[] =>
      frame(1, 16, 0, 0, 0, bytes / 2, bytes, ...Array.from({ length: bytes }, () => 0));
    expect(longest(246).length).toBe(MAX_FRAME - 1);
    expect(feed(modbusRtu, PORT, [asks(longest(246))]).messages).toHaveLength(1);
    expect(feed(modbusRtu, PORT, [asks(longest(248))]).messages).toHaveLength(0);
  });
});

describe('the Modbus RTU probe', () => {
  test('one frame is not enough, a second one is', () => {
    const first = frame(1, 3, 0, 10, 0, 2);
    expect(probe(...first)).toBe(UNSURE);
    expect(probe(...first, ...first)).toBe(YES);
    expect(probe(...first, 1, 3, 0, 10, 0, 2, 0, 0)).toBe(NO);
    expect(probe(...frame(1, 3, 0, 10, 0, 200 /* too many */), ...first)).toBe(NO);
  });

  test('Modbus/TCP is left alone, and leaves it alone', () => {
    const tcp = [0, 1, 0, 0, 0, 6, 1, 3, 0, 10, 0, 2];
    expect(probe(...tcp, ...tcp)).toBe(NO);
    expect(modbus.probe(new Cursor().over(poll.bytes), false)).toBe(NO);
  });
});

describe('Modbus RTU under hostile input', () => streamProperties(modbusRtu, everything));
