import { describe, expect, test } from 'vitest';
import type { RecordingTurn } from '../../../test/support/recording-turn.ts';
import { Cursor } from '../../kernel/cursor.ts';
import { specCoverage } from '../spec-list.ts';
import { NO, UNSURE, YES } from '../verdict.ts';
import { streamLaws } from './decoder-laws.cases.ts';
import { feed, streamProperties } from './modbus/stream-properties.cases.ts';
import type { Sent } from './modbus/stream-properties.cases.ts';
import { connectionRequest, dataUnit, text, u16 } from './s7comm/conversation.cases.ts';
import { s7commPlus } from './s7comm-plus.ts';
import {
  attribute,
  client,
  create,
  everything,
  object,
  opening,
  pdu,
  request,
  response,
  server,
  symbol,
  u32,
  udint,
  vlq,
  wide,
} from './s7comm-plus/conversation.cases.ts';
import { MAX_ELEMENTS, MAX_OBJECTS_DEEP } from './s7comm-plus/elements.ts';
import { MAX_ITEMS, MAX_PATH } from './s7comm-plus/requests.ts';
import { MAX_ANSWERED } from './s7comm-plus/responses.ts';
import { MAX_ASSEMBLED, MAX_OPEN_REQUESTS } from './s7comm-plus/state.ts';
import { MAX_SHOWN, MAX_STRUCTS, MAX_VALUES } from './s7comm-plus/values.ts';

function told(...sent: readonly Sent[]): RecordingTurn {
  return feed(s7commPlus, 102, sent);
}

function probe(...bytes: Uint8Array[]): number {
  return s7commPlus.probe(new Cursor().over(Uint8Array.from(bytes.flatMap((part) => [...part]))), false);
}

function commanded(...sent: readonly Sent[]): string[] {
  return told(...sent)
    .facts.filter((fact) => fact.startsWith('command'))
    .map((fact) => {
      const [, , fn, , , , area, , start, , count, access] = fact.split(' ');
      const name = s7commPlus.objectName?.(Number(fn), Number(area), Number(start), Number(count));
      return `${s7commPlus.functionName(Number(fn))}: ${name} ${access}`;
    });
}

function shown(...sent: readonly Sent[]): Record<string, unknown> {
  return Object.assign({}, ...told(...sent).messages.map(({ fields }) => fields)) as Record<string, unknown>;
}

streamLaws(s7commPlus, [everything.slice(2), everything.slice(4)]);

