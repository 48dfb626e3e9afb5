import { describe, expect, test } from 'vitest';
import { specCoverage } from '../../spec-list.ts';
import { feed } from '../modbus/stream-properties.cases.ts';
import type { Sent } from '../modbus/stream-properties.cases.ts';
import { s7comm } from '../s7comm.ts';
import { ackData, content, fromClient, fromServer, job, text, u16, userdata } from './conversation.cases.ts';

/** Commands as a person reads them, each with its class. */
function commanded(...sent: Sent[]): string[] {
  const facts = feed(s7comm, 102, sent).facts.filter((fact) => fact.startsWith('command'));
  return facts.map((fact) => {
    const [, , fn, , , , area, , start, , count, access] = fact.split(' ');
    return `${s7comm.objectName?.(Number(fn), Number(area), Number(start), Number(count))} ${access}`;
  });
}

function shown(...sent: Sent[]): Record<string, unknown> {
  const turn = feed(s7comm, 102, sent);
  expect(turn.anomalies).toEqual([]);
  return Object.assign({}, ...turn.messages.map(({ fields }) => fields)) as Record<string, unknown>;
}

/** A unit reference of zero in the long form, as Step 7 sends its test functions. */
const whole = { unit: 0, more: false, error: 0 };

/** Ten words of parameters, the trigger in the second and the event in the last; then the data. */
function testing(data: readonly number[]): number[] {
  const words = [0, 1, 1, 6, 1, 1, 1, 1, 1, 0x0200].flatMap(u16);
  return [...u16(words.length), ...u16(data.length), ...words, ...data];
}

function status(list: number, index: number, records: readonly (readonly number[])[]): Sent {
  const size = records[0]?.length ?? 0;
  const head = [...u16(list), ...u16(index), ...u16(size), ...u16(records.length)];
  return fromServer(...userdata(1, 0x84, 1, content([...head, ...records.flat()]), whole));
}

describe('test functions of a programmer', () => {
  /** Area and size, how often or which bit, data block, start. */
  const item = (kind: number, repeated: number, block: number, start: number): number[] => [
    kind,
    repeated,
    ...u16(block),
    ...u16(start),
  ];
  const items = [
    item(3 /* MD */, 1, 0, 4),
    item(0x10 /* IX */, 3 /* bit */, 0, 8),
    item(0x72 /* DBW */, 2, 9, 20),
    item(0x54 /* timer */, 1, 0, 7),
  ].flat();
  const values = [0, 9, 0, 4, 1, 2, 3, 4, 0, 9, 0, 1, 1, 0 /* fill */, 0, 9, 0, 4, 5, 6, 7, 8, 0, 9, 0, 2, 1, 2];

  test('a variable table that is written to is a write of each of its variables', () => {
    const modify = fromClient(...userdata(1, 0x41, 8, content(testing([...u16(4), ...items, ...values])), whole));
    expect(commanded(modify)).toEqual([
      'flags bytes 4-7 write',
      'inputs bit 8.3 write',
      'DB 9 bytes 20-23 write',
      'timers 7 write',
    ]);
    expect(shown(modify)).toMatchObject({
      's7comm.varstat.trgevent': 0x0200,
      's7comm.varstat.req.startaddress': [4, 8, 20, 7],
      's7comm.resp.data': ['01020304', '01', '05060708', '0102'],
    });
  });

  test('a variable table that is watched is a read, and the values come by themselves', () => {
    const watch = fromClient(...userdata(1, 0x41, 2, content(testing([...u16(4), ...items])), whole));
    expect(commanded(watch).map((line) => line.split(' ').at(-1))).toEqual(['read', 'read', 'read', 'read']);
    const pushed = [...u16(4), ...u16(9), ...u16(0x100), ...u16(2), ...u16(1), 0xff, 9, 0, 2, 0xde, 0xad, 0];
    expect(shown(fromServer(...userdata(0, 1, 2, content(pushed.slice(0, -1)), whole)))).toMatchObject({
      's7comm.tis.res.param1': 0x100,
      's7comm.resp.data': 'dead',
    });
  });

  test('jobs are named, and what is not known of a function is counted', () => {
    const enable = fromClient(...userdata(1, 0x41, 14, content(testing([8, 2])), whole));
    expect(shown(enable)).toMatchObject({ 's7comm.tis.job.function': 8, 's7comm.tis.job.response_seq_num': 2 });
    const stack = fromServer(...userdata(1, 0x81, 3, content([...u16(4), ...u16(2), 0, 0, 0, 1, 7, 7]), whole));
    expect(feed(s7comm, 102, [stack]).unrecognisedBytes).toBe(2);
  });
});

