import { describe, expect, it } from 'vitest';
import { recordingTurn } from '../../../test/support/recording-turn.ts';
import type { RecordingTurn } from '../../../test/support/recording-turn.ts';
import { DONE, NO, YES } from '../verdict.ts';
import { datagramLaws, hex, readDatagram, streamLaws, together, windowed } from './decoder-laws.cases.ts';
import { dnp3OverTcp, dnp3OverUdp } from './dnp3.ts';
import { checksum } from './dnp3/checksum.ts';
import { functionName } from './dnp3/functions.ts';
import { objectName } from './dnp3/objects.ts';
import { MAX_COMMANDS, MAX_HEADERS } from './dnp3/read-objects.ts';
import { MAX_FRAGMENT, MAX_OPEN_REQUESTS } from './dnp3/state.ts';
import { feedStream, type Segment } from './feed-stream.cases.ts';

const le16 = (value: number): Uint8Array => Uint8Array.of(value & 255, value >> 8);

/** A link frame with its checksums; master 3, outstation 4. */
function frame(fromMaster: boolean, user: Uint8Array): Uint8Array {
  const addresses = fromMaster ? '0400 0300' : '0300 0400';
  const header = together(hex('0564'), Uint8Array.of(user.length + 5), hex(fromMaster ? 'c4' : '44', addresses));
  const parts = [header, le16(checksum(header, 0, 8))];
  for (let at = 0; at < user.length; at += 16) {
    const block = user.subarray(at, at + 16);
    parts.push(block, le16(checksum(block, 0, block.length)));
  }
  return together(...parts);
}

const whole = (fromMaster: boolean, ...application: readonly string[]): Uint8Array =>
  frame(fromMaster, together(hex('c0'), hex(...application)));
const ask = (...application: readonly string[]): Segment => ({ fromServer: false, bytes: whole(true, ...application) });
const answer = (...application: readonly string[]): Segment => ({
  fromServer: true,
  bytes: whole(false, ...application),
});

/** Pulse on, close; once; 100 ms, 0 ms; status 0. */
const BLOCK = '41 01 64000000 00000000 00';
const READ_CLASSES = ask('c1 01', '3c02 06', '3c03 06', '3c04 06', '3c01 06');
const OPERATE = ask('c2 05', '0c01 28 0200', `0700 ${BLOCK}`, `0800 ${BLOCK}`);
const OPERATED = answer(
  'c2 81 0000',
  '0c01 28 0200', // two control blocks, indexes of two bytes
  `0700 ${BLOCK}`, // point 7: done
  `0800 ${BLOCK.slice(0, -2)}04`, // point 8: not supported
);
const POINTS = answer(
  'c1 81 9004', // needs time, restarted; parameter error
  '0101 00 00 09 ff01', // binary inputs 0-9, packed
  '0102 00 03 04 81 01', // 3 and 4 with flags
  '0301 00 00 03 e4', // double-bit inputs 0-3
  '1e01 01 0000 0100 01 39300000 01 c7cfffff', // analog inputs 12345 and -12345
  '1e05 17 01 05 01 0000803f', // analog input 5: 1.0
  '1406 00 02 02 e803', // counter 2
  '2002 28 0100 0600 01 0a00', // analog input event, point 6
  '0202 17 01 07 81 00d0aa5b8b01', // binary input event with time
  '3201 07 01 00d0aa5b8b01', // time and date
  '6e05 00 01 01 68656c6c6f', // octet string 1
  '2801 00 00 00 01 05000000', // analog output status
);
const NAMES = answer(
  'c3 81 0000',
  '00fc 00 00 00 01 06 48616c6d6f79',
  '00f8 00 00 00 01 04 53313233',
  '00fe 00 00 00 02 01 05',
);
const RESTART = ask('c4 0d');
const OPEN = ask(
  'c5 19',
  '4603 5b 01 1d00', // one file command of 29 bytes
  '1a00 0300', // name at 26, three bytes
  '000000000000 0000 00000000 00000000', // time, permissions, key, size
  '0200 0004 0100', // write, blocks of 1,024, request 1
  '612e62', // a.b
);
const OPENED = answer('c5 81 0000', '4604 5b 01 0d00', '01000000 64000000 0004 0100 00');

