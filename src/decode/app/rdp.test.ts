import { describe, expect, it } from 'vitest';
import { recordingTurn } from '../../../test/support/recording-turn.ts';
import { NO, UNSURE, YES } from '../verdict.ts';
import { ascii, hex, streamLaws, together, windowed } from './decoder-laws.cases.ts';
import { feedStream, type Segment } from './feed-stream.cases.ts';
import { MAX_PROBED, MAX_TPKT } from './rdp/probe.ts';
import { MAX_BLOCKS, MAX_CHANNELS, MAX_KEY_SEARCH } from './rdp/settings.ts';
import { rdp } from './rdp.ts';
import { CHAIN, CLIENT_HELLO, SERVER_HELLO, tlsRecord } from './tls/samples.cases.ts';

const word = (value: number): string => value.toString(16).padStart(4, '0');
const le = (value: number): string => word(value).slice(2) + word(value).slice(0, 2);
/** RFC 1006: version 3, reserved, length. */
const tpkt = (...parts: readonly Uint8Array[]): Uint8Array => {
  const body = together(...parts);
  return together(hex('0300', word(body.length + 4)), body);
};
/** X.224 13.3: length, code, destination, source, class 0, variable part. */
const opening = (code: string, ...variable: readonly Uint8Array[]): Uint8Array => {
  const part = together(...variable);
  return tpkt(hex((part.length + 6).toString(16).padStart(2, '0'), code, '0000 0000 00'), part);
};
const data = (...parts: readonly Uint8Array[]): Uint8Array => tpkt(hex('02 f0 80'), ...parts);
const utf16 = (text: string, length: number): Uint8Array =>
  together(new Uint8Array(Buffer.from(text, 'utf16le')), new Uint8Array(length - 2 * text.length));
const block = (type: string, ...parts: readonly Uint8Array[]): Uint8Array => {
  const body = together(...parts);
  return together(hex(type, le(body.length + 4)), body);
};
/** [MS-RDPBCGR] 2.2.1.3.2 */
const core = block(
  '01c0',
  hex('0400 0800', le(1280), le(720), '01ca 03aa', '07040000', '280a0000'), // version 8.4, size, colours, SAS, German, build 2600
  utf16('TERMINAL-7', 32),
  hex('04000000', '00000000', '0c000000'), // keyboard type, subtype, function keys
  new Uint8Array(64),
  hex('01ca', '0100', '00000000', '1800', '0700', '0100'), // colours, product 1, serial 0, colours, capabilities
  utf16('55274-OEM', 64),
);
const channels = (...names: readonly string[]): Uint8Array =>
  block(
    '03c0',
    hex(le(names.length), '0000'),
    ...names.map((name) => together(ascii(name.padEnd(8, '\u0000')), hex('00000080'))),
  );
/** BER: application 101, then what T.125 has before the settings is shortened to its user data. */
const connect = (tag: string, key: string, ...blocks: readonly Uint8Array[]): Uint8Array => {
  const settings = together(...blocks);
  const conference = together(
    hex('0005 0014 7c00 01 81 2a 0008 0010 0001 c000'),
    ascii(key),
    hex(word(0x8000 | settings.length)),
    settings,
  );
  const body = together(hex('04 01 01 04 01 01 01 01 ff 04 82', word(conference.length)), conference);
  return data(hex(tag, '82', word(body.length)), body);
};
const security = (method: string): Uint8Array => block('020c', hex(method, '00000000 02000000'.slice(9)));

const old: Segment[] = [
  { fromServer: false, bytes: opening('e0', ascii('Cookie: mstshash=crane7\r\n')) },
  { fromServer: true, bytes: opening('d0') },
  {
    fromServer: false,
    bytes: connect('7f65', 'Duca', core, block('02c0', hex('1b000000 00000000')), channels('rdpdr', 'cliprdr')),
  },
  { fromServer: true, bytes: connect('7f66', 'McDn', block('010c', hex('0400 0800')), security('02000000')) },
  { fromServer: false, bytes: together(data(hex('04 0100 0100')), data(hex('28'))) },
  { fromServer: true, bytes: data(hex('2e 00 0006')) },
  { fromServer: false, bytes: data(hex('38 0006 03eb')) },
  { fromServer: true, bytes: data(hex('3e 00 0006 03eb 03eb')) },
  { fromServer: false, bytes: data(hex('64 0006 03eb 70 80 20'), hex('5c'.repeat(32))) },
  { fromServer: true, bytes: hex('04 0a', 'c7'.repeat(8), '00 800c', '3a'.repeat(9)) },
];

