import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { datagramLaws, hex, readDatagram, windowed } from '../app/decoder-laws.cases.ts';
import { ethercatFrame, powerlinkCycle, powerlinkStop } from '../app/uncaptured.cases.ts';
import { judgedHandMade, plain } from '../app/tshark-oracle.cases.ts';
import type { PacketProtocol } from '../protocol.ts';
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
  const settings = (command: string): readonly string[] =>
    readPacket(ethercat, hex(`0e 10 05 01 0110 0205 0200 0000 ${command} 0000`)).turn.facts;
  expect(settings('0102')).toEqual(['command fn 5 unit 0 area 1282 start 4097 count 2 program']);
  // To read them, the memory is told so by a write; to load them anew, too.
  expect([...settings('0001'), ...settings('0003'), ...settings('0004')]).toEqual([]);
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

test('tshark reads the same fields in frames of both', () => {
  const folder = mkdtempSync(join(tmpdir(), 'field-buses-'));
  const compare = (protocol: PacketProtocol, type: string, filter: string, frames: readonly Uint8Array[]): void => {
    const names = Object.keys(protocol.fields);
    const judged = judgedHandMade(folder, type, frames, filter, names);
    expect(judged).toHaveLength(frames.length);
    for (const [i, bytes] of frames.entries()) {
      const ours: Record<string, string[]> = {};
      for (const { fields } of readPacket(protocol, bytes).turn.messages) {
        for (const name of names) if (name in fields) (ours[name] ??= []).push(plain(fields[name]));
      }
      const theirs = [...(judged[i] ?? [])].map(([name, values]) => [name, values.map(plain)]);
      expect(ours).toEqual(Object.fromEntries(theirs));
    }
  };
  try {
    const settings = hex('0e 10 05 01 0110 0205 0200 0000 0102 0000', '00'.repeat(28));
    const state = hex('0e 10 08 01 0000 2001 0200 0000 0800 0000');
    const shared = hex('11 10 0a 02 00000100 0500 0000 0102030405 0100');
    compare(ethercat, '88a4', 'ecat', [state, settings, shared]);
    const asynchronous = [1, 2, 3, 5, 6].map((service) => hex(`06 f0 07 0${service}`, '00'.repeat(60)));
    compare(powerlink, '88ab', 'epl', [powerlinkCycle, powerlinkStop, ...asynchronous]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
