import { describe, expect, it } from 'vitest';
import { recordingTurn } from '../../../test/support/recording-turn.ts';
import { BAD, NO, UNSURE, YES } from '../verdict.ts';
import { streamLaws, together, windowed } from './decoder-laws.cases.ts';
import { feedStream, type Segment } from './feed-stream.cases.ts';
import { capturesWith } from './modbus/captured-streams.cases.ts';
import {
  type Bytes,
  client,
  connect4,
  everything,
  everything5,
  packet,
  server,
  text,
  u16,
  variable,
  zeros,
} from './mqtt/conversation.cases.ts';
import { MAX_PROBED } from './mqtt/probe.ts';
import { MAX_PROPERTIES } from './mqtt/properties.ts';
import { MAX_TOPICS } from './mqtt/read-packet.ts';
import { MAX_ALIASES } from './mqtt/state.ts';
import { MAX_PACKET, mqtt } from './mqtt.ts';
import { captures, judgedStreams } from './tshark-oracle.cases.ts';

streamLaws(mqtt, [everything, everything5, everything.slice(4)]);

function read(...segments: readonly Segment[]) {
  const turn = recordingTurn();
  const fed = feedStream(mqtt, segments, turn);
  return { turn, fed, names: turn.messages.map(({ fn }) => mqtt.functionName(fn)) };
}

