import { expect, test } from 'vitest';
import { hex } from '../app/decoder-laws.cases.ts';
import type { PacketProtocol } from '../protocol.ts';
import { BAD, MORE } from '../verdict.ts';
import { eigrp, MAX_RECORDS as MAX_EIGRP_RECORDS } from './eigrp.ts';
import { isis, MAX_RECORDS as MAX_ISIS_RECORDS } from './isis.ts';
import { lacp, MAX_RECORDS as MAX_LACP_RECORDS } from './lacp.ts';
import { MAX_LINKS } from './ospf/advertisement.ts';
import { MAX_LISTED, ospf } from './ospf.ts';
import { readPacket } from './read-packet.cases.ts';
import * as messages from './routing/messages.cases.ts';
import { maskBits, MAX_NETWORKS } from './routing/told-networks.ts';

const SPEAKS = 'forwarding routing-protocol ip:192.0.2.1 -';
const reaches = (ip: string): string => `forwarding routing-protocol ip:192.0.2.1 ip:${ip}`;

test('an OSPF router says who it is, in which area, and whom it hears', () => {
  const { turn, left } = readPacket(ospf, messages.ospfHello);
  expect(turn.facts).toEqual([
    'claim ip:192.0.2.1 role ospf router',
    SPEAKS,
    'claim ip:192.0.2.1 description OSPF router 192.0.2.1, area 0.0.0.0',
  ]);
  expect(turn.messages[0]).toMatchObject({ fn: 1, fields: { 'ospf.hello.active_neighbor': '192.0.2.9' } });
  expect([turn.anomalies, turn.unrecognisedBytes, left]).toEqual([[], 0, 0]);
});

test('an OSPF update names the networks behind a router, its password is told', () => {
  const { turn } = readPacket(ospf, messages.ospfUpdate);
  expect(turn.messages[0]?.fields['ospf.network']).toEqual(['10.1.0.0/16', '203.0.113.0/24']);
  expect(turn.facts).toEqual(expect.arrayContaining([reaches('10.1.0.0'), reaches('203.0.113.0')]));
  expect(turn.anomalies).toEqual(['password-in-clear']);
  const three = readPacket(ospf, messages.ospf3Update).turn;
  expect(three.messages[0]?.fields['ospf.network']).toEqual(['2001:db8:1::/64', '2001:db8::/32']);
  expect([three.anomalies, three.unrecognisedBytes]).toEqual([[], 0]);
});

test('descriptions, requests and acknowledgments of OSPF list what they are about', () => {
  const header = '0001 02 05 cb007100 c0000201 80000001 0000 0024';
  const description = readPacket(
    ospf,
    hex('02 02 0034 c0000201 00000000 0000 0000 0000000000000000 05dc 02 07 00000009', header),
  ).turn;
  expect(description.messages[0]?.fields).toMatchObject({ 'ospf.db.dd_sequence': 9, 'ospf.lsa.id': '203.0.113.0' });
  const request = readPacket(
    ospf,
    hex('02 03 0024 c0000201 00000000 0000 0000 0000000000000000 00000005 cb007100 c0000201'),
  ).turn;
  expect(request.messages[0]?.fields).toMatchObject({ 'ospf.lsa': 5, 'ospf.lsa.id': '203.0.113.0' });
  const answer = readPacket(ospf, hex('02 05 002c c0000201 00000000 0000 0000 0000000000000000', header)).turn;
  expect(answer.messages[0]?.fields).toMatchObject({ 'ospf.lsa': 5, 'ospf.advrouter': '192.0.2.1' });
});

test('an EIGRP router says its AS and the version of its software', () => {
  const { turn } = readPacket(eigrp, messages.eigrpHello);
  expect(turn.facts).toEqual([
    SPEAKS,
    'claim ip:192.0.2.1 role eigrp router',
    'claim ip:192.0.2.1 description EIGRP router, AS 100',
    'claim ip:192.0.2.1 firmware IOS 15.4, EIGRP 1.2',
  ]);
  expect(readPacket(eigrp, messages.eigrpAcknowledgement).turn.messages[0]?.fn).toBe(8);
});

test('an EIGRP update names networks of either family, with old and with wide metrics', () => {
  const { turn, left } = readPacket(eigrp, messages.eigrpUpdate);
  expect(turn.messages[0]?.fields['eigrp.network']).toEqual([
    '192.0.2.0/24',
    '10.0.0.0/8',
    '2001:db8:1::/64',
    '198.51.100.0/24',
  ]);
  expect(turn.messages[0]?.fields['eigrp.extdata.origrid']).toBe('192.0.2.9');
  expect([turn.anomalies, turn.unrecognisedBytes, left]).toEqual([[], 0, 0]);
});

test('an IS-IS router says its system, area and address; its name stands for nobody where others pass it on', () => {
  const { turn, left } = readPacket(isis, messages.isisHello, { sender: 3, receiver: 4 });
  expect(turn.facts).toEqual([
    'forwarding routing-protocol mac:02:00:00:00:00:01 -',
    'claim mac:02:00:00:00:00:01 role isis router',
    'claim mac:02:00:00:00:00:01 description IS-IS router 1920.0000.0001, level 1',
  ]);
  expect(turn.messages[0]?.fields).toMatchObject({
    'isis.area_address': '490001',
    'isis.interface_address': '192.0.2.1',
  });
  expect([turn.anomalies, left]).toEqual([['password-in-clear'], 0]);
  const state = readPacket(isis, messages.isisLinkState).turn;
  expect(state.messages[0]?.fields['isis.network']).toEqual([
    '10.1.0.0/16',
    '198.51.100.0/24',
    '10.2.0.0/16',
    '2001:db8:2::/64',
  ]);
  expect(state.facts[1]).toBe('name self gate-1 -');
  // Only the records of the third network are left.
  expect([state.anomalies, state.unrecognisedBytes]).toEqual([[], 4]);
});

