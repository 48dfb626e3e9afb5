import { describe, expect, it } from 'vitest';
import { frameOf } from '../../../test/fuzz/targets/link.ts';
import { exactWindow } from '../../../test/fuzz/targets/windows.ts';
import { recordingTurn } from '../../../test/support/recording-turn.ts';
import type { RecordingTurn } from '../../../test/support/recording-turn.ts';
import { Packet } from '../packet.ts';
import { BAD, DONE, MORE, NO, YES } from '../verdict.ts';
import { walkFrame } from '../walk-frame.ts';
import { bacnetOverLlc, bacnetOverUdp } from './bacnet.ts';
import { MAX_COMMANDS } from './bacnet/apdu.ts';
import { propertyName } from './bacnet/properties.ts';
import { MAX_DEPTH, MAX_TAGS } from './bacnet/read-tags.ts';
import { functionName } from './bacnet/services.ts';
import { MAX_OPEN_REQUESTS } from './bacnet/state.ts';
import { datagramLaws, hex, readDatagram, together, windowed } from './decoder-laws.cases.ts';

/** A virtual link message of this function: type, function, length of all. */
function link(fn: string, ...content: readonly string[]): Uint8Array {
  const body = hex(...content);
  const length = (body.length + 4).toString(16).padStart(4, '0');
  return together(hex('81', fn, length), body);
}

const unicast = (...apdu: readonly string[]): Uint8Array => link('0a', '01 00', ...apdu);
/** A character string of UTF-8 as an application tag. */
const text = (value: string): string => {
  const bytes = Buffer.from(value).toString('hex');
  const length = bytes.length / 2 + 1;
  return length < 5 ? `7${length}00${bytes}` : `75${length.toString(16).padStart(2, '0')}00${bytes}`;
};

const WHO_IS = link('0b', '01 20 ffff 00 ff', '10 08', '09 6f 19 7f'); // devices 111 to 127, everywhere
const I_AM = unicast('10 00', 'c4 0200006f', '22 05c4', '91 03', '21 24'); // device 111, 1,476 bytes, no segments, vendor 36
const READ = unicast('00 05 01 0c', '0c 0200006f', '19 4d'); // device 111, object name
const READ_DONE = unicast('30 01 0c', '0c 0200006f', '19 4d', '3e', text('ahu-7'), '3f');
const READ_MANY = unicast('02 75 02 0e', '0c 0200006f', '1e 09 79 09 46 1f');
const READ_MANY_DONE = unicast(
  '30 02 0e',
  '0c 0200006f 1e', // device 111
  `29 79 4e ${text('Halmoy')} 4f`, // vendor name
  `29 46 4e ${text('HC-1')} 4f`, // model name
  '2a 0174 5e 91 02 91 20 5f', // serial number: error, unknown property
  '1f',
);
// Analog output 3, present value, 21.5, priority 8.
const WRITE = unicast('00 05 03 0f', '0c 00400003', '19 55', '3e 44 41ac0000 3f', '49 08');
const WRITE_DONE = unicast('20 03 0f');
const WRITE_REFUSED = unicast('50 03 0f', '91 02', '91 28'); // property, write access denied
const RESTART = unicast('00 05 04 14', '09 00', '1d 07 00 736563726574'); // cold start, password
const SILENCE = unicast('00 05 05 11', '09 0a', '19 01'); // ten minutes, disable
const REJECTED = unicast('60 04 09');
const ABORTED = unicast('71 05 04');
const MORE_TO_COME = unicast('3c 06 00 04 0e', '0c 0200006f 1e 29 79'); // first segment, cut within a tag
const SEGMENT = unicast('3c 06 01 04 0e', 'ffffffff');
const SEGMENT_ACK = unicast('40 06 00 04');
const CHANGE = unicast('10 02', '09 01', '1c 0200006f', '2c 00000003', '39 3c', '4e 09 55 2e 44 41ac0000 2f 4f');
const HAS = unicast('10 01', 'c4 0200006f', 'c4 00000003', text('temperature'));

const samples = [
  WHO_IS,
  I_AM,
  READ,
  READ_DONE,
  READ_MANY,
  READ_MANY_DONE,
  WRITE,
  WRITE_DONE,
  WRITE_REFUSED,
  RESTART,
  SILENCE,
  REJECTED,
  ABORTED,
  MORE_TO_COME,
  SEGMENT,
  SEGMENT_ACK,
  CHANGE,
  HAS,
];