const whatWasSaid = (segments: readonly Segment[]): RecordingTurn => {
  const turn = recordingTurn();
  feedStream(dnp3OverTcp, segments, turn);
  return turn;
};

streamLaws(dnp3OverTcp, [
  [READ_CLASSES, POINTS, OPERATE, OPERATED],
  [OPEN, OPENED, RESTART, NAMES],
]);
datagramLaws(
  dnp3OverUdp,
  [READ_CLASSES, POINTS, OPERATE, OPERATED, NAMES, OPEN].map(({ bytes }) => bytes),
);

describe('DNP3', () => {
  it('each control is a command of its own, refused or not by itself', () => {
    const turn = whatWasSaid([OPERATE, OPERATED]);
    expect(turn.facts).toEqual([
      'command fn 5 unit 4 area 4262913 start 7 count 1 write',
      'command fn 5 unit 4 area 4262913 start 8 count 1 write',
      'outcome 1 0',
      'outcome 2 4',
    ]);
    expect(turn.anomalies).toEqual(['control-refused']);
    expect(turn.messages[0]?.fields).toMatchObject({ 'dnp3.ctl.op': [1, 1], 'dnp3.al.on_time': [100, 100] });
    expect(objectName(5, 0x410c01, 7, 1)).toBe('binary output 7: pulse on close');
    expect(turn.messages[0]?.fields).not.toHaveProperty(['dnp3.al.range.start']);
    const points = whatWasSaid([POINTS]).messages[0]?.fields;
    expect([points?.['dnp3.al.range.start'], points?.['dnp3.al.range.stop']].map((list) => list?.toString())).toEqual([
      '0,3,0,0,2,1,0',
      '9,4,3,1,2,1,0',
    ]);
  });

  it('reads of classes are commands, and the answer refuses them by its internal indications', () => {
    const turn = whatWasSaid([READ_CLASSES, POINTS]);
    expect(turn.facts.slice(0, 5)).toEqual([
      'command fn 1 unit 4 area 15362 start 0 count 4294967295 read',
      'command fn 1 unit 4 area 15363 start 0 count 4294967295 read',
      'command fn 1 unit 4 area 15364 start 0 count 4294967295 read',
      'command fn 1 unit 4 area 15361 start 0 count 4294967295 read',
      'outcome 1 260',
    ]);
    expect(objectName(1, 0x3c02, 0, 0xffffffff)).toBe('class 1 data');
    expect(objectName(1, 0x1e01, 0, 0xffffffff)).toBe('all analog inputs');
    expect(objectName(1, 0x1e01, 3, 4)).toBe('analog inputs 3-6');
  });

  it('shows points of every kind', () => {
    const fields = whatWasSaid([POINTS]).messages[0]?.fields;
    expect(fields).toMatchObject({
      'dnp3.al.iin': 0x9004,
      'dnp3.al.bit': [1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 1, 2, 3],
      'dnp3.al.ana.int': [12_345, -12_345, 10],
      'dnp3.al.ana.float': 1,
      'dnp3.al.cnt': 1000,
      'dnp3.al.anaout.int': 5,
      'dnp3.al.octet_string': '68656c6c6f',
      'dnp3.al.timestamp': [1_698_050_002_944, 1_698_050_002_944],
    });
  });

  it('claims who made the outstation from its device attributes', () => {
    expect(whatWasSaid([NAMES]).facts).toEqual(['claim ip:192.0.2.1 vendor Halmoy', 'claim ip:192.0.2.1 serial S123']);
  });

  it('a restart stops, a file opened to write is a program', () => {
    const turn = whatWasSaid([RESTART, OPEN, OPENED]);
    expect(turn.facts).toEqual([
      'command fn 13 unit 4 area 0 start 0 count 0 stop',
      'command fn 25 unit 4 area 17923 start 0 count 1 program',
      'outcome 2 0',
    ]);
    expect(objectName(13, 0, 0, 0)).toBe('outstation');
    expect(turn.messages[1]?.fields).toMatchObject({ 'dnp3.al.file_name': 'a.b', 'dnp3.al.file.mode': 2 });
    expect(turn.messages[2]?.fields).toMatchObject({ 'dnp3.al.file.handle': 1, 'dnp3.al.file.status': 0 });
  });

  it('numbers the blocks of a file, and says which is the last', () => {
    const blocks = answer('c5 81 0000', '4605 5b 02 0800 01000000 02000000 0800 01000000 03000080');
    expect(whatWasSaid([blocks]).messages[0]?.fields).toMatchObject({
      'dnp3.al.file.blocknum': [2, 3],
      'dnp3.al.file.lastblock': [false, true],
    });
  });

  it('never shows user and password of a file', () => {
    const login = ask('c6 1d', '4602 5b 01 1200', '0c00 0300 0f00 0300 00000000', '6f7065 736563');
    expect(JSON.stringify(whatWasSaid([login]).messages)).not.toMatch(/sec|736563|ope|6f7065/);
  });

  it('puts segments together to one message, and says when one is missing', () => {
    const application = hex('c7 81 0000', '0102 00 00 1d', '01'.repeat(30));
    const first = frame(false, together(hex('45'), application.subarray(0, 20))); // first, 5
    const last = frame(false, together(hex('86'), application.subarray(20))); // final, 6
    const turn = whatWasSaid([{ fromServer: true, bytes: together(first, last) }]);
    expect(turn.messages).toHaveLength(1);
    expect(turn.messages[0]?.fields['dnp3.al.flags']).toHaveLength(30);
    expect(turn.anomalies).toEqual([]);
    expect(whatWasSaid([{ fromServer: true, bytes: together(first, first, last) }]).anomalies).toEqual([
      'segments-broken',
    ]);
    expect(whatWasSaid([{ fromServer: true, bytes: last }]).anomalies).toEqual(['segments-broken']);
    const mixed = whatWasSaid([{ fromServer: true, bytes: together(first, OPERATED.bytes, last) }]);
    expect(mixed.messages).toHaveLength(1);
    expect(mixed.anomalies).toEqual(['segments-broken', 'segments-broken']);
  });

  it(`puts together ${MAX_FRAGMENT} bytes and no more`, () => {
    const segments = (bytes: number): Segment[] => {
      const frames: Uint8Array[] = [];
      for (let at = 0; at < bytes; at += 249) {
        const marks = (at === 0 ? 0x40 : 0) | (at + 249 >= bytes ? 0x80 : 0) | ((at / 249) & 63);
        const part = new Uint8Array(Math.min(249, bytes - at));
        if (at === 0) part.set(hex('c0 81 0000'));
        frames.push(frame(false, together(Uint8Array.of(marks), part)));
      }
      return [{ fromServer: true, bytes: together(...frames) }];
    };
    expect(whatWasSaid(segments(MAX_FRAGMENT)).messages).toHaveLength(1);
    const over = whatWasSaid(segments(MAX_FRAGMENT + 1));
    expect(over.messages).toEqual([]);
    expect(over.anomalies).toEqual(['message-oversize']);
  });

  it('passes over bytes between frames and reads on', () => {
    const junk = hex('00 05 64 05 c0 04 00 03 00 00 00 05');
    const turn = whatWasSaid([{ ...OPERATE, bytes: together(junk, OPERATE.bytes) }, OPERATED]);
    expect(turn.messages.map(({ fn }) => fn)).toEqual([5, 129]);
    expect(turn.anomalies).toEqual(['bytes-between-frames', 'control-refused']);
    expect(turn.unrecognisedBytes).toBe(junk.length);
  });

  it('passes over a frame whose data has a wrong checksum', () => {
    const bytes = OPERATE.bytes.slice();
    bytes[14] = (bytes[14] as number) ^ 1;
    const turn = whatWasSaid([{ ...OPERATE, bytes: together(bytes, READ_CLASSES.bytes) }]);
    expect(turn.anomalies).toEqual(['data-checksum']);
    expect(turn.messages.map(({ fn }) => fn)).toEqual([1]);
    bytes[2] = (bytes[2] as number) ^ 1;
    expect(dnp3OverTcp.probe(windowed(bytes), false)).toBe(NO);
  });

  it('frames of the link alone are no message', () => {
    const status = hex('0564 05 c9 0400 0300'); // request link status
    const bytes = together(status, le16(checksum(status, 0, 8)));
    expect(dnp3OverTcp.probe(windowed(bytes), false)).toBe(YES);
    const { outcome, turn, used } = readDatagram(dnp3OverUdp, bytes);
    expect([outcome, turn.messages, turn.anomalies, used]).toEqual([DONE, [], [], bytes.length]);
  });

  it('a datagram may hold several frames, the last of them cut', () => {
    const two = together(OPERATE.bytes, READ_CLASSES.bytes);
    expect(readDatagram(dnp3OverUdp, two).turn.messages).toHaveLength(2);
    const { turn } = readDatagram(dnp3OverUdp, two.subarray(0, two.length - 3));
    expect(turn.messages).toHaveLength(1);
    expect(turn.anomalies).toEqual(['frame-cut']);
  });

  it('counts what does not fit as not recognised', () => {
    const odd = (...application: readonly string[]): string[] =>
      whatWasSaid([answer('c0 81 0000', ...application)]).anomalies;
    expect(odd('0102 00 05 03')).toEqual(['objects-malformed']); // stop before start
    expect(odd('0102 0a')).toEqual(['objects-malformed']); // no such range
    expect(odd('0102 72')).toEqual(['objects-malformed']); // no such prefix
    expect(odd('0102 00 00 05 01')).toEqual(['objects-malformed']); // six points, one there
    expect(odd('f901 00 00 05 01')).toEqual(['object-unknown']);
    expect(whatWasSaid([answer('c0 81')]).anomalies).toEqual(['objects-malformed']);
    expect(whatWasSaid([ask('c0')]).anomalies).toEqual(['message-short']);
    expect(whatWasSaid([ask('c0 7f')]).anomalies).toEqual(['function-reserved']);
  });

  it('reports trouble that the outstation reports', () => {
    expect(whatWasSaid([answer('f0 82 4020')]).anomalies).toEqual(['device-trouble', 'configuration-corrupt']);
  });

  const segmented = (application: Uint8Array, fromMaster: boolean): Segment => {
    const frames: Uint8Array[] = [];
    for (let at = 0; at < application.length; at += 249) {
      const marks = (at === 0 ? 0x40 : 0) | (at + 249 >= application.length ? 0x80 : 0) | ((at / 249) & 63);
      frames.push(frame(fromMaster, together(Uint8Array.of(marks), application.subarray(at, at + 249))));
    }
    return { fromServer: !fromMaster, bytes: together(...frames) };
  };

  it(`reads ${MAX_HEADERS} object headers and tells ${MAX_COMMANDS} commands of one message`, () => {
    const many = whatWasSaid([segmented(hex('c0 01', '3c0206'.repeat(MAX_HEADERS + 1)), true)]);
    expect(many.messages[0]?.fields['dnp3.al.obj']).toHaveLength(MAX_HEADERS);
    expect(many.facts).toHaveLength(MAX_COMMANDS);
    expect(many.anomalies).toEqual(['too-many-commands', 'too-many-headers']);
  });

  it(`keeps ${MAX_OPEN_REQUESTS} requests open; a further one displaces the oldest`, () => {
    const state = dnp3OverTcp.open();
    const turn = recordingTurn();
    const send = (master: number, fromMaster: boolean, text: string): void => {
      const bytes = whole(fromMaster, text);
      bytes[fromMaster ? 6 : 4] = master;
      bytes.set(le16(checksum(bytes, 0, 8)), 8);
      expect(dnp3OverTcp.parse(windowed(bytes), turn, state)).toBe(DONE);
    };
    send(3, false, 'c0 81 0000');
    for (let master = 0; master < MAX_OPEN_REQUESTS; master++) send(master, true, 'c1 17');
    expect(turn.anomalies).toEqual([]);
    send(99, true, 'c1 17');
    expect(turn.anomalies).toEqual(['request-unanswered']);
    expect(state.requests.size).toBe(MAX_OPEN_REQUESTS);
    send(98, false, 'c5 81 0000');
    expect(turn.anomalies.at(-1)).toBe('response-without-request');
  });

  it('names all functions of the standard', () => {
    const codes = [...Array.from({ length: 34 }, (_, i) => i), 129, 130, 131];
    for (const code of codes) expect(functionName(code)).not.toMatch(/^reserved/);
    expect(functionName(34)).toBe('reserved 34');
  });
});
