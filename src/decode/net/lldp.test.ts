import { expect, test } from 'vitest';
import { hex } from '../link/walk-link.cases.ts';
import { lldp, MAX_TLVS } from './lldp.ts';
import { readPacket } from './read-packet.cases.ts';

const ascii = (text: string): string => Buffer.from(text).toString('hex');

/** A TLV: seven bits of type, nine of length, the value. */
function tlv(type: number, value: string): string {
  const length = hex(value).length;
  return ((type << 9) | length).toString(16).padStart(4, '0') + value;
}

const MANDATORY =
  tlv(1, `04 020000000001`) + // chassis: a MAC
  tlv(2, `05 ${ascii('eth0')}`) + // port: an interface name
  tlv(3, '0078'); // 120 s

test('a switch says its name, make, address and that it forwards', () => {
  const { turn, left } = readPacket(
    lldp,
    hex(
      MANDATORY +
        tlv(4, ascii('Port 1')) +
        tlv(5, ascii('sw-crane-07')) +
        tlv(6, ascii('RUT955 RUT9_R_00.07')) +
        tlv(7, '0014 0014') + // bridge and router, both enabled
        tlv(8, '05 01 6440000a 02 00000003 00') + // 100.64.0.10, interface 3
        tlv(0, '') +
        '00'.repeat(20), // padding
    ),
  );
  expect(turn.facts).toEqual([
    'claim mac:02:00:00:00:00:01 port-id eth0',
    'claim mac:02:00:00:00:00:01 hostname sw-crane-07',
    'name self sw-crane-07 mac:02:00:00:00:00:01',
    'claim mac:02:00:00:00:00:01 description RUT955 RUT9_R_00.07',
    'claim mac:02:00:00:00:00:01 role bridge',
    'claim mac:02:00:00:00:00:01 role router',
    'forwarding router-capability mac:02:00:00:00:00:01 -',
    'claim mac:02:00:00:00:00:01 management-address 100.64.0.10',
    'claim ip:192.0.2.1 address-in-payload 100.64.0.10',
  ]);
  expect(turn.messages[0]?.fields).toMatchObject({
    'lldp.chassis.id.mac': '02:00:00:00:00:01',
    'lldp.port.id': 'eth0',
    'lldp.time_to_live': 120,
    'lldp.port.desc': 'Port 1',
    'lldp.mgn.interface.number': 3,
  });
  expect([turn.anomalies, left]).toEqual([[], 0]);
});

test('a router that is able to forward but does not is no router', () => {
  const { turn } = readPacket(lldp, hex(MANDATORY + tlv(7, '0010 0000') + tlv(0, '')));
  expect(turn.facts.filter((fact) => fact.startsWith('forwarding'))).toEqual([]);
});

test('inventory of LLDP-MED becomes claims; other organizations’ TLVs are named', () => {
  const { turn } = readPacket(
    lldp,
    hex(
      MANDATORY +
        tlv(127, `0012bb 05 ${ascii('hw1')}`) +
        tlv(127, `0012bb 06 ${ascii('fw2')}`) +
        tlv(127, `0012bb 08 ${ascii('SN3')}`) +
        tlv(127, `0012bb 09 ${ascii('Acme')}`) +
        tlv(127, `0012bb 0a ${ascii('Crane Switch')}`) +
        tlv(127, '0080c2 01 0064') +
        tlv(127, `0080c2 03 0064 04 ${ascii('plcs')}`) +
        tlv(127, '00120f 04 05ee') +
        tlv(127, '000ecf 05 020000000009') +
        tlv(127, 'abcdef 07 00') +
        tlv(0, ''),
    ),
  );
  expect(turn.facts.slice(1)).toEqual([
    'claim mac:02:00:00:00:00:01 hardware hw1',
    'claim mac:02:00:00:00:00:01 firmware fw2',
    'claim mac:02:00:00:00:00:01 serial SN3',
    'claim mac:02:00:00:00:00:01 vendor Acme',
    'claim mac:02:00:00:00:00:01 model Crane Switch',
  ]);
  expect(turn.messages[0]?.fields).toMatchObject({
    'lldp.ieee.802_1.port_vlan.id': 100,
    'lldp.ieee.802_1.vlan.name': 'plcs',
    'lldp.ieee.802_3.max_frame_size': 1518,
    'lldp.profinet.cm_mac_add': '02:00:00:00:00:09',
  });
  expect(turn.messages[0]?.fields['lldp.organization']).toContain('abcdef 7');
});

test('a TLV that reaches beyond the frame ends the reading, and what was read stays', () => {
  const { turn } = readPacket(lldp, hex(`${MANDATORY + tlv(5, ascii('plc'))} 0a40 61`));
  expect(turn.anomalies).toEqual(['cut-short']);
  expect(turn.facts).toContain('name self plc mac:02:00:00:00:00:01');
});

test('mandatory TLVs out of order, and TLVs too short for their kind, are told', () => {
  expect(readPacket(lldp, hex(tlv(2, '05 61') + tlv(1, '04 020000000001') + tlv(3, '0078'))).turn.anomalies).toEqual([
    'mandatory-missing',
    'mandatory-missing',
  ]);
  expect(
    readPacket(lldp, hex(MANDATORY + tlv(7, '0010') + tlv(8, '05 01 0a0000') + tlv(127, '0080'))).turn.anomalies,
  ).toEqual(['tlv-too-short', 'tlv-too-short', 'tlv-too-short']);
});

test('a management address longer than its TLV is not read', () => {
  const { turn } = readPacket(lldp, hex(MANDATORY + tlv(8, 'ff 01 0a000001 02 00000003 00')));
  expect([turn.anomalies, turn.facts.length]).toEqual([['tlv-too-short'], 1]);
});

test('more TLVs than are read are told, once', () => {
  const { turn } = readPacket(lldp, hex(MANDATORY + tlv(4, '61').repeat(MAX_TLVS)));
  expect(turn.anomalies).toEqual(['too-many-tlvs']);
});
