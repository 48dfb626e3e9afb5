import { expect, test } from 'vitest';
import { hex } from '../link/walk-link.cases.ts';
import { MORE } from '../verdict.ts';
import { MAX_IPCP_OPTIONS, ppp } from './ppp.ts';
import { readPacket } from './read-packet.cases.ts';

const named = (text: string): string | undefined =>
  ppp.functionName(readPacket(ppp, hex(text)).turn.messages[0]?.fn ?? 0);

test('PPP says how a link is set up', () => {
  expect(named('c021 01 07 000a 0506 11223344')).toBe('LCP Configure-Request');
  expect(named('8021 02 07 000a 0306 c0000201')).toBe('IPCP Configure-Ack');
  expect(named('80fd 05 07 0004')).toBe('CCP Terminate-Request');
  expect(named('c021 63 07 0004')).toBe('LCP code 99');
  expect(named('c025 0000')).toBe('link quality report');
  expect(named('c227 01 07 0005 01')).toBe('EAP Request');
  expect(readPacket(ppp, hex('8021 02 07 000a 0306 c0000201')).turn.messages[0]?.fields).toMatchObject({
    'ppp.protocol': 0x8021,
    'ppp.code': 2,
    'ppp.identifier': 7,
    'ppp.length': 10,
    'ipcp.opt.ip_address': '192.0.2.1',
  });
});

test('PPP says who signs in, and that a password was sent, but not the password', () => {
  const { turn } = readPacket(ppp, hex('c023 01 01 000e 04 75736572 04 70617373'));
  expect(turn.facts).toEqual(['claim ip:192.0.2.1 user user']);
  expect(turn.anomalies).toEqual(['password-in-clear']);
  expect(JSON.stringify(turn.messages)).not.toContain('pass');
  expect(readPacket(ppp, hex('c023 01 01 000a 04 75736572 00')).turn.anomalies).toEqual([]);
  expect(readPacket(ppp, hex('c023 01 01 0006 09 75')).turn.facts).toEqual([]);
});

test('PPP: a challenge bears the name of the router, its answer that of the user', () => {
  const name = '04 11223344 72746572';
  expect(readPacket(ppp, hex(`c223 01 01 000d ${name}`)).turn.facts).toEqual(['claim ip:192.0.2.1 hostname rter']);
  expect(readPacket(ppp, hex(`c223 02 01 000d ${name}`)).turn.facts).toEqual(['claim ip:192.0.2.1 user rter']);
});

test('PPP counts compressed datagrams as encrypted, and others as unread', () => {
  const compressed = readPacket(ppp, hex('fd 5e5e5e5e')).turn;
  expect([compressed.encryptedBytes, compressed.unrecognisedBytes]).toEqual([4, 0]);
  expect(ppp.functionName(compressed.messages[0]?.fn ?? 0)).toBe('compressed or encrypted datagram');
  expect(readPacket(ppp, hex('003d c0000000 ff')).turn.unrecognisedBytes).toBe(5);
});

test('PPP says what does not fit', () => {
  expect(readPacket(ppp, hex('c021 01 07 0040 0506')).turn.anomalies).toEqual(['length-bad']);
  expect(readPacket(ppp, hex('8021 01 07 0008 0309 c000')).turn.anomalies).toEqual(['length-bad']);
  for (const cut of ['', 'c0', 'c021 01', 'c021 01 07 00']) expect(readPacket(ppp, hex(cut)).outcome).toBe(MORE);
});

test(`PPP reads ${MAX_IPCP_OPTIONS} options of an IPCP packet`, () => {
  const packet = (options: number): Uint8Array =>
    hex(`8021 01 07 ${(4 + options * 2).toString(16).padStart(4, '0')} ${'8102'.repeat(options)}`);
  expect(readPacket(ppp, packet(MAX_IPCP_OPTIONS)).turn.anomalies).toEqual([]);
  expect(readPacket(ppp, packet(MAX_IPCP_OPTIONS + 1)).turn.anomalies).toEqual(['options-over-limit']);
});
