import { describe, expect, test } from 'vitest';
import { Cursor } from '../../kernel/cursor.ts';
import { NO, UNSURE, YES } from '../verdict.ts';
import { feed, streamProperties } from './modbus/stream-properties.cases.ts';
import type { Sent } from './modbus/stream-properties.cases.ts';
import { s7comm } from './s7comm.ts';
import {
  ackData,
  any,
  connectionConfirm,
  connectionRequest,
  content,
  dataUnit,
  everything,
  fromClient,
  fromServer,
  identity,
  job,
  setup,
  text,
  tpkt,
  u16,
  userdata,
} from './s7comm/conversation.cases.ts';
import { MAX_OPEN_JOBS, MAX_STATUS_LIST } from './s7comm/state.ts';
import { MAX_RECORDS } from './s7comm/status-list.ts';
import { MAX_ITEMS } from './s7comm/variables.ts';

function told(...sent: Sent[]): ReturnType<typeof feed> {
  return feed(s7comm, 102, sent);
}

function commands(...sent: Sent[]): string[] {
  return told(...sent).facts.filter((fact) => fact.startsWith('command'));
}

function probe(...bytes: Uint8Array[]): number {
  return s7comm.probe(new Cursor().over(Uint8Array.from(bytes.flatMap((part) => [...part]))), false);
}

