import { describe, expect, it } from 'vitest';
import { recordingTurn } from '../../../test/support/recording-turn.ts';
import { BAD, NO, UNSURE, YES } from '../verdict.ts';
import { streamLaws, together, windowed } from './decoder-laws.cases.ts';
import { feedStream, type Segment } from './feed-stream.cases.ts';
import { MAX_NAME, nameHash } from './smb/bytes-at.ts';
import {
  ACCESS_DENIED,
  ascii,
  ask,
  authenticate,
  block,
  type Bytes,
  chain,
  challenge,
  connect,
  create,
  everything,
  positive,
  readReply,
  reply,
  session,
  sessionRequest,
  signIn,
  signInReply,
  smb1,
  smb1Session,
  smb2,
  u16,
  u32,
  wide,
  zeros,
} from './smb/conversation.cases.ts';
import { nbss } from './nbss.ts';
import { MAX_SEARCHED, MAX_TARGET_VALUES } from './smb/ntlm.ts';
import { MAX_OFFERED } from './smb/smb1-requests.ts';
import { MAX_ANDX } from './smb/smb1.ts';
import { BEFORE_DATA, MAX_COMPOUND, MAX_DIALECTS } from './smb/smb2.ts';
import { MAX_OPEN_REQUESTS } from './smb/state.ts';
import { MAX_MESSAGE, MAX_OPENING, smbOverTcp } from './smb.ts';

const netbios: readonly Segment[] = [
  { fromServer: false, bytes: sessionRequest },
  { fromServer: true, bytes: positive },
  ...smb1Session,
];
const sealed = session([
  0xfd,
  ...ascii('SMB'),
  ...zeros(32),
  ...u32(200),
  ...zeros(4),
  ...u32(9),
  ...zeros(4),
  ...zeros(200),
]);
const encrypted: readonly Segment[] = [
  { fromServer: false, bytes: sealed },
  { fromServer: true, bytes: sealed },
];
const KEEP_ALIVE = Uint8Array.of(0x85, 0, 0, 0);

streamLaws(smbOverTcp, [everything, netbios, smb1Session, encrypted]);

function read(...segments: readonly Segment[]) {
  const turn = recordingTurn();
  const fed = feedStream(smbOverTcp, segments, turn);
  const kinds = (word: string): string[] => turn.facts.filter((fact) => fact.startsWith(word));
  return { turn, fed, kinds, names: turn.messages.map(({ fn }) => smbOverTcp.functionName(fn)) };
}

function commands(lines: readonly string[]): string[] {
  return lines.map((line) => {
    const [, , fn, , , , area, , start, , count, access] = line.split(' ');
    return `${smbOverTcp.functionName(Number(fn))}: ${smbOverTcp.objectName?.(0, Number(area), Number(start), Number(count))} ${access}`;
  });
}

const client = (bytes: Uint8Array): Segment => ({ fromServer: false, bytes });