describe('system status lists', () => {
  test('the protection level and the mode switch are shown part by part', () => {
    const record = [...[4, 2, 1, 3, 2, 0, 0, 0x5656].flatMap(u16), ...[1, 2, 3, 4].flatMap(u16), ...text('', 16)];
    expect(shown(status(0x0132, 4, [record]))['s7comm.szl.record']).toBe(
      'index=4 key=2 parameter=1 level=3 mode_switch=2 restart_switch=0 reserved=0x0000 valid=0x5656 hardware1=0x0001 ' +
        `hardware2=0x0002 program1=0x0003 program2=0x0004 reserved=0x${'00'.repeat(16)}`,
    );
  });

  test('an entry of the diagnostic buffer has its time', () => {
    const entry = [0x43, 4, 255, 132, 0, 0, 0, 0, 0, 0, 0, 0, 0x94, 1, 9, 0x21, 0x53, 0x42, 0x15, 0x21];
    expect(shown(status(0xa0, 0, [entry]))['s7comm.szl.record']).toMatch(
      /^event=0x4304 priority=255 ob=132 .* time=1994-01-09T21:53:42.152$/,
    );
    expect(shown(fromServer(...userdata(0, 4, 3, content(entry))))).toMatchObject({
      's7comm.cpu.diag_msg.eventid': 0x4304,
      's7comm.data.ts': '1994-01-09T21:53:42.152',
    });
  });

  test('an Ethernet interface says its own address; an unknown list is counted as unrecognised', () => {
    const port = [0, 0, 192, 0, 2, 77, 255, 255, 255, 0, ...text('', 38)];
    expect(feed(s7comm, 102, [status(0x0037, 0, [port])]).facts).toEqual([
      'claim ip:192.0.2.2 address-in-payload 192.0.2.77',
    ]);
    expect(feed(s7comm, 102, [status(0x00f1, 0, [[1, 2, 3, 4]])]).unrecognisedBytes).toBe(4);
  });
});

describe('blocks', () => {
  /** A block's header: 36 bytes. */
  const header = [
    ...text('pp'),
    1, // version
    9, // flags: linked, not retentive
    5, // language: DB
    10, // type: DB
    ...u16(1), // number
    ...u16(0), // load memory, upper half
    ...u16(500), // and lower half
    ...u16(0), // protection, upper half
    ...u16(3), // and lower half
    ...[0x02c1, 0xaac8, 0x0f76].flatMap(u16), // code: 1994-11-02 12:50:46.600
    ...[0, 0, 0].flatMap(u16), // interface: 1984-01-01
    ...[12, 4, 0, 2].flatMap(u16), // lengths
  ];

  test('what a controller says of a block is read to its last byte', () => {
    const behind = [...text('SIMATIC', 8), ...text('CLK', 8), ...text('SET_CLK', 8), 0x10, 0, 0xc5, 0xa0];
    const info = [1, 0, 0, 74, 0x42, 0x30, ...header, ...behind, ...text('', 8)];
    const answer = fromServer(...userdata(1, 0x83, 3, content(info), whole));
    expect(feed(s7comm, 102, [answer]).unrecognisedBytes).toBe(0);
    expect(shown(answer)).toMatchObject({
      's7comm.blockinfo.block_lang': 5,
      's7comm.blockinfo.blocksecurity': 3,
      's7comm.blockinfo.code_timestamp': '1994-11-02T12:50:46.600',
      's7comm.blockinfo.interface_timestamp': '1984-01-01T00:00:00.000',
      's7comm.blockinfo.mc7_len': 2,
      's7comm.blockinfo.author': 'SIMATIC',
      's7comm.blockinfo.headerversion': '1.0',
    });
  });

  test('of a block that is read back the header is read and the code is not', () => {
    const turn = feed(s7comm, 102, [fromServer(...ackData(1, [0x1e, 0], [0, 40, 0, 0xfb, ...header, 1, 2, 3, 4]))]);
    expect(turn.messages[0]?.fields['s7comm.blockinfo.load_mem_len']).toBe(500);
    expect(turn.unrecognisedBytes).toBe(4);
  });
});

