import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type RecordingTurn, recordingTurn } from '../../../test/support/recording-turn.ts';
import { ascii, hex, streamLaws, together, windowed } from './decoder-laws.cases.ts';
import { type Fed, feedStream, type Segment } from './feed-stream.cases.ts';
import { NO, UNSURE, YES } from '../verdict.ts';
import { postgresql } from './postgresql.ts';
import {
  authenticated,
  cancel,
  down,
  extended,
  gssRequest,
  message,
  opening,
  ready,
  session,
  sslRequest,
  startup,
  u32,
  up,
  version,
  z,
} from './postgresql/conversation.cases.ts';
import { MAX_LENGTH, MAX_READ, MAX_STARTUP, messageName } from './postgresql/messages.ts';
import { MAX_PARAMETERS } from './postgresql/read-opening.ts';
import { captures, judgedStreams, plain } from './tshark-oracle.cases.ts';

streamLaws(postgresql, [session, session.slice(2), session.slice(8), extended, extended.slice(2)]);

function heard(...segments: readonly Segment[]): RecordingTurn & { fed: Fed } {
  const turn = recordingTurn();
  return Object.assign(turn, { fed: feedStream(postgresql, segments, turn) });
}

function names(turn: RecordingTurn): (string | undefined)[] {
  return turn.messages.map(({ fn }) => messageName(fn));
}

function probed(...parts: readonly Uint8Array[]): number {
  return postgresql.probe(windowed(together(...parts)), false);
}

