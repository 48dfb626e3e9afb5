import { describe, expect, test } from 'vitest';
import { recordingTurn } from '../../../test/support/recording-turn.ts';
import { hex } from '../link/walk-link.cases.ts';
import { Cursor } from '../../kernel/cursor.ts';
import { icmpv6 } from './icmpv6.ts';
import { MAX_OPTIONS } from './neighbour-discovery.ts';
import { readPacket } from './read-packet.cases.ts';

const TARGET = '20010db8000000000000000000000007';
const OTHER = '20010db8000100000000000000000009';
const SOURCE_MAC = '01 01 020000000001';
const TARGET_MAC = '02 01 020000000007';

const onLink = { ttl: 255 };
const facts = (text: string): readonly string[] => readPacket(icmpv6, hex(text), onLink).turn.facts;

describe('neighbours', () => {
  test('a solicitation binds its sender and wants its target', () => {
    expect(facts(`87 00 0000 00000000 ${TARGET} ${SOURCE_MAC}`)).toEqual([
      'binding mac:02:00:00:00:00:01 ip:192.0.2.1 neighbour-discovery',
      'forwarding wanted ip:2001:db8::7 -',
    ]);
  });
  test('a host that asks before taking an address wants nothing, and claims it', () => {
    const turn = recordingTurn({ ttl: 255 });
    Object.assign(turn, { sender: turn.ip(new Uint8Array(16), 0, 16) });
    icmpv6.parse(new Cursor().over(hex(`87 00 0000 00000000 ${TARGET}`)), turn);
    expect(turn.facts).toEqual(['binding mac:02:00:00:00:00:01 ip:2001:db8::7 neighbour-discovery']);
  });
  test('an advertisement binds the target, and a router says that it is one', () => {
    expect(facts(`88 00 0000 e0000000 ${TARGET} ${TARGET_MAC}`)).toEqual([
      'binding mac:02:00:00:00:00:07 ip:2001:db8::7 neighbour-discovery',
      'claim ip:2001:db8::7 role router',
    ]);
    expect(facts(`88 00 0000 60000000 ${TARGET}`)).toEqual([]);
  });
  test('what crossed a router cannot speak for the link', () => {
    const { turn } = readPacket(icmpv6, hex(`88 00 0000 e0000000 ${TARGET} ${TARGET_MAC}`), { ttl: 254 });
    expect([turn.anomalies, turn.facts, turn.messages.length]).toEqual([['hop-limit'], [], 1]);
  });
});

describe('routers', () => {
  test('an advertisement names prefixes, routes, DNS servers and the MTU', () => {
    const { turn } = readPacket(
      icmpv6,
      hex(`86 00 0000 40 c0 0708 00000000 00000000        // hop limit 64, managed and other, 1800 s
           ${SOURCE_MAC}
           03 04 40 c0 00278d00 00093a80 00000000 20010db8000200000000000000000000  // prefix /64
           05 01 0000 00000594                            // MTU 1428
           18 02 30 00 00000e10 20010db800030000          // route /48 in eight bytes
           19 03 0000 00000e10 ${OTHER}                   // DNS server`),
      onLink,
    );
    expect(turn.facts).toEqual([
      'binding mac:02:00:00:00:00:01 ip:192.0.2.1 neighbour-discovery',
      'forwarding router-advertisement ip:192.0.2.1 ip:2001:db8:2::',
      'claim ip:192.0.2.1 mtu 1428',
      'forwarding router-advertisement ip:192.0.2.1 ip:2001:db8:3::',
      'claim ip:2001:db8:1::9 role dns-server',
    ]);
    expect(turn.messages[0]?.fields).toMatchObject({
      'icmpv6.nd.ra.router_lifetime': 1800,
      'icmpv6.opt.prefix': '2001:db8:2::/64',
      'icmpv6.opt.route': '2001:db8:3::/48',
      'icmpv6.opt.rdnss': '2001:db8:1::9',
    });
  });
  test('an advertisement without prefixes still names the router', () => {
    expect(facts('86 00 0000 40 00 0708 00000000 00000000')).toEqual([
      'forwarding router-advertisement ip:192.0.2.1 -',
    ]);
  });
  test('a redirect names the better hop and the destination', () => {
    expect(facts(`89 00 0000 00000000 ${TARGET} ${OTHER} ${TARGET_MAC}`)).toEqual([
      'binding mac:02:00:00:00:00:07 ip:2001:db8::7 neighbour-discovery',
      'forwarding redirect ip:2001:db8::7 ip:2001:db8:1::9',
    ]);
  });
});

describe('errors', () => {
  const quote = `60000000 0008 11 40 ${TARGET} ${OTHER} 03e8 0035 0008 0000`;
  test.each([
    ['01 03 0000 00000000', ['forwarding unreachable ip:192.0.2.1 ip:2001:db8:1::9']],
    ['03 00 0000 00000000', ['forwarding ttl-exceeded ip:192.0.2.1 ip:2001:db8:1::9']],
    ['03 01 0000 00000000', []],
    ['02 00 0000 00000594', ['forwarding too-big ip:192.0.2.1 ip:2001:db8:1::9', 'claim ip:192.0.2.1 mtu 1428']],
  ])('%s', (header, expected) => {
    expect(facts(`${header} ${quote}`)).toEqual(expected);
  });
});

describe('hostile options', () => {
  test('an option of length zero ends the reading', () => {
    const { turn } = readPacket(icmpv6, hex(`87 00 0000 00000000 ${TARGET} 0100 ${SOURCE_MAC}`), onLink);
    expect(turn.anomalies).toEqual(['option-length']);
  });
  test('an option longer than the message ends the reading', () => {
    const { turn } = readPacket(icmpv6, hex(`87 00 0000 00000000 ${TARGET} 01 02 020000000001`), onLink);
    expect(turn.anomalies).toEqual(['option-length']);
  });
  test('no more options are read than the limit', () => {
    const { turn } = readPacket(icmpv6, hex(`85 00 0000 00000000 ${SOURCE_MAC.repeat(MAX_OPTIONS + 5)}`), onLink);
    expect([turn.anomalies, turn.facts.length]).toEqual([['too-many-options'], MAX_OPTIONS]);
  });
});
