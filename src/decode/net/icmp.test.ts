import { describe, expect, test } from 'vitest';
import { hex } from '../link/walk-link.cases.ts';
import { MORE } from '../verdict.ts';
import { icmp, MAX_ROUTERS } from './icmp.ts';
import { readPacket } from './read-packet.cases.ts';

/** UDP from 10.0.0.5 port 1000 to 198.51.100.7 port 53, as an error quotes it. */
const QUOTE = '45 00 0030 0001 4000 01 11 0000 0a000005 c6336407  03e8 0035 001c 0000';

const facts = (text: string): readonly string[] => readPacket(icmp, hex(text)).turn.facts;

describe('errors betray who forwards', () => {
  test('a router that lets a packet die names itself and the lost destination', () => {
    expect(facts(`0b 00 0000 00000000 ${QUOTE}`)).toEqual(['forwarding ttl-exceeded ip:192.0.2.1 ip:198.51.100.7']);
  });
  test('a host that waited in vain for fragments is no router', () => {
    expect(facts(`0b 01 0000 00000000 ${QUOTE}`)).toEqual([]);
  });
  test('unreachable names the sender and the lost destination', () => {
    expect(facts(`03 01 0000 00000000 ${QUOTE}`)).toEqual(['forwarding unreachable ip:192.0.2.1 ip:198.51.100.7']);
  });
  test('fragmentation needed tells the MTU of the next link', () => {
    expect(facts(`03 04 0000 0000 0596 ${QUOTE}`)).toEqual([
      'forwarding too-big ip:192.0.2.1 ip:198.51.100.7',
      'claim ip:192.0.2.1 mtu 1430',
    ]);
  });
  test('a router older than RFC 1191 tells no MTU', () => {
    expect(facts(`03 04 0000 0000 0000 ${QUOTE}`)).toEqual(['forwarding too-big ip:192.0.2.1 ip:198.51.100.7']);
  });
  test('a redirect names the better router and the destination it is for', () => {
    expect(facts(`05 01 0000 0a0000fe ${QUOTE}`)).toEqual(['forwarding redirect ip:10.0.0.254 ip:198.51.100.7']);
  });
  test("a carrier's address in the quoted header is told", () => {
    expect(facts(`0b 00 0000 00000000 ${QUOTE.replace('0a000005', '64400005')}`)[0]).toBe(
      'claim ip:192.0.2.1 address-in-payload 100.64.0.5',
    );
  });
  test('the quoted header is shown, with the ports that follow it', () => {
    expect(readPacket(icmp, hex(`03 03 0000 00000000 ${QUOTE}`)).turn.messages[0]).toEqual({
      fn: 0x0303,
      fields: {
        'icmp.type': 3,
        'icmp.code': 3,
        'quoted.src': '10.0.0.5',
        'quoted.dst': '198.51.100.7',
        'quoted.ttl': 1,
        'quoted.proto': 17,
        'quoted.srcport': 1000,
        'quoted.dstport': 53,
      },
    });
  });
  test('the ports of a quoted later fragment are not made up', () => {
    const later = QUOTE.replace('0001 4000', '0001 0010');
    expect(readPacket(icmp, hex(`03 03 0000 00000000 ${later}`)).turn.messages[0]?.fields).not.toHaveProperty(
      'quoted.srcport',
    );
  });
  test('an error that quotes too little still counts, without a destination', () => {
    const { turn } = readPacket(icmp, hex('03 01 0000 00000000 4500'));
    expect([turn.anomalies, turn.facts]).toEqual([['quote-unreadable'], ['forwarding unreachable ip:192.0.2.1 -']]);
  });
});

test('routers that RFC 1256 advertises are named, up to a limit', () => {
  expect(facts('09 00 0000 02 02 0708 0a0000fe 00000000 0a0000fd 00000000')).toEqual([
    'forwarding router-advertisement ip:10.0.0.254 -',
    'forwarding router-advertisement ip:10.0.0.253 -',
  ]);
  expect(facts(`09 00 0000 ff 02 0708 ${'0a0000fe 00000000'.repeat(255)}`).length).toBe(MAX_ROUTERS);
  expect(facts('09 00 0000 ff 00 0708 0a0000fe 00000000')).toEqual([]);
});

test('an echo shows identifier and sequence', () => {
  expect(readPacket(icmp, hex('08 00 0000 1234 0001 6162')).turn.messages[0]?.fields).toMatchObject({
    'icmp.ident': 0x1234,
    'icmp.seq': 1,
  });
});

test('types and codes have names; what has none is an anomaly', () => {
  expect(icmp.functionName(0x0303)).toBe('destination unreachable: port unreachable');
  expect(icmp.functionName(0x0800)).toBe('echo request');
  expect(icmp.functionName(0x0b00)).toBe('time exceeded: time to live exceeded');
  expect(icmp.functionName(0xc800)).toBeUndefined();
  expect(readPacket(icmp, hex('c8 00 0000 00000000')).turn.anomalies).toEqual(['unknown-type']);
});

test('fewer than eight bytes are no message', () => {
  expect(readPacket(icmp, hex('08 00 0000 1234 00')).outcome).toBe(MORE);
});