describe('S7comm-plus', () => {
  test('watching, writing, stopping and loading are told apart', () => {
    expect(told(...everything).anomalies).toEqual([]);
    expect(commanded(...everything)).toEqual([
      'request create object: new server session other',
      'request set multi variables: object 0x388 attribute 306 other',
      'request get multi variables: DB 2 symbol 0x0000beef read',
      'request get multi variables: flags symbol 0x00000007 read',
      'request set multi variables: DB 2 symbol 0x0000beef write',
      'request create object: new subscription other',
      'request set variable: CPU execution unit operating state stop',
      'request create object: new data block program',
      'request set variable streamed: DB 2 program',
      'request explore: PLC program other',
      'request delete object: object 0x388 other',
    ]);
  });

  test('answers settle their commands, and a refusal is one', () => {
    const outcomes = told(...everything).facts.filter((fact) => fact.startsWith('outcome'));
    expect(outcomes.map((fact) => fact.split(' ').at(-1))).toEqual([
      '0',
      '0',
      '0',
      '0',
      '0',
      '0',
      String(0x8012),
      '0',
      '0',
      '0',
      '0',
    ]);
  });

  test('a new session says what the controller is', () => {
    expect(told(...opening).facts.filter((fact) => fact.startsWith('claim'))).toEqual([
      'claim ip:192.0.2.2 model 6ES7 511-1AK00-0AB0',
      'claim ip:192.0.2.2 firmware V1.8',
    ]);
  });

  test('values are shown under their numbers, those of a notification as well', () => {
    const { messages } = told(...everything);
    const named = (name: string) => messages.filter(({ fn }) => s7commPlus.functionName(fn) === name);
    expect(named('response get multi variables')[0]?.fields).toMatchObject({
      's7comm-plus.value': '1: 12.5',
      's7comm-plus.item.error': '2: 32786',
    });
    expect(named('notification')[0]?.fields).toMatchObject({
      's7comm-plus.notification.seqnum': 1,
      's7comm-plus.value': '3: 1001',
    });
  });

  test('a notification of an early controller has its number where others have a tick', () => {
    const early = [0x33, ...u32(0x1000_006a), 4, 0, 0, 0, 0, 0, 5, 1, 0x92, ...u32(9), 0, 7, 0, 2, 0, 0, 0, 0, 0];
    expect(shown(server(early))).toMatchObject({
      's7comm-plus.notification.seqnum': 5,
      's7comm-plus.value': '9: 2',
    });
  });

  test('every type of value is read', () => {
    const values: readonly (readonly [number[], string | number])[] = [
      [[0, 0], 0],
      [[0, 2, 200], 200],
      [[0, 3, 1, 0], 256],
      [[0, 4, 0x88, 1], 1025],
      [[0, 5, 5], 5],
      [[0, 6, 0xff], -1],
      [[0, 7, 0xff, 0xfe], -2],
      [[0, 8, 0x7f], -1],
      [[0, 9, 0xc1, 0], -8064],
      [[0, 0x0b, 1, 1], 257],
      [[0, 0x0c, 0, 0, 1, 0], 256],
      [[0, 0x0d, 0, 0, 0, 1, 0, 0, 0, 0], 4294967296],
      [[0, 0x0f, 0x3f, 0xf8, 0, 0, 0, 0, 0, 0], 1.5],
      [[0, 0x10, 0, 0, 0, 0, 0, 0, 0, 9], 9],
      [[0, 0x12, 0, 0, 0, 7], 7],
      [[0, 0x13, 7], 7],
      [[0, 0x14, 0, 2, 0xab, 0xcd], '0xabcd'],
      [[0, 0x15, 2, 0x48, 0x69], 'Hi'],
      [[0x10, 0x0a, 2, 1, 2], '0x0102'],
      [[0x10, 4, 1, 9], 9],
      [[0x40, 4, 1, 8, 0], 8],
    ];
    for (const [value, text_] of values) {
      const answer = server(response(0x054c, 1, [0, 1, ...value, 0, 0]));
      expect(shown(answer)['s7comm-plus.value'], value.join(' ')).toBe(`1: ${text_}`);
    }
  });

  test('fragments with headers of their own are one message, and a digest is passed over', () => {
    const whole = request(0x054c, 3, [...u32(0), 1, 4, ...symbol(1, 82, 9)]);
    const parts = [pdu(2, whole.slice(0, 9), false), pdu(2, whole.slice(9))];
    const turn = told(...parts.map((bytes) => ({ fromServer: false, bytes: dataUnit(bytes) })));
    expect(turn.messages).toEqual(told(client(whole)).messages);
    const digest = client([32, ...text('', 32), ...whole], 3);
    expect(commanded(digest)).toEqual(commanded(client(whole)));
    expect(shown(digest)['s7comm-plus.integrity']).toBe(true);
  });

  test('what follows the agreement on TLS is encrypted', () => {
    const agreed = [client(request(0x05b3, 1, [0]), 1), server(response(0x05b3, 1, [0]), 1)];
    const record = { fromServer: false, bytes: dataUnit([0x16, 3, 1, 0, 2, 1, 2]) };
    const turn = told(...agreed, record);
    expect(turn.messages).toHaveLength(2);
    expect([turn.encryptedBytes, turn.anomalies]).toEqual([7, []]);
  });

  test('events and signs of life are messages; what is neither is told and counted', () => {
    const event = { fromServer: true, bytes: dataUnit([0x72, 0xfe, 0, 3, 1, 2, 3, 0x72, 0xfe, 0, 0]) };
    const alive = { fromServer: true, bytes: dataUnit([0x72, 0xff, 9, 0]) };
    const turn = told(event, alive);
    expect(turn.messages.map(({ fn }) => s7commPlus.functionName(fn))).toEqual(['system event', 'keep alive']);
    expect(told({ fromServer: true, bytes: dataUnit([0x32, 1, 0, 0]) }).anomalies).toEqual(['foreign-payload']);
    expect(told(client([0x77, 0, 0, 4, 0xca, 0, 0, 0, 1, 0])).anomalies).toEqual(['opcode-unknown']);
    expect(told(client([0x31, 0])).anomalies).toEqual(['cut-short']);
    expect(told({ fromServer: true, bytes: dataUnit([0x72, 2, 0, 90, 0x32]) }).anomalies).toContain('length-mismatch');
    expect(told({ fromServer: false, bytes: Uint8Array.of(3, 0, 0, 7, 0, 0x0f, 0x80) }).anomalies).toEqual([
      'transport-malformed',
    ]);
    const other = told(client(request(0x04d4, 1, u32(9))), server(response(0x04bb, 1, [0])));
    expect(other.anomalies).toContain('function-mismatch');
    expect(told(client(request(0x04d4, 1, u32(9))), server(response(0x04d4, 2, [0, 0, 0, 0, 9]))).anomalies).toEqual([
      'answer-without-request',
    ]);
  });

  test('every number of the lists has a name', () => {
    const { of, named, decoded } = specCoverage(s7commPlus.specLists?.() ?? []);
    expect(named).toBe(of);
    expect(decoded / of).toBeGreaterThan(0.6);
  });
});

