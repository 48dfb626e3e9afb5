import { describe, expect, it } from 'vitest';
import { recordingTurn } from '../../../test/support/recording-turn.ts';
import { DONE, NO } from '../verdict.ts';
import { datagramLaws, hex, readDatagram, windowed } from './decoder-laws.cases.ts';
import { snmp } from './snmp.ts';
import { MAX_BINDINGS } from './snmp/pdu.ts';
import { MAX_OPEN_REQUESTS } from './snmp/state.ts';

/** An element whose content has fewer than 65,536 bytes, its length in as few octets as it needs. */
function element(tag: string, ...content: readonly string[]): string {
  const text = content.join('').replace(/\s/g, '');
  const length = text.length / 2;
  const octets = length < 128 ? '' : length < 256 ? '81' : '82';
  return `${tag}${octets}${length.toString(16).padStart(length < 256 ? 2 : 4, '0')}${text}`;
}

const text = (value: string): string => element('04', Buffer.from(value).toString('hex'));
const binding = (oid: string, value: string): string => element('30', element('06', oid), value);
const pdu = (tag: string, id: string, ...bindings: readonly string[]): string =>
  element(tag, `0204${id}`, '020100', '020100', element('30', ...bindings));
const community = (version: string, name: string, content: string): Uint8Array =>
  hex(element('30', `0201${version}`, text(name), content));

const SYSTEM = '2b0601020101'; // 1.3.6.1.2.1.1
const GET = community('01', 'crane7', pdu('a0', '00000011', binding(`${SYSTEM}0100`, '0500')));
const RESPONSE = community(
  '01',
  'crane7',
  pdu(
    'a2',
    '00000011',
    binding(`${SYSTEM}0100`, text('EDS-508A switch')), // sysDescr
    binding(`${SYSTEM}0200`, element('06', '2b06010401c37301')), // sysObjectID 1.3.6.1.4.1.8691.1
    binding(`${SYSTEM}0300`, element('43', '0102')), // sysUpTime
    binding(`${SYSTEM}0500`, text('sw-crane-7')), // sysName
    binding(`${SYSTEM}0600`, text('quay 3')), // sysLocation
    binding('2b06010201020201 02 03', text('port 3')), // ifDescr.3
    binding('2b06010201020201 06 03', element('04', '020000000007')), // ifPhysAddress.3
    binding('2b060102011f01010101 03', text('eth3')), // ifName.3
    binding('2b060102012f0101010 10b 01'.replace(/ /g, ''), text('S123')), // entPhysicalSerialNum.1
    binding('2b0601020104140101c0000201', element('40', 'c0000201')), // ipAdEntAddr
    binding('2b06010201020201 0a 03', element('41', '00ffffffff')), // ifInOctets
    binding('2b060102011f0101010603', element('46', '00ffffffffffffffff')), // ifHCInOctets
    binding('2b06010201020201 05 03', element('42', '05f5e100')), // ifSpeed
    binding('2b06010201020201 08 03', '020101'), // ifOperStatus
    binding('2b060104018d4d01', element('44', '9f78043f800000')), // an opaque float
  ),
);
const SET = community(
  '00',
  'private',
  pdu('a3', '00000012', binding(`${SYSTEM}0500`, text('x')), binding('2b06010401c3730105', '020101')),
);
const REFUSED = community('00', 'private', element('a2', '020400000012', '020105', '020101', element('30')));
const TRAP = community(
  '00',
  'traps',
  element(
    'a4',
    element('06', '2b06010401c37301'), // enterprise
    element('40', 'c0000207'), // agent
    '020106', // enterprise specific
    '020103', // kind 3
    element('43', '1234'), // time
    element('30'),
  ),
);
const BULK = community(
  '01',
  'crane7',
  element('a5', '020400000013', '020101', '02010a', element('30', binding('2b06', '0500'))),
);
const ENGINE = '800021f303020000000007'; // 8691, format 3: MAC
const version3 = (flags: string, content: string, engine = ENGINE): Uint8Array =>
  hex(
    element(
      '30',
      '020103',
      element('30', '020401020304', '020300ffe3', `0401${flags}`, '020103'),
      element('04', element('30', element('04', engine), '020107', '02020100', text('operator'), '0400', '0400')),
      content,
    ),
  );