test('link aggregation names both systems', () => {
  const { turn, left } = readPacket(lacp, messages.lacpMessage);
  expect(turn.messages[0]).toMatchObject({
    fn: 1,
    fields: { 'lacp.actor.sysid': '02:00:00:00:00:aa', 'lacp.actor.port': 23, 'lacp.partner.key': 14 },
  });
  expect([turn.anomalies, left]).toEqual([[], 0]);
  expect(readPacket(lacp, messages.markerMessage).turn.messages[0]?.fn).toBe(2);
  expect(lacp.functionName(3)).toBe('link OAM');
});

test('what is none of these, or half of one, is said to be so', () => {
  const protocols: readonly [PacketProtocol, string, string][] = [
    [ospf, '04 01 0030 c0000201 00000000 0000 0000 0000000000000000', '02 01'],
    [eigrp, '01 05 0000 00000000 00000000 00000000 0000 0064', '02 05'],
    [isis, '82 1b 01 00 0f 01 00 00', '83 1b 01'],
    [lacp, '09 01', '01'],
  ];
  for (const [protocol, other, half] of protocols) {
    expect(readPacket(protocol, hex(other)).outcome).toBe(BAD);
    expect(readPacket(protocol, hex(half)).outcome).toBe(MORE);
  }
});

test('what is cut is an anomaly, wherever it is cut, and nothing is read behind it', () => {
  const cut = (protocol: PacketProtocol, bytes: Uint8Array): void => {
    for (let length = 0; length < bytes.length; length++) {
      const { turn, outcome, left } = readPacket(protocol, bytes.subarray(0, length));
      if (outcome === MORE) expect(turn.messages).toEqual([]);
      else expect(left).toBe(0);
      expect(Object.keys(protocol.anomalies)).toEqual(expect.arrayContaining(turn.anomalies));
    }
  };
  cut(ospf, messages.ospfUpdate);
  cut(ospf, messages.ospf3Update);
  cut(eigrp, messages.eigrpUpdate);
  cut(isis, messages.isisLinkState);
  cut(lacp, messages.lacpMessage);
});

test('masks with holes are none', () => {
  const bits = (text: string): number => maskBits(new DataView(hex(text).buffer), 0);
  expect(['ffffff00', '00000000', 'ffffffff', 'ff00ff00'].map(bits)).toEqual([24, 0, 32, -1]);
});

test('lists end at their limits', () => {
  const words = (count: number, text: string): string => text.repeat(count);
  const length = (bytes: number): string => bytes.toString(16).padStart(4, '0');
  const hello = (count: number): readonly string[] =>
    readPacket(
      ospf,
      hex(
        `02 01 ${length(44 + 4 * count)} c0000201 00000000 0000 0000 0000000000000000`,
        'ffffff00 000a 02 01 00000028 c0000201 00000000',
        words(count, 'c0000209'),
      ),
    ).turn.anomalies;
  expect([hello(MAX_LISTED), hello(MAX_LISTED + 1)]).toEqual([[], ['too-many-entries']]);

  // Of one router's links as many are walked, and of one packet's networks fewer are told.
  const links = (count: number): unknown => {
    const size = 24 + 12 * count;
    const { turn } = readPacket(
      ospf,
      hex(
        `02 04 ${length(28 + size)} c0000201 00000000 0000 0000 0000000000000000 00000001`,
        `0001 02 01 c0000201 c0000201 80000001 0000 ${length(size)} 0000 ${length(count)}`,
        words(count, '0a010000 ffff0000 03 00 000a'),
      ),
    );
    return [turn.facts.filter((fact) => fact === reaches('10.1.0.0')).length, turn.anomalies, turn.unrecognisedBytes];
  };
  expect(links(MAX_NETWORKS - 1)).toEqual([MAX_NETWORKS - 1, [], 0]);
  expect(links(MAX_LINKS)).toEqual([MAX_NETWORKS, ['too-many-entries'], 0]);
  expect(links(MAX_LINKS + 1)).toEqual([MAX_NETWORKS, ['too-many-entries'], 12]);

  const records = (count: number): readonly string[] =>
    readPacket(eigrp, hex('02 05 0000 00000000 00000000 00000000 0000 0064', words(count, '00050008 00000001'))).turn
      .anomalies;
  expect([records(MAX_EIGRP_RECORDS), records(MAX_EIGRP_RECORDS + 1)]).toEqual([[], ['too-many-entries']]);

  const isisRecords = (count: number): readonly string[] =>
    readPacket(
      isis,
      hex(
        '83 1b 01 00 0f 01 00 00 01 192000000001 001e',
        length(27 + 2 * count),
        '40 19200000000101',
        words(count, '0800'),
      ),
    ).turn.anomalies;
  expect([isisRecords(MAX_ISIS_RECORDS), isisRecords(MAX_ISIS_RECORDS + 1)]).toEqual([[], ['too-many-entries']]);

  const lacpRecords = (count: number): readonly string[] =>
    readPacket(lacp, hex('01 01', words(count, '0302'))).turn.anomalies;
  expect([lacpRecords(MAX_LACP_RECORDS), lacpRecords(MAX_LACP_RECORDS + 1)]).toEqual([[], ['too-many-entries']]);
});
