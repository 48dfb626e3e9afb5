import { describe, expect, it } from 'vitest';
import { recordingTurn } from '../../../test/support/recording-turn.ts';
import { NO, UNSURE, YES } from '../verdict.ts';
import { ascii, streamLaws, windowed } from './decoder-laws.cases.ts';
import { feedStream, type Segment } from './feed-stream.cases.ts';
import { MAX_FTP_LINE } from './ftp/line.ts';
import { smtpSession, smtpTls } from './mail/conversations.cases.ts';
import { MAX_ATTACHMENTS, MAX_MAIL_LINE } from './mail/mail-body.ts';
import { MAX_SMTP_PROBED_BYTES, MAX_SMTP_PROBED_LINES } from './smtp/probe.ts';
import { smtp } from './smtp.ts';

const client = (text: string): Segment => ({ fromServer: false, bytes: ascii(text) });
const server = (text: string): Segment => ({ fromServer: true, bytes: ascii(text) });

streamLaws(smtp, [smtpSession, smtpTls]);

function read(...segments: readonly Segment[]) {
  const turn = recordingTurn();
  const fed = feedStream(smtp, segments, turn);
  return { turn, fed, names: turn.messages.map(({ fn }) => smtp.functionName(fn)) };
}

describe('SMTP', () => {
  it('commands and replies of a session are told, with the domains and files of a mail', () => {
    const { turn, names, fed } = read(...smtpSession);
    expect(names.join(' ')).toBe('220 EHLO 250 AUTH 334 334 235 MAIL RCPT DATA 250 250 354 250 BDAT 250 QUIT 221');
    expect([fed.bad, fed.waiting]).toEqual([0, 0]);
    expect(turn.messages[7]?.fields).toEqual({ 'smtp.req.command': 'MAIL', 'smtp.from_domain': 'yard.example' });
    expect(turn.messages[8]?.fields['smtp.to_domain']).toBe('vendor.example');
    expect(turn.messages[13]?.fields).toMatchObject({ 'smtp.response.code': 250, 'smtp.attachment': 'program.zap16' });
    expect(turn.skipped).toEqual([{ bytes: 5, as: 'decoded' }]);
    expect(turn.facts).toEqual([
      'claim ip:192.0.2.1 banner mail.yard.example ESMTP ready',
      'claim ip:192.0.2.1 hostname mail.yard.example',
      'claim ip:192.0.2.1 hostname hmi',
    ]);
  });

  it('sign-ins, addresses and mails are not kept, and that a password was readable is told', () => {
    const { turn } = read(...smtpSession);
    expect(turn.anomalies).toEqual(['password-in-clear']);
    const all = JSON.stringify([turn.messages, turn.facts]);
    for (const secret of ['b3BlcmF0b3I', 'c2VjcmV0', 'alice', 'bob', 'leading dot', 'VXNlcm5hbWU6']) {
      expect(all).not.toContain(secret);
    }
  });

  it('behind an agreed STARTTLS somebody else speaks', () => {
    expect(read(...smtpTls).turn.gaveWay).toBe(true);
    const several = [...smtpTls.slice(0, 3), server('220-ready\r\n220 now\r\n')];
    expect(read(...several).turn.gaveWay).toBe(true);
    const refused = [...smtpTls.slice(0, 3), server('454 not now\r\n'), client('QUIT\r\n')];
    expect([read(...refused).turn.gaveWay, read(...refused).names.at(-1)]).toEqual([false, 'QUIT']);
  });

  it('a mail sent ahead of the consent is known by its first line', () => {
    const { names, turn } = read(
      client('DATA\r\nFrom: x\r\n\r\ntext\r\n.\r\nRSET\r\n'),
      server('354 go on\r\n250 ok\r\n'),
    );
    expect(names).toEqual(['DATA', 'RSET', '354', '250']);
    expect(turn.anomalies).toEqual([]);
    expect(read(client('DATA\r\nRSET\r\n')).names).toEqual(['DATA', 'RSET']);
  });

  it('an address in place of a name is read as one; what is no command, code or chunk is told', () => {
    expect(read(client('EHLO [100.64.0.7]\r\n')).turn.facts).toEqual([
      'claim ip:192.0.2.1 address-in-payload 100.64.0.7',
    ]);
    const odd = read(client('FROBNICATE\r\nBDAT -1\r\n'), server('hello\r\n'));
    expect(odd.turn.anomalies).toEqual(['command-unknown', 'chunk-malformed', 'reply-malformed']);
    expect(odd.names).toEqual(['unknown command', 'BDAT', 'line without code']);
  });

  it('a hole ends a mail and a sign-in', () => {
    const { names } = read(client('DATA\r\nFrom: x\r\n'), { ...client('QUIT\r\n'), gap: true });
    expect(names).toEqual(['DATA', 'QUIT']);
  });

  it(`lines of ${MAX_FTP_LINE} bytes are read, those of mails above ${MAX_MAIL_LINE} passed over`, () => {
    expect(read(client('x'.repeat(MAX_FTP_LINE))).turn.anomalies).toEqual(['line-over-limit']);
    const long = `DATA\r\nFrom: x\r\nContent-Type: ${'x'.repeat(MAX_MAIL_LINE)}`;
    expect(read(client(long), client('; name=a\r\n.\r\n'), server('250 ok\r\n')).names).toEqual(['DATA', '250']);
  });

  it(`${MAX_ATTACHMENTS} files of a mail are told`, () => {
    const files = Array.from({ length: MAX_ATTACHMENTS + 1 }, (_, i) => `Content-Type: a/b; name=f${i}\r\n`).join('');
    const { turn } = read(client(`DATA\r\nFrom: x\r\n${files}.\r\n`), server('250 ok\r\n'));
    expect(turn.messages[1]?.fields['smtp.attachment']).toHaveLength(MAX_ATTACHMENTS);
  });

  it('the probe tells it from FTP and POP3, and gives up in time', () => {
    const probed = (text: string) => smtp.probe(windowed(ascii(text)), false);
    expect(probed('220 mail ESMTP\r\n')).toBe(YES);
    expect(probed('220 ready\r\n')).toBe(UNSURE);
    expect(probed('220 ready\r\n250 hello\r\n')).toBe(YES);
    expect(probed('220 ready\r\n331 password\r\n')).toBe(NO);
    expect(probed('MAIL FROM:<>\r\n')).toBe(YES);
    expect(probed('RSET\r\n')).toBe(UNSURE);
    expect(probed('USER x\r\n')).toBe(NO);
    expect(probed('RSET\r\n'.repeat(MAX_SMTP_PROBED_LINES))).toBe(NO);
    expect(probed(`220-${'x'.repeat(MAX_SMTP_PROBED_BYTES)}`)).toBe(NO);
  });
});
