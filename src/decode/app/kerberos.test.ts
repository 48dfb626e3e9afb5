import { describe, expect, it } from 'vitest';
import { recordingTurn } from '../../../test/support/recording-turn.ts';
import { NO, UNSURE, YES } from '../verdict.ts';
import { ascii, datagramLaws, readDatagram, streamLaws, together, windowed } from './decoder-laws.cases.ts';
import { feedStream } from './feed-stream.cases.ts';
import {
  address,
  apReply,
  apRequest,
  asReply,
  asRequest,
  body,
  error,
  message,
  overTcp,
  principal,
  privateMessage,
  proofs,
  session,
  tgsReply,
  tgsRequest,
  ticket,
} from './kerberos/conversation.cases.ts';
import { MAX_LISTED } from './kerberos/parts.ts';
import { kerberosOverTcp, kerberosOverUdp, MAX_KERBEROS_MESSAGE } from './kerberos.ts';
import { ber, integer } from './ldap/conversation.cases.ts';

datagramLaws(kerberosOverUdp, [asRequest, asReply, tgsReply, apRequest, apReply, privateMessage, error]);
streamLaws(kerberosOverTcp, [session]);

const read = (bytes: Uint8Array, fromServer = false) => readDatagram(kerberosOverUdp, bytes, { fromServer }).turn;