const overTls: Segment[] = [
  { fromServer: false, bytes: opening('e0', ascii('Cookie: mstshash=crane7\r\n'), hex('01 00 0800 0b000000')) },
  { fromServer: true, bytes: opening('d0', hex('02 1f 0800 02000000')) },
  { fromServer: false, bytes: tlsRecord('16', CLIENT_HELLO) },
  { fromServer: true, bytes: together(tlsRecord('16', SERVER_HELLO), tlsRecord('16', CHAIN)) },
  { fromServer: false, bytes: tlsRecord('17', hex('5a'.repeat(60))) },
];

streamLaws(rdp, [old, overTls]);

function fed(segments: readonly Segment[]): ReturnType<typeof recordingTurn> {
  const turn = recordingTurn();
  feedStream(rdp, segments, turn);
  return turn;
}

const names = (turn: ReturnType<typeof recordingTurn>): (string | undefined)[] =>
  turn.messages.map(({ fn }) => rdp.functionName(fn));

describe('a session of standard security', () => {
  it('is read to its channels; what they carry is ciphertext', () => {
    const turn = fed(old);
    expect(names(turn)).toEqual([
      'connection request',
      'connection confirm',
      'connect initial',
      'connect response',
      'erect domain',
      'attach user request',
      'attach user confirm',
      'channel join request',
      'channel join confirm',
      'send data request',
      'fast-path',
      'fast-path',
    ]);
    expect(turn.anomalies).toEqual([]);
    expect(turn.encryptedBytes).toBe(32);
    expect(turn.skipped).toEqual([
      { bytes: 8, as: 'encrypted' },
      { bytes: 9, as: 'encrypted' },
    ]);
  });

  it('names the user and the computer that ask', () => {
    expect(fed(old).facts).toEqual(['claim ip:192.0.2.1 user crane7', 'claim ip:192.0.2.1 hostname TERMINAL-7']);
  });

  it('tells what the client says of itself', () => {
    expect(fed(old).messages[2]?.fields).toEqual({
      'rdp.version.major': 8,
      'rdp.version.minor': 4,
      'rdp.desktop.width': 1280,
      'rdp.desktop.height': 720,
      'rdp.keyboardLayout': 0x407,
      'rdp.client.build': 2600,
      'rdp.client.name': 'TERMINAL-7',
      'rdp.keyboard.type': 4,
      'rdp.keyboard.functionkey': 12,
      'rdp.client.productId': 1,
      'rdp.serialNumber': 0,
      'rdp.client.digProductId': '55274-OEM',
      'rdp.encryptionMethods': 0x1b,
      'rdp.channelCount': 2,
      'rdp.channel.name': ['rdpdr', 'cliprdr'],
    });
  });

  it('without encryption has data that are read by nobody, and are no ciphertext', () => {
    const plain = [
      ...old.slice(0, 3),
      { fromServer: true, bytes: connect('7f66', 'McDn', security('00000000')) },
      ...old.slice(4),
    ];
    expect(fed(plain).unrecognisedBytes).toBe(32);
  });
});

describe('a session over TLS', () => {
  it('counts its records as TLS, with the certificate', () => {
    const turn = fed(overTls);
    expect(names(turn)).toEqual(['connection request', 'connection confirm']);
    expect(turn.carried.map(({ protocol }) => protocol.name)).toEqual(['tls', 'tls', 'tls', 'tls']);
    expect(turn.facts.some((fact) => fact.startsWith('certificate'))).toBe(true);
    expect(turn.messages[1]?.fields).toEqual({ 'rdp.neg_type': 2, 'rdp.negReq.selectedProtocol': 2 });
  });

  it('may be met behind a choice that was not captured', () => {
    const turn = fed([overTls[0] as Segment, ...overTls.slice(2)]);
    expect(turn.carried).toHaveLength(4);
  });

  it('may be refused, with a code', () => {
    const turn = fed([overTls[0] as Segment, { fromServer: true, bytes: opening('d0', hex('03 00 0800 05000000')) }]);
    expect(names(turn)[1]).toBe('negotiation failure');
    expect(turn.messages[1]?.fields['rdp.negFailure.failureCode']).toBe(5);
  });
});

