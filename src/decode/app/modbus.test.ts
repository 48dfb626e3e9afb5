import { describe, expect, test } from 'vitest';
import { Cursor } from '../../kernel/cursor.ts';
import { modbus } from './modbus.ts';
import { MAX_GROUPS } from './modbus/file-records.ts';
import { adu, answers, ascii, asks, everything } from './modbus/poll.cases.ts';
import { MAX_OPEN_REQUESTS } from './modbus/state.ts';
import type { Sent } from './modbus/stream-properties.cases.ts';
import { feed, streamProperties } from './modbus/stream-properties.cases.ts';
import { NO, UNSURE, YES } from '../verdict.ts';

const PORT = 502;

function told(...sent: Sent[]): ReturnType<typeof feed> {
  return feed(modbus, PORT, sent);
}

function probe(bytes: Uint8Array): number {
  return modbus.probe(new Cursor().over(bytes), false);
}

describe('Modbus/TCP', () => {
  test('a poll: the registers are numbered by the request, the answer settles the command', () => {
    const turn = told(
      asks(7, 3, 0x03 /* read holding registers */, 0, 100 /* first */, 0, 2 /* count */),
      answers(7, 3, 0x03, 4 /* bytes */, 0x12, 0x34, 0x56, 0x78),
    );
    expect(turn.messages.map(({ fn }) => modbus.functionName(fn))).toEqual([
      'read holding registers',
      'read holding registers',
    ]);
    expect(turn.messages[0]?.fields).toEqual({
      'mbtcp.trans_id': 7,
      'mbtcp.prot_id': 0,
      'mbtcp.len': 6,
      'mbtcp.unit_id': 3,
      'modbus.func_code': 3,
      'modbus.reference_num': 100,
      'modbus.word_cnt': 2,
    });
    expect(turn.messages[1]?.fields).toMatchObject({
      'modbus.byte_cnt': 4,
      'modbus.regnum16': [100, 101],
      'modbus.regval_uint16': [0x1234, 0x5678],
    });
    expect(turn.facts).toEqual(['command fn 3 unit 3 area 4 start 100 count 2 read', 'outcome 1 0']);
    expect(turn.anomalies).toEqual([]);
  });

  test('every public function is read to its last byte and without a complaint', () => {
    const turn = feed(modbus, PORT, everything);
    expect(turn.anomalies).toEqual([]);
    expect(turn.unrecognisedBytes).toBe(0);
    expect(turn.messages).toHaveLength(everything.length);
    expect(turn.facts.filter((fact) => fact.startsWith('command'))).toEqual([
      'command fn 3 unit 1 area 4 start 100 count 2 read',
      'command fn 1 unit 1 area 0 start 0 count 10 read',
      'command fn 15 unit 1 area 0 start 8 count 3 write',
      'command fn 16 unit 1 area 4 start 16 count 1 write',
      'command fn 1288 unit 1 area 8 start 4 count 0 stop',
      'command fn 20 unit 1 area 6 start 262145 count 2 read',
      'command fn 21 unit 1 area 6 start 262151 count 1 write',
      'command fn 23 unit 1 area 4 start 3 count 2 read',
      'command fn 23 unit 1 area 4 start 14 count 1 write',
      'command fn 24 unit 1 area 7 start 1246 count 0 read',
      'command fn 22 unit 1 area 4 start 4 count 1 write',
      'command fn 12 unit 1 area 10 start 0 count 0 other',
      'command fn 17 unit 1 area 10 start 0 count 0 other',
      'command fn 3883 unit 1 area 9 start 0 count 1 other',
    ]);
    // The write that was refused with "illegal data address".
    expect(turn.facts).toContain('outcome 4 2');
  });

  test('a device that is asked says who it is', () => {
    const facts = feed(modbus, PORT, everything).facts.filter((fact) => fact.startsWith('claim'));
    expect(facts).toEqual([
      'claim ip:192.0.2.2 description PUMP-07',
      'claim ip:192.0.2.2 vendor Acme',
      'claim ip:192.0.2.2 firmware V1.2',
    ]);
  });

  test('an exception settles the command with its code and is counted under its function', () => {
    const turn = told(asks(1, 1, 0x06, 0, 1, 0, 9), answers(1, 1, 0x86, 0x03 /* illegal data value */));
    expect(turn.messages.map(({ fn }) => fn)).toEqual([6, 6]);
    expect(turn.messages[1]?.fields['modbus.exception_code']).toBe(3);
    expect(turn.facts.at(-1)).toBe('outcome 1 3');
  });

  test('file groups are read up to their limit; bytes behind the last are counted as not read', () => {
    const asked = (groups: number) => {
      const group = [6 /* type */, 0, 4 /* file */, 0, 1 /* record */, 0, 2 /* length */];
      const turn = told(
        asks(6, 1, 0x14 /* read file */, groups * 7, ...Array.from({ length: groups }, () => group).flat()),
      );
      return { commands: turn.facts.length, bytes: turn.unrecognisedBytes };
    };
    // A byte count cannot say so many, but a hostile frame can hold them.
    expect(asked(MAX_GROUPS)).toEqual({ commands: MAX_GROUPS, bytes: 0 });
    expect(asked(MAX_GROUPS + 1)).toEqual({ commands: MAX_GROUPS, bytes: 7 });
    const answered = (groups: number) => {
      const group = [1 /* group's bytes */, 6 /* type, and no data */];
      const turn = told(
        asks(6, 1, 0x14, 7, 6, 0, 4, 0, 1, 0, 2),
        answers(6, 1, 0x14, groups * 2, ...Array.from({ length: groups }, () => group).flat()),
      );
      const types = turn.messages[1]?.fields['modbus.reference_type'];
      return { types: [types].flat().length, bytes: turn.unrecognisedBytes, anomalies: turn.anomalies };
    };
    expect(answered(MAX_GROUPS)).toEqual({ types: MAX_GROUPS, bytes: 0, anomalies: [] });
    expect(answered(MAX_GROUPS + 1)).toEqual({ types: MAX_GROUPS, bytes: 2, anomalies: ['length-mismatch'] });
  });

  test('restarting a device or silencing it is a stop, clearing its counters a write, an echo neither', () => {
    const access = [1, 4, 10, 0].map((sub) =>
      told(asks(1, 1, 0x08, 0, sub, 0, 0))
        .facts[0]?.split(' ')
        .at(-1),
    );
    expect(access).toEqual(['stop', 'stop', 'write', 'other']);
    const fn = Number(told(asks(1, 1, 0x08, 0, 4, 0, 0)).facts[0]?.split(' ')[2]);
    expect(modbus.functionName(fn)).toBe('force listen only mode');
  });

  test('UMAS is named, counted, and classed by its function byte', () => {
    const turn = told(
      asks(1, 0, 0x5a /* UMAS */, 0x00 /* session */, 0x41 /* stop */, 0xff, 0x00),
      answers(1, 0, 0x5a, 0x00, 0xfd /* refused */, 0x83),
    );
    const fn = 90 + 256 * (0x41 + 1);
    expect(turn.facts).toEqual([`command fn ${fn} unit 0 area 11 start 65 count 0 stop`, 'outcome 1 253']);
    expect(modbus.functionName(90)).toBe('umas');
    expect(modbus.functionName(fn)).toBe('umas stop plc');
    expect(modbus.objectName?.(fn, 11, 65, 0)).toBe('controller');
    expect(turn.unrecognisedBytes).toBe(1);
    expect(turn.anomalies).toEqual([]);
  });

  test('UMAS says who reserves, what the controller is, and which project it runs', () => {
    const text = (characters: string): number[] =>
      [characters.length, ...characters].map((c) => (typeof c === 'number' ? c : c.charCodeAt(0)));
    const zeros = (count: number): number[] => Array.from({ length: count }, () => 0);
    const turn = told(
      asks(1, 0, 0x5a, 0, 0x10 /* reserve */, 1, 2, 3, 4, ...text('STEP-PC')),
      answers(1, 0, 0x5a, 0, 0xfe, 7 /* session */),
      asks(2, 0, 0x5a, 7, 0x02 /* read id */),
      answers(2, 0, 0x5a, 7, 0xfe, ...zeros(8), 0x70, 0x02 /* version */, ...zeros(12), ...text('BMX P34 2020')),
      asks(3, 0, 0x5a, 7, 0x03 /* project */, 0),
      answers(3, 0, 0x5a, 7, 0xfe, ...zeros(27), 1, 2, 3, 14, 1, 0xde, 0x07, 0, 0, 0, 0, ...text('Crane')),
      asks(4, 0, 0x5a, 7, 0x20 /* read memory */, 0, 0x13, 0, 0x64, 0, 0, 0, 4, 0),
      answers(4, 0, 0x5a, 7, 0xfe, 0, 4, 0, 1, 2, 3, 4),
      asks(5, 0, 0x5a, 7, 0x34 /* download */, 0, 1, 9, 0, 2, 0, 0xaa, 0xbb),
      answers(5, 0, 0x5a, 7, 0xfe),
      asks(6, 0, 0x5a, 7, 0x01 /* initialise */, 0),
      answers(6, 0, 0x5a, 7, 0xfe, 0xfd, 0),
    );
    expect(turn.facts.filter((fact) => fact.startsWith('claim'))).toEqual([
      'claim ip:192.0.2.1 hostname STEP-PC',
      'claim ip:192.0.2.2 model BMX P34 2020',
      'claim ip:192.0.2.2 firmware V2.70',
      'claim ip:192.0.2.2 description Crane',
    ]);
    expect(turn.messages.find(({ fields }) => 'modbus.umas_changed' in fields)?.fields['modbus.umas_changed']).toBe(
      '2014-01-14T03:02:01',
    );
    expect(turn.messages[6]?.fields).toMatchObject({ 'modbus.umas_block': 0x13, 'modbus.umas_offset': 0x64 });
    expect(turn.facts.filter((fact) => fact.startsWith('command')).map((fact) => fact.split(' ').at(-1))).toEqual([
      'other',
      'other',
      'other',
      'read',
      'program',
      'other',
    ]);
    expect(turn.anomalies).toEqual([]);
  });

  test('functions without a meaning are counted by number and left alone', () => {
    const turn = told(asks(1, 0, 100 /* user-defined */, 1, 2, 3), asks(2, 0, 77 /* unassigned */, 1));
    expect(turn.messages.map(({ fn }) => modbus.functionName(fn))).toEqual(['user-defined 100', 'unassigned 77']);
    expect(turn.unrecognisedBytes).toBe(4);
    expect(turn.anomalies).toEqual(['function-unassigned', 'function-unassigned']);
  });

  test('two messages in one segment are two, and half of one waits for the rest', () => {
    const both = Uint8Array.from([...adu(1, 1, [3, 0, 0, 0, 1]), ...adu(2, 1, [4, 0, 0, 0, 1])]);
    const turn = told({ fromServer: false, bytes: both.subarray(0, 20) });
    expect(turn.messages).toHaveLength(1);
    expect(told({ fromServer: false, bytes: both }).messages).toHaveLength(2);
  });

  test('an answer nobody asked for, another function than asked, and another amount are each told', () => {
    const ask = asks(1, 1, 3, 0, 0, 0, 2);
    expect(told(ask, answers(2, 1, 3, 4, 0, 0, 0, 0)).anomalies).toEqual(['response-without-request']);
    expect(told(ask, answers(1, 9, 3, 4, 0, 0, 0, 0)).anomalies).toEqual(['response-without-request']);
    expect(told(ask, answers(1, 1, 4, 4, 0, 0, 0, 0)).anomalies).toEqual(['function-mismatch']);
    expect(told(ask, answers(1, 1, 3, 2, 0, 0)).anomalies).toEqual(['quantity-mismatch']);
    expect(told(ask, answers(1, 1, 3, 200, 0, 0)).anomalies).toEqual(['length-mismatch']);
  });

  test('answers alone, as a mirror of one direction shows them, are no anomaly', () => {
    const turn = told(answers(1, 1, 3, 2, 0, 1), answers(2, 1, 3, 2, 0, 1));
    expect(turn.anomalies).toEqual([]);
    expect(turn.messages).toHaveLength(2);
  });

  test('requests that are never answered stay within their limit, and the displaced are told once answers were seen', () => {
    const polls = Array.from({ length: MAX_OPEN_REQUESTS + 3 }, (_, i) => asks(i + 10, 1, 3, 0, 0, 0, 1));
    expect(told(...polls).anomalies).toEqual([]);
    const answered = [asks(1, 1, 3, 0, 0, 0, 1), answers(1, 1, 3, 2, 0, 0), ...polls];
    expect(told(...answered).anomalies).toEqual(['request-unanswered', 'request-unanswered', 'request-unanswered']);
  });

  test('more than may be asked for, a coil set to neither state, a longer ADU than allowed are told', () => {
    expect(told(asks(1, 1, 3, 0, 0, 0, 126)).anomalies).toEqual(['quantity-out-of-range']);
    expect(told(asks(1, 1, 5, 0, 0, 0x12, 0x34)).anomalies).toEqual(['value-out-of-range']);
    expect(told(asks(1, 1, 100, ...new Array<number>(300).fill(7))).anomalies).toContain('oversize');
    expect(told(asks(1, 1, 0x83, 2)).anomalies).toContain('exception-from-client');
    expect(told(asks(1, 1, 3, 0)).anomalies).toContain('length-mismatch');
    expect(told(asks(1, 1, 6, 0, 1, 9)).anomalies).toContain('length-mismatch');
    expect(told(asks(1, 1, 3, 0, 0, 0, 1, 0)).anomalies).toContain('length-mismatch');
  });

  test('away from port 502 requests are told from answers by what can be only one of the two', () => {
    const swapped = everything.slice(0, 4).map((sent) => ({ ...sent, fromServer: !sent.fromServer }));
    const turn = feed(modbus, 40_000, swapped);
    expect(turn.facts).toEqual(feed(modbus, PORT, everything.slice(0, 4)).facts);
  });

  test('objects read as a person would say them', () => {
    const name = (fn: number, area: number, start: number, count: number) =>
      modbus.objectName?.(fn, area, start, count);
    expect(name(3, 4, 100, 10)).toBe('holding registers 100-109');
    expect(name(5, 0, 17, 1)).toBe('coil 17');
    expect(name(20, 6, 262145, 2)).toBe('file 4 records 1-2');
    expect(name(1288, 8, 4, 0)).toBe('force listen only mode');
  });
});

