import { describe, expect, it } from 'vitest';
import { recordingTurn } from '../../../test/support/recording-turn.ts';
import { BAD, NO, UNSURE, YES } from '../verdict.ts';
import { ascii, datagramLaws, hex, readDatagram, streamLaws, together, windowed } from './decoder-laws.cases.ts';
import { feedStream, type Segment } from './feed-stream.cases.ts';
import { MAX_STUN_ATTRIBUTES } from './stun/read-message.ts';
import { stunOverTcp, stunOverUdp } from './stun.ts';

const ID = '112233445566778899aabbcc';

function attribute(type: string, value: Uint8Array): Uint8Array {
  const length = value.length.toString(16).padStart(4, '0');
  return together(hex(type, length), value, new Uint8Array(-value.length & 3));
}

function message(type: string, ...attributes: readonly Uint8Array[]): Uint8Array {
  const body = together(...attributes);
  return together(hex(type, body.length.toString(16).padStart(4, '0'), '2112a442', ID), body);
}

const REQUEST = message('0001', attribute('8022', ascii('libjuice')));
const ANSWER = message(
  '0101',
  attribute('0020', hex('00 01', 'a147', 'ea12d547')), // 203.0.113.5 and port 32853 behind the exclusive or
  attribute('8022', ascii('Coturn-4.5.2\u0000\u0000')),
);
const REFUSED = message(
  '0113', // allocate error
  attribute('0009', together(hex('0000 04 01'), ascii('Unauthorized'))),
  attribute('0014', ascii('turn.example.net')),
);
/** RFC 3489: no cookie; a mapped address in the clear. */
const CLASSIC = hex('0101 000c 0102030405060708090a0b0c0d0e0f10', '0001 0008 0001 8055 64400009');
const CHANNEL = hex('4001 0004 01020304');

datagramLaws(stunOverUdp, [REQUEST, ANSWER, REFUSED, CLASSIC]);

const framed = (bytes: Uint8Array): Uint8Array => together(Uint8Array.of(bytes.length >> 8, bytes.length & 255), bytes);
const CONVERSATION: readonly Segment[] = [
  { fromServer: false, bytes: REQUEST, frame: 1 },
  { fromServer: true, bytes: together(ANSWER, REFUSED), frame: 2 },
  { fromServer: false, bytes: together(hex('4001 0003 010203 00'), REQUEST), frame: 3 },
];
const FRAMED: readonly Segment[] = [
  { fromServer: false, bytes: framed(REQUEST), frame: 1 },
  { fromServer: true, bytes: together(framed(ANSWER), framed(hex('16fefd00'.repeat(8))), framed(ANSWER)), frame: 2 },
];
streamLaws(stunOverTcp, [CONVERSATION, FRAMED]);

