import { describe, expect, it } from 'vitest';
import { nodeCrypto } from '../../adapters/node-crypto.ts';
import { type RecordingTurn, recordingTurn } from '../../../test/support/recording-turn.ts';
import { BAD, DONE, NO, YES } from '../verdict.ts';
import { datagramLaws, hex, readDatagram, together, windowed } from './decoder-laws.cases.ts';
import { MAX_QUIC_HELLO, MAX_QUIC_PIECES, CryptoStream } from './quic/crypto-stream.ts';
import { MAX_TAGS } from './quic/google.ts';
import { clientInitialKeys } from './quic/initial-keys.ts';
import {
  cryptoFrame,
  GOOGLE_TAGS,
  googleHello,
  NEGOTIATION_PACKET,
  Q039_HELLO,
  Q046_HELLO,
  RETRY_PACKET,
  RFC_HELLO,
  RFC_ID,
  sealed,
} from './quic/samples.cases.ts';
import { quicVersion } from './quic/versions.ts';
import { MAX_COALESCED, MAX_OPENED, quic } from './quic.ts';

const INITIAL = sealed(together(RFC_HELLO, new Uint8Array(1162 - RFC_HELLO.length)));
const HELLO = RFC_HELLO.subarray(4);
/** RFC 9001 A.3, the server's answer. */
const SERVER_INITIAL = hex(
  'cf000000010008f067a5502a4262b5004075c0d95a482cd0991cd25b0aac406a5816b6394100f37a1c69797554780bb38cc5a99f5e',
  'de4cf73c3ec2493a1839b3dbcba3f6ea46c5b7684df3548e7ddeb9c3bf9c73cc3f3bded74b562bfb19fb84022f8ef4cdd93795d77d',
  '06edbb7aaf2f58891850abbdca3d20398c276456cbc42158407dd074ee',
);
const HANDSHAKE = hex('e1 00000001 00 02aabb 4014', '5e'.repeat(20));
const JA4 = /^claim ip:192\.0\.2\.1 ja4 q13d0211an_[0-9a-f]{12}_[0-9a-f]{12}$/;

datagramLaws(quic, [INITIAL, SERVER_INITIAL, RETRY_PACKET, NEGOTIATION_PACKET, HANDSHAKE, Q039_HELLO, Q046_HELLO]);

function read(datagrams: readonly Uint8Array[], overrides: Partial<RecordingTurn> = {}): RecordingTurn {
  const turn = recordingTurn(overrides);
  const state = quic.open();
  for (const bytes of datagrams) quic.parse(windowed(bytes), turn, state);
  return turn;
}

