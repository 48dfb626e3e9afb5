import { expect, test } from 'vitest';
import { Cursor } from '../../kernel/cursor.ts';
import { NO, YES } from '../verdict.ts';
import { dnsOverUdp } from './dns.ts';
import { ntp } from './ntp.ts';

/** Messages of other protocols that were once taken for these, found by reading all real captures beside tshark. */
const over = (hex: string): Cursor => new Cursor().over(new Uint8Array(Buffer.from(hex.replaceAll(' ', ''), 'hex')));

test('the session start of HART-IP is no DNS query whose name was cut after its first octet', () => {
  expect(dnsOverUdp.probe(over('0100 0000 0002 000d 0100 0075 30'), false)).toBe(NO);
});

test('a DNS query that the capture cut inside its name still is one', () => {
  expect(dnsOverUdp.probe(over('1a2b 0100 0001 0000 0000 0000 0763 7261 6e65'), false)).toBe(YES);
});

test('a handshake record of early DTLS is no request for the status of a clock', () => {
  expect(ntp.probe(over('16 0100 0000 0000 0000 0000 000f 0300 0003 0000 0000 0000 0300 00'), true)).toBe(NO);
});

test('a request for the status of a clock is one', () => {
  expect(ntp.probe(over('16 01 0001 0000 0000 0000 0000'), false)).toBe(YES);
});
