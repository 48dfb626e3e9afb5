import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { datagramLaws, hex, readDatagram, streamLaws, together } from './decoder-laws.cases.ts';
import { MAX_DESCRIPTIONS } from './knxip/description.ts';
import * as samples from './knxip/samples.cases.ts';
import { knxOverTcp, knxOverUdp } from './knxip.ts';
import { handMadeCapture, judgedDatagrams, plain } from './tshark-oracle.cases.ts';

const { searchRequest, searchResponse, descriptionResponse, connectResponse, groupWrite, restart, memoryWrite } =
  samples;
const { propertyRead, secured, resetRequest } = samples;
datagramLaws(knxOverUdp, Object.values(samples));
streamLaws(knxOverTcp, [
  [
    { fromServer: false, bytes: searchRequest },
    { fromServer: true, bytes: together(searchResponse, connectResponse) },
    { fromServer: false, bytes: together(groupWrite, propertyRead, secured) },
  ],
]);

describe('KNXnet/IP', () => {
  it('names a gateway', () => {
    for (const message of [searchResponse, descriptionResponse]) {
      expect(readDatagram(knxOverUdp, message).turn.facts).toEqual([
        'claim ip:192.0.2.1 role knx gateway',
        'claim ip:192.0.2.1 serial 00c501020304',
        'claim ip:192.0.2.1 description KNX device 1.1.0, MAC 02:00:00:00:00:aa',
        'claim ip:192.0.2.1 model Quay light gateway',
        'name self Quay light gateway ip:192.0.2.1',
      ]);
    }
  });

  it('tells what is asked of the bus', () => {
    const facts = (bytes: Uint8Array): readonly string[] => readDatagram(knxOverUdp, bytes).turn.facts;
    expect(facts(groupWrite)).toEqual(['command fn 65664 unit 0 area 1 start 2563 count 1 write']);
    expect(knxOverUdp.functionName(65664)).toBe('group value write');
    expect(knxOverUdp.objectName?.(65664, 1, 2563, 1)).toBe('group 1/2/3');
    expect(facts(restart)).toEqual(['command fn 66432 unit 0 area 2 start 4372 count 1 stop']);
    expect(knxOverUdp.objectName?.(66432, 2, 4372, 1)).toBe('device 1.1.20');
    expect(facts(memoryWrite)).toEqual(['command fn 66176 unit 0 area 2 start 4372 count 1 program']);
    expect(facts(propertyRead)).toEqual(['command fn 66812 unit 0 area 0 start 11 count 1 read']);
    expect(knxOverUdp.functionName(66812)).toBe('local property read');
    expect(facts(resetRequest)).toEqual(['command fn 1859 unit 0 area 0 start 0 count 0 stop']);
    expect(readDatagram(knxOverUdp, secured).turn.encryptedBytes).toBe(6);
  });

  it('says what is cut, and reads descriptions up to a limit', () => {
    expect(readDatagram(knxOverUdp, hex('06 10 0202 0008 0801')).turn.anomalies).toEqual(['cut-short']);
    expect(readDatagram(knxOverUdp, hex('06 10 0204 0009 09 02 00')).turn.anomalies).toEqual(['cut-short']);
    expect(readDatagram(knxOverUdp, hex('06 10 0530 000a 29 00 b0 60')).turn.anomalies).toEqual(['cut-short']);
    const listed = (count: number): readonly string[] =>
      readDatagram(knxOverUdp, hex('06 10 0204', (6 + 2 * count).toString(16).padStart(4, '0'), '0202'.repeat(count)))
        .turn.anomalies;
    expect([listed(MAX_DESCRIPTIONS), listed(MAX_DESCRIPTIONS + 1)]).toEqual([[], ['too-many-entries']]);
  });

  it('tells functions of ten bits from those of four, and has the same fields as tshark', () => {
    const functions = (bits: string): unknown =>
      readDatagram(knxOverUdp, hex(`06 10 0530 0013 29 00 b0 60 1107 1114 03 0${bits} 000000`)).turn.messages[0]
        ?.fields['cemi.ax'];
    expect(['1c1', '1fb', '380', '381', '3a1', '3d7'].map(functions)).toEqual([
      'ADC response',
      'extended memory write',
      'restart',
      'master reset',
      'master reset response',
      'property value write',
    ]);
    const folder = mkdtempSync(join(tmpdir(), 'knxip-'));
    try {
      const all = [
        searchResponse,
        descriptionResponse,
        connectResponse,
        groupWrite,
        restart,
        memoryWrite,
        propertyRead,
      ];
      const packets = all.map((bytes) => ({
        transport: 'udp' as const,
        sourcePort: 3671,
        destinationPort: 3671,
        bytes,
      }));
      const names = ['service', 'totallength', 'device.name', 'macaddr', 'channel', 'status'].map(
        (name) => `knxip.${name}`,
      );
      names.push('cemi.mc');
      const judged = judgedDatagrams(handMadeCapture(folder, packets), names);
      expect(judged).toHaveLength(all.length);
      for (const { bytes, fields } of judged) {
        const ours = readDatagram(knxOverUdp, bytes).turn.messages[0]?.fields ?? {};
        for (const name of names) {
          expect([ours[name] ?? []].flat().map(plain), name).toEqual((fields.get(name) ?? []).map(plain));
        }
      }
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
