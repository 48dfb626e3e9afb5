import { describe, expect, it } from 'vitest';
import { recordingTurn, type RecordingTurn } from '../../../test/support/recording-turn.ts';
import { adsOverTcp, adsOverUdp, MAX_ADS_DATA } from './ads.ts';
import { MAX_TAGS } from './ads/discovery.ts';
import { adsConversation, command, discovered, discovery, packet, addRoute } from './ads/conversation.cases.ts';
import { objectName } from './ads/objects.ts';
import { MAX_HANDLES, MAX_OPEN_REQUESTS, AdsState } from './ads/state.ts';
import { datagramLaws, hex, readDatagram, streamLaws, together } from './decoder-laws.cases.ts';
import { feedStream, type Segment } from './feed-stream.cases.ts';
import { captures, judgedDatagrams, judgedStreams, plain } from './tshark-oracle.cases.ts';
import { join } from 'node:path';

streamLaws(adsOverTcp, [adsConversation, adsConversation.slice(4)]);
datagramLaws(adsOverUdp, [discovery, discovered, addRoute]);

function heard(segments: readonly Segment[]): RecordingTurn {
  const turn = recordingTurn();
  feedStream(adsOverTcp, segments, turn);
  return turn;
}

describe('ADS', () => {
  it('tells commands by what they do, and symbols by their name', () => {
    const turn = heard(adsConversation);
    expect(turn.anomalies).toEqual([]);
    expect(turn.facts.filter((fact) => !fact.startsWith('outcome'))).toEqual([
      'claim ip:192.0.2.1 description ams net id 192.0.2.10.1.1',
      'command fn 1 unit 851 area 4294967043 start 0 count 0 other',
      'claim ip:192.0.2.1 description ams net id 192.0.2.20.1.1',
      'claim ip:192.0.2.1 firmware Plc30 App 3.1.4024',
      'command fn 9 unit 851 area 4294967041 start 5 count 4 read',
      'command fn 3 unit 851 area 4294967041 start 5 count 2 write',
      'command fn 2 unit 851 area 61488 start 8 count 4 read',
      'command fn 5 unit 851 area 4294967042 start 6 count 0 stop',
      'command fn 6 unit 851 area 16416 start 0 count 4 read',
      'command fn 7 unit 851 area 4294967044 start 17 count 0 other',
      'command fn 4 unit 851 area 4294967043 start 0 count 0 other',
    ]);
    expect(turn.facts.filter((fact) => fact.startsWith('outcome'))).toEqual([
      'outcome 1 0',
      'outcome 2 0',
      'outcome 3 0',
      'outcome 4 0',
      'outcome 5 1793',
      'outcome 6 0',
      'outcome 7 0',
      'outcome 8 0',
    ]);
    const name = objectName;
    expect(name(3, 0xffff_ff01, 5, 2, () => 'MAIN.speed')).toBe('symbol MAIN.speed');
    expect(name(5, 0xffff_ff02, 6, 0)).toBe('state STOP');
    expect(name(2, 0xf030, 8, 4)).toBe('outputs %Q 8, 4 bytes');
    expect(name(2, 77, 1, 4)).toBe('index group 77 1, 4 bytes');
    expect(name(1, 0xffff_ff03, 0, 0)).toBe('device');
    expect(name(7, 0xffff_ff04, 17, 0)).toBe('notification 17');
    expect(name(6, 0xffff_ff05, 0, 1, () => 'x')).toBe('route x');
  });

  it('says who a controller is, and that a route’s password can be read', () => {
    expect(readDatagram(adsOverUdp, discovered).turn.facts).toEqual([
      'claim ip:192.0.2.1 description ams net id 192.0.2.20.1.1',
      'claim ip:192.0.2.1 vendor Beckhoff',
      'claim ip:192.0.2.1 hostname CX-1',
      'claim ip:192.0.2.1 os Windows CE 6.0.0',
      'claim ip:192.0.2.1 firmware TwinCAT 3.1.4024',
    ]);
    const { turn } = readDatagram(adsOverUdp, addRoute);
    expect(turn.anomalies).toEqual(['password-in-clear']);
    expect(turn.facts).toContain('claim ip:192.0.2.1 user op');
    expect(turn.facts.at(-1)).toMatch(/^command fn 6 .* write$/);
    expect(JSON.stringify(turn.messages)).not.toContain('secret');
  });

  it('reads no more tagged values than it says, and reports a cut one', () => {
    const tag = hex('0100 0000');
    const many = together(discovery, ...Array.from({ length: MAX_TAGS + 1 }, () => tag)).slice();
    many[20] = MAX_TAGS + 1; // count
    expect(readDatagram(adsOverUdp, many).turn.anomalies).toEqual(['tags-over-limit']);
    const cut = together(discovery, hex('0500 0900 41')).slice();
    cut[20] = 1;
    expect(readDatagram(adsOverUdp, cut).turn.anomalies).toEqual(['tag-malformed']);
  });

  it(`keeps ${MAX_ADS_DATA} bytes of data, and passes over what is longer`, () => {
    const fits = packet(false, command(3, 0x4020, 0, MAX_ADS_DATA - 12), new Uint8Array(MAX_ADS_DATA - 12));
    const over = packet(false, command(3, 0x4020, 0, MAX_ADS_DATA - 11), new Uint8Array(MAX_ADS_DATA - 11));
    expect(heard([{ fromServer: false, bytes: fits }]).anomalies).toEqual([]);
    const turn = heard([{ fromServer: false, bytes: together(over, fits) }]);
    expect(turn.anomalies).toEqual(['data-over-limit']);
    expect(turn.messages).toHaveLength(2);
    expect(turn.skipped).toEqual([{ bytes: 1, as: 'decoded' }]);
  });

  it('forgets the oldest of too many open requests, and of too many handles', () => {
    const asks = Array.from({ length: MAX_OPEN_REQUESTS + 1 }, (_, i) =>
      packet(false, command(2, 0x4020, 0, 4), new Uint8Array(0), { number: 100 + i }),
    );
    const segments = [...adsConversation.slice(0, 2), ...asks.map((bytes) => ({ fromServer: false, bytes }))];
    expect(heard(segments).anomalies).toEqual(['request-unanswered']);
    const state = new AdsState();
    for (let i = 0; i <= MAX_HANDLES; i++) state.keepHandle(i, 851, 7);
    expect([state.symbolOf(MAX_HANDLES - 1, 851), state.symbolOf(MAX_HANDLES, 851)]).toEqual([7, 0]);
  });

  it('reports lengths that do not fit, commands without meaning, and lone responses', () => {
    const odd = packet(false, hex(''), hex('00'), { fn: 77 }).slice();
    odd[26] = 9; // length in the inner header
    expect(heard([{ fromServer: false, bytes: odd }]).anomalies).toEqual(['length-mismatch', 'command-unassigned']);
    expect(heard(adsConversation.slice(1, 2)).anomalies).toEqual(['response-unrequested']);
    expect(heard([{ ...(adsConversation[1] as Segment), gap: true }]).anomalies).toEqual([]);
    const short = packet(false, hex(''), hex('0000'), { fn: 2 });
    expect(heard([{ fromServer: false, bytes: short }]).anomalies).toEqual(['data-cut']);
  });
});

