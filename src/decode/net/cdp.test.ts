import { expect, test } from 'vitest';
import { hex } from '../link/walk-link.cases.ts';
import { MORE } from '../verdict.ts';
import { cdp, MAX_ADDRESSES, MAX_TLVS } from './cdp.ts';
import { readPacket } from './read-packet.cases.ts';

const half = (value: number): string => value.toString(16).padStart(4, '0');

const ADDRESS = '01 01 cc 0004 c0000207';
const SWITCH = hex(`
  02 b4 0000                          // version 2, 180 s, checksum
  0001 0008 7377312d                  // device "sw1-"
  0005 000a 76657220 3135             // version "ver 15"
  0006 0008 57532d43                  // platform "WS-C"
  0002 0011 00000001 ${ADDRESS}       // one address
  0003 000a 47693020 2f31             // port "Gi0 /1"
  0004 0008 00000029                  // router, switch, IGMP
  0009 0006 7674                      // VTP domain "vt"
  000a 0006 0003                      // native VLAN 3
  000b 0005 01                        // full duplex
  0017 0008 00 626179                 // location "bay"
  001a 0008 00000000                  // power`);

test('CDP says what a switch is, where it is reached and through which port it was heard', () => {
  const { turn, left } = readPacket(cdp, SWITCH);
  expect([turn.messages.length, left, turn.anomalies, turn.unrecognisedBytes]).toEqual([1, 0, [], 4]);
  expect(turn.messages[0]?.fields).toEqual({
    'cdp.version': 2,
    'cdp.ttl': 180,
    'cdp.deviceid': 'sw1-',
    'cdp.software_version': 'ver 15',
    'cdp.platform': 'WS-C',
    'cdp.nrgyz.ip_address': '192.0.2.7',
    'cdp.portid': 'Gi0 /1',
    'cdp.capabilities': 0x29,
    'cdp.vtp_management_domain': 'vt',
    'cdp.native_vlan': 3,
    'cdp.duplex': 1,
    'cdp.location': 'bay',
  });
  const about = 'mac:02:00:00:00:00:01';
  expect(turn.facts).toEqual([
    `claim ${about} hostname sw1-`,
    `name self sw1- ${about}`,
    `claim ${about} firmware ver 15`,
    `claim ${about} model WS-C`,
    `claim ${about} management-address 192.0.2.7`,
    `claim ${about} port-id Gi0 /1`,
    `claim ${about} role router`,
    `claim ${about} role switch`,
    `forwarding router-capability ${about} -`,
    `claim ${about} domain vt`,
    `claim ${about} location bay`,
  ]);
});

test('CDP says what does not fit', () => {
  expect(readPacket(cdp, hex('02 b4 00')).outcome).toBe(MORE);
  const anomalies = (tlv: string) => readPacket(cdp, hex(`02 b4 0000 ${tlv}`)).turn.anomalies;
  expect(anomalies('0001 0040 7377')).toEqual(['cut-short']);
  expect(anomalies('0001 0003 7377')).toEqual(['tlv-too-short']);
  expect(anomalies('0004 0006 0000')).toEqual(['tlv-too-short']);
  expect(anomalies('000a 0005 00')).toEqual(['tlv-too-short']);
  expect(anomalies('000b 0004')).toEqual(['tlv-too-short']);
  expect(anomalies('0002 000e 00000001 01 01 cc 0009 c0')).toEqual(['tlv-too-short']);
});

test(`CDP reads ${MAX_TLVS} TLVs and ${MAX_ADDRESSES} addresses of one`, () => {
  const tlvs = (count: number) => readPacket(cdp, hex(`02 b4 0000 ${'00120004'.repeat(count)}`)).turn.anomalies;
  expect([tlvs(MAX_TLVS), tlvs(MAX_TLVS + 1)]).toEqual([[], ['too-many-tlvs']]);
  const addresses = (count: number) =>
    readPacket(cdp, hex(`02 b4 0000 0002 ${half(8 + 9 * count)} 00000001 ${ADDRESS.repeat(count)}`)).turn.anomalies;
  expect([addresses(MAX_ADDRESSES), addresses(MAX_ADDRESSES + 1)]).toEqual([[], ['too-many-addresses']]);
});
