import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { DatagramProtocol } from '../protocol.ts';
import { NO, YES } from '../verdict.ts';
import { datagramLaws, hex, readDatagram, windowed } from './decoder-laws.cases.ts';
import { MAX_ITEMS } from './discovery-items.ts';
import { mndp } from './mndp.ts';
import { handMadeCapture, judgedDatagrams, plain } from './tshark-oracle.cases.ts';
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
    expect(turn.messages[0]?.fields).toMatchObject({ 'ubdp.ip': '192.0.2.1' });
  });

  it('of MikroTik are told whatever their first four bytes are', () => {
    const newer = mndpAnnouncement.slice();
    newer.set([0x61, 0, 0, 0]);
    expect(mndp.probe(windowed(newer), false)).toBe(YES);
    expect(readDatagram(mndp, newer).turn.facts).toEqual(readDatagram(mndp, mndpAnnouncement).turn.facts);
  });

  it('have the same fields as tshark reads', () => {
    const folder = mkdtempSync(join(tmpdir(), 'device-discovery-'));
    const compare = (
      protocol: DatagramProtocol<undefined>,
      bytes: Uint8Array,
      names: readonly string[],
      as?: string,
    ): void => {
      const port = protocol.ports?.[0] ?? 0;
      const packet = { transport: 'udp' as const, sourcePort: port, destinationPort: port, bytes };
      const judged = judgedDatagrams(handMadeCapture(folder, [packet]), names, as)[0]?.fields;
      const ours = readDatagram(protocol, bytes).turn.messages[0]?.fields ?? {};
      for (const name of names) {
        expect([ours[name] ?? []].flat().map(plain), name).toEqual((judged?.get(name) ?? ['none']).map(plain));
      }
    };
    try {
      const own = ['mac', 'identity', 'version', 'platform', 'board', 'interfacename', 'ipv4address', 'header.seqno'];
      compare(
        mndp,
        mndpAnnouncement,
        own.map((name) => `mndp.${name}`),
      );
      const theirs = ['version', 'command', 'mac', 'ip', 'firmware_full', 'hostname', 'product'];
      compare(
        ubnt,
        ubntAnnouncement,
        theirs.map((name) => `ubdp.${name}`),
        'udp.port==10001,ubdp',
      );
    } finally {
      rmSync(folder, { recursive: true });
    }
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
