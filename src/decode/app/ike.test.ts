import { describe, expect, it } from 'vitest';
import { recordingTurn } from '../../../test/support/recording-turn.ts';
import { BAD, NO } from '../verdict.ts';
import { ascii, datagramLaws, hex, readDatagram, together, windowed } from './decoder-laws.cases.ts';
import { MAX_PAYLOADS } from './ike/read-payloads.ts';
import { ike } from './ike.ts';

function payload(next: string, ...body: readonly Uint8Array[]): Uint8Array {
  const bytes = together(...body);
  return together(hex(next, '00'), Uint8Array.of((bytes.length + 4) >> 8, (bytes.length + 4) & 255), bytes);
}

/** Header of RFC 2408 and RFC 7296: SPIs, first payload, version, exchange, flags, message id, length. */
function message(kinds: string, flags: string, ...payloads: readonly Uint8Array[]): Uint8Array {
  const body = together(...payloads);
  const length = (28 + body.length).toString(16).padStart(8, '0');
  return together(hex('a1a2a3a4a5a6a7a8', '0000000000000000', kinds, flags, '00000000', length), body);
}

const PROPOSAL = payload('0d', hex('00000001 00000001', '00'.repeat(8)));
const MAIN = message(
  '01 10 02',
  '00', // security association first, version 1.0, main mode
  PROPOSAL,
  payload('0d', hex('4a131c81070358455c5728f20e95452f')), // RFC 3947
  payload('0d', hex('1e2b516905991c7d7c96fcbfb587e461 00000009')), // Windows
  payload('0d', hex('4f456b5262475852766d5045')), // Openswan
  payload('00', ascii('CISCO-DELETE-REASON')),
);
const AGGRESSIVE = message(
  '05 10 04',
  '00',
  payload('05', hex('02 11 01f4'), ascii('RUT955.example.net')), // domain name
  payload('05', hex('01 11 01f4'), hex('c0a80201')), // IPv4 address
  payload('05', hex('0b 11 01f4'), ascii('cranes')), // key id
  payload('00', hex('09 11 01f4'), hex('30030102ff')), // distinguished name
);
const QUICK = message('08 10 20', '01', hex('5e'.repeat(32)));
const INIT = message(
  '29 20 22',
  '08', // notification first, version 2.0, IKE_SA_INIT, from the initiator
  payload('2b', hex('0000 4004', '11'.repeat(20))), // NAT_DETECTION_SOURCE_IP
  payload('00', hex('882fe56d6fd20dbc2251613b2ebe5beb')), // strongSwan
);
const AUTH = message('2e 20 23', '20', payload('23', hex('5e'.repeat(40))));
const MARKED = together(hex('00000000'), INIT);

datagramLaws(ike, [MAIN, AGGRESSIVE, QUICK, INIT, AUTH, MARKED]);

describe('IKE', () => {
  it('names exchanges of both versions', () => {
    const names = [MAIN, AGGRESSIVE, QUICK, INIT, AUTH].map((bytes) =>
      ike.functionName(readDatagram(ike, bytes).turn.messages[0]?.fn ?? 0),
    );
    expect(names).toEqual(['main mode', 'aggressive mode', 'quick mode', 'IKE_SA_INIT', 'IKE_AUTH']);
  });

  it('says whose implementation it is, by vendor ids', () => {
    expect(readDatagram(ike, MAIN).turn.facts).toEqual([
      'claim ip:192.0.2.1 role ipsec-peer',
      'claim ip:192.0.2.1 vendor Microsoft',
      'claim ip:192.0.2.1 os Windows',
      'claim ip:192.0.2.1 vendor Openswan',
      'claim ip:192.0.2.1 vendor Cisco',
    ]);
    expect(readDatagram(ike, INIT).turn.facts).toContain('claim ip:192.0.2.1 vendor strongSwan');
  });

  it('reads who a peer is where that goes in the clear, and says that it did', () => {
    const { facts, anomalies, messages } = readDatagram(ike, AGGRESSIVE).turn;
    expect(facts.slice(1)).toEqual([
      'name self rut955.example.net ip:192.0.2.1',
      'claim ip:192.0.2.1 description IKE identity 192.168.2.1',
      'claim ip:192.0.2.1 description IKE identity cranes',
    ]);
    expect(anomalies).toEqual(['aggressive-mode']);
    expect(messages[0]?.fields['isakmp.id.data']).toContain('30030102ff');
  });

  it('counts as encrypted what is', () => {
    expect(readDatagram(ike, QUICK).turn.encryptedBytes).toBe(32);
    expect(readDatagram(ike, AUTH).turn.encryptedBytes).toBe(40);
  });

  it('tells ESP from IKE by the marker, on a flow that uses it', () => {
    const turn = recordingTurn();
    const state = ike.open();
    const esp = hex('04888fe4 00000001', '5e'.repeat(40));
    expect(ike.probe(windowed(esp), false)).toBe(NO);
    expect(ike.parse(windowed(esp), turn, ike.open())).toBe(BAD);
    for (const bytes of [MARKED, esp, hex('ff')]) ike.parse(windowed(bytes), turn, state);
    expect(turn.messages.map(({ fn }) => ike.functionName(fn))).toEqual([
      'IKE_SA_INIT',
      'ESP in UDP',
      'NAT keep-alive',
    ]);
    expect(turn.messages[1]?.fields).toEqual({ 'esp.spi': 0x04888fe4, 'esp.sequence': 1 });
    expect(turn.encryptedBytes).toBe(40);
  });

  it('reads on where a message is not as long as it says, and where a payload does not fit', () => {
    expect(readDatagram(ike, together(QUICK, hex('0000'))).turn).toMatchObject({
      anomalies: ['length-bad'],
      unrecognisedBytes: 2,
    });
    const cut = MAIN.slice(0, MAIN.length - 4);
    expect(readDatagram(ike, cut).turn.anomalies).toEqual(['length-bad', 'payload-bad']);
    expect(readDatagram(ike, message('0b 10 05', '00', hex('00 00 0002'))).turn.anomalies).toEqual(['payload-bad']);
  });

  it('wants a length to the octet, an exchange of the version and flags that there are', () => {
    for (const [at, value] of [
      [17, 0x30],
      [18, 99],
      [19, 0x41],
      [27, 1],
      [16, 200],
    ] as const) {
      for (const bytes of [INIT, MAIN]) {
        const odd = bytes.slice();
        odd[at] = value;
        expect(ike.probe(windowed(odd), false), `octet ${at}`).toBe(NO);
      }
    }
  });

  it(`reads ${MAX_PAYLOADS} payloads of one message`, () => {
    const many = (count: number): Uint8Array =>
      message('0d 10 02', '00', ...Array.from({ length: count - 1 }, () => payload('0d')), payload('00'));
    expect(readDatagram(ike, many(MAX_PAYLOADS)).turn.anomalies).toEqual([]);
    expect(readDatagram(ike, many(MAX_PAYLOADS + 1)).turn).toMatchObject({
      anomalies: ['payloads-over-limit'],
      unrecognisedBytes: 4,
    });
  });
});