describe('QUIC', () => {
  it('has the keys and the packet of RFC 9001 A.1 and A.2', () => {
    const version = quicVersion(1);
    if (version?.salt === undefined) throw new Error('version 1 has a salt');
    const keys = clientInitialKeys(version, version.salt, RFC_ID, nodeCrypto);
    expect(Buffer.from(keys.key).toString('hex')).toBe('1f369613dd76d5467730efcbe3b1a22d');
    expect(Buffer.from(keys.iv).toString('hex')).toBe('fa044b2f42a3fd3b46fb255c');
    expect(Buffer.from(keys.header).toString('hex')).toBe('9f50449e04a0e810283a1e9933adedd2');
    const packet = Buffer.from(INITIAL).toString('hex');
    expect(packet.slice(0, 104)).toBe(
      'c000000001088394c8f03e5157080000449e7b9aec34d1b1c98dd7689fb8ec11d242b123dc9bd8bab936b47d92ec356c0bab7df5',
    );
    expect(packet.slice(-32)).toBe('e221af44860018ab0856972e194cd934');
  });

  it('reads the name, the fingerprint and the protocols that a client asks for', () => {
    const { facts, messages } = readDatagram(quic, INITIAL).turn;
    expect(facts).toContain('name tls-sni example.com ip:192.0.2.2');
    expect(facts).toContain('claim ip:192.0.2.1 alpn alpn');
    expect(facts.find((fact) => fact.includes(' ja4 '))).toMatch(JA4);
    expect(messages[0]?.fields).toMatchObject({ 'quic.packet_number': 2, 'quic.dcid': '8394c8f03e515708' });
  });

  it('opens version 2 (RFC 9369), drafts, Facebook’s and Google’s versions', () => {
    for (const version of [0x6b3343cf, 0xff00001d, 0xff000017, 0xff000016, 0xfaceb002, 0x54303531]) {
      const first = version === 0x6b3343cf ? 0xd3 : 0xc3;
      expect(read([sealed(RFC_HELLO, { version, first })]).facts).toContain('name tls-sni example.com ip:192.0.2.2');
    }
    const t050 = sealed(cryptoFrame(0, HELLO, 8), { version: 0x54303530 });
    expect(read([t050]).facts).toContain('name tls-sni example.com ip:192.0.2.2');
    const q050 = sealed(cryptoFrame(0, GOOGLE_TAGS, 8), { version: 0x51303530 });
    expect(read([q050]).facts).toContain('name tls-sni rms.example.net ip:192.0.2.2');
  });

  it('puts a hello together that comes in pieces, in any order, over several packets', () => {
    const pieces = [cryptoFrame(100, HELLO.subarray(100)), cryptoFrame(0, HELLO.subarray(0, 60))];
    const rest = together(hex('01 02 05 00 00 03'), cryptoFrame(50, HELLO.subarray(50, 100)));
    const turn = read([sealed(together(...pieces), { number: 0 }), sealed(rest, { number: 1 })]);
    expect(turn.facts.filter((fact) => fact.startsWith('name'))).toEqual(['name tls-sni example.com ip:192.0.2.2']);
    expect(turn.anomalies).toEqual([]);
  });

  it('keeps the keys when the server’s id comes into use, and takes new ones after a retry', () => {
    const half = cryptoFrame(0, HELLO.subarray(0, 99));
    const other = cryptoFrame(99, HELLO.subarray(99));
    const id = hex('0102030405');
    expect(read([sealed(half), sealed(other, { id, keysOf: RFC_ID, number: 3 })]).facts).toHaveLength(4);
    expect(read([sealed(half), RETRY_PACKET, sealed(other, { id, number: 3 })]).facts).toHaveLength(4);
  });

  it('counts packets that share a datagram one by one, and zeros behind them as padding', () => {
    const { messages, encryptedBytes, unrecognisedBytes } = readDatagram(
      quic,
      together(HANDSHAKE, HANDSHAKE, hex('00'.repeat(9))),
    ).turn;
    expect(messages).toHaveLength(2);
    expect([encryptedBytes, unrecognisedBytes]).toEqual([40, 0]);
    const odd = readDatagram(quic, together(HANDSHAKE, hex('1234'))).turn;
    expect([odd.anomalies, odd.unrecognisedBytes]).toEqual([['packet-bad'], 2]);
  });

  it('takes short headers for its own only where the flow is known, and greased ones where both agreed', () => {
    const short = hex('4a', '33'.repeat(30));
    const greased = hex('0a', '33'.repeat(30));
    expect(quic.probe(windowed(short), false)).toBe(NO);
    const turn = read([HANDSHAKE, short, greased, hex('a1'), HANDSHAKE]);
    expect(turn.messages.map(({ fn }) => quic.functionName(fn))).toEqual(['handshake', '1-RTT', 'handshake']);
    const unset = HANDSHAKE.slice();
    unset[0] = 0xa1;
    expect(read([unset, greased]).messages.map(({ fn }) => quic.functionName(fn))).toEqual(['handshake', '1-RTT']);
    expect(quic.parse(windowed(hex('')), turn, quic.open())).toBe(BAD);
  });

  it('reads what Google’s versions say in the clear', () => {
    for (const hello of [Q039_HELLO, Q046_HELLO]) {
      expect(readDatagram(quic, hello).turn.facts).toEqual([
        'name tls-sni rms.example.net ip:192.0.2.2',
        'claim ip:192.0.2.1 http-agent Chrome/61.0 Linux',
      ]);
    }
    const turn = read([
      Q039_HELLO,
      hex('0c e71ad5d7756c4d4d 02', '44'.repeat(20)),
      hex('0a e71ad5d7756c4d4d 50525354'),
    ]);
    expect(turn.messages.map(({ fn }) => quic.functionName(fn))).toEqual([
      'client hello (Google QUIC)',
      'packet (Google QUIC)',
      'public reset (Google QUIC)',
    ]);
  });

  it('wants one known version among those offered, and passes over a version that nobody knows', () => {
    expect(quic.probe(windowed(NEGOTIATION_PACKET), true)).toBe(YES);
    expect(quic.probe(windowed(hex('80 00000000 04 01020304 00 1a2a3a4a 12345678')), true)).toBe(NO);
    const unknown = hex('c3 1a2a3a4a 02 0102 00', '77'.repeat(9));
    expect(quic.probe(windowed(unknown), false)).toBe(NO);
    const turn = read([NEGOTIATION_PACKET, unknown]);
    expect(turn.messages[0]?.fields['quic.supported_version']).toEqual([1, 0x6b3343cf, 0xff00001d]);
    expect(turn.encryptedBytes).toBe(9);
  });

  it('counts what does not open, and what does not fit', () => {
    const broken = INITIAL.slice();
    broken[200] = (broken[200] as number) ^ 1;
    expect(readDatagram(quic, broken).turn.anomalies).toEqual(['initial-sealed']);
    expect(read([sealed(hex('08', '00'.repeat(30)))]).anomalies).toEqual(['frame-bad']);
    expect(read([sealed(together(hex('06 00 4fff'), new Uint8Array(20)))]).anomalies).toEqual(['frame-bad']);
    expect(read([sealed(hex('1c 01 00 02 6161', '00'.repeat(20)))]).anomalies).toEqual([]);
    const bad = Q039_HELLO.slice();
    bad[50] = 0x7f;
    expect(readDatagram(quic, bad).turn.anomalies).toEqual(['hello-bad']);
  });
});

