import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { recordingTurn } from '../../../test/support/recording-turn.ts';
import { NO, UNSURE, YES } from '../verdict.ts';
import { ascii, hex, streamLaws, together, windowed } from './decoder-laws.cases.ts';
import { feedStream, type Segment } from './feed-stream.cases.ts';
import { MAX_LIST } from './ssh/key-exchange.ts';
import { MAX_LINE, MAX_VERSION_LINE } from './ssh/version-line.ts';
import { MAX_PACKET, ssh } from './ssh.ts';

const word = (value: number): Uint8Array => hex(value.toString(16).padStart(8, '0'));
const text = (value: string): Uint8Array => together(word(value.length), ascii(value));

/** RFC 4253 6: length, padding length, payload, four bytes of padding. */
function packet(...payload: readonly Uint8Array[]): Uint8Array {
  const body = together(...payload);
  return together(word(body.length + 5), hex('04'), body, hex('00000000'));
}

const lists = [
  'curve25519-sha256,diffie-hellman-group14-sha256',
  'ssh-ed25519',
  'aes128-ctr',
  'aes256-ctr',
  'hmac-sha2-256',
  'hmac-sha2-512',
  'none',
  'zlib',
  '',
  '',
];
const offer = (names: readonly string[] = lists): Uint8Array =>
  packet(hex('14', '11'.repeat(16)), ...names.map(text), hex('00 00000000'));
const key = together(text('ssh-ed25519'), text('k'.repeat(32)));
const reply = packet(hex('1f'), word(key.length), key, text('q'.repeat(32)), text('signature'));
const newKeys = packet(hex('15'));

const conversation: Segment[] = [
  { fromServer: false, bytes: ascii('SSH-2.0-OpenSSH_9.6\r\n') },
  { fromServer: true, bytes: ascii('SSH-2.0-dropbear_2022.83\r\n') },
  { fromServer: false, bytes: offer() },
  { fromServer: true, bytes: offer() },
  { fromServer: false, bytes: packet(hex('1e'), text('e'.repeat(32))) },
  { fromServer: true, bytes: together(reply, newKeys, hex('5a'.repeat(40))) },
  { fromServer: false, bytes: together(newKeys, hex('c3'.repeat(80))) },
];

/** draft-ylonen-ssh-protocol-00: length, padding to eight bytes, type, data with its check. */
const version1: Segment[] = [
  { fromServer: true, bytes: ascii('SSH-1.99-Cisco-1.25\n') },
  { fromServer: false, bytes: ascii('SSH-1.5-PuTTY\n') },
  { fromServer: true, bytes: hex('0000000c', '00000000', '02', '77'.repeat(11)) },
  { fromServer: false, bytes: hex('0000000c', '00000000', '03', '88'.repeat(11)) },
  { fromServer: false, bytes: hex('99'.repeat(30)) },
];

streamLaws(ssh, [conversation, version1]);

function fed(segments: readonly Segment[]): ReturnType<typeof recordingTurn> {
  const turn = recordingTurn();
  feedStream(ssh, segments, turn);
  return turn;
}

