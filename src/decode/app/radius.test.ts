import { describe, expect, it } from 'vitest';
import { recordingTurn } from '../../../test/support/recording-turn.ts';
import { Cursor } from '../../kernel/cursor.ts';
import { NO } from '../verdict.ts';
import { datagramLaws, hex, readDatagram, windowed } from './decoder-laws.cases.ts';
import * as samples from './radius/samples.cases.ts';
import { MAX_ATTRIBUTES, MAX_WAITING, radius } from './radius.ts';

const { accessRequest, accessAccept, accountingRequest, disconnect, refused } = samples;
datagramLaws(radius, [accessRequest, accessAccept, accountingRequest, disconnect, refused]);

function session(...packets: readonly Uint8Array[]): ReturnType<typeof recordingTurn> {
  const turn = recordingTurn();
  const state = radius.open();
  for (const packet of packets) radius.parse(new Cursor().over(packet), turn, state);
  return turn;
}

describe('RADIUS', () => {
  it('names the device that asks, and who signs in there', () => {
    const { turn } = readDatagram(radius, accessRequest);
    expect(turn.facts).toEqual([
      'claim ip:192.0.2.1 role radius client',
      'command fn 1 unit 0 area 0 start 0 count 0 other',
      'claim ip:192.0.2.1 user op',
      'claim ip:192.0.2.1 address-in-payload 192.0.2.9',
      'claim ip:192.0.2.1 hostname sw-3',
      'name self sw-3 ip:192.0.2.1',
    ]);
    expect(turn.messages[0]?.fields).toMatchObject({
      'radius.Calling_Station_Id': '02-00-00-00-00-01',
      'radius.NAS_Port_Id': 'Gi1',
      'radius.Vendor_Specific': 9,
    });
    expect(turn.unrecognisedBytes).toBe(4);
  });

  it('tells whether a request was granted', () => {
    expect(session(accessRequest, accessAccept).facts).toContain('outcome 1 0');
    expect(session(disconnect, refused).facts).toEqual([
      'claim ip:192.0.2.1 role radius server',
      'command fn 40 unit 0 area 0 start 0 count 0 stop',
      'outcome 1 42',
    ]);
    expect(readDatagram(radius, accessAccept).turn.messages[0]?.fields['radius.Framed-IP-Address']).toBe('192.0.2.200');
  });

  it('is not told by an answer without attributes', () => {
    expect(radius.probe(windowed(accountingRequest.slice(0, 20)), false)).toBe(NO);
    expect(readDatagram(radius, hex('05 08 0014', '00'.repeat(16))).turn.messages[0]?.fn).toBe(5);
  });

  it('says where attributes are cut', () => {
    expect(readDatagram(radius, hex('01 01 0017', '00'.repeat(16), '01 09 61')).turn.anomalies).toEqual([
      'attribute-cut',
    ]);
  });

  it('reads attributes and remembers requests up to limits', () => {
    const attributes = (count: number): readonly string[] =>
      readDatagram(
        radius,
        hex(
          '01 01',
          (20 + 2 * count).toString(16).padStart(4, '0'),
          '00'.repeat(16),
          '1900'.replace('00', '02').repeat(count),
        ),
      ).turn.anomalies;
    expect([attributes(MAX_ATTRIBUTES), attributes(MAX_ATTRIBUTES + 1)]).toEqual([[], ['too-many-entries']]);
    // A number has eight bits, so that as many requests as are remembered are all that can wait.
    const all = Array.from({ length: MAX_WAITING }, (_, id) =>
      hex('01', id.toString(16).padStart(2, '0'), '0014', '00'.repeat(16)),
    );
    expect(session(...all, ...all).anomalies).toEqual([]);
  });
});
