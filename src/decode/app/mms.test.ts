import { describe, expect, test } from 'vitest';
import { Cursor } from '../../kernel/cursor.ts';
import { specCoverage } from '../spec-list.ts';
import { NO, UNSURE, YES } from '../verdict.ts';
import { streamLaws } from './decoder-laws.cases.ts';
import { feedStream } from './feed-stream.cases.ts';
import { recordingTurn } from '../../../test/support/recording-turn.ts';
import type { RecordingTurn } from '../../../test/support/recording-turn.ts';
import { MAX_MESSAGE, mms } from './mms.ts';
import { MAX_VARIABLES } from './mms/commands.ts';
import {
  answer,
  ask,
  associate,
  data,
  element,
  everything,
  inDomain,
  invoke,
  request,
  response,
  service,
  variables,
} from './mms/conversation.cases.ts';
import { MAX_NAME } from './mms/reference.ts';
import { services, unconfirmedServices } from './mms/services.ts';
import { MAX_DEPTH, MAX_ELEMENTS, MAX_TEXT } from './mms/show.ts';
import { MAX_OPEN_REQUESTS } from './mms/state.ts';
import { MAX_VALUE } from './mms/value-text.ts';
import { feed, streamProperties } from './modbus/stream-properties.cases.ts';
import type { Sent } from './modbus/stream-properties.cases.ts';
import { connectionRequest, dataUnit, text } from './s7comm/conversation.cases.ts';

function told(...sent: readonly Sent[]): RecordingTurn {
  return feed(mms, 102, sent);
}

function probe(...bytes: Uint8Array[]): number {
  return mms.probe(new Cursor().over(Uint8Array.from(bytes.flatMap((part) => [...part]))), false);
}

/** Commands as a person reads them; the recording turn numbers texts in their order. */
function commanded(...sent: readonly Sent[]): string[] {
  const texts: string[] = [''];
  const turn = recordingTurn();
  turn.text = (value) => texts.push(value) - 1;
  feedStream(mms, sent, turn);
  return turn.facts
    .filter((fact) => fact.startsWith('command'))
    .map((fact) => {
      const [, , fn, , , , area, , start, , count, access] = fact.split(' ');
      const name = mms.objectName?.(Number(fn), Number(area), Number(start), Number(count), (id) => texts[id] ?? '?');
      return `${mms.functionName(Number(fn))}: ${name} ${access}`;
    });
}

function shown(...sent: readonly Sent[]): Record<string, unknown> {
  return Object.assign({}, ...told(...sent).messages.map(({ fields }) => fields)) as Record<string, unknown>;
}

streamLaws(mms, [everything.slice(2), everything.slice(4)]);

