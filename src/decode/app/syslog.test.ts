import { describe, expect, it } from 'vitest';
import { recordingTurn } from '../../../test/support/recording-turn.ts';
import { NO, UNSURE, YES } from '../verdict.ts';
import { ascii, datagramLaws, readDatagram, streamLaws, windowed } from './decoder-laws.cases.ts';
import { feedStream, type Segment } from './feed-stream.cases.ts';
import { MAX_SYSLOG_MESSAGE, syslogOverTcp, syslogOverUdp } from './syslog.ts';

const old = '<38>Feb  3 10:11:12 crane4-hmi sshd[123]: session opened';
const modern = '<165>1 2024-02-03T10:11:12.5Z crane4-hmi app 77 ID1 [a@1 x="]"][b@1] text';
const cisco = '<189>57: *Mar  1 00:00:10.123: %SYS-5-CONFIG_I: Configured from console';
const bare = '<13>something happened here';

datagramLaws(syslogOverUdp, [old, modern, cisco, bare].map(ascii));
streamLaws(syslogOverTcp, [
  [{ fromServer: false, bytes: ascii(`${old}\n${bare}\n`) }],
  [{ fromServer: false, bytes: ascii(`${modern.length} ${modern}${old.length} ${old}`) }],
]);

const read = (text: string) => readDatagram(syslogOverUdp, ascii(text)).turn;
const fieldsOf = (text: string) => read(text).messages[0]?.fields;

describe('syslog', () => {
  it('a message of version 1 tells who, which program and how urgent', () => {
    expect(fieldsOf(modern)).toEqual({
      'syslog.facility': 20,
      'syslog.level': 5,
      'syslog.version': 1,
      'syslog.timestamp': '2024-02-03T10:11:12.5Z',
      'syslog.hostname': 'crane4-hmi',
      'syslog.appname': 'app',
      'syslog.procid': '77',
      'syslog.msgid': 'ID1',
      'syslog.structured': '[a@1 x="]"][b@1]',
      'syslog.msg': 'text',
    });
    expect(read(modern).facts).toEqual(['claim ip:192.0.2.1 hostname crane4-hmi']);
    expect(fieldsOf('<14>1 - - - - - - only text')).toMatchObject({ 'syslog.msg': 'only text' });
    expect(read('<14>1 2024 x').anomalies).toEqual(['header-malformed']);
  });

  it('one of the old kind too, with and without time, name and program', () => {
    expect(fieldsOf(old)).toMatchObject({
      'syslog.timestamp': 'Feb  3 10:11:12',
      'syslog.hostname': 'crane4-hmi',
      'syslog.appname': 'sshd',
      'syslog.procid': '123',
      'syslog.msg': 'session opened',
    });
    expect(fieldsOf(cisco)).toMatchObject({ 'syslog.timestamp': 'Mar  1 00:00:10.123', 'syslog.level': 5 });
    expect(read('<13>Feb  3 10:11:12 some words of text').facts).toEqual([]);
    expect(read('<13>Feb  3 10:11:12 192.0.2.9 app: text').facts).toEqual([]);
    expect(fieldsOf(bare)).toEqual({
      'syslog.facility': 1,
      'syslog.level': 5,
      'syslog.msg': 'something happened here',
    });
  });

  it('who passes on what several say does not claim their names any longer', () => {
    const turn = recordingTurn();
    const state = syslogOverUdp.open();
    for (const host of ['a', 'b', 'a']) {
      syslogOverUdp.parse(windowed(ascii(`<13>Feb  3 10:11:12 ${host} app: text`)), turn, state);
    }
    expect(turn.facts).toEqual(['claim ip:192.0.2.1 hostname a']);
  });

  it('over TCP messages end with their line or behind their length', () => {
    const counted: Segment = { fromServer: false, bytes: ascii(`${old.length} ${old}${modern.length} ${modern}`) };
    const turn = recordingTurn();
    feedStream(syslogOverTcp, [counted], turn);
    expect(turn.messages.map(({ fn }) => syslogOverTcp.functionName(fn))).toEqual(['informational', 'notice']);
    const lines = recordingTurn();
    feedStream(syslogOverTcp, [{ fromServer: false, bytes: ascii(`${old}\n${bare}\n`) }], lines);
    expect(lines.messages).toHaveLength(2);
  });

  it(`lines of ${MAX_SYSLOG_MESSAGE} bytes are read`, () => {
    const turn = recordingTurn();
    feedStream(syslogOverTcp, [{ fromServer: false, bytes: ascii(`<13>${'x'.repeat(MAX_SYSLOG_MESSAGE)}`) }], turn);
    expect(turn.anomalies).toEqual(['message-over-limit']);
    expect(syslogOverTcp.probe(windowed(ascii(`${MAX_SYSLOG_MESSAGE + 1} ${old}`)), false)).toBe(NO);
  });

  it('refuses what only begins alike', () => {
    const probed = (text: string) => syslogOverUdp.probe(windowed(ascii(text)), false);
    expect(probed('<192>text text text')).toBe(NO);
    expect(probed('<013>text text text')).toBe(NO);
    expect(probed('<>text text text')).toBe(NO);
    expect(probed('<13>short')).toBe(NO);
    expect(probed('<13>text\x01text text')).toBe(NO);
    expect(probed('<html><body>text</body>')).toBe(NO);
    expect(probed('<13>text with a tail\r\n\0')).toBe(YES);
    expect(syslogOverTcp.probe(windowed(ascii('<13>tex')), false)).toBe(UNSURE);
    expect(syslogOverTcp.probe(windowed(ascii('123 GET')), false)).toBe(NO);
  });
});
