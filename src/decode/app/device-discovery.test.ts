import { describe, expect, it } from 'vitest';
import { NO } from '../verdict.ts';
import { datagramLaws, hex, readDatagram, windowed } from './decoder-laws.cases.ts';
import { MAX_ITEMS } from './discovery-items.ts';
import { mndp } from './mndp.ts';
import { ubnt } from './ubnt.ts';
import { mndpAnnouncement, ubntAnnouncement } from './uncaptured.cases.ts';

datagramLaws(mndp, [mndpAnnouncement]);
datagramLaws(ubnt, [ubntAnnouncement]);

describe('announcements of devices', () => {
  it('of MikroTik name a router, its version, model and port', () => {
    const { turn } = readDatagram(mndp, mndpAnnouncement);
    expect(turn.facts).toEqual([
      'claim ip:192.0.2.1 role router',
      'forwarding router-capability ip:192.0.2.1 -',
      'claim ip:192.0.2.1 hostname gate-1',
      'name self gate-1 ip:192.0.2.1',
      'claim ip:192.0.2.1 firmware 7.11',
      'claim ip:192.0.2.1 vendor MikroTik',
      'claim ip:192.0.2.1 model RB5009',
      'claim ip:192.0.2.1 port-id ether1',
    ]);
    expect(turn.messages[0]?.fields).toMatchObject({ 'mndp.mac': '02:00:00:00:00:aa', 'mndp.uptime': '16' });
    expect([turn.anomalies, turn.unrecognisedBytes]).toEqual([[], 1]);
  });

  it('of Ubiquiti name a radio, its version and model', () => {
    const { turn } = readDatagram(ubnt, ubntAnnouncement);
    expect(turn.facts).toEqual([
      'claim ip:192.0.2.1 firmware XW.6.3',
      'claim ip:192.0.2.1 hostname crane-14',
      'name self crane-14 ip:192.0.2.1',
      'claim ip:192.0.2.1 model LM5',
      'claim ip:192.0.2.1 vendor Ubiquiti',
    ]);
    expect(turn.messages[0]?.fields).toMatchObject({ 'ubnt.ip': '192.0.2.1' });
  });

  it('are not told by a beginning alone, say what is cut, and are read up to a limit', () => {
    expect(mndp.probe(windowed(mndpAnnouncement.slice(0, 20)), false)).toBe(NO);
    expect(ubnt.probe(windowed(hex('01 00 0000')), false)).toBe(NO);
    expect(readDatagram(mndp, mndpAnnouncement.slice(0, 20)).turn.anomalies).toEqual(['cut-short']);
    expect(readDatagram(ubnt, ubntAnnouncement.slice(0, 20)).turn.anomalies).toEqual(['cut-short']);
    const items = (count: number): readonly string[] =>
      readDatagram(ubnt, hex('01 00 0000', '0d 0000'.repeat(count))).turn.anomalies;
    expect([items(MAX_ITEMS), items(MAX_ITEMS + 1)]).toEqual([[], ['too-many-entries']]);
    const wide = (count: number): readonly string[] =>
      readDatagram(mndp, hex('0000 0000', '000b 0000'.repeat(count))).turn.anomalies;
    expect([wide(MAX_ITEMS), wide(MAX_ITEMS + 1)]).toEqual([[], ['too-many-entries']]);
  });
});