describe('STUN', () => {
  it('says how a host is seen from outside, and with what programs', () => {
    expect(readDatagram(stunOverUdp, ANSWER).turn.facts).toEqual([
      'claim ip:192.0.2.2 description seen from outside as 203.0.113.5',
      'claim ip:192.0.2.1 banner Coturn-4.5.2',
    ]);
    expect(readDatagram(stunOverUdp, ANSWER).turn.messages[0]?.fields['stun.att.port']).toBe(32853);
    expect(readDatagram(stunOverUdp, REQUEST).turn.facts).toEqual(['claim ip:192.0.2.1 banner libjuice']);
  });

  it('says of a carrier’s address that it is in a message', () => {
    expect(readDatagram(stunOverUdp, CLASSIC).turn.facts).toContain('claim ip:192.0.2.2 address-in-payload 100.64.0.9');
  });

  it('says nothing where no NAT lies between', () => {
    const same = message('0101', attribute('0001', hex('0001 8055 c0000202')));
    expect(readDatagram(stunOverUdp, same).turn.facts).toEqual([]);
  });

  it('unmasks IPv6 addresses with cookie and transaction', () => {
    const six = message('0101', attribute('0020', hex('0002 a147 0113a9fa', ID)));
    expect(readDatagram(stunOverUdp, six).turn.messages[0]?.fields['stun.att.ipv6']).toBe('2001:db8::');
  });

  it('names methods with their classes, and TURN’s', () => {
    const names = [REQUEST, ANSWER, REFUSED, CLASSIC, message('0016'), message('0009')].map((bytes) =>
      stunOverUdp.functionName(readDatagram(stunOverUdp, bytes).turn.messages[0]?.fn ?? 0),
    );
    expect(names).toEqual([
      'binding request',
      'binding success',
      'allocate error',
      'binding success',
      'send indication',
      'channel bind request',
    ]);
    expect(readDatagram(stunOverUdp, REFUSED, { fromServer: true }).turn.facts).toEqual([
      'claim ip:192.0.2.1 domain turn.example.net',
    ]);
    expect(readDatagram(stunOverUdp, REFUSED).turn.messages[0]?.fields).toMatchObject({
      'stun.att.error.class': 4,
      'stun.att.error': 1,
    });
  });

  it('reads channels only on a flow that is known, and nothing of what else comes there', () => {
    expect(stunOverUdp.probe(windowed(CHANNEL), false)).toBe(NO);
    expect(readDatagram(stunOverUdp, CHANNEL).turn).toMatchObject({ unrecognisedBytes: 4, anomalies: [] });
    expect(readDatagram(stunOverUdp, hex('16fefd0000000000000000')).outcome).toBe(BAD);
  });

  it('wants of a message without cookie that all of it fits', () => {
    for (const [at, value] of [
      [1, 0x03],
      [3, 0x08],
      [21, 0x20],
      [23, 0x06],
    ] as const) {
      const odd = CLASSIC.slice();
      odd[at] = value;
      expect(stunOverUdp.probe(windowed(odd), false), `octet ${at}`).toBe(NO);
    }
    expect(stunOverUdp.probe(windowed(hex('0001 0000', '00'.repeat(16))), false)).toBe(NO);
    expect(stunOverUdp.probe(windowed(hex('0001 0000', '5e'.repeat(16))), false)).toBe(YES);
    expect(stunOverUdp.probe(windowed(together(REQUEST, hex('00'))), false)).toBe(NO);
  });

  it('finds messages behind a length of two octets (ICE over TCP), and passes over others there', () => {
    const turn = recordingTurn();
    feedStream(stunOverTcp, FRAMED, turn);
    expect(turn.messages).toHaveLength(3);
    expect(turn.messages[0]?.fields['stun.tcp_frame_length']).toBe(32);
    expect(turn.skipped).toEqual([{ bytes: 32, as: 'unrecognised' }]);
    expect(stunOverTcp.probe(windowed(REQUEST.subarray(0, 7)), false)).toBe(UNSURE);
    expect(stunOverTcp.probe(windowed(hex('0001 0000 2112a443 0000 0000')), false)).toBe(NO);
  });

  it('counts an attribute that does not fit', () => {
    const odd = REQUEST.slice();
    odd[23] = 0x40;
    expect(readDatagram(stunOverUdp, odd).turn).toMatchObject({ anomalies: ['attribute-bad'], unrecognisedBytes: 12 });
  });

  it(`reads ${MAX_STUN_ATTRIBUTES} attributes of one message`, () => {
    const many = (count: number): Uint8Array =>
      message('0001', ...Array.from({ length: count }, () => attribute('0025', hex(''))));
    expect(readDatagram(stunOverUdp, many(MAX_STUN_ATTRIBUTES)).turn.anomalies).toEqual([]);
    expect(readDatagram(stunOverUdp, many(MAX_STUN_ATTRIBUTES + 1)).turn).toMatchObject({
      anomalies: ['attributes-over-limit'],
      unrecognisedBytes: 4,
    });
  });
});