describe('alarms', () => {
  const came = [0x26, 1, 2, 3, 4, 5, 0x60, 0x01];

  test('an alarm has its number, its signals and what came with it', () => {
    const object = [0x12, 8, 0x16, 1, 0, 0, 0, 9, 5, 0, 1, 4, 0xff, 9, 0, 2, 0xab, 0xcd];
    expect(shown(fromServer(...userdata(0, 4, 5, content([...came, 0, 1, ...object]))))).toMatchObject({
      's7comm.alarm.timestamp_coming': '2026-01-02T03:04:05.600',
      's7comm.alarm.event_id': 9,
      's7comm.alarm.eventstate': 5,
      's7comm.alarm.ack_state.coming': 4,
      's7comm.resp.data': 'abcd',
    });
  });

  test('a notification, an acknowledgement, a lock, a scan and an unknown object are read', () => {
    const notify = [0x12, 12, 0x1c, 0, 0, 0, 0, 7, 1, 0, 0, 0, 2, 3, 4, 0];
    expect(shown(fromServer(...userdata(0, 4, 6, content([...came, 0, 1, ...notify]))))).toMatchObject({
      's7comm.alarm.event.lastchanged': 4,
    });
    const acknowledge = [0, 1, 0x12, 8, 0x19, 1, 0, 0, 0, 9, 1, 2];
    expect(shown(fromClient(...userdata(1, 0x44, 11, content(acknowledge))))).toMatchObject({
      's7comm.alarm.event_id': 9,
      's7comm.alarm.ack_state.going': 1,
    });
    const scan = [0, 0, ...came, 0, 0, 0, 1, 0x12, 6, 0x15, 1, 0, 0, 0, 9];
    expect(shown(fromServer(...userdata(0, 4, 9, content(scan))))).toMatchObject({ 's7comm.alarm.event_id': 9 });
    const unknown = [...came, 0, 1, 0x12, 4, 0x77, 1, 2, 3];
    expect(feed(s7comm, 102, [fromServer(...userdata(0, 4, 18, content(unknown)))]).unrecognisedBytes).toBe(3);
  });

  test('a query and its answer tell the alarms that stand', () => {
    const ask = fromClient(...userdata(1, 0x44, 0x13, content([0, 1, 0x12, 8, 0x1a, 0, 1, 0, 0, 0, 0, 4])));
    expect(shown(ask)).toMatchObject({ 's7comm.alarm.query.alarmtype': 4 });
    const standing = [25, 0, 0, 4, 0, 0, 0, 9, 0, 1, 0, 1, ...came, 0xff, 9, 0, 1, 5, 0, ...came, 0xff, 9, 0, 0];
    const answer = fromServer(
      ...userdata(1, 0x84, 0x13, content([0, 1, 0xff, 9, 0, standing.length, ...standing]), whole),
    );
    expect(shown(answer)).toMatchObject({ 's7comm.alarm.event_id': 9, 's7comm.resp.data': '05' });
    const acknowledged = fromServer(...userdata(1, 0x84, 11, content([0, 1, 0xff]), whole));
    expect(shown(acknowledged)).toMatchObject({ 's7comm.data.returncode': [255, 255] });
  });

  test('a subscription says which events, and under which name', () => {
    const ask = fromClient(...userdata(1, 0x44, 2, content([0x83, 0, ...text('HmiRTm', 8), 9, 0])));
    expect(shown(ask)).toMatchObject({
      's7comm.cpu.msg.events': 0x83,
      's7comm.cpu.msg.username': 'HmiRTm',
      's7comm.cpu.msg.almtype': 9,
    });
    const answer = fromServer(...userdata(1, 0x84, 2, content([2, 0, 9, 0, 0]), whole));
    expect(shown(answer)).toMatchObject({ 's7comm.cpu.msg.res_result': 2 });
  });
});

