import { expect, test } from 'vitest';
import { hex } from '../link/walk-link.cases.ts';
import { BAD, MORE } from '../verdict.ts';
import { igmp } from './igmp.ts';
import { readPacket } from './read-packet.cases.ts';
import { pvst, stp } from './stp.ts';
import { vrrp } from './vrrp.ts';

const onLink = { ttl: 255 };

test('a VRRP speaker names the addresses that its virtual router shares', () => {
  const { turn, left } = readPacket(vrrp, hex('21 07 64 02 00 01 0000 0a0000fe 0a0000fd 0000000000000000'), onLink);
  expect(turn.facts).toEqual([
    'forwarding virtual-router ip:192.0.2.1 ip:10.0.0.254',
    'forwarding virtual-router ip:192.0.2.1 ip:10.0.0.253',
  ]);
  expect(turn.messages[0]?.fields).toMatchObject({ 'vrrp.version': 2, 'vrrp.virt_rtr_id': 7, 'vrrp.prio': 100 });
  expect([turn.anomalies, left]).toEqual([[], 0]);
});

test('version 3 carries either family, told by its length', () => {
  expect(readPacket(vrrp, hex('31 07 64 01 0064 0000 0a0000fe'), onLink).turn.facts).toEqual([
    'forwarding virtual-router ip:192.0.2.1 ip:10.0.0.254',
  ]);
  expect(readPacket(vrrp, hex('31 07 64 01 0064 0000 fe800000000000000000000000000001'), onLink).turn.facts).toEqual([
    'forwarding virtual-router ip:192.0.2.1 ip:fe80::1',
  ]);
});

test('from beyond a router VRRP proves nothing', () => {
  const { turn } = readPacket(vrrp, hex('21 07 64 01 00 01 0000 0a0000fe'), { ttl: 64 });
  expect([turn.anomalies, turn.facts]).toEqual([['hop-limit'], []]);
});

test('fewer addresses than counted, and a password in clear, are told', () => {
  const { turn } = readPacket(vrrp, hex('21 07 64 ff 01 01 0000 0a0000fe 00'), onLink);
  expect([turn.anomalies, turn.facts.length]).toEqual([['password-in-clear', 'cut-short'], 1]);
});

test('another version is no VRRP, and half a header no message', () => {
  expect(readPacket(vrrp, hex('41 07 64 01 00 01 0000')).outcome).toBe(BAD);
  expect(readPacket(vrrp, hex('21 07 64')).outcome).toBe(MORE);
});

test('whoever asks for group members is a querier', () => {
  const { turn } = readPacket(igmp, hex('11 64 0000 00000000'));
  expect(turn.facts).toEqual(['claim ip:192.0.2.1 role multicast-querier']);
  expect(readPacket(igmp, hex('16 00 0000 e00000fb')).turn.messages[0]?.fields['igmp.maddr']).toBe('224.0.0.251');
  expect(igmp.functionName(0x22)).toBe('version 3 membership report');
  expect(readPacket(igmp, hex('77 00 0000 00000000')).turn.anomalies).toEqual(['unknown-type']);
});

test('who sends spanning tree messages is a bridge', () => {
  const message = hex(`0000 02 02 3c      // protocol, version, rapid, flags
    8000 0200000000aa              // root
    00004e20                       // cost 20,000
    8000 0200000000bb              // bridge
    8001 0000 1400 0200 0f00 00    // port, age, maximum, hello, forward, version 1 length`);
  for (const protocol of [stp, pvst]) {
    const { turn, outcome } = readPacket(protocol, message);
    expect(outcome).toBe(1);
    expect(turn.facts).toEqual(['claim mac:02:00:00:00:00:01 role bridge']);
    expect(turn.messages[0]).toMatchObject({
      fn: 2,
      fields: { 'stp.root.hw': '02:00:00:00:00:aa', 'stp.root.cost': 20000, 'stp.bridge.hw': '02:00:00:00:00:bb' },
    });
    expect(turn.unrecognisedBytes).toBe(0);
  }
  expect(readPacket(stp, hex('0000 00 80')).turn.messages[0]?.fn).toBe(0x80);
  expect(readPacket(stp, hex('0001 00 01')).outcome).toBe(BAD);
  expect(readPacket(stp, hex('0000 00 00 00')).turn.anomalies).toEqual(['cut-short']);
});