describe('RDP among the others that use TPKT', () => {
  const probe = (bytes: Uint8Array): number => rdp.probe(windowed(bytes), false);

  it('is known by a cookie, a negotiation, or an MCS message', () => {
    expect(probe(opening('e0', ascii('Cookie: msts=3640205228.15629.0000\r\n')))).toBe(YES);
    expect(probe(opening('e0', hex('01 00 0800 03000000')))).toBe(YES);
    expect(probe((old[2] as Segment).bytes)).toBe(YES);
    expect(probe((old[8] as Segment).bytes)).toBe(YES);
  });

  it('waits where the opening says nothing', () => {
    expect(probe(opening('e0'))).toBe(UNSURE);
    expect(probe(together(opening('e0'), (old[2] as Segment).bytes))).toBe(YES);
    expect(probe(together(opening('e0'), data(hex('32 01 0000 0100 0008 0000 f0 00 0001 0001 01e0'))))).toBe(NO);
    expect(probe(together(...Array.from({ length: MAX_PROBED - 1 }, () => opening('e0'))))).toBe(UNSURE);
    expect(probe(together(...Array.from({ length: MAX_PROBED }, () => opening('e0'))))).toBe(NO);
  });

  it('is not S7comm, MMS, or anybody with TSAPs', () => {
    expect(probe(opening('e0', hex('c0 01 0a c1 02 0100 c2 02 0102')))).toBe(NO);
    expect(probe(data(hex('0d be 01 02')))).toBe(NO);
    expect(probe(hex('0300 0008 02 f0 80 64'))).toBe(UNSURE);
    expect(probe(data(hex('64 0006 03eb 70 05 00 00')))).toBe(NO);
  });
});

describe('limits and damage', () => {
  const initial = (...blocks: readonly Uint8Array[]): ReturnType<typeof recordingTurn> =>
    fed([old[0] as Segment, { fromServer: false, bytes: connect('7f65', 'Duca', ...blocks) }]);

  it(`a packet of more than ${MAX_TPKT} bytes is none`, () => {
    const sized = (length: number): Uint8Array => data(hex('7f65 82', word(length - 12)), new Uint8Array(length - 12));
    expect(rdp.probe(windowed(sized(MAX_TPKT)), false)).toBe(YES);
    expect(rdp.probe(windowed(sized(MAX_TPKT + 1)), false)).toBe(NO);
  });

  it(`${MAX_BLOCKS} blocks of settings are read`, () => {
    const blocks = (count: number): Uint8Array[] => Array.from({ length: count }, () => block('06c0', hex('00000000')));
    expect(initial(...blocks(MAX_BLOCKS)).anomalies).toEqual([]);
    expect(initial(...blocks(MAX_BLOCKS + 1)).anomalies).toEqual(['settings-over-limit']);
  });

  it(`${MAX_CHANNELS} channels are read`, () => {
    const many = (count: number): ReturnType<typeof recordingTurn> =>
      initial(channels(...Array.from({ length: count }, (_, i) => `ch${i}`)));
    expect(many(MAX_CHANNELS).anomalies).toEqual([]);
    const over = many(MAX_CHANNELS + 1);
    expect(over.anomalies).toEqual(['settings-over-limit']);
    expect(over.messages[1]?.fields['rdp.channel.name']).toHaveLength(MAX_CHANNELS);
  });

  it(`the key before the settings is looked for in ${MAX_KEY_SEARCH} bytes`, () => {
    const behind = (count: number): ReturnType<typeof recordingTurn> =>
      fed([
        {
          fromServer: false,
          bytes: data(
            hex('7f65 82', word(count + 7 + core.length)),
            new Uint8Array(count),
            ascii('Duca'),
            hex('80ea'),
            core,
            hex('00'),
          ),
        },
      ]);
    // Tag and length, five bytes, stand before the filling.
    expect(behind(MAX_KEY_SEARCH - 6).facts).toHaveLength(1);
    expect(behind(MAX_KEY_SEARCH - 5).facts).toHaveLength(0);
  });

  it('blocks that run over their end are an anomaly', () => {
    expect(initial(hex('01c0 ff00 00000000')).anomalies).toEqual(['settings-cut']);
    expect(initial(block('01c0', hex('0400 0800'))).anomalies).toEqual(['settings-cut']);
  });

  it('a packet that holds no TPDU is an anomaly', () => {
    const turn = fed([old[0] as Segment, { fromServer: false, bytes: tpkt(hex('02 00 00 00')) }]);
    expect(turn.anomalies).toEqual(['transport-malformed']);
  });
});