describe('MMS', () => {
  test('everything a device is asked becomes a command of its class under the name a person knows', () => {
    expect(told(...everything).anomalies).toEqual([]);
    expect(commanded(...everything)).toEqual([
      'identify request: device other',
      'getNameList request: device other',
      'read request: LD0/MMXU1.TotW.mag.f [MX] read',
      'read request: LD0/LLN0.Mod [ST] read',
      'write request: LD0/CSWI1.Pos.Oper [CO] write',
      'getVariableAccessAttributes request: LD0/LLN0 other',
      'start request: HOIST stop',
      'initiateDownloadSequence request: HOIST program',
      'downloadSegment request: HOIST program',
      'fileOpen request: COMTRADE/1.dat read',
      'fileRead request: number 7 read',
    ]);
  });

  test('every answer settles its commands, variable by variable', () => {
    const outcomes = told(...everything).facts.filter((fact) => fact.startsWith('outcome'));
    expect(outcomes.map((fact) => fact.split(' ').at(-1))).toEqual([
      '0', // identify
      '0', // names
      '0', // the first variable
      '11', // the second does not exist
      '0', // written
      `${0x1000 + 7 * 256 + 1}`, // no access
      '0',
      '0',
      '0',
      '0',
      '0',
    ]);
  });

  test('an identify response says vendor, model and revision', () => {
    expect(told(...everything).facts.filter((fact) => fact.startsWith('claim'))).toEqual([
      'claim ip:192.0.2.2 vendor Halmoy',
      'claim ip:192.0.2.2 model BCU-7',
      'claim ip:192.0.2.2 firmware 2.1.0',
    ]);
  });

  test('values and reports are shown as they read', () => {
    const { messages } = told(...everything);
    const named = (name: string) => messages.find(({ fn }) => mms.functionName(fn) === name)?.fields;
    expect(named('initiate request')).toMatchObject({ 'mms.localDetailCalling': 65000, 'mms.version': 1 });
    expect(named('read response')).toMatchObject({ 'mms.data': '12.5', 'mms.failure': 10 });
    expect(named('write request')).toMatchObject({
      'mms.variable': 'LD0/CSWI1.Pos.Oper [CO]',
      'mms.data': ['true', '2025-06-20T07:15:12.500Z quality 0x0a'],
    });
    expect(named('informationReport')).toMatchObject({ 'mms.listName': 'RPT', 'mms.data': ['urcb', '01'] });
    expect(named('fileOpen response')).toMatchObject({ 'mms.sizeOfFile': 256, 'mms.lastModified': '20260102030405Z' });
    const refused = named('getVariableAccessAttributes error');
    expect(refused).toMatchObject({ 'mms.errorClass': 7, 'mms.failedService': 'getVariableAccessAttributes' });
    expect(refused).toMatchObject({ 'mms.errorCode': 1 });
    expect(refused).not.toHaveProperty(['mms.confirmedServiceResponse']);
  });

  test('pieces of programs and files are counted and not looked at', () => {
    expect(told(...everything).unrecognisedBytes).toBe(4 + 2);
  });

  test('the type of a variable is shown with its components', () => {
    const part = element(0x30, element(0x80, text('mag')), element(0xa1, [0x87, 0]));
    const structure = element(0xa2, element(0xa2, element(0xa1, part)));
    expect(shown(answer(response(1, service(6), [0x80, 1, 0], structure)))).toMatchObject({
      'mms.mmsDeletable': false,
      'mms.type': ['structure', 'floating point'],
      'mms.component': 'mag',
    });
  });

  test('a PDU without session and presentation is read as well, and so is a length left open', () => {
    const bare: Sent = { fromServer: false, bytes: dataUnit(request(1, service(41), element(0x80, text('HOIST')))) };
    expect(commanded(bare)).toEqual(['stop request: HOIST stop']);
    const open = [
      1,
      0,
      1,
      0,
      0x61,
      0x80,
      0x30,
      0x80,
      2,
      1,
      3,
      0xa0,
      0x80,
      ...request(1, service(2, false)),
      0,
      0,
      0,
      0,
      0,
      0,
    ];
    expect(told({ fromServer: false, bytes: dataUnit(open) }).messages).toHaveLength(1);
  });

  test('a reject settles what it rejects, and an error without its request stands alone', () => {
    const turn = told(ask(request(1, service(2, false))), answer(element(0xa4, [0x80, 1, 1], [0x81, 1, 2])));
    expect(turn.facts.at(-1)).toBe(`outcome 1 ${0x2000 + 256 + 2}`);
    const alone = told(answer(element(0xa2, [0x80, 1, 9], element(0xa2, element(0xa0, [0x80, 1, 0])))));
    expect(alone.messages.map(({ fn }) => mms.functionName(fn))).toEqual(['confirmed error']);
    const orphan = told(ask(request(1, service(2, false))), answer(response(2, service(2))));
    expect(orphan.anomalies).toEqual(['answer-without-request']);
  });

  test('what does not fit, and what is no session, is told and counted', () => {
    expect(told(...associate, answer([0xa1, 3, 2, 1, 1])).anomalies).toEqual(['malformed']);
    const foreign = told(...associate, { fromServer: true, bytes: dataUnit([0x32, 1, 2, 3]) });
    expect(foreign.anomalies).toEqual(['foreign-payload']);
    expect(foreign.unrecognisedBytes).toBe(4);
    expect(told(ask(request(1, service(90), [1]))).anomalies).toEqual(['service-unknown']);
    expect(told(ask(request(1, service(2, false))), answer(response(1, service(0)))).anomalies).toEqual([
      'service-mismatch',
    ]);
    expect(told({ fromServer: false, bytes: Uint8Array.of(3, 0, 0, 7, 0, 0x0f, 0x80) }).anomalies).toEqual([
      'transport-malformed',
    ]);
  });

  test('a session that closes or aborts, and a release without a PDU, are read and are no messages', () => {
    const finish = { fromServer: false, bytes: dataUnit([9, 2, 0x11, 0]) };
    const release = {
      fromServer: true,
      bytes: dataUnit([10, 13, 0xc1, 11, ...element(0x61, element(0x30, [2, 1, 1], element(0xa0, [0x63, 0])))]),
    };
    const turn = told(...associate, finish, release);
    expect(turn.messages).toHaveLength(2);
    expect([turn.anomalies, turn.unrecognisedBytes]).toEqual([[], 0]);
  });

  test('every body in the tables can be read, and names fields that are declared', () => {
    const bodies = [...services, ...unconfirmedServices];
    expect(bodies).toHaveLength(78 + 3);
    for (let number = 0; number < services.length; number++) {
      const name = inDomain('LD0', 'X');
      const turn = told(ask(request(1, service(number), element(0xa0, name), element(0xa1, name), [0x82, 1, 1])));
      for (const field of Object.keys(turn.messages[0]?.fields ?? {})) expect(mms.fields).toHaveProperty([field]);
    }
    const { of, named, decoded } = specCoverage(mms.specLists?.() ?? []);
    expect(named).toBe(of);
    expect(decoded / of).toBeGreaterThan(0.95);
  });
});