describe('the Modbus/TCP probe', () => {
  test('a length that does not fit the function is not Modbus, nor is another protocol identifier', () => {
    expect(probe(adu(1, 1, [3, 0, 0, 0, 1]))).toBe(YES);
    expect(probe(Uint8Array.from([0, 1, 0, 1, 0, 6, 1, 3, 0, 0, 0, 1]))).toBe(NO);
    expect(probe(Uint8Array.from([0, 1, 0, 0, 0, 1, 1, 3, 0, 0, 0, 1]))).toBe(NO);
    expect(probe(Uint8Array.from([0, 1, 0, 0, 1, 0, 1, 3, 0, 0, 0, 1]))).toBe(NO);
    // Function 3 with four bytes too many, and then no second header.
    expect(probe(Uint8Array.from([...adu(1, 1, [3, 0, 0, 0, 1, 9, 9, 9, 9]), 1, 2, 3, 4, 5, 6, 7]))).toBe(NO);
  });

  test('a function with a layout of its maker needs a second message of the same unit', () => {
    const first = adu(1, 5, [100, 1, 2, 3]);
    expect(probe(first)).toBe(UNSURE);
    expect(probe(Uint8Array.from([...first, ...adu(2, 5, [100, 9])]))).toBe(YES);
    expect(probe(Uint8Array.from([...first, ...adu(2, 6, [100, 9])]))).toBe(NO);
  });

  test('text, TLS and zeros are not Modbus', () => {
    expect(probe(Uint8Array.from(ascii('GET / HTTP/1.1\r\n\r\n')))).toBe(NO);
    expect(probe(Uint8Array.from([0x16, 3, 1, 0, 200, 1, 0, 0]))).toBe(NO);
    expect(probe(new Uint8Array(64))).toBe(NO);
  });
});

describe('Modbus/TCP under hostile input', () => streamProperties(modbus, everything));
