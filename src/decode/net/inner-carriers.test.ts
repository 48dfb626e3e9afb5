import { expect, test } from 'vitest';
import {
  EACH_WAY,
  INNER_ETHERNET,
  INNER_IP,
  INNER_PPP,
  INNER_WIRELESS,
  OTHER_NUMBER,
  WITHOUT_ENDS,
} from '../inner-kind.ts';
import { ETHERNET, PING, PING6 } from '../inner-packets.cases.ts';
import { MAX_LABELS } from '../link/mpls.ts';
import { hex } from '../link/walk-link.cases.ts';
import { BAD, MORE } from '../verdict.ts';
import { erspan } from './erspan.ts';
import { etherip } from './etherip.ts';
import { gre } from './gre.ts';
import { ipv4InIp } from './ip-in-ip.ts';
import { l2tpOverIp } from './l2tp-over-ip.ts';
import { mpls } from './mpls.ts';
import { pbb } from './pbb.ts';
import { readPacket } from './read-packet.cases.ts';

test('GRE hands on what it carries by its type, and the rest it leaves', () => {
  const inner = (text: string) => readPacket(gre, hex(text)).turn.inner;
  expect(inner(`0000 0800 ${PING}`)).toEqual([{ payload: 0x0800, at: 4, length: -1, id: -1, how: 0 }]);
  expect(inner(`2000 6558 00000007 ${ETHERNET} ${PING}`)).toMatchObject([{ payload: INNER_ETHERNET, at: 8, id: 7 }]);
  expect(inner(`0000 883e 00000000 ${PING}`)).toMatchObject([{ payload: INNER_IP, at: 8 }]);
  expect(inner(`0000 883e ${PING}`)).toMatchObject([{ payload: INNER_IP, at: 4 }]);
  expect(inner('0000 8240 0801')).toMatchObject([{ payload: INNER_WIRELESS, at: 4 }]);
  expect(inner('0000 2001 0000')).toEqual([]);
  expect(inner(`4000 0800 0000 0000 00000000 ${PING}`)).toEqual([]);
  expect(gre.tunnelName?.(7, 0)).toBe('key 7');
});

test('GRE of PPTP hands on PPP with the call of its receiver; without a number it only acknowledges', () => {
  const { turn } = readPacket(gre, hex(`3001 880b 001e 0009 00000001 0021 ${PING}`));
  expect(turn.inner).toEqual([{ payload: INNER_PPP, at: 12, length: 30, id: 9, how: EACH_WAY }]);
  expect(gre.tunnelName?.(9, EACH_WAY)).toBe('call 9');
  expect(readPacket(gre, hex('2081 880b 0000 0009 00000001')).turn.inner).toEqual([]);
});

test('EoIP of MikroTik has a length and a tunnel, the one big and the other little endian', () => {
  const { turn } = readPacket(gre, hex(`2001 6400 002a 0500 ${ETHERNET} ${PING}`));
  expect(turn.inner).toEqual([{ payload: INNER_ETHERNET, at: 8, length: 42, id: 5, how: OTHER_NUMBER }]);
  expect(turn.messages[0]?.fields).toMatchObject({ 'gre.key.payload_length': 42, 'gre.key.tunnel_id': 5 });
  expect([gre.functionName(0x6400), gre.tunnelName?.(5, OTHER_NUMBER)]).toEqual(['EoIP', 'tunnel 5']);
  expect(readPacket(gre, hex('2001 6400 002a')).outcome).toBe(MORE);
  expect(readPacket(gre, hex('2001 6400 0040 0500 0200')).turn.anomalies).toEqual(['length-bad']);
});

test('ERSPAN: type I is told by GRE, type II and III by their header', () => {
  const one = readPacket(gre, hex(`0000 88be ${ETHERNET} ${PING}`)).turn;
  expect(one.inner).toMatchObject([{ payload: INNER_ETHERNET, at: 4 }]);
  expect(one.carried).toMatchObject([{ protocol: { name: 'erspan' }, fn: 0 }]);
  expect(readPacket(gre, hex(`1000 88be 00000001 1000 0005 00000000`)).turn.inner).toMatchObject([{ payload: 0x88be }]);
  const two = readPacket(erspan, hex(`100a 0405 00000001 ${ETHERNET} ${PING}`)).turn;
  expect(two.inner).toEqual([{ payload: INNER_ETHERNET, at: 8, length: -1, id: 5, how: 0 }]);
  expect(two.messages[0]?.fields).toMatchObject({ 'erspan.vlan': 10, 'erspan.spanid': 5, 'erspan.truncated': true });
  expect([two.anomalies, erspan.tunnelName?.(5, 0)]).toEqual([['frame-cut'], 'session 5']);
  expect(readPacket(erspan, hex(`200a 0005 00000007 0000 0800 ${PING}`)).turn.inner).toMatchObject([
    { payload: INNER_IP, at: 12 },
  ]);
  expect(
    readPacket(erspan, hex(`200a 0005 00000007 0000 0001 ${'22'.repeat(8)} ${ETHERNET}`)).turn.inner,
  ).toMatchObject([{ payload: INNER_ETHERNET, at: 20 }]);
  expect(readPacket(erspan, hex('300a 0005 00000007')).outcome).toBe(BAD);
  for (const cut of ['100a 0005 0000', '200a 0005 00000007 00', '200a 0005 00000007 0000 0001 22'])
    expect(readPacket(erspan, hex(cut)).outcome).toBe(MORE);
});

