import { describe, expect, it } from 'vitest';
import { NO, YES } from '../verdict.ts';
import { ascii, datagramLaws, hex, readDatagram, together, windowed } from './decoder-laws.cases.ts';
import { MAX_PACK_ELEMENTS, MAX_PACK_VALUES } from './softether/pack.ts';
import { softether } from './softether.ts';

const four = (value: number): Uint8Array => hex(value.toString(16).padStart(8, '0'));
/** Name with its length, one more than it is; type, number of values, values. */
const element = (name: string, type: number, ...values: readonly Uint8Array[]): Uint8Array =>
  together(four(name.length + 1), ascii(name), four(type), four(values.length), ...values);
const text = (name: string, value: string): Uint8Array => element(name, 2, together(four(value.length), ascii(value)));
const pack = (...elements: readonly Uint8Array[]): Uint8Array => together(four(elements.length), ...elements);

const REGISTER = pack(
  text('host_name', 'crane-vpn'),
  text('opcode', 'nat_t_register'),
  text('private_ip', '192.168.3.2'),
  element('private_port', 0, four(51381)),
  text('product_str', 'SoftEther OSS'),
  element('session_key', 4, hex('1122334455667788')),
  text('svc_name', 'SoftEther_VPN'),
  text('token', '5E5E'),
  text('ddns_fqdn', 'Crane.softether.example'),
);
const ANSWER = pack(element('isret', 0, four(1)), text('opcode', 'nat_t_register'), text('your_ip', '100.64.0.9'));
const TOKEN = pack(text('opcode', 'get_token'), element('tran_id', 4, hex('0102030405060708')));
const TOLD = ascii('IP=203.0.113.5,PORT=51381');

datagramLaws(softether, [REGISTER, ANSWER, TOKEN, TOLD]);

describe('SoftEther’s NAT traversal', () => {
  it('says what a VPN server calls itself, inside and outside, and keeps no key', () => {
    const { facts, messages } = readDatagram(softether, REGISTER).turn;
    expect(facts).toEqual([
      'claim ip:192.0.2.1 hostname crane-vpn',
      'claim ip:192.0.2.1 description inside as 192.168.3.2',
      'claim ip:192.0.2.1 model SoftEther OSS',
      'claim ip:192.0.2.1 service-type SoftEther_VPN',
      'name self crane.softether.example ip:192.0.2.1',
    ]);
    expect(JSON.stringify(messages)).not.toMatch(/5E5E|1122334455667788/);
  });

  it('names operations and answers', () => {
    const names = [REGISTER, ANSWER, TOKEN, TOLD, ascii('A')].map((bytes) =>
      softether.functionName(readDatagram(softether, bytes).turn.messages[0]?.fn ?? 0),
    );
    expect(names).toEqual(['register', 'register answer', 'get token', 'address told', 'ask for own address']);
  });

  it('says with what address a host is seen outside, and whether it is a carrier’s', () => {
    expect(readDatagram(softether, TOLD).turn.facts).toEqual([
      'claim ip:192.0.2.2 description seen from outside as 203.0.113.5',
    ]);
    expect(readDatagram(softether, ANSWER).turn.facts).toContain('claim ip:192.0.2.1 address-in-payload 100.64.0.9');
  });

  it('takes no single letter and no other text for its own', () => {
    for (const bytes of [ascii('A'), ascii('IP=here,PORT=51381'), ascii('IP=203.0.113.5,PORT=x'), hex('00000000')])
      expect(softether.probe(windowed(bytes), false)).toBe(NO);
    expect(softether.probe(windowed(together(TOKEN, hex('00'))), false)).toBe(NO);
    expect(readDatagram(softether, ascii('what?')).turn).toMatchObject({
      anomalies: ['message-bad'],
      unrecognisedBytes: 5,
    });
  });

  it(`reads packs of ${MAX_PACK_ELEMENTS} elements, each of ${MAX_PACK_VALUES} values`, () => {
    const elements = (count: number): Uint8Array =>
      pack(...Array.from({ length: count }, () => element('a', 0, four(1))));
    expect(softether.probe(windowed(elements(MAX_PACK_ELEMENTS)), false)).toBe(YES);
    expect(softether.probe(windowed(elements(MAX_PACK_ELEMENTS + 1)), false)).toBe(NO);
    const values = (count: number): Uint8Array =>
      pack(element('a', 0, ...Array.from({ length: count }, () => four(1))));
    expect(softether.probe(windowed(values(MAX_PACK_VALUES)), false)).toBe(YES);
    expect(softether.probe(windowed(values(MAX_PACK_VALUES + 1)), false)).toBe(NO);
  });
});