describe('S7comm', () => {
  test('opening a connection is no message; the first message tells its TSAPs, rack and slot', () => {
    const turn = told(...setup);
    expect(turn.messages.map(({ fn }) => s7comm.functionName(fn))).toEqual([
      'job setup communication',
      'ack data setup communication',
    ]);
    expect(turn.messages[0]?.fields).toEqual({
      'cotp.src-tsap-bytes': '0100',
      'cotp.dst-tsap-bytes': '0102',
      's7comm.connection': 'pg',
      's7comm.rack': 0,
      's7comm.slot': 2,
      's7comm.header.rosctr': 1,
      's7comm.header.pduref': 0,
      's7comm.header.parlg': 8,
      's7comm.header.datlg': 0,
      's7comm.param.func': 0xf0,
      's7comm.param.maxamq_calling': 1,
      's7comm.param.maxamq_called': 1,
      's7comm.param.pdu_length': 480,
    });
    expect(turn.messages[1]?.fields['cotp.dst-tsap-bytes']).toBeUndefined();
  });

  test('everything a controller is asked becomes a command of its class, and every answer settles it', () => {
    const turn = feed(s7comm, 102, everything);
    expect(turn.anomalies).toEqual([]);
    expect(turn.facts.filter((fact) => fact.startsWith('command'))).toEqual([
      'command fn 496 unit 2 area 83886080 start 0 count 0 other',
      `command fn 260 unit 2 area ${5 * 256 + 0x84} start 80 count 80 read`,
      `command fn 260 unit 2 area 129 start 3 count 1 read`,
      `command fn 261 unit 2 area 130 start 8 count 8 write`,
      `command fn 261 unit 2 area 29 start 4 count 1 write`,
      'command fn 476161 unit 2 area 50331648 start 17 count 0 other',
      'command fn 296 unit 2 area 33554433 start 0 count 0 stop',
      'command fn 297 unit 2 area 33554433 start 0 count 0 stop',
      'command fn 282 unit 2 area 16777226 start 1 count 1 program',
      'command fn 296 unit 2 area 16777226 start 1 count 1 program',
      'command fn 476930 unit 2 area 83886087 start 2 count 0 write',
    ]);
    expect(turn.facts.filter((fact) => fact.startsWith('outcome'))).toEqual([
      'outcome 1 0',
      'outcome 2 0',
      'outcome 3 10',
      'outcome 4 0',
      'outcome 5 3',
      'outcome 6 0',
      'outcome 7 0',
      `outcome 8 33540`,
      'outcome 9 0',
      'outcome 10 0',
      'outcome 11 0',
    ]);
  });

  test('values read and written are told item by item', () => {
    const { messages } = feed(s7comm, 102, everything);
    expect(messages.find(({ fn }) => fn === 0x0304)?.fields).toMatchObject({
      's7comm.data.returncode': [255, 10],
      's7comm.data.length': [10, 0],
      's7comm.resp.data': '30313233343536373839',
    });
    expect(messages.find(({ fn }) => fn === 0x0105)?.fields).toMatchObject({
      's7comm.param.item.area': [0x82, 0x1d],
      's7comm.resp.data': ['7f', '1234'],
    });
  });

  test('a status list in two answers is put together, and says order number and firmware', () => {
    const claims = feed(s7comm, 102, everything).facts.filter((fact) => fact.startsWith('claim'));
    expect(claims).toEqual([
      'claim ip:192.0.2.2 model 6ES7 315-2EH14-0AB0',
      'claim ip:192.0.2.2 hardware 4',
      'claim ip:192.0.2.2 firmware V3.2.6',
    ]);
  });

  test('a status list whose middle was lost says nothing, nor does one that never ends', () => {
    const answer = (bytes: readonly number[], more: boolean) =>
      fromServer(...userdata(1, 0x84, 1, content(bytes), { unit: 9, more, error: 0 }));
    expect(told(answer(identity.slice(0, 30), true), answer(identity.slice(50), false)).facts).toEqual([]);
    const endless = Array.from({ length: MAX_STATUS_LIST / 200 + 1 }, () => answer(text('', 200), true));
    const turn = told(answer(identity, true), ...endless, answer([1], false));
    expect(turn.facts).toEqual([]);
    expect(turn.anomalies).toEqual(['status-list-too-long']);
  });

  test('a status list is read up to its limit of records, and told of where it has more', () => {
    const listed = (records: number) => {
      const record = [...u16(1), ...text('ORDER', 20), ...u16(0), ...u16(4), ...u16(1)];
      const list = [
        ...u16(0x11),
        ...u16(0),
        ...u16(record.length),
        ...u16(records),
        ...Array.from({ length: records }, () => record).flat(),
      ];
      const parts: Sent[] = [];
      for (let at = 0; at < list.length; at += 400)
        parts.push(
          fromServer(
            ...userdata(1, 0x84, 1, content(list.slice(at, at + 400)), {
              unit: 9,
              more: at + 400 < list.length,
              error: 0,
            }),
          ),
        );
      const turn = told(...parts);
      return { models: turn.facts.filter((fact) => fact.includes(' model ')).length, anomalies: turn.anomalies };
    };
    expect(listed(MAX_RECORDS)).toEqual({ models: MAX_RECORDS, anomalies: [] });
    expect(listed(MAX_RECORDS + 1)).toEqual({ models: MAX_RECORDS, anomalies: ['status-list-too-long'] });
  });

  test('a subscription is read up to its limit of variables, and told of where it has more', () => {
    const subscribed = (items: number) => {
      const addresses = Array.from({ length: items }, (_, i) => any(2, 1, 7, 0x84, i * 8)).flat();
      const pdu = userdata(1, 0x42, 1, content([...u16(items), 1, 1, ...addresses]));
      const units: Sent[] = [];
      for (let at = 0; at < pdu.length; at += 900)
        units.push({ fromServer: false, bytes: dataUnit(pdu.slice(at, at + 900), at + 900 >= pdu.length) });
      const turn = told(...units);
      return { commands: turn.facts.length, bytes: turn.unrecognisedBytes, anomalies: turn.anomalies };
    };
    expect(subscribed(MAX_ITEMS)).toEqual({ commands: MAX_ITEMS, bytes: 0, anomalies: [] });
    const stopped = { commands: MAX_ITEMS, bytes: 12, anomalies: ['items-over-limit'] };
    expect(subscribed(MAX_ITEMS + 1)).toEqual(stopped);
  });

  test("the controller's own jobs in a download are messages but no commands", () => {
    expect(commands(fromServer(...job(1, [0x1b, 0, 0, 0, 0, 0, 0, 0, 9, ...text('_0A00001P')])))).toEqual([]);
  });

  test('jobs of both sides with one number do not answer each other', () => {
    const turn = told(fromClient(...job(1, [0x29, 0, 0, 0, 0, 0, 0])), fromClient(...ackData(1, [0x29])));
    expect(turn.anomalies).toEqual(['answer-without-job']);
  });

  test('a PDU in three data units is one message, whatever lies between their headers', () => {
    const pdu = job(1, [4, 1, ...any(2, 10, 5, 0x84, 0)]);
    const parts = [dataUnit(pdu.slice(0, 5), false), dataUnit(pdu.slice(5, 13), false), dataUnit(pdu.slice(13))];
    const whole = told(fromClient(...pdu));
    const turn = told(...parts.map((bytes) => ({ fromServer: false, bytes })));
    expect(turn.messages).toEqual(whole.messages);
    expect(turn.facts).toEqual(whole.facts);
    expect(turn.anomalies).toEqual([]);
  });

  test('data units that never end are given up at the limit', () => {
    const endless = Array.from({ length: 10 }, () => ({ fromServer: false, bytes: dataUnit(text('2', 2000), false) }));
    const turn = told(...endless);
    expect(turn.anomalies[0]).toBe('fragments-broken');
    expect(turn.messages).toEqual([]);
  });

  test('jobs that are never answered stay within their limit', () => {
    const read = (reference: number) => fromClient(...job(reference, [4, 1, ...any(2, 1, 1, 0x84, 0)]));
    const first = [read(0), fromServer(...ackData(0, [4, 1], [0xff, 4, 0, 8, 1]))];
    const more = Array.from({ length: MAX_OPEN_JOBS + 2 }, (_, i) => read(i + 1));
    expect(told(...first, ...more).anomalies).toEqual(['job-unanswered', 'job-unanswered']);
  });

  test('empty data units and a disconnect are read and say nothing', () => {
    const turn = told(
      { fromServer: false, bytes: dataUnit([]) },
      { fromServer: true, bytes: tpkt([6, 0x80 /* DR */, 0, 0, 0, 0, 0]) },
    );
    expect(turn.messages).toEqual([]);
    expect(turn.anomalies).toEqual([]);
    expect(turn.unrecognisedBytes).toBe(0);
  });

  test('what is not S7 on an S7 connection is counted and left alone', () => {
    const turn = told(fromClient(0x72 /* S7comm-plus */, 1, 0, 0));
    expect(turn.messages).toEqual([]);
    expect(turn.anomalies).toEqual(['foreign-payload']);
    expect(turn.unrecognisedBytes).toBe(4);
  });

  test('lengths that promise more than is there, items that are missing, strange kinds are each told', () => {
    const short = job(1, [4, 2, ...any(2, 1, 1, 0x84, 0)]);
    expect(told(fromClient(...short)).anomalies).toEqual(['parameters-short']);
    expect(told(fromClient(...short.slice(0, -3))).anomalies).toContain('length-mismatch');
    expect(told(fromClient(0x32, 5, 0, 0, 0, 1, 0, 0, 0, 0)).anomalies).toEqual(['rosctr-unknown']);
    expect(told(fromClient(...job(1, [4, 1, 0x12, 0 /* no length */, 0x10]))).anomalies).toEqual([]);
    expect(told(fromClient(...job(1, [0x77]))).anomalies).toEqual(['function-unknown']);
    expect(told(fromServer(...ackData(1, [4, 2], [0xff, 4, 0, 8, 1]))).anomalies).toEqual(['items-mismatch']);
  });

  test('a cyclic subscription reads its variables, a forced variable writes, a memory reset stops', () => {
    const subscribe = content([...u16(1), 1, 1, ...any(2, 4, 7, 0x84, 0)]);
    expect(commands(fromClient(...userdata(1, 0x42, 1, subscribe)))).toEqual([
      `command fn 475649 unit 0 area ${7 * 256 + 0x84} start 0 count 32 read`,
    ]);
    const access = [9, 12, 14].map((sub) => commands(fromClient(...userdata(1, 0x41, sub, content([]))))[0]);
    expect(access.map((line) => line?.split(' ').at(-1))).toEqual(['write', 'stop', 'other']);
  });

  test('a password is named and never told', () => {
    const turn = told(fromClient(...userdata(1, 0x45, 1, content(text('SECRET!!')))));
    expect(s7comm.functionName(turn.messages[0]?.fn ?? 0)).toBe('request plc password');
    expect(JSON.stringify(turn.messages)).not.toContain('SECRET');
    expect(turn.unrecognisedBytes).toBe(8);
  });

  test('other address syntaxes are commands too: numerical control, DBREAD, symbols', () => {
    const nck = [0x12, 8, 0x82, 0x41, 0, 1, 0, 2, 0x7f, 1];
    const list = [0x12, 7, 0xb0, 1, 4, 0, 10, 0, 2];
    const symbol = [0x12, 14, 0xb2, 0, 0, 0, 0, 1, 0xde, 0xad, 0xbe, 0xef, 1, 2, 3, 4];
    const lines = commands(fromClient(...job(1, [4, 3, ...nck, ...list, 0 /* fill */, ...symbol])));
    const named = lines.map((line) => {
      const [, , fn, , , , area, , start, , count] = line.split(' ').map(Number);
      return s7comm.objectName?.(fn ?? 0, area ?? 0, start ?? 0, count ?? 0);
    });
    expect(named).toEqual(['nck module 127 column 1 line 2', 'DB 10 bytes 2-5', 'symbol 0xdeadbeef']);
  });

  test('objects read as a person would say them', () => {
    const name = (area: number, start: number, count: number) => s7comm.objectName?.(0x0104, area, start, count);
    expect(name(5 * 256 + 0x84, 80, 80)).toBe('DB 5 bytes 10-19');
    expect(name(0x81, 3, 1)).toBe('inputs bit 0.3');
    expect(name(0x1d, 4, 2)).toBe('timers 4-5');
    expect(name(0x0100000a, 1, 1)).toBe('DB 1');
    expect(name(0x02000001, 0, 0)).toBe('P_PROGRAM');
    expect(name(0x03000000, 0x1c, 0)).toBe('system status list 0x001c index 0x0000');
  });
});