describe('PostgreSQL', () => {
  it('tells who signs in to which database with what, and what the server is', () => {
    const turn = heard(...session);
    expect(turn.facts).toEqual([
      'claim ip:192.0.2.1 role postgresql client',
      'claim ip:192.0.2.1 user crane',
      'claim ip:192.0.2.1 description postgresql client tos-bridge',
      expect.stringMatching(/^command fn 12288 unit 0 area 0 start \d+ count 1 other$/),
      'claim ip:192.0.2.1 banner PostgreSQL 15.10 (Debian)',
      'outcome 1 0',
    ]);
    expect(turn.anomalies).toEqual(['encryption-refused']);
    expect(names(turn).join(', ')).toBe(
      'SSLRequest, encryption refused, StartupMessage, AuthenticationSASL, SASLInitialResponse, ' +
        'AuthenticationSASLContinue, SASLResponse, AuthenticationSASLFinal, AuthenticationOk, ' +
        'ParameterStatus, ParameterStatus, BackendKeyData, ReadyForQuery, Query, RowDescription, ' +
        'DataRow, DataRow, CommandComplete, ReadyForQuery, Terminate',
    );
    expect(turn.fed).toEqual({ bad: 0, waiting: 0, overLimit: 0 });
    expect(postgresql.objectName?.(0, 0, 7, 1, (id) => `text ${id}`)).toBe('database text 7');
    expect(postgresql.objectName?.(0, 0, 7, 1)).toBe('database 7');
  });

  it('names every message of the extended protocol, and shows severity, code, tag and state', () => {
    const turn = heard(...extended);
    expect(turn.fed).toEqual({ bad: 0, waiting: 0, overLimit: 0 });
    expect(names(turn)).not.toContain(undefined);
    const fields = turn.messages.map(({ fields: all }) => all);
    expect(fields).toContainEqual({ 'pgsql.length': 36, 'pgsql.severity': 'WARNING', 'pgsql.code': '01000' });
    expect(fields.filter((all) => all['pgsql.severity'] === 'ERROR').map((all) => all['pgsql.code'])).toEqual([
      '42703',
    ]);
    expect(fields).toContainEqual({ 'pgsql.length': 11, 'pgsql.tag': 'COPY 1' });
    expect(fields).toContainEqual({ 'pgsql.length': 5, 'pgsql.status': 0x45 });
  });

  it('keeps no text of a query, no row, no password and no text of an error', () => {
    const turn = heard(
      ...session,
      ...extended,
      up(opening(hex('00030000'), z('user', 'a', 'ssl_password', 'secret-1'), hex('00'))),
      down(message('R', hex('00000003'))),
      up(message('p', z('secret-2'))),
      down(message('S', z('some_password', 'secret-3'))),
    );
    const all = JSON.stringify([turn.messages, turn.facts, turn.anomalies]);
    for (const text of ['secret', 'select', 'ABCU1234560', 'does not exist', 'biws', 'copy moves']) {
      expect(all).not.toContain(text);
    }
    expect(turn.anomalies).toContain('password-in-clear');
  });

  it('tells apart how somebody signs in, as far as the request for it was seen', () => {
    const answer = message('p', z('x'));
    for (const [asked, name] of [
      ['00000003', 'PasswordMessage (clear text)'],
      ['00000005 01020304', 'PasswordMessage (MD5)'],
      ['00000007', 'GSSResponse'],
      ['00000009', 'GSSResponse (SSPI)'],
      ['00000063', 'password or token'],
    ]) {
      expect(names(heard(down(message('R', hex(asked ?? ''))), up(answer)))[1]).toBe(name);
    }
    const lost = heard(down(message('R', hex('00000003'))), { ...down(authenticated), gap: true }, up(answer));
    expect(names(lost)[2]).toBe('password or token');
    expect(messageName(heard(down(message('R', u32(0xffff_ffff)))).messages[0]?.fn ?? 0)).toBeUndefined();
  });

  it('gives way to TLS where the server accepts it, or where its answer was lost and the client begins it', () => {
    const hello = hex('16 0301 0004 01000000');
    const accepted = heard(up(sslRequest), down(ascii('S')), up(hello));
    expect([accepted.gaveWay, names(accepted)]).toEqual([true, ['SSLRequest', 'SSL accepted']]);
    const lost = heard(up(sslRequest), { ...down(version), gap: true }, up(hello));
    expect([lost.gaveWay, lost.fed.bad]).toEqual([false, hello.length]);
    expect(heard(up(sslRequest), up(hello)).gaveWay).toBe(true);
    const gone = heard(up(sslRequest), { ...down(), gap: true }, up(hello));
    expect(gone.gaveWay).toBe(true);
    const plainAfter = heard(up(sslRequest), { ...down(), gap: true }, up(startup), down(authenticated));
    expect(names(plainAfter)).toEqual(['SSLRequest', 'StartupMessage', 'AuthenticationOk']);
    // Servers before 7.0 answer with an error.
    expect(names(heard(up(sslRequest), down(message('E', z('SFATAL'), hex('00')))))).toEqual([
      'SSLRequest',
      'ErrorResponse',
    ]);
    expect(heard(up(sslRequest), down(ascii('G'))).fed.bad).toBe(1);
  });

  it('counts as encrypted all that comes after encryption by GSSAPI was accepted', () => {
    const turn = heard(up(gssRequest), down(ascii('G')), up(hex('00000004 01020304')), down(hex('00000001 05')));
    expect(turn.skipped.map(({ as }) => as)).toEqual(['encrypted', 'encrypted']);
    expect(names(turn)).toEqual(['GSSENCRequest', 'GSSAPI encryption accepted']);
    expect(turn.fed.bad).toBe(0);
  });

  it('a refused sign-in is the outcome of the startup, with its SQLSTATE', () => {
    const refusal = message('E', z('SFATAL', 'C28P01', 'Mno'), hex('00'));
    const turn = heard(up(startup), down(refusal));
    expect(turn.facts.at(-1)).toBe(`outcome 1 ${Number.parseInt('28P01', 36)}`);
    expect(turn.anomalies).toEqual(['sign-in-refused']);
    expect(heard(up(startup), down(message('E', z('SFATAL', 'Cx'), hex('00')))).facts.at(-1)).toBe('outcome 1 1');
  });

  it('a replica is called one, and a second startup of a flow claims nothing', () => {
    const replica = opening(hex('00030002'), z('user', 'r', 'replication', 'true'), hex('00'));
    const turn = heard(up(replica), up(startup), up(cancel));
    expect(turn.facts.filter((fact) => fact.startsWith('claim'))).toEqual([
      'claim ip:192.0.2.1 role postgresql replica',
      'claim ip:192.0.2.1 user r',
    ]);
    expect(names(turn)).toEqual(['StartupMessage', 'StartupMessage', 'CancelRequest']);
    const no = opening(hex('00030000'), z('user', 'r', 'replication', 'off'), hex('00'));
    expect(heard(up(no)).facts[0]).toBe('claim ip:192.0.2.1 role postgresql client');
  });

  it('tells a session from its middle, whichever side is taken for the server', () => {
    for (const fromServer of [false, true]) {
      const turn = heard(
        { fromServer, bytes: message('Q', z('select 1')) },
        { fromServer: !fromServer, bytes: together(version, ready) },
        { fromServer, bytes: message('S') },
      );
      expect(names(turn)).toEqual(['Query', 'ParameterStatus', 'ReadyForQuery', 'Sync']);
      expect(turn.fed.bad).toBe(0);
    }
    expect(heard(down(startup), down(ready)).fed.bad).toBe(ready.length);
    expect(heard(up(startup), down(startup)).fed.bad).toBe(startup.length);
  });

  it('a beginning that is not of any message is told at once, and what cannot be proven is not claimed', () => {
    expect(probed(hex('00 01'))).toBe(NO);
    expect(probed(hex('00 00 28'))).toBe(NO);
    expect(probed(hex('00 00 00 08 05'))).toBe(NO);
    expect(probed(hex('0000000c 04d2162f 00000000'))).toBe(NO);
    expect(probed(hex('00000008 04d2162e'))).toBe(NO);
    expect(probed(hex('00000010 00020000 6161616161610000'))).toBe(NO);
    expect(probed(hex('0000000c 00030000 01000000'))).toBe(NO);
    expect(probed(hex('0000000c 00030000 75757500'))).toBe(NO);
    expect(probed(new Uint8Array(0))).toBe(UNSURE);
    expect(probed(ascii('GET / HTTP/1.1\r\n'))).toBe(NO);
    expect(probed(ascii('Q'), u32(5000))).toBe(NO);
    expect(probed(message('Q', z('select 1')), ascii('?'))).toBe(NO);
    expect(probed(message('Q', z('select 1')), ascii('X'), u32(5))).toBe(NO);
    expect(probed(message('Q', z('select\x01')))).toBe(NO);
    expect(probed(message('p', z('secret')))).toBe(NO);
    expect(probed(message('d', ascii('1\n')))).toBe(UNSURE);
    expect(probed(message('d', ascii('1\n')), message('d', ascii('2\n')))).toBe(YES);
    expect(probed(message('d', ascii('1\n')), message('X'))).toBe(NO);
    expect(probed(message('B', z('', ''), hex('0001 0002 0000 0000')))).toBe(NO);
    expect(probed(message('B', z('', ''), hex('0009 0000')))).toBe(NO);
    expect(probed(message('B', z('', ''), hex('0000 0001 fffffffe 0000')))).toBe(NO);
    expect(probed(message('D', hex('0002 00000000')))).toBe(NO);
    expect(probed(message('D', hex('0001 00000009 61')))).toBe(NO);
    expect(probed(message('T', hex('0001'), z('a'), hex('00000000 0000 00000019 ffff ffffffff 0002')))).toBe(NO);
    expect(probed(message('E', hex('00')))).toBe(NO);
    expect(probed(message('E', z('SERROR', '1xyz'), hex('00')))).toBe(NO);
    expect(probed(message('R', hex('01000000')))).toBe(NO);
    expect(probed(message('R', hex('00000005 0000')))).toBe(NO);
    expect(probed(message('Z', ascii('I')))).toBe(YES);
    expect(probed(message('Z', ascii('x')))).toBe(NO);
    expect(probed(message('K', hex('00000001 00000002')))).toBe(YES);
  });

  it('a length that its kind cannot have is no message', () => {
    expect(heard(down(hex('5a 00000006 4949'))).fed.bad).toBe(7);
    expect(heard(up(ascii('Q'), u32(MAX_LENGTH + 1))).fed.bad).toBe(5);
    expect(heard(up(opening(hex('04d2162f 00')))).fed.bad).toBe(9);
    expect(heard(up(opening(hex('04d2162e')))).fed.bad).toBe(8);
    expect(heard(up(u32(MAX_STARTUP + 1), hex('00030000'))).fed.bad).toBe(8);
    expect(heard(down(ascii('R'), u32(MAX_READ + 1), hex('00000000'))).fed.bad).toBe(9);
  });

  it('an error longer than what is read is counted, and what follows it is read', () => {
    const long = message('E', z(`S${'x'.repeat(MAX_READ)}`), hex('00'));
    const turn = heard(down(long, ready));
    expect(turn.anomalies).toEqual(['message-over-limit']);
    expect(turn.skipped).toEqual([{ bytes: long.length - 5, as: 'unrecognised' }]);
    expect(names(turn)).toEqual(['ErrorResponse', 'ReadyForQuery']);
    const longest = message('E', z(`S${'x'.repeat(MAX_READ - 7)}`), hex('00'));
    expect(heard(down(longest)).anomalies).toEqual([]);
    expect(longest).toHaveLength(postgresql.maxMessage);
  });

  it('reads so many parameters of a startup and no more, and tells contents that are malformed', () => {
    const many = (count: number): Uint8Array =>
      opening(hex('00030000'), z('user', 'a', ...Array<string>(2 * (count - 1)).fill('b')), hex('00'));
    expect(heard(up(many(MAX_PARAMETERS))).anomalies).toEqual([]);
    expect(heard(up(many(MAX_PARAMETERS + 1))).anomalies).toEqual(['parameters-over-limit']);
    for (const bad of [
      up(opening(hex('00030000 00'))),
      up(opening(hex('00030000'), z('user', 'a'))),
      up(opening(hex('00030000'), z('user'), ascii('a'))),
      down(message('S', z('a'), ascii('b'))),
      down(message('C', ascii('SELECT'))),
      down(message('E', z('SERROR'))),
      down(message('E', hex('53'))),
      down(message('E', hex('00 00'))),
      down(message('E', ...Array<Uint8Array>(70).fill(z('Dx')), hex('00'))),
      down(message('R', hex('0000000a'), ascii('SCRAM'))),
      down(message('R', hex('0000000a'), z('SCRAM'))),
      down(message('Z', ascii('x'))),
    ]) {
      expect(heard(bad).anomalies).toEqual(['malformed']);
      const quiet = recordingTurn({ tracing: false });
      feedStream(postgresql, [bad], quiet);
      expect(quiet.anomalies).toEqual(['malformed']);
    }
  });

  const folder = captures ?? '';
  const files = [
    'zeek__zeek/d1c8697aa835-psql-create-insert-select-delete-drop.pcap',
    'zeek__zeek/d8e648f400f0-psql-insert-fail-drop-fail.pcap',
    'zeek__zeek/2c61ff738835-psql-login-fail.pcap',
    'OISF__suricata-verify/7954033d81c4-TLPW-Jason-copyfrom-small.pcap',
    'ntop__nDPI/1bbd7586c3d4-pgsql.pcap',
  ]
    .map((name) => join(folder, 'files', name))
    .filter((file) => captures !== undefined && existsSync(file));

  it.skipIf(files.length === 0)('says the same as tshark on real captures', { timeout: 60_000 }, () => {
    const compared = ['pgsql.parameter_name', 'pgsql.parameter_value', 'pgsql.authtype', 'pgsql.code', 'pgsql.tag'];
    let count = 0;
    for (const file of files) {
      for (const stream of judgedStreams(file, compared)) {
        const turn = recordingTurn();
        const fed = feedStream(postgresql, stream.segments, turn);
        expect(fed.bad, file).toBe(0);
        count += turn.messages.length;
        for (const field of compared) {
          const theirs = stream.frames.flatMap((frame) => frame.fields.get(field) ?? []).map(plain);
          const ours = turn.messages.flatMap(({ fields }) => [fields[field] ?? []].flat()).map(plain);
          expect(ours, `${file} ${field}`).toEqual(theirs);
        }
      }
    }
    expect(count).toBeGreaterThan(150);
  });
});