describe('a connection', () => {
  it('is read up to the new keys; the rest is ciphertext', () => {
    const turn = fed(conversation);
    expect(turn.messages.map(({ fn }) => ssh.functionName(fn))).toEqual([
      'version',
      'version',
      'key exchange init',
      'key exchange init',
      'key exchange 30',
      'key exchange 31',
      'new keys',
      'new keys',
    ]);
    expect(turn.skipped.map(({ as }) => as)).toEqual(['encrypted', 'encrypted']);
    expect(turn.anomalies).toEqual([]);
  });

  it('names both programs, and both offers by their fingerprints', () => {
    const turn = fed(conversation);
    const md5 = (list: readonly string[]): string => createHash('md5').update(list.join(';')).digest('hex');
    const client = md5([lists[0], lists[2], lists[4], lists[6]] as string[]);
    const server = md5([lists[0], lists[3], lists[5], lists[7]] as string[]);
    expect(turn.facts).toEqual([
      'claim ip:192.0.2.1 banner SSH-2.0-OpenSSH_9.6',
      'claim ip:192.0.2.1 banner SSH-2.0-dropbear_2022.83',
      `claim ip:192.0.2.1 hassh ${client}`,
      `claim ip:192.0.2.1 hassh ${server}`,
    ]);
    expect(turn.messages[2]?.fields['ssh.kex.hassh']).toBe(client);
    expect(turn.messages[3]?.fields['ssh.kex.hasshserver']).toBe(server);
  });

  it("shows the server's key by its digest, and a group's prime as no key", () => {
    const turn = fed(conversation);
    expect(turn.messages[5]?.fields['ssh.host_key.type']).toBe('ssh-ed25519');
    expect(turn.messages[5]?.fields['ssh.host_key.sha256']).toBe(createHash('sha256').update(key).digest('hex'));
    const group = packet(hex('1f'), text('\u0000\u0080'.repeat(64)), text('\u0002'));
    const other = fed([...conversation.slice(0, 2), { fromServer: true, bytes: group }]);
    expect(other.messages[2]?.fields).not.toHaveProperty('ssh.host_key.type');
  });

  it('of version 1 shows the types of both keys and nothing more', () => {
    const turn = fed(version1);
    expect(turn.messages.slice(2).map(({ fn }) => ssh.functionName(fn))).toEqual([
      'version 1 public key',
      'version 1 session key',
    ]);
    expect(turn.skipped).toHaveLength(1);
  });

  it('may begin with text of the server before its version', () => {
    const turn = fed([{ fromServer: true, bytes: ascii('Authorised staff only\r\nSSH-2.0-x\r\n') }]);
    expect(turn.messages.map(({ fn }) => ssh.functionName(fn))).toEqual(['text before the version', 'version']);
  });

  it('may end with a reason', () => {
    const turn = fed([
      conversation[0] as Segment,
      { fromServer: false, bytes: packet(hex('01 00000002'), text('bye'), text('')) },
    ]);
    expect(turn.messages[1]?.fields['ssh.disconnect_reason']).toBe(2);
    expect(turn.messages[1]?.fields['ssh.disconnect_description']).toBe('bye');
  });
});

describe('limits and damage', () => {
  it(`a version line of ${MAX_VERSION_LINE} octets is one, a longer one is an anomaly`, () => {
    const line = (length: number): Segment => ({
      fromServer: true,
      bytes: ascii(`SSH-2.0-${'x'.repeat(length - 10)}\r\n`),
    });
    expect(fed([line(MAX_VERSION_LINE)]).anomalies).toEqual([]);
    expect(fed([line(MAX_VERSION_LINE + 1)]).anomalies).toEqual(['version-line-long']);
  });

  it(`a line of more than ${MAX_LINE} octets is none`, () => {
    const line = (length: number): Segment => ({
      fromServer: true,
      bytes: ascii(`SSH-2.0-${'x'.repeat(length - 9)}\n`),
    });
    expect(fed([line(MAX_LINE)]).messages).toHaveLength(1);
    expect(fed([line(MAX_LINE + 1)]).messages).toHaveLength(0);
  });

  it(`a packet of more than ${MAX_PACKET} bytes is taken for ciphertext`, () => {
    const sized = (length: number): Segment[] => [
      conversation[0] as Segment,
      { fromServer: false, bytes: together(word(length), hex('04 02'), new Uint8Array(length - 2)) },
    ];
    expect(fed(sized(MAX_PACKET)).messages).toHaveLength(2);
    const turn = fed(sized(MAX_PACKET + 1));
    expect(turn.messages).toHaveLength(1);
    expect(turn.anomalies).toEqual(['packet-length-bad']);
    expect(turn.skipped[0]?.as).toBe('encrypted');
  });

  it(`of a list ${MAX_LIST} bytes are read`, () => {
    const long = fed([
      conversation[0] as Segment,
      { fromServer: false, bytes: offer(['a'.repeat(MAX_LIST + 1), ...lists.slice(1)]) },
    ]);
    expect(long.messages[1]?.fields['ssh.kex_algorithms']).toHaveLength(MAX_LIST);
  });

  it('lists that run over their packet are an anomaly', () => {
    const cut = packet(hex('14', '11'.repeat(16)), word(99), ascii('abc'));
    expect(fed([conversation[0] as Segment, { fromServer: false, bytes: cut }]).anomalies).toEqual(['lists-cut']);
    const trailing = packet(hex('14', '11'.repeat(16)), ...lists.map(text), hex('00 00000000 00'));
    expect(fed([conversation[0] as Segment, { fromServer: false, bytes: trailing }]).anomalies).toEqual(['lists-cut']);
  });
});

it('is known by its first six octets', () => {
  expect(ssh.probe(windowed(ascii('SSH-')), true)).toBe(UNSURE);
  expect(ssh.probe(windowed(ascii('SSH-2.0')), true)).toBe(YES);
  expect(ssh.probe(windowed(ascii('SSH-3.0')), true)).toBe(NO);
  expect(ssh.probe(windowed(ascii('SSH 2.0')), true)).toBe(NO);
});
