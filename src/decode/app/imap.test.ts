import { describe, expect, it } from 'vitest';
import { recordingTurn } from '../../../test/support/recording-turn.ts';
import { NO, UNSURE, YES } from '../verdict.ts';
import { ascii, streamLaws, windowed } from './decoder-laws.cases.ts';
import { feedStream, type Segment } from './feed-stream.cases.ts';
import { MAX_FTP_LINE } from './ftp/line.ts';
import { imap } from './imap.ts';
import { imapSession, imapTls } from './mail/conversations.cases.ts';

const client = (text: string): Segment => ({ fromServer: false, bytes: ascii(text) });
const server = (text: string): Segment => ({ fromServer: true, bytes: ascii(text) });

streamLaws(imap, [imapSession, imapTls]);

function read(...segments: readonly Segment[]) {
  const turn = recordingTurn();
  const fed = feedStream(imap, segments, turn);
  return { turn, fed, names: turn.messages.map(({ fn }) => imap.functionName(fn)) };
}

describe('IMAP', () => {
  it('commands and answers of a session are told; mails are passed over by their length', () => {
    const { turn, names, fed } = read(...imapSession);
    const commands = names.filter((name) => /^[A-Z]+$/.test(name ?? ''));
    expect(commands).toEqual(['LOGIN', 'SELECT', 'FETCH', 'APPEND', 'AUTHENTICATE', 'IDLE', 'DONE', 'LOGOUT']);
    expect(names.filter((name) => name === 'tagged response')).toHaveLength(7);
    expect(turn.skipped).toEqual([
      { bytes: 12, as: 'decoded' },
      { bytes: 5, as: 'decoded' },
    ]);
    expect([fed.bad, fed.waiting]).toEqual([0, 0]);
    expect(turn.messages.find(({ fields }) => fields['imap.request.folder'] === 'Sent')).toBeDefined();
    // The greeting: `* OK`, then its text.
    expect(turn.messages.find(({ fields }) => fields['imap.response_tag'] === '*')?.fields).toMatchObject({
      'imap.response.status': 'OK',
      'imap.response.text': '[CAPABILITY IMAP4rev1] ready',
    });
    expect(turn.facts).toEqual([
      'claim ip:192.0.2.1 banner [CAPABILITY IMAP4rev1] ready',
      'claim ip:192.0.2.1 user operator',
    ]);
  });

  it('passwords are not kept, and that they were readable is told', () => {
    const { turn } = read(...imapSession);
    expect(turn.anomalies).toEqual(['password-in-clear', 'password-in-clear']);
    expect(JSON.stringify(turn.messages)).not.toMatch(/secret|AG9w/);
  });

  it('behind an agreed STARTTLS somebody else speaks', () => {
    expect(read(...imapTls).turn.gaveWay).toBe(true);
    expect(read(imapTls[0] as Segment, server('x NO not now\r\n')).turn.gaveWay).toBe(false);
  });

  it('what is no command and no line of IMAP is told', () => {
    const { turn } = read(client('a1 FROB\r\nx\r\n'), server('text\r\n'), client('x'.repeat(MAX_FTP_LINE)));
    expect(turn.anomalies).toEqual(['command-unknown', 'line-malformed', 'line-malformed', 'line-over-limit']);
  });

  it('a hole ends a literal’s line', () => {
    const cut = { ...server('* 2 EXISTS\r\n'), gap: true };
    expect(read(server('* 1 FETCH {5}\r\n'), cut).names).toHaveLength(2);
  });

  it('the probe asks for a command or greeting of its own', () => {
    const probed = (text: string) => imap.probe(windowed(ascii(text)), false);
    expect(probed('* OK ready\r\n')).toBe(YES);
    expect(probed('* OK')).toBe(UNSURE);
    expect(probed('* HELLO\r\n')).toBe(NO);
    expect(probed('a1 CAPABILITY\r\n')).toBe(YES);
    expect(probed('a1 CAPA')).toBe(UNSURE);
    expect(probed('GET / HTTP/1.1\r\n')).toBe(NO);
    expect(probed('GET /ind')).toBe(NO);
    expect(probed('x hello\r\n')).toBe(NO);
  });
});
