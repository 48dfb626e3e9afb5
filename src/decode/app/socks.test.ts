import { describe, expect, it } from 'vitest';
import { recordingTurn } from '../../../test/support/recording-turn.ts';
import { NO, UNSURE, YES } from '../verdict.ts';
import { ascii, hex, streamLaws, together, windowed } from './decoder-laws.cases.ts';
import { feedStream, type Segment } from './feed-stream.cases.ts';
import { MAX_SOCKS_NAME } from './socks/probe.ts';
import { socks } from './socks.ts';

const GREETING = hex('05 02 00 02'); // version 5, no authentication or user and password
const METHOD = hex('05 02'); // user and password
const CREDENTIALS = together(hex('01 04'), ascii('user'), hex('06'), ascii('secret'));
const ACCEPTED = hex('01 00');
const CONNECT = together(hex('05 01 00 03 0f'), ascii('rms.example.net'), hex('01bb')); // name, port 443
const REPLY = hex('05 00 00 01 0a000001 d1cd'); // success, bound to 10.0.0.1
const CONNECT_4 = hex('04 01 0050 c0000202 00'); // port 80, 192.0.2.2, no user
const CONNECT_4A = together(hex('04 01 0050 00000001'), ascii('me'), hex('00'), ascii('Www.example.com'), hex('00'));
const REPLY_4 = hex('00 5a d1cd 0a000001');

const from = (fromServer: boolean, ...parts: readonly Uint8Array[]): Segment => ({
  fromServer,
  bytes: together(...parts),
  frame: 1,
});
const VERSION_5: readonly Segment[] = [
  from(false, GREETING, CREDENTIALS),
  from(true, METHOD),
  from(true, ACCEPTED),
  from(false, CONNECT),
  from(true, REPLY),
  from(false, ascii('GET / HTTP/1.1\r\n\r\n')),
  from(true, ascii('HTTP/1.1 200 OK\r\n\r\n')),
];
const VERSION_4: readonly Segment[] = [from(false, CONNECT_4), from(true, REPLY_4), from(false, ascii('x'.repeat(40)))];
const VERSION_4A: readonly Segment[] = [from(false, CONNECT_4A), from(true, REPLY_4)];
streamLaws(socks, [VERSION_4, VERSION_4A, [from(false, GREETING, CONNECT)]]);

function read(conversation: readonly Segment[]): ReturnType<typeof recordingTurn> {
  const turn = recordingTurn();
  feedStream(socks, conversation, turn);
  return turn;
}

describe('SOCKS', () => {
  it('says where a client wants to go, and who takes it there', () => {
    expect(read(VERSION_5).facts).toEqual(['name query rms.example.net -', 'claim ip:192.0.2.1 role socks-proxy']);
    expect(read(VERSION_4).facts).toEqual(['name query 192.0.2.2 -', 'claim ip:192.0.2.1 role socks-proxy']);
    expect(read(VERSION_4A).facts[0]).toBe('name query www.example.com -');
  });

  it('counts a password and keeps nothing of it', () => {
    const turn = read(VERSION_5);
    expect(turn.anomalies).toEqual(['password-in-clear']);
    expect(JSON.stringify([turn.messages, turn.facts])).not.toMatch(/user"|secret/);
    expect(turn.messages.map(({ fn }) => socks.functionName(fn))).toEqual([
      'greeting',
      'user and password',
      'method chosen',
      'answer to user and password',
      'connect',
      'reply',
    ]);
    expect(turn.gaveWay).toBe(true);
  });

  it('shows addresses of every kind', () => {
    const six = hex('05 01 00 04', '20010db8', '00'.repeat(11), '01', '01bb');
    const turn = read([from(false, GREETING, six), from(true, hex('05 00'), REPLY)]);
    expect(turn.messages[1]?.fields).toMatchObject({ 'socks.dstV6': '2001:db8::1', 'socks.port': 443 });
    expect(turn.messages.at(-1)?.fields).toMatchObject({ 'socks.dst': '10.0.0.1', 'socks.results': 0 });
    expect(read([from(false, GREETING, CONNECT), from(true, hex('05 00'), hex('05 00 00 07 00'))]).anomalies).toEqual([
      'address-bad',
    ]);
  });

  it('waits for a second reply to a bind', () => {
    const bind = CONNECT.slice();
    bind[1] = 2;
    const turn = read([
      from(false, GREETING, bind),
      from(true, hex('0500')),
      from(true, REPLY, REPLY),
      from(true, REPLY),
    ]);
    expect(turn.messages.filter(({ fn }) => socks.functionName(fn) === 'reply')).toHaveLength(2);
    expect(turn.gaveWay).toBe(true);
  });

  it('does not take three octets for a greeting before a request follows them', () => {
    expect(socks.probe(windowed(GREETING), false)).toBe(UNSURE);
    expect(socks.probe(windowed(together(GREETING, CONNECT)), false)).toBe(YES);
    expect(socks.probe(windowed(together(GREETING, ascii('GET / HTTP/1.1'))), false)).toBe(NO);
    expect(socks.probe(windowed(METHOD), true)).toBe(UNSURE);
    expect(socks.probe(windowed(REPLY_4), true)).toBe(UNSURE);
    expect(socks.probe(windowed(ascii('220 mail')), true)).toBe(NO);
    expect(socks.probe(windowed(together(CONNECT_4, hex('00'))), false)).toBe(NO);
    expect(socks.probe(windowed(hex('04 01 0000 c0000202 00')), false)).toBe(NO);
    expect(socks.probe(windowed(hex('04 01 0050 00000000 00')), false)).toBe(NO);
  });

  it('says nothing of what comes behind a hole', () => {
    const state = socks.open();
    const turn = recordingTurn();
    socks.gap?.(state, false);
    socks.parse(windowed(CONNECT), turn, state);
    expect(turn.messages).toEqual([]);
    expect(turn.gaveWay).toBe(true);
  });

  it(`reads names of ${MAX_SOCKS_NAME} octets in version 4`, () => {
    const named = (length: number): Uint8Array =>
      together(hex('04 01 0050 c0000202'), ascii('u'.repeat(length)), hex('00'));
    expect(socks.probe(windowed(named(MAX_SOCKS_NAME)), false)).toBe(YES);
    expect(socks.probe(windowed(named(MAX_SOCKS_NAME + 1)), false)).toBe(NO);
    expect(read([from(false, named(MAX_SOCKS_NAME))]).anomalies).toEqual([]);
    expect(read([from(false, named(600))]).anomalies).toEqual(['name-over-limit']);
  });
});