const compared = [
  'ams.targetnetid',
  'ams.targetport',
  'ams.sendernetid',
  'ams.senderport',
  'ams.cmdid',
  'ams.cbdata',
  'ams.errorcode',
  'ams.ads_indexgroup',
  'ams.ads_indexoffset',
  'ams.ads_devicename',
  'ams.ads_state',
];

const files = [
  'ntop__nDPI/167ae6dcdd9f-beckhoff_ads.pcapng',
  'ITI__ICS-Security-Tools/1f11cb0b0ba6-beckoffiplinktc.pcapng',
  'ITI__ICS-Security-Tools/b33f2ab201be-beckoffaddroute.pcapng',
];

describe.skipIf(captures === undefined)('ADS in real captures beside tshark (left out where there are none)', () => {
  it.each(files)('%s: the same values', { timeout: 60_000 }, (name) => {
    const file = join(captures as string, 'files', name);
    let count = 0;
    for (const stream of judgedStreams(file, compared)) {
      const turn = recordingTurn();
      feedStream(adsOverTcp, stream.segments, turn);
      expect(turn.anomalies.filter((code) => code !== 'response-unrequested')).toEqual([]);
      count += turn.messages.length;
      for (const field of compared) {
        const theirs = stream.frames.flatMap((frame) => frame.fields.get(field) ?? []).map(plain);
        const ours = turn.messages.flatMap(({ fields }) => [fields[field] ?? []].flat()).map(plain);
        expect(ours.sort(), field).toEqual(theirs.sort());
      }
    }
    expect(count).toBeGreaterThan(20);
    const datagrams = judgedDatagrams(file, []).filter(({ sourcePort }) => sourcePort === 48_899);
    for (const { bytes } of datagrams) expect(readDatagram(adsOverUdp, bytes).turn.messages).toHaveLength(1);
  });
});
