import { describe, expect, it } from 'vitest';
import { recordingTurn } from '../../../test/support/recording-turn.ts';
import { NO, UNSURE, YES } from '../verdict.ts';
import { ascii, streamLaws, windowed } from './decoder-laws.cases.ts';
import { feedStream, type Segment } from './feed-stream.cases.ts';
import { MAX_FTP_LINE } from './ftp/line.ts';
import { pop3Session, pop3Tls } from './mail/conversations.cases.ts';
import { MAX_TEXT_LINE } from './mail/text-lines.ts';
import { MAX_POP3_PROBED_LINES } from './pop3/probe.ts';
import { MAX_POP3_WAITING, pop3 } from './pop3.ts';

const client = (text: string): Segment => ({ fromServer: false, bytes: ascii(text) });
const server = (text: string): Segment => ({ fromServer: true, bytes: ascii(text) });

streamLaws(pop3, [pop3Session, pop3Tls]);

function read(...segments: readonly Segment[]) {
  const turn = recordingTurn();
  const fed = feedStream(pop3, segments, turn);
  return { turn, fed, names: turn.messages.map(({ fn }) => pop3.functionName(fn)) };
}

describe('POP3', () => {
  it('commands and answers of a session are told, with the files of a mail', () => {
    const { turn, names, fed } = read(...pop3Session);
    expect(names.join(' ')).toBe(
      '+OK CAPA +OK USER +OK PASS +OK LIST +OK LIST +OK RETR +OK mail with files DELE -ERR QUIT +OK',
    );
    expect([fed.bad, fed.waiting]).toEqual([0, 0]);
    expect(turn.messages[13]?.fields).toEqual({ 'pop.attachment': 'program.zap16' });
    expect(turn.facts).toEqual([
      'claim ip:192.0.2.1 banner POP3 server ready <1896.697170952@mail.yard.example>',
      'claim ip:192.0.2.1 user operator',
    ]);
    expect(turn.anomalies).toEqual(['password-in-clear']);
    expect(JSON.stringify(turn.messages)).not.toContain('secret');
  });

  it('a sign-in by SASL is passed over', () => {
    const { turn, names } = read(
      client('AUTH PLAIN\r\n'),
      server('+ \r\n'),
      client('AGEAYg==\r\n'),
      server('+OK in\r\n'),
    );
    expect(names).toEqual(['AUTH', '+OK']);
    expect(turn.anomalies).toEqual(['password-in-clear']);
  });

  it('a greeting that was kept is no answer; behind STLS somebody else speaks', () => {
    const kept = read(client('AUTH\r\n'), server('+OK ready\r\n-ERR no\r\n'), ...pop3Tls);
    expect(kept.names).toEqual(['AUTH', '+OK', '-ERR', 'STLS', '+OK']);
    expect(kept.turn.gaveWay).toBe(true);
    expect(read(client('STLS\r\n'), server('-ERR no\r\n')).turn.gaveWay).toBe(false);
  });

  it('what is no command and no answer is told', () => {
    const { turn } = read(client('FROB\r\n'), server('text\r\n'), client('x'.repeat(MAX_FTP_LINE)));
    expect(turn.anomalies).toEqual(['command-unknown', 'reply-malformed', 'line-over-limit']);
  });

  it(`${MAX_POP3_WAITING} commands may wait`, () => {
    expect(read(client('NOOP\r\n'.repeat(MAX_POP3_WAITING))).turn.anomalies).toEqual([]);
    expect(read(client('NOOP\r\n'.repeat(MAX_POP3_WAITING + 1))).turn.anomalies).toEqual(['commands-over-limit']);
  });

  it('the probe waits where others answer alike, and gives up in time', () => {
    const probed = (text: string) => pop3.probe(windowed(ascii(text)), false);
    expect(probed('+OK POP3\r\n')).toBe(YES);
    expect(probed('+OK\r\n')).toBe(NO); // Redis
    expect(probed('+OK ready\r\n')).toBe(UNSURE);
    expect(probed('+OK ready\r\n+OK go on\r\n')).toBe(YES);
    expect(probed('UIDL\r\n')).toBe(YES);
    expect(probed('USER x\r\n')).toBe(UNSURE);
    expect(probed('USER x\r\nSYST\r\n')).toBe(NO);
    expect(probed('NOOP\r\n'.repeat(MAX_POP3_PROBED_LINES))).toBe(NO);
    expect(probed(`USER ${'x'.repeat(MAX_TEXT_LINE)}`)).toBe(NO);
  });
});