describe('the S7comm probe', () => {
  const open = connectionRequest.bytes;

  test('a connection request alone could be any user of ISO transport', () => {
    expect(probe(open)).toBe(UNSURE);
    expect(probe(connectionConfirm.bytes)).toBe(UNSURE);
    expect(probe(open, dataUnit([]))).toBe(UNSURE);
  });

  test('the first content decides: 0x32 is S7comm; S7comm-plus, MMS and RDP are left alone', () => {
    expect(probe(open, dataUnit(job(0, [0xf0, 0, 0, 1, 0, 1, 1, 0xe0])))).toBe(YES);
    expect(probe(open, dataUnit([0x72, 1, 0, 0xe7, 0x31, 0, 0, 4, 0xca, 0, 0]))).toBe(NO);
    expect(probe(open, dataUnit([0x0d, 0xb2, 5, 6, 0x13, 1, 0, 0x16, 1, 2]))).toBe(NO);
    expect(probe(tpkt([6, 0xe0, 0, 0, 0, 0, 0]), dataUnit([0x7f, 0x65, 0x82, 1, 0x94]))).toBe(NO);
  });

  test('a connection request with a cookie for a terminal server is refused at once', () => {
    expect(probe(tpkt([0x1a, 0xe0, 0, 0, 0, 0, 0, ...text('Cookie: mstshash=a\r\n')]))).toBe(NO);
    expect(probe(tpkt([14, 0xe0, 0, 0, 0, 0, 0, 1, 0, 8, 0, 3, 0, 0, 0]))).toBe(NO);
  });

  test('an endless row of empty data units is refused', () => {
    expect(probe(...Array.from({ length: 70 }, () => dataUnit([])))).toBe(NO);
  });
});

describe('S7comm under hostile input', () => streamProperties(s7comm, everything));
