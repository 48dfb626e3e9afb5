import { describe, expect, it } from 'vitest';
import { recordingTurn } from '../../../test/support/recording-turn.ts';
import { ascii, hex, streamLaws, together } from './decoder-laws.cases.ts';
import { feedStream, type Segment } from './feed-stream.cases.ts';
import { MAX_RFB_TEXT } from './rfb/server.ts';
import { rfb } from './rfb.ts';

const server = (...parts: readonly Uint8Array[]): Segment => ({ fromServer: true, bytes: together(...parts) });
const client = (...parts: readonly Uint8Array[]): Segment => ({ fromServer: false, bytes: together(...parts) });
const version = (minor: number): Uint8Array => ascii(`RFB 003.00${minor}\n`);
const name = 'crane 7 (hmi-7:0)';
const word = (value: number): Uint8Array => hex(value.toString(16).padStart(8, '0'));
/** RFC 6143 7.3.2: size, pixel format of sixteen bytes, name. */
const init = (text: string): Uint8Array =>
  together(hex('0500 02d0', '20 18 00 01 00ff 00ff 00ff 10 08 00 000000'), word(text.length), ascii(text));
const work = together(
  hex('00 000000', '00'.repeat(16)), // set pixel format
  hex('02 00 0002 00000000 00000010'), // two encodings
  hex('03 01 0000 0000 0500 02d0'), // update request
  hex('04 01 0000 00000061'), // key down
  hex('05 00 0010 0020'), // pointer
  hex('06 000000 00000003'),
  ascii('abc'),
);

const password: Segment[] = [
  server(version(8)),
  client(version(8)),
  server(hex('02 01 02')),
  client(hex('02')),
  server(hex('11'.repeat(16))),
  client(hex('22'.repeat(16))),
  server(hex('00000000')),
  client(hex('01')),
  server(init(name), hex('00 00 0001')),
  client(work),
];
const none: Segment[] = [
  server(version(7)),
  client(version(7)),
  server(hex('01 01')),
  client(hex('01 01')),
  server(init(name)),
  client(work),
];
const old: Segment[] = [
  server(version(8)),
  client(version(3)),
  server(hex('00000002', '11'.repeat(16))),
  client(hex('22'.repeat(16))),
  server(hex('00000000')),
  client(hex('01')),
  server(init(name)),
];

streamLaws(rfb, [password, none, old]);

function fed(segments: readonly Segment[]): ReturnType<typeof recordingTurn> {
  const turn = recordingTurn();
  feedStream(rfb, segments, turn);
  return turn;
}
const names = (segments: readonly Segment[]): (string | undefined)[] =>
  fed(segments).messages.map(({ fn }) => rfb.functionName(fn));

describe('a session', () => {
  it('with a password is read from its versions to what the client does', () => {
    expect(names(password)).toEqual([
      'version',
      'version',
      'security types',
      'security choice',
      'challenge',
      'response',
      'security result',
      'client init',
      'server init',
      'set pixel format',
      'set encodings',
      'framebuffer update request',
      'key event',
      'pointer event',
      'client cut text',
    ]);
    expect(fed(password).anomalies).toEqual([]);
  });

  it('of 3.7 without a password has no result', () => {
    expect(names(none).slice(2, 6)).toEqual(['security types', 'security choice', 'client init', 'server init']);
  });

  it('of 3.3 has its security chosen by the server', () => {
    expect(names(old).slice(2)).toEqual([
      'security types',
      'challenge',
      'response',
      'security result',
      'client init',
      'server init',
    ]);
  });

  it('names its desktop, and never a key', () => {
    const turn = fed(password);
    expect(turn.facts).toEqual([`claim ip:192.0.2.1 description ${name}`]);
    expect(turn.messages[12]?.fields).toEqual({ 'vnc.key_down': 1 });
    expect(turn.messages[8]?.fields['vnc.width']).toBe(1280);
  });

  it('that encrypts shows its choice, and ciphertext', () => {
    const turn = fed([
      ...password.slice(0, 2),
      server(hex('01 13')),
      client(hex('13'), hex('0002')),
      server(hex('0002')),
    ]);
    expect(turn.skipped.map(({ as }) => as)).toEqual(['encrypted', 'encrypted']);
  });

  it('that fails says why', () => {
    const failed = fed([...password.slice(0, 6), server(hex('00000001'), word(4), ascii('nope'))]);
    expect(failed.messages[6]?.fields).toEqual({ 'vnc.auth_result': 1, 'vnc.auth_error': 'nope' });
    const refused = fed([...password.slice(0, 2), server(hex('00'), word(4), ascii('busy'))]);
    expect(refused.messages[2]?.fields).toEqual({ 'vnc.auth_error': 'busy' });
    expect(rfb.functionName(refused.messages[2]?.fn ?? 0)).toBe('failure');
  });
});

describe('limits and damage', () => {
  it(`a name of ${MAX_RFB_TEXT} bytes is read, a longer one is passed over`, () => {
    const named = (length: number): ReturnType<typeof recordingTurn> =>
      fed([...none.slice(0, 4), server(init('x'.repeat(length)))]);
    expect(named(MAX_RFB_TEXT).anomalies).toEqual([]);
    expect(named(MAX_RFB_TEXT + 1).anomalies).toEqual(['text-over-limit']);
  });

  it('a choice that was not offered, and a message of no known type, are anomalies', () => {
    expect(fed([...password.slice(0, 3), client(hex('05'))]).anomalies).toEqual(['security-type-not-offered']);
    expect(fed([...none, client(hex('fa'))]).anomalies).toEqual(['client-message-unknown']);
  });
});