datagramLaws(bacnetOverUdp, samples);

/** A conversation of one flow: requests of the client, answers of the server. */
function heard(...messages: readonly (readonly [boolean, Uint8Array])[]): RecordingTurn {
  const turn = recordingTurn();
  const state = bacnetOverUdp.open();
  for (const [fromServer, bytes] of messages) {
    turn.fromServer = fromServer;
    expect(bacnetOverUdp.parse(windowed(bytes), turn, state)).toBe(DONE);
  }
  return turn;
}

const said = (bytes: Uint8Array): readonly string[] => readDatagram(bacnetOverUdp, bytes).turn.facts;

describe('BACnet', () => {
  it('reads every message without complaint', () => {
    for (const sample of samples) expect(readDatagram(bacnetOverUdp, sample).turn.anomalies).toEqual([]);
  });

  it('a device says which one it is, and who made it', () => {
    expect(said(I_AM)).toEqual(['claim ip:192.0.2.1 role bacnet device 111', 'claim ip:192.0.2.1 vendor Tridium']);
    expect(said(unicast('10 00', 'c4 0200006f', '22 05c4', '91 03', '22 03e8')).at(-1)).toBe(
      'claim ip:192.0.2.1 vendor BACnet vendor 1000',
    );
  });

  it('texts of the device object become claims, those of other objects do not', () => {
    expect(said(READ_DONE)).toEqual(['claim ip:192.0.2.1 hostname ahu-7', 'name self ahu-7 ip:192.0.2.1']);
    expect(said(READ_MANY_DONE)).toEqual(['claim ip:192.0.2.1 vendor Halmoy', 'claim ip:192.0.2.1 model HC-1']);
    expect(said(unicast('30 01 0c', '0c 00000003', '19 4d', '3e', text('t'), '3f'))).toEqual([]);
    const wide = unicast('30 01 0c', '0c 0200006f', '19 4d', '3e 75 05 04 00610062 3f'); // UCS-2
    expect(said(wide)[0]).toBe('claim ip:192.0.2.1 hostname ab');
  });

  it('a message from behind a router, or forwarded, is not told of who passed it on', () => {
    const routed = link('0a', '01 08 0005 01 07', '10 00', 'c4 0200006f', '22 05c4', '91 03', '21 24');
    expect(said(routed)).toEqual(['claim ip:192.0.2.1 role bacnet router']);
    const forwarded = link('04', 'c6336407 bac0', '01 00', '10 00', 'c4 0200006f', '22 05c4', '91 03', '21 24');
    expect(said(forwarded)[0]).toBe('claim ip:198.51.100.7 role bacnet device 111');
    expect(readDatagram(bacnetOverUdp, forwarded).turn.messages[0]?.fields['bvlc.fwd_ip']).toBe('198.51.100.7');
    expect(said(link('0b', '01 80 01 0005'))).toEqual(['claim ip:192.0.2.1 role bacnet router']);
  });

  it('reads, writes, stops, and what became of it', () => {
    const turn = heard(
      [false, READ],
      [true, READ_DONE],
      [false, WRITE],
      [true, WRITE_REFUSED],
      [false, RESTART],
      [true, REJECTED],
      [false, SILENCE],
      [true, ABORTED],
      [false, WRITE],
      [true, WRITE_DONE],
    );
    expect(turn.facts.filter((fact) => !/^(claim|name)/.test(fact))).toEqual([
      'command fn 12 unit 0 area 77 start 33554543 count 1 read',
      'outcome 1 0',
      'command fn 15 unit 0 area 85 start 4194307 count 1 write',
      'outcome 2 16908328',
      'command fn 20 unit 0 area 4294967295 start 0 count 1 stop',
      'outcome 3 33554441',
      'command fn 17 unit 0 area 4294967295 start 1 count 1 stop',
      'outcome 4 50331652',
      'command fn 15 unit 0 area 85 start 4194307 count 1 write',
      'outcome 5 0',
    ]);
    const name = (fn: number, area: number, start: number): string =>
      bacnetOverUdp.objectName?.(fn, area, start, 1) ?? '';
    expect(name(15, 85, 0x00400003)).toBe('analog-output 3 present-value');
    expect(name(20, 0xffffffff, 0)).toBe('device: cold start');
    expect(name(17, 0xffffffff, 1)).toBe('communication: disable');
    expect(name(11, 0xffffffff, 0x0200006f)).toBe('device 111');
    expect(name(3, 0xffffffff, 0xffffffff)).toBe('device');
  });

  it('a backup is a program, a clock is written, a table of broadcasts too', () => {
    expect(said(unicast('00 05 04 14', '09 02'))[0]).toContain('program');
    expect(said(unicast('10 06', 'a4 7e010104', 'b4 0c000000'))[0]).toContain('fn 262 unit 0');
    expect(said(unicast('10 06', 'a4 7e010104', 'b4 0c000000'))[0]).toContain('write');
    expect(said(link('01', 'c0000201 bac0 ffffffff'))).toEqual(['command fn 4097 unit 0 area 0 start 0 count 0 write']);
    expect(said(link('08', 'c0000201 bac0'))).toEqual(['command fn 4104 unit 0 area 0 start 0 count 0 other']);
    expect(bacnetOverUdp.objectName?.(0x1001, 0, 0, 0)).toBe('broadcast management device');
    expect(said(unicast('00 05 04 0b', 'c4 00400003'))[0]).toBe(
      'command fn 11 unit 0 area 4294967295 start 4194307 count 1 program',
    );
  });

  it('never shows the password of a restart', () => {
    expect(JSON.stringify(readDatagram(bacnetOverUdp, RESTART).turn.messages)).not.toMatch(/secret|736563/);
  });

  it('shows values of every kind', () => {
    const value = (content: string): Record<string, unknown> =>
      readDatagram(bacnetOverUdp, unicast('30 01 0c', '0c 00000003', '19 55', '3e', content, '3f')).turn.messages[0]
        ?.fields ?? {};
    expect(value('11')).toMatchObject({ 'bacapp.present_value.boolean': true });
    expect(value('22 0102')).toMatchObject({ 'bacapp.present_value.uint': 258 });
    expect(value('31 fe')).toMatchObject({ 'bacapp.present_value.int': -2 });
    expect(value('44 41ac0000')).toMatchObject({ 'bacapp.present_value.real': 21.5 });
    expect(value('55 08 3ff8000000000000')).toMatchObject({ 'bacapp.present_value.real': 1.5 });
    expect(value('62 abcd')).toMatchObject({ 'bacapp.present_value.octet_string': 'abcd' });
    expect(value('82 04f0')).toMatchObject({ 'bacapp.present_value.bit_string': '04f0' });
    expect(value('91 03')).toMatchObject({ 'bacapp.present_value.enum_index': 3 });
    expect(value('a4 7e0204ff')).toMatchObject({ 'bacapp.date': '2026-02-04' });
    expect(value('b4 0c1e00ff')).toMatchObject({ 'bacapp.time': '12:30:00.*' });
    expect(value('c4 00400003')).toMatchObject({ 'bacapp.instance_number': [3, 3] });
    expect(value('75 fe 0005 00 61626364').valueOf()).toMatchObject({ 'bacapp.present_value.char_string': 'abcd' });
  });

  it('tables, registrations and messages of the network alone are no message', () => {
    for (const bytes of [link('00', '0000'), link('05', '003c'), link('02'), link('0b', '01 a0 ffff 00 ff 00')]) {
      expect(bacnetOverUdp.probe(windowed(bytes), false)).toBe(YES);
      const { outcome, turn } = readDatagram(bacnetOverUdp, bytes);
      expect([outcome, turn.messages, turn.anomalies]).toEqual([DONE, [], []]);
    }
    expect(readDatagram(bacnetOverUdp, link('0b', '01 80 09 0005')).turn.anomalies).toEqual(['network-message']);
  });

  it('counts what does not fit', () => {
    const odd = (bytes: Uint8Array): readonly string[] => readDatagram(bacnetOverUdp, bytes).turn.anomalies;
    expect(odd(link('0a', '01 20 ffff'))).toEqual(['network-malformed']);
    expect(odd(unicast('00 05'))).toEqual(['apdu-short']);
    expect(odd(unicast('80 00 00'))).toEqual(['apdu-reserved']);
    expect(odd(unicast('00 05 01 0c', '0c 0200'))).toEqual(['tags-malformed']);
    expect(odd(unicast('30 01 0c', '3f'))).toEqual(['tags-malformed']);
    expect(odd(unicast('10 00', 'c4 0200006f', '91 03'))).toEqual(['tags-malformed']);
    expect(odd(unicast('00 05 01 14', '1d 05'))).toEqual(['tags-malformed']);
  });

  it(`reads ${MAX_TAGS} tags, ${MAX_DEPTH} levels deep`, () => {
    const odd = (content: string): readonly string[] =>
      readDatagram(bacnetOverUdp, unicast('30 01 12', content)).turn.anomalies;
    expect(odd('11'.repeat(MAX_TAGS))).toEqual([]);
    expect(odd('11'.repeat(MAX_TAGS + 1))).toEqual(['too-many-tags', 'tags-malformed']);
    expect(odd('0e'.repeat(MAX_DEPTH) + '0f'.repeat(MAX_DEPTH))).toEqual([]);
    expect(odd('0e'.repeat(MAX_DEPTH + 1) + '0f'.repeat(MAX_DEPTH + 1))).toEqual(['nested-deep', 'tags-malformed']);
  });

  it(`tells ${MAX_COMMANDS} properties of one request as commands`, () => {
    const many = unicast('02 75 02 0e', '0c 0200006f', '1e', '0979'.repeat(MAX_COMMANDS + 2), '1f');
    const { turn } = readDatagram(bacnetOverUdp, many);
    expect(turn.facts).toHaveLength(MAX_COMMANDS);
    expect(turn.anomalies).toEqual(['too-many-commands']);
  });

  it(`keeps ${MAX_OPEN_REQUESTS} requests of one pair open`, () => {
    const state = bacnetOverUdp.open();
    for (let invoke = 0; invoke < MAX_OPEN_REQUESTS + 5; invoke++) {
      const request = unicast('00 05', invoke.toString(16).padStart(2, '0'), '0c', '0c 0200006f', '19 4d');
      bacnetOverUdp.parse(windowed(request), recordingTurn(), state);
    }
    expect(state.requests.size).toBe(MAX_OPEN_REQUESTS);
  });

  it('reads BACnet/IPv6', () => {
    const bytes = hex('82 01 0012 00006f 000070', '01 04', '00 05 01 0c', '0c 02'); // cut tag, whole link
    expect(bacnetOverUdp.probe(windowed(bytes), false)).toBe(YES);
    const whole = hex('82 02 0014 00006f', '01 00', '10 00', 'c4 0200006f', '22 05c4', '91'); // ends within a tag
    expect(readDatagram(bacnetOverUdp, whole).turn.messages[0]?.fields).toMatchObject({ 'bvlc.function': 2 });
    expect(bacnetOverUdp.probe(windowed(hex('82 00 0009 00006f 0000')), false)).toBe(NO);
  });

  it('reads the same messages directly behind LLC, on Ethernet and on ARCNET', () => {
    const turn = recordingTurn();
    expect(bacnetOverLlc.parse(windowed(I_AM.subarray(4)), turn)).toBe(DONE);
    expect(turn.facts[0]).toBe('claim ip:192.0.2.1 role bacnet device 111');
    expect(turn.messages).toHaveLength(1);
    expect(bacnetOverLlc.parse(windowed(hex('0200')), turn)).toBe(BAD);
    expect(bacnetOverLlc.parse(windowed(hex('01')), turn)).toBe(MORE);
    const p = new Packet();
    walkFrame(p, frameOf(129, exactWindow(together(hex('c0 00 e800 cd', '82 82 03'), I_AM.subarray(4)))));
    expect([p.llcSap, p.network, p.damage]).toEqual([0x82, 8, 0]);
  });

  it('names services, kinds and properties', () => {
    expect([12, 256, 2 * 256 + 15, 5 * 256 + 15, 1024, 1536, 1792, 0x900].map(functionName)).toEqual([
      'read property',
      'i-am',
      'write property ack',
      'write property error',
      'segment ack',
      'reject',
      'abort',
      'reserved 9',
    ]);
    expect([85, 155, 372, 222, 18].map(propertyName)).toEqual([
      'present-value',
      'database-revision',
      'serial-number',
      'state-description',
      '-',
    ]);
    expect(propertyName(600)).toBe('property 600');
  });
});