describe('SMB 2 and 3', () => {
  it('every command of a compound is a message, and nothing of a session is left over', () => {
    const { turn, names, fed } = read(...everything);
    expect(names.slice(0, 4)).toEqual([
      'smb2 negotiate request',
      'smb2 negotiate response',
      'smb2 session setup request',
      'smb2 session setup response',
    ]);
    expect(names.slice(-3)).toEqual(['smb2 create request', 'smb2 query directory request', 'smb2 logoff request']);
    expect(turn.anomalies).toEqual([]);
    expect([turn.unrecognisedBytes, fed.bad, fed.waiting]).toEqual([0, 0, 0]);
    expect(turn.messages[0]?.fields['smb2.dialect']).toEqual([0x0210, 0x0311]);
    expect(turn.messages[1]?.fields['smb2.dialect']).toBe(0x0311);
  });

  it('a sign-in tells the names of both computers, of their domain and of the user', () => {
    expect(read(...everything).kinds('claim')).toEqual([
      'claim ip:192.0.2.1 domain YARD',
      'claim ip:192.0.2.1 hostname FILES',
      'claim ip:192.0.2.1 domain yard.example',
      'claim ip:192.0.2.1 hostname files.yard.example',
      'claim ip:192.0.2.1 os Windows 10.0.19041',
      'claim ip:192.0.2.1 hostname HMI',
      'claim ip:192.0.2.1 domain YARD',
      'claim ip:192.0.2.1 description user YARD\\operator',
    ]);
  });

  it('shares, files, reads, writes, renaming and deleting are commands, and answers settle them', () => {
    const { kinds, turn } = read(...everything);
    expect(kinds('name')).toEqual(['name service \\\\FILES\\plans ip:192.0.2.2']);
    expect(commands(kinds('command')).map((line) => line.replace(/ #\w+/, ''))).toEqual([
      'smb2 session setup request: session other',
      'smb2 session setup request: session other',
      'smb2 tree connect request: share other',
      'smb2 create request: file read',
      'smb2 read request: file contents read',
      'smb2 create request: file write',
      'smb2 write request: file contents write',
      'smb2 set info request: rename file write',
      'smb2 set info request: delete file write',
      'smb2 create request: file read',
      'smb2 query directory request: file read',
    ]);
    // A pending answer settles nothing; one more round of a sign-in is no refusal.
    expect(kinds('outcome').map((line) => Number(line.split(' ').at(-1)))).toEqual([
      0,
      0,
      0,
      0,
      0,
      ACCESS_DENIED,
      0,
      0,
      0,
    ]);
    const opened = kinds('command')[3]?.match(/start (\d+)/)?.[1];
    expect(Number(opened)).toBe(nameHash('CRANE\\Plan.txt'));
    const file = turn.messages.find(({ fields }) => fields['smb2.filename'] !== undefined)?.fields;
    expect(file?.['smb2.filename']).toBe('crane\\plan.txt');
  });

  it('shows all 64 bits of a session and a message', () => {
    const high = ask(5, create('a', 1));
    high.bytes.set([0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff], 4 + 24); // message, as oplock breaks have
    high.bytes.set([0x05, 0, 0, 0, 0xfb, 0x09, 0xc2, 0xad], 4 + 40); // session
    expect(read(high).turn.messages[0]?.fields).toMatchObject({
      'smb2.msg_id': 0xffff_ffff_ffff_ffffn,
      'smb2.sesid': 0xadc2_09fb_0000_0005n,
    });
  });

  it('contents of files are passed over and not kept', () => {
    const { turn, names } = read(reply(8, readReply(zeros(5000))));
    expect(names).toEqual(['smb2 read response']);
    expect(turn.skipped).toEqual([{ bytes: 64 + 16 + 5000 - BEFORE_DATA, as: 'decoded' }]);
    expect(turn.messages[0]?.fields['smb2.read_length']).toBe(5000);
  });

  it('what is encrypted is counted as that; what is compressed cannot be read', () => {
    const { turn, names } = read(...encrypted, client(session([0xfc, ...ascii('SMB'), ...u32(900), ...zeros(100)])));
    expect(names).toEqual(['smb3 encrypted', 'smb3 encrypted', 'smb3 compressed']);
    expect(turn.skipped).toEqual([
      { bytes: 200, as: 'encrypted' },
      { bytes: 200, as: 'encrypted' },
      { bytes: 92, as: 'unrecognised' },
    ]);
    expect(turn.messages[0]?.fields).toMatchObject({ 'smb2.header.transform.msg_size': 200, 'smb2.sesid': 9n });
    expect(turn.messages[2]?.fields['smb2.header.comp_transform.original_size']).toBe(900);
  });

  it(`of a message of more than ${MAX_MESSAGE} bytes the beginning is read`, () => {
    const long = session(smb2(14, zeros(MAX_MESSAGE), { response: true }));
    const { turn, names } = read(client(long));
    expect([names, turn.anomalies]).toEqual([['smb2 query directory response'], ['message-over-limit']]);
    expect(turn.skipped).toEqual([{ bytes: MAX_MESSAGE + 64 - BEFORE_DATA, as: 'unrecognised' }]);
  });

  it(`${MAX_COMPOUND} commands of a compound are read`, () => {
    const echo = (next: number): Bytes => smb2(13, [...u16(4), ...zeros(6)], { next });
    const compound = (count: number): Uint8Array =>
      session(...Array.from({ length: count }, (_, i) => echo(i === count - 1 ? 0 : 72)));
    expect(read(client(compound(MAX_COMPOUND))).turn.anomalies).toEqual([]);
    const over = read(client(compound(MAX_COMPOUND + 1)));
    expect([over.names.length, over.turn.anomalies]).toEqual([MAX_COMPOUND, ['too-many-commands']]);
    expect(over.turn.unrecognisedBytes).toBe(72);
  });

  it('a compound whose parts do not follow each other, and headers that cannot be, are told', () => {
    expect(read(client(session(smb2(13, zeros(80), { next: 72 })))).turn.anomalies).toEqual(['compound-bad']);
    expect(read(client(session(smb2(99, zeros(8))))).turn.anomalies).toEqual(['command-unknown']);
    const bad = [...smb2(13, zeros(8))];
    bad[4] = 60;
    expect(read(client(session(bad))).turn.anomalies).toEqual(['header-bad']);
    expect(read(client(session(smb2(13, []).slice(0, 40)))).turn.anomalies).toEqual(['message-cut']);
  });

  it(`${MAX_DIALECTS} versions, ${MAX_TARGET_VALUES} values and names of ${MAX_NAME} characters are looked at`, () => {
    const offer = ask(0, [...u16(36), ...u16(200), ...zeros(32), ...zeros(400)]);
    expect(read(offer).turn.messages[0]?.fields['smb2.dialect']).toHaveLength(MAX_DIALECTS);
    const name = read(ask(5, create('n'.repeat(MAX_NAME + 9), 1))).turn.messages[0]?.fields['smb2.filename'];
    expect(name).toHaveLength(MAX_NAME);
    const values = Array.from({ length: 20 }, () => [...u16(1), ...u16(2), ...wide('H')]).flat();
    const many = [...challenge.slice(0, 40), ...u16(values.length), ...u16(0), ...u32(56), ...zeros(8), ...values];
    expect(read(signInReply(many, 1, 0)).kinds('claim ip:192.0.2.1 hostname')).toHaveLength(MAX_TARGET_VALUES);
  });

  it(`a sign-in is looked for in the first ${MAX_SEARCHED} bytes of its blob`, () => {
    const shifted = (count: number): Bytes => [...zeros(count), ...authenticate];
    expect(read(signIn(shifted(MAX_SEARCHED - 6), 1)).kinds('claim')).toHaveLength(3);
    expect(read(signIn(shifted(MAX_SEARCHED - 5), 1)).kinds('claim')).toEqual([]);
  });

  it(`${MAX_OPEN_REQUESTS} requests wait for their answer`, () => {
    const asks = Array.from({ length: MAX_OPEN_REQUESTS + 1 }, (_, i) => connect('\\\\a\\b', i + 1));
    const answers = [reply(3, u16(16), 1), reply(3, u16(16), 2)];
    expect(read(...asks, ...answers).kinds('outcome')).toEqual(['outcome 2 0']);
  });
});

describe('SMB 1', () => {
  it('a session in a NetBIOS session: names, programs, share, files', () => {
    const { turn, kinds, names } = read(...netbios);
    expect(turn.anomalies).toEqual([]);
    expect(names[0]).toBe('smb1 negotiate request');
    expect(names.at(-1)).toBe('smb1 write andx request');
    expect(turn.messages[0]?.fields['smb.dialect.name']).toEqual(['NT LM 0.12', 'SMB 2.002']);
    expect(turn.messages[2]?.fields['smb.cmd']).toEqual([0x73, 0x75]);
    expect([...kinds('claim'), ...kinds('name')]).toEqual([
      'claim ip:192.0.2.1 hostname HMI',
      'claim ip:192.0.2.1 domain YARD',
      'claim ip:192.0.2.1 description user YARD\\ann',
      'claim ip:192.0.2.1 os Windows 5.1',
      'claim ip:192.0.2.1 os Unix',
      'name service \\\\FILES\\C$ ip:192.0.2.2',
    ]);
    expect(commands(kinds('command')).map((line) => line.replace(/ #\w+/, ''))).toEqual([
      'smb1 session setup andx request: session other',
      'smb1 tree connect andx request: share other',
      'smb1 nt create andx request: file read',
      'smb1 delete request: delete file write',
      'smb1 rename request: rename file write',
      'smb1 write andx request: file contents write',
    ]);
    expect(kinds('outcome')).toContain(`outcome 3 ${ACCESS_DENIED}`);
  });

  it('a chain that leads back, outside, or further than is read is told', () => {
    const back = [...chain];
    back[35] = 20;
    back[36] = 0;
    expect(read(client(session(back))).turn.anomalies).toEqual(['compound-bad']);
    const links = (count: number): Bytes =>
      Array.from({ length: count }, (_, i) =>
        block([i === count - 1 ? 0xff : 0x74, 0, ...u16(32 + (i + 1) * 7)], []),
      ).flat();
    expect(read(client(session(smb1(0x74, links(MAX_ANDX))))).turn.anomalies).toEqual([]);
    expect(read(client(session(smb1(0x74, links(MAX_ANDX + 1))))).turn.anomalies).toEqual(['too-many-commands']);
  });

  it(`${MAX_OFFERED} versions of an offer are shown`, () => {
    const offer = Array.from({ length: MAX_OFFERED + 3 }, () => [2, ...ascii('X'), 0]).flat();
    const { turn } = read(client(session(smb1(0x72, block([], offer)))));
    expect(turn.messages[0]?.fields['smb.dialect.name']).toHaveLength(MAX_OFFERED);
  });

  it('messages that are cut, unknown or foreign are told', () => {
    expect(read(client(session(smb1(0x72, [])))).turn.anomalies).toEqual(['message-cut']);
    expect(read(client(session(smb1(0x99, block([], []))))).turn.anomalies).toEqual(['command-unknown']);
  });
});

describe('the session service that carries SMB', () => {
  it('every packet of a session is one of its own, with the names that open it', () => {
    const { carried } = read(...netbios).turn;
    expect(new Set(carried.map(({ protocol }) => protocol))).toEqual(new Set([nbss]));
    expect(carried.slice(0, 2).map(({ fn }) => nbss.functionName(fn))).toEqual([
      'session request',
      'positive session response',
    ]);
    expect(carried[0]?.fields).toEqual({
      'nbss.type': 0x81,
      'nbss.length': 68,
      'nbss.called_name': 'FILES<20>',
      'nbss.calling_name': 'HMI<00>',
    });
    expect(read(...encrypted).turn.carried).toHaveLength(2);
  });

  it('a refusal and a message too short for SMB are told', () => {
    const refused = read(client(Uint8Array.of(0x83, 0, 0, 1, 0x82))).turn;
    expect(refused.carriedAnomalies.map(({ code }) => code)).toEqual(['session-refused']);
    expect(refused.carried[0]?.fields['nbss.error_code']).toBe(0x82);
    const foreign = read(client(session(zeros(3)))).turn;
    expect(foreign.carriedAnomalies.map(({ code }) => code)).toEqual(['payload-foreign']);
    expect(foreign.unrecognisedBytes).toBe(3);
  });
});

describe('the SMB probe', () => {
  const probed = (bytes: Uint8Array): number => smbOverTcp.probe(windowed(bytes), false);

  it('looks past signs of life, but not for ever', () => {
    const first = session(smb1(0x72, block([], [])));
    expect(probed(together(positive, first))).toBe(YES);
    expect(probed(positive)).toBe(UNSURE);
    expect(probed(together(...Array.from({ length: MAX_OPENING }, () => KEEP_ALIVE), first))).toBe(NO);
  });

  it('refuses what only looks like a session', () => {
    expect(probed(session(ascii('GET / HTTP/1.1\r\n')))).toBe(NO);
    expect(probed(session(zeros(64)))).toBe(NO);
    expect(probed(Uint8Array.from([0x81, 0, 0, 68, ...zeros(68)]))).toBe(NO);
    expect(smbOverTcp.parse(windowed(session(zeros(200))), recordingTurn(), smbOverTcp.open())).toBe(BAD);
  });
});
