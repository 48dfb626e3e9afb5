import { expect, test } from 'vitest';
import { datagramLaws, hex, readDatagram, windowed } from '../app/decoder-laws.cases.ts';
import { ethercatFrame, powerlinkCycle, powerlinkStop } from '../app/uncaptured.cases.ts';
import { BAD, MORE, NO, YES } from '../verdict.ts';
import { MAX_DATAGRAMS } from './ethercat/read-datagrams.ts';
import { ethercat, ethercatOverUdp } from './ethercat.ts';
import { powerlink } from './powerlink.ts';
import { readPacket } from './read-packet.cases.ts';

const one = hex('0d 10 07 01 0000 3001 0100 0000 00 0000');
datagramLaws(ethercatOverUdp, [one]);

test('each datagram of an EtherCAT frame is a message; that all devices change their state is a command', () => {
  const { turn, left } = readPacket(ethercat, ethercatFrame);
  expect(turn.messages.map(({ fn }) => ethercat.functionName(fn))).toEqual(['BWR: write all', 'LRD: read logical']);
  expect(turn.facts).toEqual(['command fn 8 unit 0 area 288 start 0 count 8 stop']);
  expect(ethercat.objectName?.(8, 0x120, 0, 8)).toBe('state 8 of device 0');
  expect([turn.anomalies, left]).toEqual([[], 0]);
  expect(ethercatOverUdp.probe(windowed(ethercatFrame), false)).toBe(YES);
});

test('of what comes back nothing is told again, and settings are programmed', () => {
  const back = ethercatFrame.slice();
  back[14] = 3;
  expect(readPacket(ethercat, back).turn.facts).toEqual([]);
  const settings = readPacket(ethercat, hex('0e 10 05 01 0110 0205 0200 0000 0101 0000')).turn;
  expect(settings.facts).toEqual(['command fn 5 unit 0 area 1282 start 4097 count 2 program']);
});

test('frames that are cut, unknown or none are said to be so, and so many datagrams are read', () => {
  expect(readPacket(ethercat, hex('1f 40', '00'.repeat(20))).outcome).toBe(BAD);
  expect(readPacket(ethercat, hex('1f 10 08')).outcome).toBe(MORE);
  expect(readPacket(ethercat, hex('0d 10 07 01 0000 3001 0700 0000 00 0000')).turn.anomalies).toEqual(['cut-short']);
  expect(readPacket(ethercat, hex('0d 10 77 01 0000 3001 0100 0000 00 0000')).turn.anomalies).toEqual([
    'command-unknown',
  ]);
  expect(ethercatOverUdp.probe(windowed(hex('0d 10 77 01 0000 3001 0100 0000 00 0000')), false)).toBe(NO);
  const many = (count: number): readonly string[] => {
    const length = 12 * count;
    const head = hex('0000');
    head[0] = length & 255;
    head[1] = 0x10 | (length >> 8);
    const datagrams = `${'07 01 0000 3001 0080 0000 0000'.repeat(count - 1)}07 01 0000 3001 0000 0000 0000`;
    return readPacket(ethercat, new Uint8Array([...head, ...hex(datagrams)])).turn.anomalies;
  };
  expect([many(MAX_DATAGRAMS), many(MAX_DATAGRAMS + 1)]).toEqual([[], ['too-many-entries']]);
});

test('POWERLINK names its cycle, and who is stopped', () => {
  expect(readPacket(powerlink, powerlinkCycle).turn.messages[0]?.fn).toBe(1);
  const { turn } = readPacket(powerlink, powerlinkStop);
  expect(turn.facts).toEqual(['command fn 546 unit 0 area 0 start 7 count 1 stop']);
  expect(powerlink.functionName(546)).toBe('stop node');
  expect(powerlink.functionName(0x105)).toBe('SDO');
  expect(powerlink.objectName?.(546, 0, 255, 1)).toBe('all nodes');
  expect(readPacket(powerlink, hex('02 ff f0 00')).outcome).toBe(BAD);
  expect(readPacket(powerlink, hex('01')).outcome).toBe(MORE);
});

test('EtherCAT in UDP is read like that in Ethernet', () => {
  expect(readDatagram(ethercatOverUdp, ethercatFrame).turn.messages).toHaveLength(2);
});