test('IP in IP hands on the packet, whichever version it is of', () => {
  for (const [packet, version] of [
    [PING, 4],
    [PING6, 6],
  ] as const) {
    const { turn } = readPacket(ipv4InIp, hex(packet));
    expect(turn.inner).toEqual([{ payload: INNER_IP, at: 0, length: -1, id: -1, how: 0 }]);
    expect(turn.messages[0]?.fn).toBe(version);
  }
  expect(readPacket(ipv4InIp, hex('50')).outcome).toBe(BAD);
  expect(readPacket(ipv4InIp, hex('')).outcome).toBe(MORE);
});

test('MPLS hands on IP and frames by how they begin, under its last label', () => {
  const how = EACH_WAY | WITHOUT_ENDS;
  const two = readPacket(mpls, hex(`00011040 00012140 ${PING}`)).turn;
  expect(two.inner).toEqual([{ payload: INNER_IP, at: 8, length: -1, id: 18, how }]);
  expect(two.messages).toEqual([
    { fn: 0, fields: { 'mpls.label': [17, 18], 'mpls.exp': [0, 0], 'mpls.ttl': [64, 64] } },
  ]);
  const wire = readPacket(mpls, hex(`00011140 00000007 ${ETHERNET} ${PING}`)).turn;
  expect(wire.inner).toEqual([{ payload: INNER_ETHERNET, at: 8, length: -1, id: 17, how: EACH_WAY }]);
  expect(wire.messages[0]?.fields).toMatchObject({ 'mpls.sequence': 7 });
  expect(readPacket(mpls, hex(`00011140 ${ETHERNET} ${PING}`)).turn.inner).toMatchObject([{ at: 4 }]);
  const channel = readPacket(mpls, hex('00011140 10000007 0000')).turn;
  expect([channel.messages[0]?.fn, channel.unrecognisedBytes]).toEqual([2, 6]);
  expect(readPacket(mpls, hex('00011140')).turn.messages[0]?.fn).toBe(3);
  expect(readPacket(mpls, hex('00011040 0001')).outcome).toBe(MORE);
});

test(`MPLS reads ${MAX_LABELS} labels`, () => {
  expect(readPacket(mpls, hex(`${'00011040'.repeat(MAX_LABELS - 1)} 00011140 ${PING}`)).turn.inner).toHaveLength(1);
  const over = readPacket(mpls, hex(`${'00011040'.repeat(MAX_LABELS)} 00011140 ${PING}`));
  expect([over.outcome, over.turn.anomalies]).toEqual([BAD, ['labels-over-limit']]);
});

test('EtherIP and 802.1ah hand on the frame', () => {
  expect(readPacket(etherip, hex(`3000 ${ETHERNET} ${PING}`)).turn.inner).toMatchObject([
    { payload: INNER_ETHERNET, at: 2, id: -1 },
  ]);
  expect(readPacket(etherip, hex('3001 02')).turn.anomalies).toEqual(['reserved-set']);
  expect(readPacket(etherip, hex('40 00')).outcome).toBe(BAD);
  const { turn } = readPacket(pbb, hex(`60000007 ${ETHERNET} ${PING}`));
  expect(turn.inner).toEqual([{ payload: INNER_ETHERNET, at: 4, length: -1, id: 7, how: 0 }]);
  expect(turn.messages[0]?.fields).toEqual({ 'ieee8021ah.priority': 3, 'ieee8021ah.isid': 7 });
  expect(readPacket(pbb, hex('600000')).outcome).toBe(MORE);
});

test('L2TP over IP: data are found behind a cookie of any length, and session 0 is control', () => {
  const how = EACH_WAY | OTHER_NUMBER;
  const frame = readPacket(l2tpOverIp, hex(`00000005 1111111111111111 ${ETHERNET} ${PING}`)).turn;
  expect(frame.inner).toEqual([{ payload: INNER_ETHERNET, at: 12, length: -1, id: 5, how }]);
  const ppp = readPacket(l2tpOverIp, hex(`00000005 11111111 ff03 0021 ${PING}`)).turn;
  expect(ppp.inner).toEqual([{ payload: INNER_PPP, at: 8, length: -1, id: 5, how }]);
  const other = readPacket(l2tpOverIp, hex('00000005 9999999999')).turn;
  expect([other.inner, other.unrecognisedBytes]).toEqual([[], 5]);
  expect(l2tpOverIp.tunnelName?.(5, how)).toBe('session 5');
  const control = readPacket(l2tpOverIp, hex('00000000 c803 0014 00000000 0000 0000 8008 0000 0000 0006')).turn;
  expect(control.messages[0]?.fn).toBe(6);
});
