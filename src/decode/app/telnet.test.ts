import { describe, expect, it } from 'vitest';
import { recordingTurn } from '../../../test/support/recording-turn.ts';
import { NO, UNSURE, YES } from '../verdict.ts';
import { ascii, hex, streamLaws, together, windowed } from './decoder-laws.cases.ts';
import { feedStream, type Segment } from './feed-stream.cases.ts';
import { MAX_PROMPT } from './telnet/text.ts';
import { MAX_PROBED_SUBNEGOTIATION, MAX_SUBNEGOTIATION, telnet } from './telnet.ts';

const server = (...parts: readonly Uint8Array[]): Segment => ({ fromServer: true, bytes: together(...parts) });
const client = (...parts: readonly Uint8Array[]): Segment => ({ fromServer: false, bytes: together(...parts) });
const conversation: Segment[] = [
  server(hex('ff fd 18 ff fd 1f ff fb 03 ff fb 01')), // do terminal type, do window size, will go on, will echo
  client(hex('ff fb 18 ff fb 1f')),
  client(hex('ff fa 1f 0050 0018 ff f0')), // 80 by 24
  server(hex('ff fa 18 01 ff f0')), // which terminal?
  client(hex('ff fa 18 00'), ascii('XTERM'), hex('ff f0')),
  server(ascii('Gate switch\r\nlogin: ')),
  client(ascii('admin\r\u0000')),
  server(ascii('admin\r\nPassword: ')),
  client(ascii('secret\r\n')),
  server(ascii('\r\n# ')),
  client(ascii('reboot\r\n')),
  client(hex('ff f4')), // interrupt
];

streamLaws(telnet, [conversation]);

function fed(segments: readonly Segment[]): ReturnType<typeof recordingTurn> {
  const turn = recordingTurn();
  feedStream(telnet, segments, turn);
  return turn;
}

describe('a session', () => {
  it('is told by its negotiation, its prompts and its lines', () => {
    expect(fed(conversation).messages.map(({ fn }) => telnet.functionName(fn))).toEqual([
      'do',
      'do',
      'will',
      'will',
      'will',
      'will',
      'subnegotiation',
      'subnegotiation',
      'subnegotiation',
      'output line',
      'login prompt',
      'user name entered',
      'output line',
      'password prompt',
      'password entered',
      'output line',
      'input line',
      'interrupt process',
    ]);
  });

  it('keeps nothing of its text', () => {
    const turn = fed(conversation);
    expect(JSON.stringify([turn.messages, turn.facts])).not.toMatch(/secret|admin|reboot|Gate/);
    expect(turn.facts).toEqual([]);
  });

  it('tells terminal and window', () => {
    const turn = fed(conversation);
    expect(turn.messages[6]?.fields).toMatchObject({ 'telnet.naws_subopt.width': 80, 'telnet.naws_subopt.height': 24 });
    expect(turn.messages[8]?.fields['telnet.string_subopt.value']).toBe('XTERM');
    expect(turn.messages[8]?.fields['telnet.cmd']).toEqual([250, 240]);
  });

  it('after a hole does not take a command for a password', () => {
    const turn = fed([
      server(hex('ff fd 18 ff fd 1f'), ascii('Password: ')),
      { ...client(ascii('show\r\n')), gap: true },
    ]);
    expect(telnet.functionName(turn.messages.at(-1)?.fn ?? 0)).toBe('input line');
  });
});

describe('recognition', () => {
  const probe = (bytes: Uint8Array): number => telnet.probe(windowed(bytes), true);

  it('takes two negotiations, or one subnegotiation', () => {
    expect(probe(hex('ff fd 18'))).toBe(UNSURE);
    expect(probe(hex('ff fd 18 ff fb 01'))).toBe(YES);
    expect(probe(hex('ff fd 18 ff fa 18 01 ff f0'))).toBe(YES);
    expect(probe(hex('ff fd 18 41'))).toBe(NO);
    expect(probe(hex('ff fb 90 64'))).toBe(NO);
    expect(probe(ascii('login: '))).toBe(NO);
  });

  it(`looks for the end of a subnegotiation in ${MAX_PROBED_SUBNEGOTIATION} bytes`, () => {
    const sized = (length: number): Uint8Array => together(hex('ff fa 27'), new Uint8Array(length), hex('ff f0'));
    expect(probe(sized(MAX_PROBED_SUBNEGOTIATION - 1))).toBe(YES);
    expect(probe(sized(MAX_PROBED_SUBNEGOTIATION))).toBe(NO);
  });
});

describe('limits and damage', () => {
  it(`a subnegotiation of ${MAX_SUBNEGOTIATION} bytes is read, a longer one is given up`, () => {
    const sized = (length: number): string[] =>
      fed([server(hex('ff fa 27'), new Uint8Array(length - 5), hex('ff f0'))]).anomalies;
    expect(sized(MAX_SUBNEGOTIATION)).toEqual([]);
    expect(sized(MAX_SUBNEGOTIATION + 1)).toEqual(['subnegotiation-over-limit']);
  });

  it(`a prompt is looked for in ${MAX_PROMPT} characters`, () => {
    const prompted = (text: string): boolean =>
      fed([server(hex('ff fd 18 ff fd 1f'), ascii(text))]).messages.some(
        ({ fn }) => telnet.functionName(fn) === 'login prompt',
      );
    expect(prompted('username:')).toBe(true);
    expect(prompted(`login${' '.repeat(MAX_PROMPT)}:`)).toBe(false);
  });

  it('a command that nobody defined is an anomaly', () => {
    expect(fed([server(hex('ff 07'))]).anomalies).toEqual(['command-unknown']);
  });
});