describe('Kerberos', () => {
  it('a request says who asks for what in which realm, and where from', () => {
    const turn = read(asRequest);
    expect(turn.messages[0]?.fields).toEqual({
      'kerberos.msg_type': 10,
      'kerberos.padata_type': 0x7f,
      'kerberos.kdc_options': 0x4081_0010,
      'kerberos.realm': 'YARD.EXAMPLE',
      'kerberos.service': 'krbtgt/YARD.EXAMPLE',
      'kerberos.till': '20370913024805Z',
      'kerberos.nonce': 7,
      'kerberos.ENCTYPE': [18, 23],
      'kerberos.addr_ip': '100.64.0.9',
      'kerberos.addr_nb': 'HMI',
      'kerberos.client': 'operator',
    });
    expect(turn.facts).toEqual([
      'claim ip:192.0.2.1 address-in-payload 100.64.0.9',
      'claim ip:192.0.2.1 hostname HMI',
      'claim ip:192.0.2.1 domain YARD.EXAMPLE',
      'claim ip:192.0.2.1 user operator@YARD.EXAMPLE',
    ]);
    expect(turn.anomalies).toEqual([]);
  });

  it('a reply is about who gets it; tickets and replies are ciphertext but for their kind', () => {
    const turn = read(asReply, true);
    expect(turn.facts).toEqual([
      'name service cifs/files.yard.example -',
      'claim ip:192.0.2.2 domain YARD.EXAMPLE',
      'claim ip:192.0.2.1 domain YARD.EXAMPLE',
      'claim ip:192.0.2.2 user operator@YARD.EXAMPLE',
    ]);
    expect(turn.messages[0]?.fields).toMatchObject({ 'kerberos.etype': [18, 18], 'kerberos.kvno': [2, 2] });
    expect(turn.encryptedBytes).toBe(24);
    expect(read(tgsReply, true).facts).toContain('claim ip:192.0.2.2 hostname HMI');
  });

  it('the ticket shown with a request is a message of its own; a weak one is told of', () => {
    const turn = read(tgsRequest);
    expect(turn.messages.map(({ fn }) => kerberosOverUdp.functionName(fn))).toEqual(['TGS request', 'AP request']);
    expect(turn.messages[1]?.fields).toMatchObject({ 'kerberos.ap_options': 0x2000_0000, 'kerberos.etype': [23, 18] });
    expect(turn.anomalies).toEqual(['encryption-weak']);
  });

  it('a refusal says why, to whom, and whose clock it has', () => {
    const turn = read(error, true);
    expect(turn.messages[0]?.fields).toMatchObject({
      'kerberos.error_code': 25,
      'kerberos.error': 'PREAUTH_REQUIRED',
      'kerberos.e_text': 'needed',
      'kerberos.stime': '20240101000000Z',
    });
    expect(turn.facts).toContain('claim ip:192.0.2.2 hostname hmi.yard.example');
    expect(turn.facts).toContain('claim ip:192.0.2.1 domain YARD.EXAMPLE');
  });

  it('over TCP each message stands behind its length', () => {
    const turn = recordingTurn();
    const fed = feedStream(kerberosOverTcp, session, turn);
    expect(turn.messages.map(({ fn }) => fn)).toEqual([10, 30, 11, 12, 14, 13]);
    expect([fed.bad, fed.waiting]).toEqual([0, 0]);
  });

  it(`of a message above ${MAX_KERBEROS_MESSAGE} bytes only the kind is read`, () => {
    const turn = recordingTurn();
    const inside = [0xa1, 3, 2, 1, 5, 0xa2, 3, 2, 1, 10];
    const head = [0, 3, 0, 0, 0x6a, 0x84, 0, 2, 0xff, 0xfa, 0x30, 0x84, 0, 2, 0xff, 0xf4, ...inside];
    feedStream(kerberosOverTcp, [{ fromServer: false, bytes: Uint8Array.from(head) }], turn);
    expect(turn.messages.map(({ fn }) => fn)).toEqual([10]);
    expect(turn.anomalies).toEqual(['message-over-limit']);
    expect(turn.skipped).toEqual([{ bytes: 0x3_0004 - head.length, as: 'unrecognised' }]);
  });

  it(`${MAX_LISTED} addresses, proofs, kinds of encryption and parts of a name are read`, () => {
    const many = <T>(count: number, one: T): T[] => Array.from({ length: count }, () => one);
    const asked = (addresses: Uint8Array[], names = ['x']) => read(message(10, ber(0xa4, body('a', names, addresses))));
    expect(asked(many(MAX_LISTED, address(2, 192, 0, 2, 1))).anomalies).toEqual([]);
    expect(asked(many(MAX_LISTED + 1, address(2, 192, 0, 2, 1))).anomalies).toEqual(['elements-over-limit']);
    const service = asked([], many(MAX_LISTED + 1, 'p')).messages[0]?.fields['kerberos.service'] as string;
    expect(service.split('/')).toHaveLength(MAX_LISTED);
    const one = ber(0x30, ber(0xa1, integer(9)), ber(0xa2, ber(0x04)));
    expect(read(message(11, ber(0xa2, proofs(...many(MAX_LISTED + 1, one))))).anomalies).toEqual([
      'elements-over-limit',
    ]);
    const types = message(10, ber(0xa4, ber(0x30, ber(0xa8, ber(0x30, ...many(MAX_LISTED + 1, integer(3)))))));
    expect(read(types).messages[0]?.fields['kerberos.ENCTYPE']).toHaveLength(MAX_LISTED);
  });

  it('elements that do not fit, and bytes behind a message, are told', () => {
    const odd = read(message(14, ber(0xa3, principal('x'))));
    expect([odd.anomalies, odd.messages.length]).toEqual([['message-malformed'], 1]);
    const behind = read(together(apReply, Uint8Array.of(1, 2, 3)));
    expect([behind.anomalies, behind.unrecognisedBytes]).toEqual([['trailing-bytes'], 3]);
  });

  it('refuses what only looks like a message', () => {
    const probed = (bytes: Uint8Array) => kerberosOverTcp.probe(windowed(bytes), false);
    expect(probed(overTcp(asRequest))).toBe(YES);
    expect(probed(Uint8Array.of(0, 0, 1))).toBe(UNSURE);
    expect(probed(together(Uint8Array.of(0, 0, 0, 9), asRequest))).toBe(NO);
    expect(probed(ascii('GET / HTTP/1.1\r\n'))).toBe(NO);
    expect(kerberosOverUdp.probe(windowed(ticket(18)), false)).toBe(NO);
    const version4 = asRequest.slice();
    version4[version4.indexOf(5, 4)] = 4;
    expect(kerberosOverUdp.probe(windowed(version4), false)).toBe(NO);
  });
});
