import { describe, expect, it } from 'vitest';
import { EACH_WAY, INNER_PPP } from '../inner-kind.ts';
import { BAD, NO, YES } from '../verdict.ts';
import { ascii, datagramLaws, hex, readDatagram, together, windowed } from './decoder-laws.cases.ts';
import { MAX_ATTRIBUTES } from './l2tp/read-attributes.ts';
import { l2tp } from './l2tp.ts';

function attribute(type: string, value: Uint8Array, flags = 0x8000, vendor = '0000'): Uint8Array {
  const head = (flags | (value.length + 6)).toString(16).padStart(4, '0');
  return together(hex(head, vendor, type), value);
}

function control(type: string, ...attributes: readonly Uint8Array[]): Uint8Array {
  const body = together(attribute('0000', hex(type)), ...attributes);
  const length = (12 + body.length).toString(16).padStart(4, '0');
  return together(hex('c802', length, '0000 0000 0000 0000'), body); // flags, length, tunnel, session, Ns, Nr
}

const START = control(
  '0001',
  attribute('0002', hex('0100')), // protocol version 1.0
  attribute('0006', hex('0690')), // firmware
  attribute('0007', ascii('RUT955')), // host name
  attribute('0008', ascii('xelerance.com\u0000')), // vendor
  attribute('0009', hex('0017')), // tunnel 23
  attribute('000d', hex('5e'.repeat(16)), 0xc000), // hidden
  attribute('0001', hex('0001'), 0, '0009'), // of Cisco
);
const STOP = control('0004', attribute('0001', hex('0006 0000')));
const EMPTY = hex('c802 000c 0017 0000 0001 0001');
const START_3 = hex('c803 001e 00000000 0000 0000 8008 0000 0000 0001 800a 0000 003d 0000002a');

datagramLaws(l2tp, [START, STOP, EMPTY, START_3]);

describe('L2TP', () => {
  it('says by what name and of what make a peer builds a tunnel', () => {
    const { facts, encryptedBytes, messages } = readDatagram(l2tp, START).turn;
    expect(facts).toEqual([
      'claim ip:192.0.2.1 firmware 0690',
      'claim ip:192.0.2.1 hostname RUT955',
      'name self rut955 ip:192.0.2.1',
      'claim ip:192.0.2.1 vendor xelerance.com',
    ]);
    expect(encryptedBytes).toBe(16);
    expect(messages[0]?.fields).toMatchObject({ 'l2tp.avp.assigned_tunnel_id': 23, 'l2tp.avp.vendor_id': 9 });
  });

  it('names messages of both versions', () => {
    const names = [START, STOP, EMPTY, START_3].map((bytes) =>
      l2tp.functionName(readDatagram(l2tp, bytes).turn.messages[0]?.fn ?? 0),
    );
    expect(names).toEqual([
      'SCCRQ (start request)',
      'StopCCN (stop)',
      'ZLB (acknowledgement)',
      'SCCRQ (start request)',
    ]);
    expect(readDatagram(l2tp, STOP).turn.messages[0]?.fields['l2tp.result_code']).toBe(6);
    expect(readDatagram(l2tp, START_3).turn.messages[0]?.fields['l2tp.avp.assigned_control_conn_id']).toBe(42);
  });

  it('hands on the PPP packets of data, and is recognised by PPP in them', () => {
    const data = hex('4002 0014 0017 0001 ff03 0021', '45'.repeat(8)); // length, tunnel 23, session 1, PPP
    expect(l2tp.probe(windowed(data), false)).toBe(YES);
    expect(l2tp.probe(windowed(hex('0002 0017 0001 ff03 c021', '01'.repeat(8))), false)).toBe(YES);
    expect(l2tp.probe(windowed(hex('0002 0017 0001 c021', '01'.repeat(8))), false)).toBe(NO);
    expect(l2tp.probe(windowed(hex('4002 0014 0017 0001 ff03 1234', '45'.repeat(8))), false)).toBe(NO);
    expect(l2tp.probe(windowed(hex('4002 0010 0017 0001 0021', '45'.repeat(6))), false)).toBe(YES);
    expect(l2tp.probe(windowed(hex('4002 0011 0017 0001 0021', '45'.repeat(6))), false)).toBe(NO);
    const { messages, inner } = readDatagram(l2tp, data).turn;
    expect(l2tp.functionName(messages[0]?.fn ?? 0)).toBe('data');
    expect(inner).toEqual([{ payload: INNER_PPP, at: 48, length: 12, id: 0x0017_0001, how: EACH_WAY }]);
    expect(l2tp.tunnelName?.(0x0017_0001, EACH_WAY)).toBe('session 23:1');
    expect(messages[0]?.fields).toMatchObject({ 'l2tp.tunnel': 23, 'l2tp.session': 1 });
    expect(readDatagram(l2tp, hex('0003 0000 00000007', '45'.repeat(8))).turn.unrecognisedBytes).toBe(8);
    const padded = readDatagram(l2tp, hex('0a02 0017 0001 0001 0002 0002', '0000', '45'.repeat(4))).turn;
    expect(padded.inner).toMatchObject([{ at: 54, length: 4 }]);
    expect(readDatagram(l2tp, hex('4002 0020 0017 0001 ff03 0021')).turn.anomalies).toEqual(['length-bad']);
    expect(readDatagram(l2tp, hex('3002 0017 0001 ff03')).outcome).toBe(BAD);
    expect(readDatagram(l2tp, hex('0005 0017 0001 ff03')).outcome).toBe(BAD);
  });

  it('counts what does not fit', () => {
    expect(readDatagram(l2tp, together(STOP, hex('00 00'))).turn).toMatchObject({
      anomalies: ['length-bad'],
      unrecognisedBytes: 2,
    });
    const odd = STOP.slice();
    odd[21] = 0xff;
    expect(readDatagram(l2tp, odd).turn.anomalies).toEqual(['avp-bad']);
  });

  it(`reads ${MAX_ATTRIBUTES} attributes of one message`, () => {
    const many = (count: number): Uint8Array =>
      control('0006', ...Array.from({ length: count - 1 }, () => attribute('0024', hex('5e5e'))));
    expect(readDatagram(l2tp, many(MAX_ATTRIBUTES)).turn.anomalies).toEqual([]);
    expect(readDatagram(l2tp, many(MAX_ATTRIBUTES + 1)).turn).toMatchObject({
      anomalies: ['avps-over-limit'],
      unrecognisedBytes: 8,
    });
  });
});
