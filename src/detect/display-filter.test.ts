import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  behind,
  cms,
  craneDeclaration,
  gate,
  inspect,
  ordinaryCrane,
  plc,
  stranger,
  testCrypto,
  withHiddenRouter,
} from '../../test/support/crane-scene.ts';
import { testKnowledge } from '../../test/support/test-knowledge.ts';
import { resolve } from '../resolve/resolve.ts';
import { findingId } from './finding-id.ts';
import { frameReferences } from './frame-references.ts';
import { observation } from './observation.ts';
import { signObservers } from './signs/registry.ts';
import { tapView } from './tap-view.ts';

/** One crane on which nearly every sign shows itself. */
function troubledCrane() {
  const radio = { rttOut: [0, 0, 0, 0, 0, 60, 60, 30, 0, 0, 0, 0], mssIn: 1388 };
  const stick = { mac: '0c:5b:8f:27:9a:64', ip: '192.168.8.1' };
  const made = { mac: '02:50:f3:00:00:00', ip: '10.1.1.60' };
  const builder = withHiddenRouter(ordinaryCrane())
    .talk(cms, behind(stranger, '203.0.113.80'), radio)
    .talk(cms, behind(stranger, '203.0.113.81'), radio)
    .talk(cms, behind(stranger, '203.0.113.82'), { mssIn: 1420 })
    .talk(cms, behind(stranger, '100.64.3.4'))
    .talk(cms, behind(made, '203.0.113.90'), { ttlIn: 63 })
    .talk({ mac: made.mac, ip: '10.1.1.60' }, plc, { ttlOut: 63 })
    .arp(stick, plc.ip, plc.mac)
    .arp({ mac: stick.mac, ip: '10.1.1.61' }, '192.168.13.31')
    .arp({ mac: '00:a0:d5:00:00:01', ip: gate.ip }, plc.ip, plc.mac)
    .arp({ mac: '00:50:56:00:00:01', ip: '10.1.1.62' }, gate.ip, gate.mac)
    .arp(gate, gate.ip)
    .name(cms.ip, 'query', 'internet.mnc001.mcc310.gprs')
    .claim(`mac:${stick.mac}`, 'description', 'a "HiLink" stick', 'lldp')
    .claim(`ip:${cms.ip}`, 'address-in-payload', '100.64.0.9', 'ftp')
    .command({ mac: stick.mac, ip: '10.1.1.61' }, plc, 'read', 'holding 1')
    .forwards('dhcp-router', `ip:${stranger.ip}`, stranger.mac, `ip:${stranger.ip}`, `ip:${cms.ip}`, 'dhcp')
    .forwards('router-advertisement', 'ip:fe80::1', stranger.mac, 'ip:fe80::1', 'ip:2001:db8:5::', 'icmpv6')
    .forwards('redirect', `ip:${stranger.ip}`, stranger.mac, `ip:${gate.ip}`, 'ip:203.0.113.7')
    .forwards('virtual-router', 'ip:10.1.1.3', '00:00:5e:00:01:01', `ip:${gate.ip}`, '', 'vrrp');
  return builder
    .binding('00:a0:d5:00:00:01', gate.ip, 'arp-reply')
    .binding(gate.mac, gate.ip, 'arp-reply')
    .binding('00:a0:d5:00:00:01', gate.ip, 'arp-announcement');
}

describe('signs and their filters', () => {
  const parts = [troubledCrane().build()];
  const tap = resolve(parts, testKnowledge()).taps[0];
  if (tap === undefined) throw new Error('no tap');
  const seen = (declaration = craneDeclaration()) =>
    signObservers.flatMap((observer) => observer.observe(tapView(tap, declaration, testKnowledge())));

  it('on a crane with every trouble every sign speaks, and on an ordinary one only those of a gateway', () => {
    const ids = [...new Set(seen().map(({ sign }) => sign.id))].sort();
    expect(ids).toEqual(
      [
        'N01',
        'N02',
        'N04',
        'S01',
        'S02',
        'S03',
        'S04',
        'S07',
        'S08',
        'S09',
        'S10',
        'S11',
        'S12',
        'S13',
        'S14',
        'S15',
        'S16',
        'S17',
        'S19',
        'S22',
        'S26',
      ].sort(),
    );
    const calm = resolve([ordinaryCrane().build()], testKnowledge()).taps[0];
    if (calm === undefined) throw new Error('no tap');
    const calmIds = signObservers
      .flatMap((o) => o.observe(tapView(calm, craneDeclaration(), testKnowledge())))
      .map(({ sign }) => sign.id);
    expect([...new Set(calmIds)].sort()).toEqual(['S01', 'S03']);
  });

  it('Wireshark accepts every filter', () => {
    if (spawnSync('tshark', ['--version']).status !== 0) {
      console.warn('left out: tshark is not installed');
      return;
    }
    const folder = mkdtempSync(join(tmpdir(), 'quaywatch-filter-'));
    try {
      // An empty capture: magic, version 2.4, zone, accuracy, snap length, Ethernet.
      const empty = Uint8Array.from([
        0xd4, 0xc3, 0xb2, 0xa1, 2, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 0, 0, 1, 0, 0, 0,
      ]);
      const path = join(folder, 'empty.pcap');
      writeFileSync(path, empty);
      const filters = [
        ...new Set([...seen(), ...inspect(parts).findings.flatMap(({ signs }) => signs)].map(({ filter }) => filter)),
      ];
      expect(filters.length).toBeGreaterThan(20);
      // One read for all: joined by "or", a filter that is no filter spoils the whole.
      const joined = filters
        .filter((filter) => filter !== '')
        .map((filter) => `(${filter})`)
        .join(' || ');
      const done = spawnSync('tshark', ['-r', path, '-Y', joined], { encoding: 'utf8' });
      expect(done.stderr.replace(/Running as user.*\n/, '')).not.toContain('filter');
      expect(done.status).toBe(0);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('frames are told by capture and by the number Wireshark shows there', () => {
    const [part] = tap.parts;
    if (part === undefined) throw new Error('no part');
    const spans = [
      { sha256: 'b'.repeat(64), names: ['1.pcap'], firstOrdinal: 1, frames: 10 },
      { sha256: 'a'.repeat(64), names: ['2.pcap'], firstOrdinal: 11, frames: 5 },
    ];
    const two = { ...tap, parts: [{ ...part, captures: spans }] };
    expect(frameReferences(two, [1, 10, 11, 15, 16])).toEqual([
      { capture: 'b'.repeat(64), numbers: [1, 10] },
      { capture: 'a'.repeat(64), numbers: [1, 5] },
    ]);
  });

  it('an id is a hash of rule, tap, subject and object, and of nothing else', () => {
    const bytes = new TextEncoder().encode('hidden-path\0Kran 7 ü€😀\x0000:30:de:00:00:99\0');
    const wanted = Buffer.from(testCrypto.sha256(bytes)).toString('hex').slice(0, 16);
    expect(findingId(testCrypto, 'hidden-path', 'Kran 7 ü€😀', '00:30:de:00:00:99', '')).toBe(wanted);
  });

  it('a counter-sign weighs against, a sign for', () => {
    const nothing = { count: 1, first: 0n, last: 0n, frames: [1] };
    expect(observation('N01', 'x', 'full', '', '', nothing).weight).toBeLessThan(0);
    expect(observation('S01', 'x', 'weaker', '', '', nothing).weight).toBe(250);
  });
});
