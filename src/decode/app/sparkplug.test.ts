import { describe, expect, it } from 'vitest';
import { recordingTurn } from '../../../test/support/recording-turn.ts';
import { ascii, hex, streamLaws, together } from './decoder-laws.cases.ts';
import { feedStream, type Segment } from './feed-stream.cases.ts';
import { MAX_PACKET, mqtt } from './mqtt.ts';
import { MAX_NAMES, SparkplugNames } from './sparkplug/names.ts';
import { MAX_COMMANDS, MAX_FIELDS, MAX_METRICS } from './sparkplug/payload.ts';
import { sparkplug } from './sparkplug.ts';

const size = (length: number): Uint8Array => {
  const digits: number[] = [];
  for (let rest = length; ; rest >>= 7) {
    if (rest < 0x80) return Uint8Array.from([...digits, rest]);
    digits.push((rest & 0x7f) | 0x80);
  }
};
const publish = (topic: string, ...payload: readonly Uint8Array[]): Uint8Array => {
  const body = together(Uint8Array.of(topic.length >> 8, topic.length & 255), ascii(topic), ...payload);
  return together(hex('30'), size(body.length), body);
};
const metric = (...fields: readonly Uint8Array[]): Uint8Array => {
  const body = together(...fields);
  return together(hex('12'), size(body.length), body);
};
const name = (text: string): Uint8Array => together(hex('0a'), size(text.length), ascii(text));
const text = (value: string): Uint8Array => together(hex('7a'), size(value.length), ascii(value));

const birth = publish(
  'spBv1.0/yard/NBIRTH/rtg7',
  hex('08 80b0f2f2b931'), // time
  metric(name('Hoist/Load'), hex('10 05'), hex('20 09'), hex('65 0000c03f')), // alias 5, float 1.5
  metric(name('Properties/Hardware Make'), text('Halmoy')),
  metric(name('Node Control/Rebirth'), hex('70 00')), // boolean
  hex('18 00'), // sequence
);
const data = publish('spBv1.0/yard/NDATA/rtg7', metric(hex('10 05'), hex('65 00002041')), hex('18 01'));
const command = publish(
  'spBv1.0/yard/DCMD/rtg7/hoist',
  metric(name('Hoist/Setpoint'), hex('69 000000000000f83f')), // double 1.5
  metric(name('Node Control/Reboot'), hex('70 01')),
);
const state = publish('spBv1.0/STATE/scada', ascii('{"online":true}'));
const connect = hex('10 10 0004 4d515454 04 02 003c 0004 72746737');
const session: readonly Segment[] = [
  { fromServer: false, bytes: together(connect, birth, data) },
  { fromServer: true, bytes: together(hex('2002 0000'), command) },
  { fromServer: false, bytes: state },
];
streamLaws(mqtt, [session]);

function read(fromServer: boolean, ...packets: readonly Uint8Array[]): ReturnType<typeof recordingTurn> {
  const turn = recordingTurn({ fromServer });
  feedStream(mqtt, [{ fromServer, bytes: together(connect, ...packets) }], turn);
  return turn;
}

describe('Sparkplug B', () => {
  it('names what an edge node measures, also where a number stands for the name', () => {
    const turn = read(false, birth, data);
    expect(turn.carried.map(({ fn }) => sparkplug.functionName(fn))).toEqual(['NBIRTH', 'NDATA']);
    expect(turn.carried[0]?.fields).toMatchObject({
      'sparkplug.edgenodeid': 'rtg7',
      'sparkplug.metric.name': ['Hoist/Load', 'Properties/Hardware Make', 'Node Control/Rebirth'],
      'sparkplug.metric.value': ['1.5', 'Halmoy', 'false'],
    });
    expect(turn.carried[1]?.fields).toMatchObject({
      'sparkplug.metric.name': 'Hoist/Load',
      'sparkplug.metric.value': '10',
    });
    expect(turn.facts).toContain('claim ip:192.0.2.1 vendor Halmoy');
    expect([turn.carriedAnomalies, turn.unrecognisedBytes]).toEqual([[], 0]);
  });

  it('tells each metric that is commanded', () => {
    const facts = read(true, command).facts.filter((fact) => fact.startsWith('command fn 7'));
    expect(facts.map((fact) => fact.replace(/start \d+ /, ''))).toEqual([
      'command fn 7 unit 0 area 0 count 0 write',
      'command fn 7 unit 0 area 1 count 1 write',
      'command fn 7 unit 0 area 1 count 1 stop',
    ]);
    expect(sparkplug.objectName?.(7, 1, 5, 1, () => 'Hoist/Setpoint')).toBe('Hoist/Setpoint');
    expect(sparkplug.objectName?.(7, 0, 0x1234, 0)).toBe('node #00001234');
  });

  it('of a host application its state is named', () => {
    expect(read(false, state).carried[0]?.fn).toBe(8);
  });

  it('says that a payload is malformed, or too long to be kept', () => {
    const codes = (...packets: readonly Uint8Array[]): readonly string[] =>
      read(false, ...packets).carriedAnomalies.map(({ code }) => code);
    expect(codes(publish('spBv1.0/yard/NDATA/rtg7', hex('12 7f 01')))).toEqual(['payload-malformed']);
    expect(codes(publish('spBv1.0/yard/NDATA/rtg7', hex('ff'.repeat(11))))).toEqual(['payload-malformed']);
    expect(codes(publish('spBv1.0/yard/NDATA/rtg7', new Uint8Array(MAX_PACKET)))).toEqual(['payload-over-limit']);
    expect(read(false, publish('spBv1.0/yard/OTHER/rtg7', hex('ff'))).carried).toEqual([]);
  });

  it('is read up to its limits', () => {
    const many = (type: string, one: Uint8Array, count: number): readonly string[] =>
      read(
        false,
        publish(`spBv1.0/yard/${type}/rtg7`, ...Array.from({ length: count }, () => one)),
      ).carriedAnomalies.map(({ code }) => code);
    const one = metric(hex('10 05'));
    expect([many('NDATA', one, MAX_METRICS), many('NDATA', one, MAX_METRICS + 1)]).toEqual([[], ['too-many-entries']]);
    expect([many('NCMD', one, MAX_COMMANDS), many('NCMD', one, MAX_COMMANDS + 1)]).toEqual([[], ['too-many-entries']]);
    const fields = (count: number): Uint8Array => metric(...Array.from({ length: count }, () => hex('10 05')));
    expect([many('NDATA', fields(MAX_FIELDS), 1), many('NDATA', fields(MAX_FIELDS + 1), 1)]).toEqual([
      [],
      ['too-many-entries'],
    ]);
    const names = new SparkplugNames();
    for (let i = 0; i <= MAX_NAMES; i++) names.learn(i, `m${i}`);
    expect([names.of(MAX_NAMES - 1), names.of(MAX_NAMES)]).toEqual([`m${MAX_NAMES - 1}`, '']);
    for (let i = 0; i < MAX_NAMES; i++) expect(names.command(`m${i}`)).toBe(`m${i}`);
    expect([names.command('m1'), names.command('new')]).toEqual(['m1', 'another metric']);
  });
});
