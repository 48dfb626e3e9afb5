import { describe, expect, it } from 'vitest';
import { recordingTurn } from '../../../test/support/recording-turn.ts';
import * as messages from '../net/routing/messages.cases.ts';
import { NO, UNSURE } from '../verdict.ts';
import { MAX_CAPABILITIES } from './bgp/open-message.ts';
import { MAX_ATTRIBUTES, MAX_FLOW_NETWORKS, MAX_PATH } from './bgp/update-message.ts';
import { bgp } from './bgp.ts';
import { hex, streamLaws, together, windowed } from './decoder-laws.cases.ts';
import { feedStream, type Segment } from './feed-stream.cases.ts';

const session: readonly Segment[] = [
  { fromServer: false, bytes: messages.bgpOpen },
  { fromServer: true, bytes: together(messages.bgpOpen, messages.bgpKeepalive) },
  { fromServer: false, bytes: together(messages.bgpKeepalive, messages.bgpUpdate, messages.bgpRefresh) },
  { fromServer: true, bytes: messages.bgpShutdown },
];
streamLaws(bgp, [session, [{ fromServer: true, bytes: messages.bgpUpdate }]]);

function read(bytes: Uint8Array): ReturnType<typeof recordingTurn> {
  const turn = recordingTurn();
  feedStream(bgp, [{ fromServer: false, bytes }], turn);
  return turn;
}

const marker = 'ff'.repeat(16);
const size = (bytes: number): string => bytes.toString(16).padStart(4, '0');
const update = (attributes: string, networks: string): Uint8Array => {
  const a = hex(attributes).length;
  return hex(marker, size(23 + a + hex(networks).length), '02 0000', size(a), attributes, networks);
};

describe('BGP', () => {
  it('names a router, its AS and its name', () => {
    const turn = read(messages.bgpOpen);
    expect(turn.facts).toEqual([
      'claim ip:192.0.2.1 hostname gate',
      'name self gate ip:192.0.2.1',
      'claim ip:192.0.2.1 role bgp router',
      'claim ip:192.0.2.1 description BGP router 192.0.2.1, AS 65536',
      'forwarding routing-protocol ip:192.0.2.1 -',
    ]);
    expect(turn.messages[0]?.fields).toMatchObject({ 'bgp.open.myas': 23456, 'bgp.cap.type': [1, 65, 73] });
  });

  it('names networks of either family and the routers that lead there', () => {
    const turn = read(messages.bgpUpdate);
    expect(turn.facts).toEqual([
      'forwarding routing-protocol ip:192.0.2.9 -',
      'forwarding routing-protocol ip:2001:db8::9 -',
      'forwarding routing-protocol ip:192.0.2.1 ip:2001:db8:7::',
      'forwarding routing-protocol ip:192.0.2.1 ip:203.0.113.0',
    ]);
    expect(turn.messages[0]?.fields).toMatchObject({
      'bgp.withdrawn_prefix': '198.51.100.0/24',
      'bgp.nlri_prefix': ['2001:db8:7::/48', '203.0.113.0/24'],
      'bgp.update.path_attribute.as_path_segment': '65536 65000',
    });
    expect(turn.anomalies).toEqual([]);
  });

  it('tells paths of 16-bit numbers from those of 32 bits by their length', () => {
    const turn = read(update('40 02 06 02 02 fde8 fde9', '08 0a'));
    expect(turn.messages[0]?.fields['bgp.update.path_attribute.as_path_segment']).toBe('65000 65001');
  });

  it('says why a session ends', () => {
    const turn = read(messages.bgpShutdown);
    expect(turn.messages[0]?.fields).toMatchObject({
      'bgp.notify.major_error_text': 'cease',
      'bgp.notify.communication': 'update',
    });
  });

  it('says what is cut and what is unknown', () => {
    expect(read(hex(marker, '0013 02')).anomalies).toEqual(['cut-short']);
    expect(read(hex(marker, '0013 05')).anomalies).toEqual(['cut-short']);
    expect(read(hex(marker, '0013 03')).anomalies).toEqual(['cut-short']);
    expect(read(hex(marker, '0014 01 04')).anomalies).toEqual(['cut-short']);
    expect(read(hex(marker, '0014 09 00'))).toMatchObject({ anomalies: ['type-unknown'], unrecognisedBytes: 1 });
    expect(read(update('40 0e 03 0001 01', '')).anomalies).toEqual(['cut-short']);
    expect(read(update('', '21 0a')).anomalies).toEqual(['cut-short']);
  });

  it('is not begun by ones alone', () => {
    expect(bgp.probe(windowed(hex(marker)), false)).toBe(UNSURE);
    expect(bgp.probe(windowed(hex(marker, 'ffff ff')), false)).toBe(NO);
    expect(bgp.probe(windowed(hex('ff'.repeat(15), '00 0013 04')), false)).toBe(NO);
  });

  it('reads lists up to their limits', () => {
    const open = (count: number): readonly string[] =>
      read(
        hex(
          marker,
          size(32 + 3 + 2 * count),
          `01 04 fde8 00b4 c0000201 ff ff ${size(3 + 2 * count)} 02`,
          size(2 * count),
          '8000'.repeat(count),
        ),
      ).anomalies;
    expect([open(MAX_CAPABILITIES), open(MAX_CAPABILITIES + 1)]).toEqual([[], ['too-many-entries']]);
    const attributes = (count: number): readonly string[] => read(update('c02000'.repeat(count), '')).anomalies;
    expect([attributes(MAX_ATTRIBUTES), attributes(MAX_ATTRIBUTES + 1)]).toEqual([[], ['too-many-entries']]);
    const path = read(
      update(
        `40 02 ${(2 + 2 * (MAX_PATH + 1)).toString(16)} 02 ${(MAX_PATH + 1).toString(16)} ${'fde8'.repeat(MAX_PATH + 1)}`,
        '',
      ),
    );
    expect(String(path.messages[0]?.fields['bgp.update.path_attribute.as_path_segment']).split(' ')).toHaveLength(
      MAX_PATH,
    );
    const one = update('', '08 0a'.repeat(500));
    const all = read(together(...Array.from({ length: 20 }, () => one)));
    expect(all.facts).toHaveLength(MAX_FLOW_NETWORKS);
    expect(all.anomalies).toEqual(['too-many-entries']);
  });
});
