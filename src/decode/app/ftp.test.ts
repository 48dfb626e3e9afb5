import { describe, expect, it } from 'vitest';
import { recordingTurn } from '../../../test/support/recording-turn.ts';
import { NO, UNSURE, YES } from '../verdict.ts';
import { ascii, streamLaws, windowed } from './decoder-laws.cases.ts';
import { feedStream, type Segment } from './feed-stream.cases.ts';
import { MAX_FTP_LINE } from './ftp/line.ts';
import { MAX_PROBED_BYTES, MAX_PROBED_LINES } from './ftp/probe.ts';
import { ftp } from './ftp.ts';
import { CLIENT_HELLO, tlsRecord } from './tls/samples.cases.ts';

const server = (text: string): Segment => ({ fromServer: true, bytes: ascii(text) });
const client = (text: string): Segment => ({ fromServer: false, bytes: ascii(text) });
const conversation: Segment[] = [
  server('220-Crane files\r\n220 FTP ready\r\n'),
  client('USER crane7\r\n'),
  server('331 Password?\r\n'),
  client('PASS secret\r\n'),
  server('230-Welcome\r\n 220 is no reply here\r\n230 In\r\n'),
  client('SYST\r\n'),
  server('215 UNIX Type: L8\r\n'),
  client('PASV\r\n'),
  server('227 Entering (192,0,2,1,195,80)\r\n'),
  client('STOR plc.bin\r\n'),
  server('150 Go\r\n226 Done\r\n'),
  client('PORT 192,0,2,1,4,1\r\nEPSV\r\nEPRT |1|192.0.2.1|1025|\r\n'),
  server('200 Ok\r\n229 Entering (|||50001|)\r\n200 Ok\r\n'),
  client('quit\r\n'),
];
/** RFC 4217. */
const secured: Segment[] = [
  server('220 FTP\r\n'),
  client('AUTH TLS\r\n'),
  server('234 Go on\r\n'),
  { fromServer: false, bytes: tlsRecord('16', CLIENT_HELLO) },
];

streamLaws(ftp, [conversation, secured]);

function fed(segments: readonly Segment[]): ReturnType<typeof recordingTurn> {
  const turn = recordingTurn();
  feedStream(ftp, segments, turn);
  return turn;
}
const names = (segments: readonly Segment[]): (string | undefined)[] =>
  fed(segments).messages.map(({ fn }) => ftp.functionName(fn));

describe('a session', () => {
  it('is read command by reply', () => {
    expect(names(conversation).join(' ')).toBe(
      '220 USER 331 PASS 230 SYST 215 PASV 227 STOR 150 226 PORT EPSV EPRT 200 229 200 QUIT',
    );
    expect(fed(conversation).anomalies).toEqual([]);
  });

  it('tells greeting, user and system, and never the password', () => {
    const turn = fed(conversation);
    expect(turn.facts).toEqual([
      'claim ip:192.0.2.1 banner Crane files',
      'claim ip:192.0.2.1 user crane7',
      'claim ip:192.0.2.1 os UNIX Type: L8',
    ]);
    expect(JSON.stringify(turn.messages)).not.toContain('secret');
  });

  it('announces data connections', () => {
    const { messages } = fed(conversation);
    expect(messages[8]?.fields).toMatchObject({ 'ftp.passive.ip': '192.0.2.1', 'ftp.passive.port': 50_000 });
    expect(messages[12]?.fields).toMatchObject({ 'ftp.active.cip': '192.0.2.1', 'ftp.active.port': 1025 });
    expect(messages[14]?.fields).toMatchObject({ 'ftp.eprt.ip': '192.0.2.1', 'ftp.eprt.port': 1025 });
    expect(messages[16]?.fields['ftp.epsv.port']).toBe(50_001);
  });

  it('that announces somebody else’s address is odd', () => {
    expect(fed([server('220 FTP\r\n'), client('PORT 203,0,113,9,4,1\r\n')]).anomalies).toEqual([
      'data-address-foreign',
    ]);
  });

  it('becomes TLS when both agree', () => {
    const turn = fed(secured);
    expect(turn.messages).toHaveLength(3);
    expect(turn.carried.map(({ protocol }) => protocol.name)).toEqual(['tls']);
  });
});

describe('FTP among others that begin alike', () => {
  const probe = (text: string): number => ftp.probe(windowed(ascii(text)), true);

  it('greets with its name, or with what follows', () => {
    expect(probe('220 Gate ready\r\n')).toBe(UNSURE);
    expect(probe('220 ProFTPD 1.2.9\r\n')).toBe(YES);
    expect(probe('220 Gate ready\r\n331 Password?\r\n')).toBe(YES);
    expect(probe('220 mail.example ESMTP\r\n')).toBe(NO);
    expect(probe('220 mail.example\r\n250 Hello\r\n')).toBe(NO);
    expect(probe('+OK POP3\r\n')).toBe(NO);
    expect(probe('200 news ready\r\n')).toBe(NO);
  });

  it('has commands that others have not', () => {
    expect(probe('USER a\r\n')).toBe(UNSURE);
    expect(probe('USER a\r\nPASS b\r\n')).toBe(UNSURE);
    expect(probe('USER a\r\nPASS b\r\nSYST\r\n')).toBe(YES);
    expect(probe('EHLO a\r\n')).toBe(NO);
    expect(probe('USER a\r\nCAPA\r\n')).toBe(NO);
    expect(probe('GET / HTTP/1.1\r\n')).toBe(NO);
    expect(probe('NICK a\r\n')).toBe(NO);
  });

  it(`gives up after ${MAX_PROBED_LINES} lines or ${MAX_PROBED_BYTES} bytes`, () => {
    expect(probe(`${'NOOP\r\n'.repeat(MAX_PROBED_LINES - 1)}SYST\r\n`)).toBe(YES);
    expect(probe(`${'NOOP\r\n'.repeat(MAX_PROBED_LINES)}SYST\r\n`)).toBe(NO);
    expect(probe(`USER ${'a'.repeat(MAX_PROBED_BYTES - 6)}\n`)).toBe(UNSURE);
    expect(probe(`USER ${'a'.repeat(MAX_PROBED_BYTES - 5)}\n`)).toBe(NO);
  });
});

describe('limits and damage', () => {
  it(`a line of ${MAX_FTP_LINE} bytes is read, a longer one is not`, () => {
    const line = (length: number): string[] => fed([client(`CWD ${'a'.repeat(length - 5)}\n`)]).anomalies;
    expect(line(MAX_FTP_LINE)).toEqual([]);
    expect(line(MAX_FTP_LINE + 1)).toContain('line-over-limit');
  });

  it('words that are no commands, and lines without a code, are anomalies', () => {
    expect(fed([client('XYZZY hunter2\r\n')]).anomalies).toEqual(['command-unknown']);
    expect(fed([server('hello\r\n')]).anomalies).toEqual(['reply-malformed']);
    expect(JSON.stringify(fed([client('hunter2\r\n')]).messages)).not.toContain('hunter2');
  });
});