describe('limits of S7comm-plus', () => {
  const answered = (...value: readonly number[]): Sent => server(response(0x054c, 1, [0, 1, ...value]));

  /** In pieces of what a transport packet holds. */
  function long(data: readonly number[], fromServer: boolean): Sent[] {
    const parts: Sent[] = [];
    for (let at = 0; at < data.length; at += 4000) {
      const bytes = dataUnit(pdu(2, data.slice(at, at + 4000), at + 4000 >= data.length));
      parts.push({ fromServer, bytes });
    }
    return parts;
  }

  test('variables beyond the limit, and long paths, end the reading', () => {
    const items = Array.from({ length: MAX_ITEMS + 1 }, () => symbol(1, 82, 9)).flat();
    const turn = told(...long(request(0x054c, 1, [...u32(0), ...vlq(MAX_ITEMS + 1), ...vlq(4000), ...items]), false));
    expect(turn.facts).toHaveLength(MAX_ITEMS);
    expect(turn.anomalies).toEqual(['items-over-limit']);
    const path = symbol(1, 82, ...Array.from({ length: MAX_PATH }, () => 1));
    expect(told(client(request(0x054c, 1, [...u32(0), 1, 50, ...path]))).anomalies).toEqual(['cut-short']);
  });

  test('structures and objects within each other are read up to their limits', () => {
    const nested = (depth: number): number[] => Array.from({ length: depth }, () => [0, 0x17, 0, 0, 1, 0, 1]).flat();
    const deep = (depth: number): number =>
      told(answered(...nested(depth), ...udint(1), ...text('', depth))).unrecognisedBytes;
    expect(deep(MAX_STRUCTS)).toBe(0);
    expect(deep(MAX_STRUCTS + 1)).toBeGreaterThan(0);
    let inner: number[] = [];
    for (let i = 0; i <= MAX_OBJECTS_DEEP; i++) inner = object(1, 287, inner);
    const turn = told(server(response(0x04bb, 1, [0, ...u32(1), ...inner])));
    expect(turn.messages[0]?.fields['s7comm-plus.object.relid']).toHaveLength(MAX_OBJECTS_DEEP + 1);
  });

  test('values and elements of one message, answers, and what is shown of one value have their limits', () => {
    expect(
      told(...long(response(0x054c, 1, [0, 1, 0x10, 4, ...vlq(MAX_VALUES + 1), 0]), true)).unrecognisedBytes,
    ).toBeGreaterThan(0);
    const many = Array.from({ length: MAX_ELEMENTS }, () => attribute(1, [0, 2, 7])).flat();
    const explored = told(...long(response(0x04bb, 1, [0, ...u32(1), ...object(1, 287, many)]), true));
    expect(explored.messages[0]?.fields['s7comm-plus.value']).toHaveLength(MAX_ELEMENTS - 1);
    const answers = Array.from({ length: MAX_ANSWERED + 1 }, () => [1, 0, 2, 7]).flat();
    expect(shown(...long(response(0x054c, 1, [0, ...answers]), true))['s7comm-plus.value']).toHaveLength(MAX_ANSWERED);
    const size = MAX_SHOWN + 1;
    expect(shown(answered(0, 0x15, ...vlq(size), ...text('x'.repeat(size)), 0))['s7comm-plus.value']).toHaveLength(
      MAX_SHOWN + 3,
    );
  });

  test('a PDU that is longer than what is kept, and requests that are never answered', () => {
    const endless = long(response(0x04bb, 1, text('', MAX_ASSEMBLED + 1)), true);
    expect(told(...endless).anomalies).toContain('assembled-too-long');
    const first = [client(request(0x04d4, 0, u32(9))), server(response(0x04d4, 0, [0, 0, 0, 0, 9]))];
    const more = Array.from({ length: MAX_OPEN_REQUESTS + 1 }, (_, i) => client(request(0x04d4, i + 1, u32(9))));
    expect(told(...first, ...more).anomalies).toEqual(['request-unanswered']);
  });

  test('data units that never end are given up', () => {
    const unit = { fromServer: false, bytes: dataUnit(text('r', 8000), false) };
    expect(told(unit, unit, unit, unit).anomalies[0]).toBe('fragments-broken');
  });
});

describe('the S7comm-plus probe', () => {
  test('a connection request alone could be any user of ISO transport', () => {
    expect(probe(connectionRequest.bytes)).toBe(UNSURE);
  });

  test('id, version, length, kind and function decide', () => {
    expect(probe(connectionRequest.bytes, dataUnit(pdu(1, create(1, 287))))).toBe(YES);
    expect(probe(dataUnit(pdu(3, [32, ...text('', 32), ...create(1, 287)])))).toBe(YES);
    expect(probe(dataUnit([0x32, 1, 0, 0, 0, 1, 0, 0, 0, 0]))).toBe(NO);
    expect(probe(dataUnit(pdu(4, create(1, 287))))).toBe(NO);
    expect(probe(dataUnit([0x72, 1, ...u16(3), ...create(1, 287)]))).toBe(NO);
    expect(probe(dataUnit(pdu(1, request(0x1234, 1, wide('x')))))).toBe(NO);
  });
});

describe('S7comm-plus under hostile input', () => streamProperties(s7commPlus, everything));