describe('cyclic services and partners', () => {
  test('values that come by themselves, and the end of a subscription', () => {
    const values = fromServer(...userdata(0, 2, 1, content([...u16(1), 0xff, 4, 0, 16, 1, 2])));
    expect(shown(values)).toMatchObject({ 's7comm.param.itemcount': 1, 's7comm.resp.data': '0102' });
    const end = fromClient(...userdata(1, 0x42, 4, content([1, 7])));
    expect(shown(end)).toMatchObject({ 's7comm.cyclic.job_id': 7 });
  });

  test('what one program sends another names the pair and stays its own', () => {
    const sent = fromClient(...userdata(1, 0x46, 1, content([0x12, 6, 0x13, 0, 0, 0, 0, 5, 0, 2, 1, 2])));
    const turn = feed(s7comm, 102, [sent]);
    expect(turn.messages[0]?.fields['s7comm.pbc.req.bsend.r_id']).toBe(5);
    expect(turn.unrecognisedBytes).toBe(4);
  });
});

describe('program invocation', () => {
  const invoke = (name: string, argument: readonly number[]): Sent =>
    fromClient(
      ...job(1, [0x28, 0, 0, 0, 0, 0, 0, 0xfd, ...u16(argument.length), ...argument, name.length, ...text(name)]),
    );

  test('copying RAM to ROM and deleting blocks change the program, locking the start of a tool machine stops', () => {
    expect(commanded(invoke('_MODU', text('EP')))).toEqual(['_MODU program']);
    expect(commanded(invoke('_DELE', [1, 0, ...text('0A00007P')]))).toEqual(['DB 7 program']);
    expect(commanded(invoke('_N_STRTLK', [3, ...text('001')]))).toEqual(['_N_STRTLK stop']);
  });

  test('the texts of a numerical control are told one by one, and a password never', () => {
    const select = invoke('_N_SELECT', [3, ...text('001'), 4, ...text('MAIN'), 0]);
    expect(shown(select)['s7comm.param.pi.argument']).toEqual(['001', 'MAIN']);
    expect(JSON.stringify(shown(invoke('_N_LOGIN_', [6, ...text('SECRET'), 0])))).not.toContain('SECRET');
  });
});

test('addresses of drives and of symbols in data blocks read as a person would say them', () => {
  const drive = [0x12, 10, 0xa2, 0, 0, 0, 0, 0, ...u16(1121), ...u16(3)];
  const symbol = [0x12, 14, 0xb2, 0xff, 0x8a, 0x0e, ...u16(5), 0xde, 0xad, 0xbe, 0xef, 0x20, 0, 0, 9];
  expect(commanded(fromClient(...job(1, [4, 2, ...drive, ...symbol])))).toEqual([
    'drive parameter 1121 index 3 read',
    'DB 5 symbol 0xdeadbeef read',
  ]);
});

test('more than 85 % of the lists is decoded, and every number has a name', () => {
  const lists = s7comm.specLists?.() ?? [];
  const { of, named, decoded } = specCoverage(lists);
  expect(named).toBe(of);
  expect(decoded / of).toBeGreaterThan(0.85);
  for (const { functions = [] } of lists.flatMap(({ entries }) => entries)) {
    for (const fn of functions) expect(s7comm.functionName(fn)).not.toMatch(/function \d|group \d/);
  }
});