const scoped = (content: string): string => element('30', element('04', ENGINE), text('ctx'), content);
const REPORT = version3('00', scoped(pdu('a8', '00000014', binding('2b060106030f01010400', '410101'))));
const HIDDEN = version3('03', element('04', '5a'.repeat(40)));

datagramLaws(snmp, [GET, RESPONSE, SET, REFUSED, TRAP, BULK, REPORT, HIDDEN]);

describe('SNMP', () => {
  it('says what an agent tells of itself', () => {
    expect(readDatagram(snmp, RESPONSE).turn.facts).toEqual([
      'claim ip:192.0.2.1 description EDS-508A switch',
      'claim ip:192.0.2.1 hardware sysObjectID 1.3.6.1.4.1.8691.1',
      'claim ip:192.0.2.1 vendor Moxa',
      'claim ip:192.0.2.1 hostname sw-crane-7',
      'name self sw-crane-7 ip:192.0.2.1',
      'claim ip:192.0.2.1 location quay 3',
      'claim ip:192.0.2.1 port-id interface 3: port 3',
      'claim ip:192.0.2.1 port-id interface 3: 02:00:00:00:00:07',
      'claim ip:192.0.2.1 port-id interface 3: eth3',
      'claim ip:192.0.2.1 serial S123',
    ]);
  });

  it('shows every kind of value', () => {
    expect(readDatagram(snmp, RESPONSE).turn.messages[0]?.fields).toMatchObject({
      'snmp.value.timeticks': 0x102,
      'snmp.value.ipv4': '192.0.2.1',
      'snmp.value.counter': [0xffffffff, 0xffffffffffffffffn],
      'snmp.value.u32': 100_000_000,
      'snmp.value.int': 1,
      'snmp.value.opaque': '9f78043f800000',
      'snmp.value.oid': '1.3.6.1.4.1.8691.1',
    });
  });

  it('never lets a community string out, and says when it is one that everybody tries', () => {
    for (const message of [GET, SET, TRAP]) {
      const { turn } = readDatagram(snmp, message);
      expect(turn.messages[0]?.fields['snmp.community']).toBe('***');
      expect(JSON.stringify([turn.messages, turn.facts])).not.toMatch(/crane7|private|traps|6372616e6537/);
    }
    expect(readDatagram(snmp, SET).turn.anomalies).toEqual(['community-default']);
    expect(readDatagram(snmp, GET).turn.anomalies).toEqual([]);
  });

  it('hides the rows of tables that are named after secrets', () => {
    const row = community('01', 'x', pdu('a2', '00000001', binding('2b060106031201010102 0473656372', text('secr'))));
    const { turn } = readDatagram(snmp, row);
    expect(turn.messages[0]?.fields['snmp.name']).toBe('1.3.6.1.6.3.18.***');
    expect(turn.messages[0]?.fields['snmp.value.octets']).toBeUndefined();
  });

  it('a set request is a command to write, for each object, and its answer refuses them', () => {
    const turn = recordingTurn();
    const state = snmp.open();
    for (const message of [SET, REFUSED]) expect(snmp.parse(windowed(message), turn, state)).toBe(DONE);
    expect(turn.facts).toEqual([
      'command fn 3 unit 0 area 1 start 1 count 5 write',
      'command fn 3 unit 0 area 2 start 8691 count 1 write',
      'outcome 1 5',
      'outcome 2 5',
    ]);
    expect(snmp.objectName?.(3, 1, 1, 5)).toBe('sysName');
    expect(snmp.objectName?.(3, 2, 8691, 1)).toBe('enterprise 8691 (Moxa) .1');
    expect(snmp.objectName?.(3, 1, 2, 2)).toBe('mib-2 interfaces .2');
    expect(snmp.objectName?.(3, 3, 18, 1)).toBe('snmp communities .1');
    expect(snmp.objectName?.(3, 0, 0, 0)).toBe('object');
  });

  it('a trap of version 1 names its maker', () => {
    const { turn } = readDatagram(snmp, TRAP);
    expect(turn.facts).toEqual(['claim ip:192.0.2.1 vendor Moxa']);
    expect(turn.messages[0]?.fields).toMatchObject({ 'snmp.agent_addr': '192.0.2.7', 'snmp.specific_trap': 3 });
  });

  it('an engine id brings maker and MAC, where the sender is the engine', () => {
    const said = ['claim ip:192.0.2.1 vendor Moxa', 'claim ip:192.0.2.1 port-id engine 02:00:00:00:00:07'];
    expect(readDatagram(snmp, REPORT).turn.facts).toEqual(said);
    expect(readDatagram(snmp, HIDDEN, { sourcePort: 161 }).turn.facts).toEqual(said);
    expect(readDatagram(snmp, HIDDEN, { sourcePort: 40_000 }).turn.facts).toEqual([]);
    expect(readDatagram(snmp, HIDDEN).turn.encryptedBytes).toBe(40);
    const named = version3('00', scoped(pdu('a8', '00000014')), '80001f880468616c6d6f79'); // Net-SNMP, text "halmoy"
    expect(readDatagram(snmp, named).turn.facts).toEqual([
      'claim ip:192.0.2.1 os SNMP agent Net-SNMP',
      'claim ip:192.0.2.1 description engine halmoy',
    ]);
  });

  it('names its functions', () => {
    const names = [GET, RESPONSE, SET, TRAP, BULK, REPORT, HIDDEN].map((bytes) =>
      snmp.functionName(readDatagram(snmp, bytes).turn.messages[0]?.fn ?? -1),
    );
    expect(names).toEqual([
      'get request',
      'response',
      'set request',
      'trap (version 1)',
      'get bulk request',
      'report',
      'encrypted',
    ]);
  });

  it('reads what it can of a malformed message and counts the rest', () => {
    const broken = community('01', 'x', element('a0', '0204 00000001', '0201 00', '0201 00', '04 03 616263'));
    const { outcome, turn } = readDatagram(snmp, broken);
    expect(outcome).toBe(DONE);
    expect(turn.anomalies).toEqual(['malformed']);
    expect(turn.unrecognisedBytes).toBeGreaterThan(0);
  });

  it(`reads ${MAX_BINDINGS} variables of one message and no more`, () => {
    const many = community(
      '01',
      'x',
      pdu('a2', '00000001', ...Array<string>(MAX_BINDINGS + 2).fill(binding('2b06', '0500'))),
    );
    const { turn } = readDatagram(snmp, many);
    expect(turn.messages[0]?.fields['snmp.name']).toHaveLength(MAX_BINDINGS);
    expect(turn.anomalies).toEqual(['too-many-bindings']);
  });

  it(`keeps ${MAX_OPEN_REQUESTS} requests open; a further one displaces the oldest`, () => {
    const turn = recordingTurn();
    const state = snmp.open();
    const ask = (id: number): void => {
      const message = community('01', 'x', pdu('a0', id.toString(16).padStart(8, '0'), binding('2b06', '0500')));
      snmp.parse(windowed(message), turn, state);
    };
    snmp.parse(windowed(RESPONSE), turn, state);
    for (let id = 0; id < MAX_OPEN_REQUESTS; id++) ask(id);
    expect(turn.anomalies).toEqual([]);
    ask(MAX_OPEN_REQUESTS);
    expect(turn.anomalies).toEqual(['request-unanswered']);
    expect(state.requests.size).toBe(MAX_OPEN_REQUESTS);
  });

  it('leaves LDAP and other users of the same encoding alone', () => {
    expect(snmp.probe(windowed(hex('300c 020101 6007 020103 0400 8000')), false)).toBe(NO);
    expect(snmp.probe(windowed(hex(element('30', '020105', '0400', 'a000'))), false)).toBe(NO);
  });
});