describe('limits of MMS', () => {
  test('variables beyond the limit are not told one by one', () => {
    const names = Array.from({ length: MAX_VARIABLES + 1 }, () => element(0x80, text('a')));
    const turn = told(ask(request(1, service(4), element(0xa1, variables(...names)))));
    expect(turn.facts).toHaveLength(MAX_VARIABLES);
    expect(turn.anomalies).toEqual(['variables-over-limit']);
  });

  test('requests that are never answered stay within their limit', () => {
    const first = [ask(request(0, service(2, false))), answer(response(0, service(2)))];
    const more = Array.from({ length: MAX_OPEN_REQUESTS + 1 }, (_, i) => ask(request(i + 1, service(2, false))));
    expect(told(...first, ...more).anomalies).toEqual(['request-unanswered']);
  });

  test('values within values, and many of them, are shown up to their limits', () => {
    let deep: number[] = [0x83, 1, 1];
    for (let i = 0; i < MAX_DEPTH; i++) deep = element(0xa2, deep);
    expect(shown(answer(response(1, service(4), element(0xa1, deep))))).toMatchObject({ 'mms.cut': true });
    const many = Array.from({ length: MAX_ELEMENTS }, () => [0x83, 1, 1]).flat();
    expect(shown(answer(response(1, service(4), element(0xa1, many))))).toMatchObject({ 'mms.cut': true });
    const few = Array.from({ length: 100 }, () => [0x83, 1, 1]).flat();
    expect(shown(answer(response(1, service(4), element(0xa1, few))))).not.toHaveProperty(['mms.cut']);
  });

  test('long names, texts and values are cut', () => {
    const long = element(0x8a, text('v'.repeat(MAX_VALUE + 1)));
    expect(shown(answer(response(1, service(4), element(0xa1, long))))['mms.data']).toHaveLength(MAX_VALUE);
    const name = element(0x80, text('n'.repeat(MAX_NAME + 1)));
    expect(shown(ask(request(1, service(4), element(0xa1, variables(name)))))['mms.variable']).toHaveLength(MAX_NAME);
    const vendor = element(0x80, text('t'.repeat(MAX_TEXT + 1)));
    expect(shown(answer(response(1, service(2), vendor)))['mms.vendorName']).toHaveLength(MAX_TEXT);
  });

  test('data units that never end are given up at the limit', () => {
    const unit = { fromServer: false, bytes: dataUnit(text('', 9000), false) };
    const turn = told(...Array.from({ length: MAX_MESSAGE / 9000 + 1 }, () => unit));
    expect(turn.anomalies[0]).toBe('fragments-broken');
  });
});

describe('the MMS probe', () => {
  test('a connection request alone could be any user of ISO transport', () => {
    expect(probe(connectionRequest.bytes)).toBe(UNSURE);
  });

  test('the first content decides: S7comm, S7comm-plus, RDP and other users of the session are left alone', () => {
    expect(probe(connectionRequest.bytes, (everything[2] as Sent).bytes)).toBe(YES);
    expect(probe(dataUnit(data(request(1, service(2, false)))))).toBe(YES);
    expect(probe(dataUnit(request(1, service(2, false))))).toBe(YES);
    expect(probe(dataUnit([0x32, 1, 0, 0, 0, 1, 0, 0, 0, 0]))).toBe(NO);
    expect(probe(dataUnit([0x72, 1, 0, 0xe7, 0x31, 0, 0, 4, 0xca, 0, 0]))).toBe(NO);
    expect(probe(dataUnit([0x7f, 0x65, 0x82, 1, 0x94]))).toBe(NO);
    expect(probe(dataUnit([13, 4, 0x14, 2, 0, 2]))).toBe(NO);
    expect(probe(dataUnit(data(element(0xa1, invoke(1)))))).toBe(NO);
  });
});

describe('MMS under hostile input', () => streamProperties(mms, everything));