describe('MQTT', () => {
  it('says who connects, and what is published and wanted', () => {
    const { turn, names, fed } = read(...everything);
    expect(names).toEqual([
      'connect',
      'connack',
      'subscribe',
      'suback',
      'publish',
      'puback',
      'publish',
      'publish',
      'unsubscribe',
      'unsuback',
      'pingreq',
      'pingresp',
      'disconnect',
    ]);
    expect(turn.facts.map((fact) => fact.replace(/start \d+/, ''))).toEqual([
      'claim ip:192.0.2.1 description mqtt client crane-4',
      'name service cranes/4/state -',
      'command fn 1 unit 0 area 0  count 0 other',
      'outcome 1 0',
      'name query cranes/+/set -',
      'command fn 8 unit 0 area 1  count 0 read',
      'name query spBv1.0/# -',
      'command fn 8 unit 0 area 1  count 0 read',
      'name service cranes/4/load -',
      'name service spBv1.0/yard/NBIRTH/rtg7 -',
      'claim ip:192.0.2.1 role sparkplug edge node yard/rtg7',
      'name service spBv1.0/yard/DCMD/rtg7/hoist -',
      'command fn 7 unit 0 area 0  count 0 write',
      'name query cranes/+/set -',
      'command fn 10 unit 0 area 1  count 0 other',
    ]);
    expect([turn.anomalies, turn.unrecognisedBytes, fed.bad]).toEqual([[], 0, 0]);
  });

  it('neither password nor user name is ever told', () => {
    const { turn } = read(...everything);
    expect(turn.messages[0]?.fields['mqtt.username']).toBe('***');
    expect(JSON.stringify([turn.messages, turn.facts])).not.toMatch(/hunter2|operator/);
  });

  it('of version 5 properties are read, and topics known by their number', () => {
    const { turn } = read(...everything5);
    expect(turn.anomalies).toEqual([]);
    expect(turn.messages.map(({ fields }) => fields['mqtt.topic'])).toEqual([
      undefined,
      undefined,
      'plant/line1',
      undefined,
      'plant/line1',
      'plant/+',
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
    expect(turn.facts[1]).toBe('outcome 1 0');
    const reasons = turn.messages.flatMap(({ fields }) =>
      Object.keys(fields).filter((name) => name.includes('reason')),
    );
    expect(new Set(reasons)).toEqual(
      new Set(['mqtt.conack.reason_code', 'mqtt.suback.reason_code', 'mqtt.reason_code']),
    );
    expect(turn.facts[2]).toContain('description mqtt client srv-0001');
    expect(turn.messages.at(-1)?.fields).toMatchObject({ 'mqtt.reason_code': 0x8b, 'mqtt.prop_string': ['why', 'ok'] });
  });

  it('payloads are passed over by their length, however long', () => {
    const { turn, names } = read(client(packet(0x30, text('cranes/4/picture'), zeros(100_000))));
    expect([names, turn.skipped]).toEqual([['publish'], [{ bytes: 100_000, as: 'decoded' }]]);
  });

  it(`a packet of more than ${MAX_PACKET} bytes is counted and passed over`, () => {
    const long = packet(0x82, u16(1), zeros(MAX_PACKET));
    expect(read(client(long)).turn.anomalies).toEqual(['packet-over-limit']);
    const five = [client(everything5[0]?.bytes as Uint8Array)];
    const properties = packet(0x30, text('a/b'), variable(MAX_PACKET), zeros(MAX_PACKET));
    expect(read(...five, client(properties)).turn.anomalies).toEqual(['packet-over-limit']);
  });

  it(`${MAX_TOPICS} topics, ${MAX_PROPERTIES} properties and ${MAX_ALIASES} numbers of topics are read`, () => {
    const topics = (count: number): Uint8Array => packet(0xa2, u16(1), ...Array<Bytes>(count).fill(text('a')));
    expect(read(client(topics(MAX_TOPICS))).turn.anomalies).toEqual([]);
    const over = read(client(topics(MAX_TOPICS + 1)));
    expect([over.turn.anomalies, over.turn.unrecognisedBytes]).toEqual([['list-over-limit'], 3]);
    expect(read(server(packet(0x90, u16(1), zeros(MAX_TOPICS + 1)))).turn.anomalies).toEqual(['list-over-limit']);
    const wordy = Array.from({ length: MAX_PROPERTIES + 1 }, () => [0x01, 0]).flat();
    expect(read(server(packet(0xe0, [0], variable(wordy.length), wordy))).turn.anomalies).toEqual(['list-over-limit']);
    const alias = (n: number, topic: string): Segment => client(packet(0x30, text(topic), [3, 0x23, ...u16(n)]));
    const all = Array.from({ length: MAX_ALIASES + 1 }, (_, i) => alias(i + 1, `t/${i}`));
    const { turn } = read(everything5[0] as Segment, ...all, alias(MAX_ALIASES, ''), alias(MAX_ALIASES + 1, ''));
    expect(turn.messages.slice(-2).map(({ fields }) => fields['mqtt.topic'])).toEqual([`t/${MAX_ALIASES - 1}`, '']);
  });

  it('packets that are cut, go on, or have the flags of another type are told', () => {
    expect(read(client(packet(0x10, text('MQTT'), [4, 0]))).turn.anomalies).toEqual(['body-malformed']);
    expect(read(client(packet(0x30, [0, 9, 1]))).turn.anomalies).toEqual(['body-malformed']);
    expect(read(client(packet(0xc0, [1]))).turn.anomalies).toEqual(['body-trailing']);
    expect(read(client(packet(0xc1))).turn.anomalies).toEqual(['flags-bad']);
    expect(read(client(connect4), client(connect4)).turn.anomalies).toEqual(['connect-again']);
    expect(read(server(packet(0xe0, [0, 2, 0x77, 0]))).turn.anomalies).toEqual(['body-malformed']);
  });
});

describe('the MQTT probe', () => {
  const probed = (...bytes: Uint8Array[]): number => mqtt.probe(windowed(together(...bytes)), false);

  it('knows a connect, and an answer to it', () => {
    expect(probed(connect4)).toBe(YES);
    expect(probed(packet(0x10, text('MQIsdp'), [3, 2], u16(9), text('a')))).toBe(YES);
    expect(probed(packet(0x20, [0, 0]))).toBe(YES);
    expect(probed(packet(0x20, [0, 0, 3, 0x21, 0, 9]))).toBe(YES);
    expect(probed(packet(0x20, [7, 0]))).toBe(NO);
    // Floor control (RFC 8855 5.1) begins alike: version 1, primitive 3, no payload, conference 65536.
    expect(probed(Uint8Array.of(0x20, 3, 0, 0, 0, 1, 0, 0, 0, 1, 0, 2))).toBe(NO);
    expect(probed(Uint8Array.of(0x20, 3, 0, 1, 0, 0, 0, 1, 0, 2, 5, 4))).toBe(NO);
  });

  it('in the middle waits until packets have said enough, and not for ever', () => {
    expect(probed(packet(0xc0))).toBe(UNSURE);
    expect(probed(packet(0xc0), packet(0xc0))).toBe(YES);
    expect(probed(packet(0x30, text('cranes/4/load')))).toBe(YES);
    expect(probed(packet(0x30, text('a/b')))).toBe(NO);
    expect(MAX_PROBED * 12).toBeGreaterThan(28); // the shortest packets are enough before the last is looked at
  });

  it('refuses texts and other binary protocols', () => {
    const ascii = (value: string): Uint8Array => new Uint8Array(Buffer.from(value));
    for (const line of ['220 mail.example ESMTP\r\n', 'GET / HTTP/1.1\r\n', '0123456789abcdef/0123']) {
      expect(probed(ascii(line))).toBe(NO);
    }
    expect(probed(Uint8Array.of(0x30, 0x0c, 0x02, 0x01, 0x01, 0x60, 0x07, 0x02, 0x01, 0x03, 4, 0, 0x80, 0))).toBe(NO);
    expect(probed(Uint8Array.of(0x10, 0x80, 0x00, 0))).toBe(NO);
    expect(mqtt.parse(windowed(Uint8Array.of(0, 0)), recordingTurn(), mqtt.open())).toBe(BAD);
  });
});

/** Differential tests against tshark, which finds MQTT by port 1883. */
const files = capturesWith((seen) => 'mqtt' in seen).filter(
  // Frames out of order that the stand-in for reassembly does not put right; the product does.
  (file) => !file.endsWith('c34864301244-input.pcap'),
);
const compared = ['mqtt.msgtype', 'mqtt.msgid', 'mqtt.topic', 'mqtt.clientid'];

describe.skipIf(files.length === 0)(`MQTT in real captures (${captures})`, () => {
  for (const file of files) {
    it(`${file}: the same packets as tshark reads`, { timeout: 120_000 }, () => {
      const want: string[] = [];
      const have: string[] = [];
      for (const { frames, segments } of judgedStreams(`${captures}/${file}`, compared)) {
        if (!frames.some(({ protocols }) => protocols.includes('mqtt'))) continue;
        const turn = recordingTurn();
        feedStream(mqtt, segments, turn);
        for (const name of compared) {
          for (const { fields } of frames) for (const value of fields.get(name) ?? []) want.push(`${name} ${value}`);
          for (const { fields } of turn.messages) {
            for (const value of [fields[name] ?? []].flat()) have.push(`${name} ${value}`);
          }
        }
      }
      expect(have.sort()).toEqual(want.sort());
    });
  }
});