describe('the limits of QUIC', () => {
  it(`of one datagram ${MAX_COALESCED} packets are read`, () => {
    const many = together(...Array.from({ length: MAX_COALESCED + 1 }, () => HANDSHAKE));
    const { messages, anomalies, unrecognisedBytes } = readDatagram(quic, many).turn;
    expect([messages.length, anomalies, unrecognisedBytes]).toEqual([
      MAX_COALESCED,
      ['packets-over-limit'],
      HANDSHAKE.length,
    ]);
  });

  it(`of one flow ${MAX_OPENED} Initial packets are opened`, () => {
    const empty = sealed(hex('01', '00'.repeat(20)));
    const before = Array.from({ length: MAX_OPENED - 1 }, () => empty);
    expect(read([...before, INITIAL]).facts).not.toEqual([]);
    expect(read([...before, empty, INITIAL]).facts).toEqual([]);
  });

  it(`a hello is put together up to ${MAX_QUIC_HELLO} octets, with ${MAX_QUIC_PIECES} pieces that wait`, () => {
    const stream = new CryptoStream();
    expect(stream.add(MAX_QUIC_HELLO - 1, hex('01'))).toBe(true);
    expect(stream.add(MAX_QUIC_HELLO, hex('01'))).toBe(false);
    for (let i = 1; i < MAX_QUIC_PIECES; i++) expect(stream.add(i * 4, hex('0101'))).toBe(true);
    expect(stream.add(2000, hex('01'))).toBe(false);
    expect(stream.add(6, hex('0101'))).toBe(true);
    expect(stream.add(2000, hex('01'))).toBe(true);
    const long = read([sealed(cryptoFrame(0, hex('01 01 00 00', '00'.repeat(30))))]);
    expect(long.anomalies).toEqual(['hello-over-limit']);
  });

  it(`${MAX_TAGS} tags of Google’s hello are read`, () => {
    const tags = Array.from({ length: MAX_TAGS }, (): readonly [string, string] => ['PAD', '-']);
    const over = sealed(cryptoFrame(0, googleHello([...tags, ['SNI', 'a']]), 8), { version: 0x51303530 });
    expect(read([over])).toMatchObject({ anomalies: ['hello-bad'], facts: [] });
    const within = sealed(cryptoFrame(0, googleHello([...tags.slice(1), ['SNI', 'a']]), 8), { version: 0x51303530 });
    expect(read([within])).toMatchObject({ anomalies: [], facts: ['name tls-sni a ip:192.0.2.2'] });
  });

  it('is done with a datagram whatever it holds', () => {
    expect(readDatagram(quic, together(INITIAL, Q039_HELLO)).outcome).toBe(DONE);
  });
});
