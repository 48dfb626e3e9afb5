import { describe, expect, test } from 'vitest';
import { hex } from '../link/walk-link.cases.ts';
import { DONE, MORE } from '../verdict.ts';
import { arp, rarp } from './arp.ts';
import { readPacket } from './read-packet.cases.ts';

const ETHERNET = '0001 0800 06 04 '; // hardware type, protocol type, their lengths
const ME = '020000000001 ';
const OTHER = '020000000002 ';
const NOBODY = '000000000000 ';
const IP_1 = '0a000001 ';
const IP_2 = '0a000002 ';
const ZERO = '00000000 ';

const facts = (text: string): readonly string[] => readPacket(arp, hex(text)).turn.facts;

describe('what ARP says', () => {
  test('a request binds its sender and wants its target', () => {
    expect(facts(`${ETHERNET} 0001 ${ME}${IP_1}${NOBODY}${IP_2}`)).toEqual([
      'binding mac:02:00:00:00:00:01 ip:10.0.0.1 arp-request',
      'forwarding wanted ip:10.0.0.2 -',
    ]);
  });
  test('a reply binds its sender, and only its sender', () => {
    expect(facts(`${ETHERNET} 0002 ${ME}${IP_1}${OTHER}${IP_2}`)).toEqual([
      'binding mac:02:00:00:00:00:01 ip:10.0.0.1 arp-reply',
    ]);
  });
  test.each([
    ['request', '0001'],
    ['reply', '0002'],
  ])('a gratuitous %s is an announcement, and wants nothing', (_name, operation) => {
    const { turn } = readPacket(arp, hex(`${ETHERNET} ${operation} ${ME}${IP_1}${NOBODY}${IP_1}`));
    expect(turn.facts).toEqual(['binding mac:02:00:00:00:00:01 ip:10.0.0.1 arp-announcement']);
    expect(turn.messages[0]?.fields['arp.isgratuitous']).toBe(true);
  });
  test('a probe says which address its sender is about to take, and owns none yet', () => {
    const { turn } = readPacket(arp, hex(`${ETHERNET} 0001 ${ME}${ZERO}${NOBODY}${IP_2}`));
    expect(turn.facts).toEqual(['binding mac:02:00:00:00:00:01 ip:10.0.0.2 arp-probe']);
    expect(turn.messages[0]?.fields['arp.isprobe']).toBe(true);
  });
  test('a reply with no address in it binds nothing', () => {
    expect(facts(`${ETHERNET} 0002 ${ME}${ZERO}${OTHER}${IP_2}`)).toEqual([]);
  });
  test('InARP answers bind as replies do', () => {
    expect(facts(`${ETHERNET} 0009 ${ME}${IP_1}${OTHER}${IP_2}`)).toEqual([
      'binding mac:02:00:00:00:00:01 ip:10.0.0.1 arp-reply',
    ]);
  });
  test('a RARP server tells another host its address', () => {
    const { turn } = readPacket(rarp, hex(`${ETHERNET} 0004 ${ME}${IP_1}${OTHER}${IP_2}`));
    expect(turn.facts).toEqual([
      'binding mac:02:00:00:00:00:01 ip:10.0.0.1 arp-reply',
      'binding mac:02:00:00:00:00:02 ip:10.0.0.2 arp-reply',
    ]);
  });
  test('fields bear the names and values that Wireshark shows', () => {
    const { turn } = readPacket(arp, hex(`${ETHERNET} 0001 ${ME}${IP_1}${NOBODY}${IP_2}`));
    expect(turn.messages).toEqual([
      {
        fn: 1,
        fields: {
          'arp.opcode': 1,
          'arp.hw.type': 1,
          'arp.proto.type': 0x0800,
          'arp.src.hw_mac': '02:00:00:00:00:01',
          'arp.src.proto_ipv4': '10.0.0.1',
          'arp.dst.hw_mac': '00:00:00:00:00:00',
          'arp.dst.proto_ipv4': '10.0.0.2',
        },
      },
    ]);
  });
});

describe('what is odd about ARP', () => {
  test('a sender other than the frame’s is told, and its claim kept', () => {
    const { turn } = readPacket(arp, hex(`${ETHERNET} 0002 020000000099 ${IP_1}${OTHER}${IP_2}`));
    expect(turn.anomalies).toEqual(['sender-differs']);
    expect(turn.facts).toEqual(['binding mac:02:00:00:00:00:99 ip:10.0.0.1 arp-reply']);
  });
  test('a group address owns nothing', () => {
    const { turn } = readPacket(arp, hex(`${ETHERNET} 0002 ffffffffffff ${IP_1}${OTHER}${IP_2}`));
    expect([turn.anomalies, turn.facts]).toEqual([['sender-differs', 'group-sender'], []]);
  });
  test('other address types are counted and not read', () => {
    const { turn, outcome } = readPacket(arp, hex('0007 0800 01 04 0001 01 0a000001 00 0a000002'));
    expect([outcome, turn.anomalies, turn.facts, turn.unrecognisedBytes]).toEqual([
      DONE,
      ['unusual-addresses'],
      [],
      10,
    ]);
  });
  test('cut in its header it is no message, cut in its addresses it is one without facts', () => {
    expect(readPacket(arp, hex('0001 0800 06 04 00')).outcome).toBe(MORE);
    const { turn } = readPacket(arp, hex(`${ETHERNET} 0001 ${ME}${IP_1}`));
    expect([turn.messages.length, turn.anomalies, turn.facts]).toEqual([1, ['cut-short'], []]);
  });
  test('its padding is left to the driver', () => {
    expect(readPacket(arp, hex(`${ETHERNET} 0001 ${ME}${IP_1}${NOBODY}${IP_2}${'00'.repeat(18)}`)).left).toBe(18);
  });
});
