import { describe, expect, it } from 'vitest';
import { recordingTurn } from '../../../test/support/recording-turn.ts';
import { BAD, NO, UNSURE, YES } from '../verdict.ts';
import { datagramLaws, hex, readDatagram, streamLaws, together, windowed } from './decoder-laws.cases.ts';
import { feedStream, type Segment } from './feed-stream.cases.ts';
import { MAX_ACKS } from './openvpn/shape.ts';
import { openvpnOverTcp, openvpnOverUdp } from './openvpn.ts';

const SESSION = 'a1a2a3a4a5a6a7a8';
const PEER = 'b1b2b3b4b5b6b7b8';
const REPLAY = '00000001 6553f100'; // packet id 1, November 2023

const RESET = hex('38', SESSION, '00', '00000000'); // client, no acknowledgement, packet 0
const RESET_BACK = hex('40', PEER, '01 00000000', SESSION, '00000000'); // server, acknowledges packet 0
const ACKNOWLEDGED = hex('28', SESSION, '01 00000000', PEER);
const CONTROL = hex('20', SESSION, '00', '00000001', '16030100', '5e'.repeat(60)); // packet 1, a piece of TLS
const AUTH_RESET = hex('38', SESSION, 'cc'.repeat(20), REPLAY, '00', '00000000'); // HMAC of SHA-1
const AUTH_256 = hex('40', PEER, 'cc'.repeat(32), REPLAY, '01 00000000', SESSION, '00000000');
const CRYPT_RESET = hex('38', SESSION, REPLAY, 'cc'.repeat(32), 'ee'.repeat(5)); // five octets encrypted
const CRYPT_BACK = hex('40', PEER, '0f000001 6553f100', 'cc'.repeat(32), 'ee'.repeat(17));
const OWN_KEY = hex('50', SESSION, REPLAY, 'cc'.repeat(32), 'ee'.repeat(5), 'dd'.repeat(290), '0124'); // wrapped key of 292
const DATA = hex('30', '77'.repeat(80));
const DATA_2 = hex('48 000005', '77'.repeat(80)); // peer 5

datagramLaws(openvpnOverUdp, [
  RESET,
  RESET_BACK,
  ACKNOWLEDGED,
  CONTROL,
  AUTH_RESET,
  AUTH_256,
  CRYPT_RESET,
  CRYPT_BACK,
  OWN_KEY,
]);

const framed = (...packets: readonly Uint8Array[]): Uint8Array =>
  together(...packets.flatMap((packet) => [Uint8Array.of(packet.length >> 8, packet.length & 255), packet]));
const CONVERSATION: readonly Segment[] = [
  { fromServer: false, bytes: framed(RESET), frame: 1 },
  { fromServer: true, bytes: framed(RESET_BACK), frame: 2 },
  { fromServer: false, bytes: framed(ACKNOWLEDGED, CONTROL, DATA_2), frame: 3 },
  { fromServer: true, bytes: framed(DATA), frame: 4 },
];
streamLaws(openvpnOverTcp, [CONVERSATION]);

describe('OpenVPN', () => {
  it('says who is client and who is server', () => {
    expect(readDatagram(openvpnOverUdp, RESET).turn.facts).toEqual(['claim ip:192.0.2.1 role openvpn-client']);
    expect(readDatagram(openvpnOverUdp, RESET_BACK).turn.facts).toEqual(['claim ip:192.0.2.1 role openvpn-server']);
  });

  it('reads what stands behind each protection', () => {
    expect(readDatagram(openvpnOverUdp, AUTH_256).turn.messages[0]?.fields).toMatchObject({
      'openvpn.hmac': 'cc'.repeat(32),
      'openvpn.pid': 1,
      'openvpn.net_time': 0x6553f100,
      'openvpn.mpidarrayelement': 0,
      'openvpn.rsessionid': SESSION,
      'openvpn.mpid': 0,
    });
    expect(readDatagram(openvpnOverUdp, CRYPT_RESET).turn).toMatchObject({ encryptedBytes: 5, anomalies: [] });
    expect(readDatagram(openvpnOverUdp, CONTROL).turn.unrecognisedBytes).toBe(64);
  });

  it('counts data as encrypted, once the flow is known', () => {
    expect(openvpnOverUdp.probe(windowed(DATA), false)).toBe(NO);
    const turn = recordingTurn();
    const state = openvpnOverUdp.open();
    for (const bytes of [AUTH_RESET, DATA, DATA_2]) openvpnOverUdp.parse(windowed(bytes), turn, state);
    expect(turn.messages.map(({ fn }) => openvpnOverUdp.functionName(fn))).toEqual([
      'hard reset, client',
      'data',
      'data with peer id',
    ]);
    expect(turn.encryptedBytes).toBe(160);
    expect(turn.messages[2]?.fields['openvpn.peerid']).toBe(5);
    expect(openvpnOverUdp.parse(windowed(hex('00')), turn, state)).toBe(BAD);
  });

  it('passes over data in a stream without keeping it', () => {
    const turn = recordingTurn();
    feedStream(openvpnOverTcp, CONVERSATION, turn);
    expect(turn.messages).toHaveLength(6);
    expect(turn.skipped.map(({ bytes }) => bytes)).toEqual([80, 80]);
  });

  it('wants a time when there was OpenVPN, a young packet id and the length to match', () => {
    for (const [at, value] of [
      [29, 1],
      [33, 0x20],
      [40, 1],
    ] as const) {
      const bytes = AUTH_RESET.slice();
      bytes[at] = value;
      expect(openvpnOverUdp.probe(windowed(bytes), false), `octet ${at}`).toBe(NO);
    }
    expect(openvpnOverUdp.probe(windowed(together(RESET, hex('00'))), false)).toBe(NO);
    // BFD (RFC 5880 4.1): version 1, up, 24 octets, discriminators 1 and 2, a second each way, no echo.
    const bfd = hex('20 c0 03 18 00000001 00000002 000f4240 000f4240 00000000');
    expect(openvpnOverUdp.probe(windowed(bfd), false)).toBe(NO);
    expect(openvpnOverUdp.probe(windowed(hex('38', '00'.repeat(13))), false)).toBe(NO);
    expect(openvpnOverTcp.probe(windowed(framed(RESET).subarray(0, 9)), false)).toBe(UNSURE);
    expect(openvpnOverTcp.probe(windowed(framed(DATA)), false)).toBe(NO);
  });

  it('takes no packet whose header is cut for a whole one', () => {
    const turn = recordingTurn();
    const state = openvpnOverUdp.open();
    openvpnOverUdp.parse(windowed(RESET), turn, state);
    openvpnOverUdp.parse(windowed(hex('20', SESSION, '02 00000000')), turn, state);
    expect(turn.anomalies).toEqual(['packet-cut']);
  });

  it(`acknowledges up to ${MAX_ACKS} packets at once`, () => {
    const acks = (count: number): Uint8Array =>
      hex('28', SESSION, count.toString(16).padStart(2, '0'), '00000001'.repeat(count), PEER);
    expect(openvpnOverUdp.probe(windowed(acks(MAX_ACKS)), false)).toBe(YES);
    expect(openvpnOverUdp.probe(windowed(acks(MAX_ACKS + 1)), false)).toBe(NO);
    const turn = recordingTurn();
    const state = openvpnOverUdp.open();
    for (const bytes of [RESET, acks(MAX_ACKS + 1)]) openvpnOverUdp.parse(windowed(bytes), turn, state);
    expect(turn.anomalies).toEqual(['acks-over-limit']);
  });
});
