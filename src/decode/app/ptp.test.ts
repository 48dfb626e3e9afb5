import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readPacket } from '../net/read-packet.cases.ts';
import { BAD, MORE, NO, YES } from '../verdict.ts';
import { datagramLaws, hex, readDatagram, together, windowed } from './decoder-laws.cases.ts';
import { ptpOverEthernet, ptpOverUdp } from './ptp.ts';
import { functionName, objectName } from './ptp/message-types.ts';
import {
  announce,
  announceOfAnother,
  delayResponse,
  description,
  disable,
  header,
  management,
  messages,
  setPriority,
  signaling,
  sync,
  versionOne,
} from './ptp/messages.cases.ts';
import { MAX_TLVS } from './ptp/read-message.ts';
import { captures, judgedDatagrams, plain } from './tshark-oracle.cases.ts';

datagramLaws(ptpOverUdp, messages);

describe('PTP', () => {
  it('says who is grandmaster, and who follows one', () => {
    expect(readDatagram(ptpOverUdp, announce).turn.facts).toEqual([
      'claim ip:192.0.2.1 role ptp-grandmaster',
      'claim ip:192.0.2.1 clock ptp domain 7, grandmaster 020000fffe000001, class 6',
    ]);
    expect(readDatagram(ptpOverUdp, announceOfAnother).turn.facts[0]).toBe('claim ip:192.0.2.1 role ptp-master');
  });

  it('takes a clock’s description for who it is, and management for commands', () => {
    expect(readDatagram(ptpOverUdp, description).turn.facts).toEqual([
      'claim ip:192.0.2.1 vendor Acme',
      'claim ip:192.0.2.1 model T1',
      'claim ip:192.0.2.1 serial 77',
      'claim ip:192.0.2.1 hardware A',
      'claim ip:192.0.2.1 firmware 1.2',
      'claim ip:192.0.2.1 hostname gps',
      'claim ip:192.0.2.1 location tower',
    ]);
    const user = management('02', '0002', together(hex('03'), new Uint8Array([0x61, 0x3b, 0x62])));
    expect(readDatagram(ptpOverUdp, user).turn.facts.at(-1)).toBe('claim ip:192.0.2.1 location b');
    expect(readDatagram(ptpOverUdp, setPriority).turn.facts[0]).toMatch(/start 8197 count 0 write$/);
    expect(readDatagram(ptpOverUdp, disable).turn.facts[0]).toMatch(/start 8206 count 0 stop$/);
    expect(readDatagram(ptpOverUdp, management('00', '2000', hex(''))).turn.facts[0]).toMatch(/read$/);
    expect([objectName(0, 0, 0x2005, 0), objectName(0, 0, 0x9999, 0)]).toEqual(['priority 1', 'management id 39321']);
    const named = [setPriority, versionOne, sync].map((bytes) => readDatagram(ptpOverUdp, bytes).turn.messages[0]?.fn);
    expect(named.map((fn) => functionName(fn ?? -1))).toEqual(['management set', 'version 1 sync', 'sync']);
  });

  it('reads the same over Ethernet, with padding behind', () => {
    const { turn, left } = readPacket(ptpOverEthernet, together(sync, hex('00'.repeat(16))));
    expect([turn.anomalies, left, turn.unrecognisedBytes]).toEqual([[], 0, 0]);
    expect(turn.messages[0]?.fields).toMatchObject({
      'ptp.v2.correction.ns': 2n,
      'ptp.timestamp.seconds': 0x65536a00,
      'ptp.v2.logmessageperiod': -3,
    });
    expect(readPacket(ptpOverEthernet, hex('00 03')).outcome).toBe(BAD);
    expect(readPacket(ptpOverEthernet, sync.subarray(0, 20)).outcome).toBe(MORE);
  });

  it('reports what is cut, reserved or malformed', () => {
    const anomalies = (bytes: Uint8Array): string[] => readPacket(ptpOverEthernet, bytes).turn.anomalies;
    expect(anomalies(sync.subarray(0, 40))).toEqual(['length-mismatch', 'message-cut']);
    expect(anomalies(header('04', 34, '05'))).toEqual(['type-reserved']);
    const late = delayResponse.slice();
    late[40] = 0xff; // nanoseconds
    expect(anomalies(late)).toEqual(['nanoseconds-bad']);
    const cut = signaling.slice();
    cut[47] = 0x60; // length of what is signalled
    expect(anomalies(cut)).toEqual(['tlv-malformed']);
    const text = description.slice();
    text[60] = 0xff; // length of an address
    expect(anomalies(text)).toEqual(['tlv-malformed']);
    const many = together(header('0c', 44 + 4 * (MAX_TLVS + 1), '05'), hex('00'.repeat(10 + 4 * (MAX_TLVS + 1))));
    expect(anomalies(many)).toEqual(['tlvs-over-limit']);
    const odd = versionOne.slice();
    odd[32] = 9; // control
    expect(anomalies(odd)).toEqual(['type-reserved']);
    expect(ptpOverUdp.probe(windowed(odd), false)).toBe(NO);
  });

  it('bears two more bytes behind a message, as over IPv6, and not three', () => {
    expect(ptpOverUdp.probe(windowed(together(sync, hex('0000'))), false)).toBe(YES);
    expect(ptpOverUdp.probe(windowed(together(sync, hex('000000'))), false)).toBe(NO);
  });
});

const compared = [
  'ptp.v2.messagetype',
  'ptp.v2.messagelength',
  'ptp.v2.domainnumber',
  'ptp.v2.clockidentity',
  'ptp.v2.sequenceid',
  'ptp.v2.controlfield',
  'ptp.v2.an.grandmasterclockidentity',
  'ptp.v2.an.grandmasterclockclass',
];

describe.skipIf(captures === undefined)('PTP in real captures beside tshark (left out where there are none)', () => {
  it('reads the same values', () => {
    const file = join(captures as string, 'files/the-tcpdump-group__tcpdump/620d75af99d5-ptp.pcap');
    const judged = judgedDatagrams(file, compared);
    expect(judged.length).toBe(5);
    for (const { bytes, fields } of judged) {
      expect(ptpOverUdp.probe(windowed(bytes), false)).toBe(YES);
      const ours = readDatagram(ptpOverUdp, bytes).turn.messages[0]?.fields ?? {};
      for (const name of compared) {
        expect([ours[name] ?? []].flat().map(plain), name).toEqual((fields.get(name) ?? []).map(plain));
      }
    }
  });
});
