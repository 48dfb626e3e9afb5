import { describe, expect, it } from 'vitest';
import {
  behind,
  cms,
  craneDeclaration,
  device,
  drive,
  gate,
  gateway,
  inspect,
  network,
  ordinaryCrane,
  plc,
  stranger,
  withHiddenRouter,
} from '../../../test/support/crane-scene.ts';
import { PartBuilder, START } from '../../../test/support/part-builder.ts';
import { EMPTY_DECLARATION } from '../../declare/empty-declaration.ts';
import type { Declaration } from '../../declare/declaration.ts';
import type { Part } from '../../schema/facts/part.ts';

function paths(parts: readonly Part[], declaration?: Declaration) {
  return inspect(parts, declaration).findings.filter(({ category }) => category === 'hidden-path');
}
const verdictOf = (parts: readonly Part[], declaration?: Declaration) => inspect(parts, declaration).units[0]?.verdict;

describe('hidden path, fires', () => {
  it('a router with a generic MAC, TTL 64, full segments and no banner is confirmed by what it does', () => {
    const parts = [withHiddenRouter(ordinaryCrane()).build()];
    const found = paths(parts).find(({ subject }) => subject.mac === stranger.mac);
    expect(found).toMatchObject({
      severity: 'critical',
      confidence: 'confirmed',
      status: 'undeclared',
      crane: 'STS1',
      subject: { mac: stranger.mac, ips: [stranger.ip] },
    });
    expect(found?.signs.map(({ id }) => id)).toEqual(['S01', 'S02', 'S03']);
    expect(found?.signs.every(({ frames }) => (frames[0]?.numbers.length ?? 0) > 0)).toBe(true);
    expect(verdictOf(parts)).toBe('confirmed');
  });

  it('without ARP in the capture the same router is only probable: one family', () => {
    const parts = [
      ordinaryCrane().talk(cms, behind(stranger, '203.0.113.7')).talk(cms, behind(stranger, '198.51.100.9')).build(),
    ];
    expect(paths(parts).find(({ subject }) => subject.mac === stranger.mac)).toMatchObject({
      confidence: 'probable',
      severity: 'high',
    });
  });

  it('round trips of a radio link add the second family', () => {
    const slow = { rttOut: [0, 0, 0, 0, 0, 6, 6, 3, 0, 0, 0, 0] };
    const parts = [
      ordinaryCrane()
        .talk(cms, behind(stranger, '203.0.113.7'), slow)
        .talk(cms, behind(stranger, '198.51.100.9'), slow)
        .build(),
    ];
    const found = paths(parts).find(({ subject }) => subject.mac === stranger.mac);
    expect(found?.signs.map(({ id }) => id)).toContain('S10');
    expect(found?.confidence).toBe('confirmed');
  });

  it('a private network behind an undeclared address, as of a private access point name, is found too', () => {
    const parts = [
      ordinaryCrane()
        .arp(cms, stranger.ip, stranger.mac)
        .talk(cms, behind(stranger, '172.29.4.4'), { ttlIn: 60 })
        .build(),
    ];
    expect(paths(parts).find(({ subject }) => subject.mac === stranger.mac)).toMatchObject({ confidence: 'confirmed' });
  });

  it('a host that tries to leave and gets no answer makes the path probable at most', () => {
    const parts = [
      ordinaryCrane()
        .arp(cms, stranger.ip, stranger.mac)
        .talk(cms, behind(stranger, '203.0.113.7'), { framesIn: 0 })
        .build(),
    ];
    expect(paths(parts).find(({ subject }) => subject.mac === stranger.mac)?.confidence).toBe('probable');
  });

  it('a bridged stick is told by its factory address, as possible until it is seen to forward', () => {
    const stick = { mac: '0c:5b:8f:27:9a:64', ip: '10.1.1.77' };
    const alone = paths([ordinaryCrane().arp(stick, cms.ip, cms.mac).build()]).find(
      ({ subject }) => subject.mac === stick.mac,
    );
    expect(alone).toMatchObject({ confidence: 'possible' });
    const used = paths([withHiddenRouter(ordinaryCrane(), stick).build()]).find(
      ({ subject }) => subject.mac === stick.mac,
    );
    expect(used).toMatchObject({ confidence: 'confirmed', severity: 'critical' });
  });
});

describe('hidden path, declared', () => {
  it('the declared gateway lights the same signs and is told as within its limits, never dropped', () => {
    const found = paths([ordinaryCrane().talk(cms, behind(gate, '203.0.113.1')).build()]);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ status: 'declared-within-limits', severity: 'info', subject: { mac: gate.mac } });
    expect(found[0]?.signs.map(({ id }) => id)).toContain('S01');
  });

  const lte = { mac: '00:1e:42:00:00:05', ip: '10.1.1.5' };
  const used = () => withHiddenRouter(ordinaryCrane(), lte).build();
  const declared = (more: Parameters<typeof gateway>[2]) =>
    craneDeclaration({
      gateways: [
        gateway('crane-firewall', gate),
        gateway('lte-backup', lte, { wan: 'cellular', cranes: ['STS1'], ...more }),
      ],
    });
  const statusOf = (declaration: Declaration) =>
    paths([used()], declaration).find(({ subject }) => subject.mac === lte.mac);

  it('a declared LTE backup is within its limits while its permission lasts', () => {
    expect(statusOf(declared({ validity: { until: START + 10n ** 15n } }))).toMatchObject({
      status: 'declared-within-limits',
      severity: 'info',
    });
  });

  it('after its permission ended, under another address, on another crane or as a fibre line it is outside its limits', () => {
    expect(statusOf(declared({ validity: { until: START + 1n } }))?.status).toBe('declared-outside-limits');
    expect(statusOf(declared({ validity: { from: START + 10n ** 15n } }))?.status).toBe('declared-outside-limits');
    expect(statusOf(declared({ ips: ['10.1.1.6'] }))?.status).toBe('declared-outside-limits');
    expect(statusOf(declared({ cranes: ['STS9'] }))?.status).toBe('declared-outside-limits');
    expect(statusOf(declared({ wan: 'fibre' }))?.status).toBe('declared-outside-limits');
    expect(statusOf(declared({ wan: 'none' }))?.status).toBe('declared-outside-limits');
    expect(statusOf(declared({ validity: { until: START + 1n } }))?.severity).toBe('high');
  });

  it('an entry that was only observed permits nothing', () => {
    expect(statusOf(declared({ status: 'observed' }))).toMatchObject({
      status: 'undeclared',
      confidence: 'confirmed',
      severity: 'critical',
    });
  });
});

describe('hidden path, silent or modest', () => {
  it('an ordinary crane has nothing above info and is clean within what was seen', () => {
    const { findings, units } = inspect([ordinaryCrane().build()]);
    expect(findings.filter(({ severity }) => severity !== 'info')).toEqual([]);
    expect(units.map(({ id, verdict }) => [id, verdict])).toEqual([['STS1', 'clean-within-seen']]);
  });

  it('without any declaration the way out that all use is told as low, and the verdict stays open', () => {
    const parts = [
      ordinaryCrane()
        .arp(plc, gate.ip, gate.mac)
        .talk(cms, behind(gate, '203.0.113.1'))
        .talk(plc, behind(gate, '203.0.113.2'))
        .talk(drive, behind(gate, '203.0.113.3'))
        .build(),
    ];
    const { findings, units } = inspect(parts, EMPTY_DECLARATION);
    const path = findings.filter(({ category }) => category === 'hidden-path');
    expect(path.map(({ severity, confidence, status }) => [severity, confidence, status])).toEqual([
      ['low', 'possible', 'undeclared'],
    ]);
    expect(path[0]?.alternatives).toContainEqual({
      text: 'It is the ordinary gateway of this network, which nobody has declared.',
      result: 'supported',
    });
    expect(units[0]).toMatchObject({ id: 'sts-1', kind: 'segment', verdict: 'inconclusive' });
  });

  it('without any declaration a second gateway beside it is asked about first, and never called high', () => {
    const parts = [
      withHiddenRouter(
        ordinaryCrane().talk(plc, behind(gate, '203.0.113.2')).talk(drive, behind(gate, '203.0.113.3')),
      ).build(),
    ];
    const found = paths(parts, EMPTY_DECLARATION);
    expect(found.map(({ subject }) => subject.mac)).toEqual(expect.arrayContaining([gate.mac, stranger.mac]));
    const severityOf = (mac: string) => found.find(({ subject }) => subject.mac === mac)?.severity;
    expect([severityOf(gate.mac), severityOf(stranger.mac)]).toEqual(['low', 'medium']);
  });

  it('what stands beyond a declared gateway, on the other side of the mirror, is not called hidden', () => {
    const upstream = { mac: '00:30:de:00:aa:01', ip: '192.0.2.1' };
    const parts = [ordinaryCrane().talk({ mac: gate.mac, ip: '10.1.1.20' }, behind(upstream, '203.0.113.1')).build()];
    expect(paths(parts).filter(({ severity }) => severity === 'high' || severity === 'critical')).toEqual([]);
  });

  it('a second member of a redundant pair is asked about, not accused', () => {
    const second = { mac: '00:30:de:00:00:02', ip: '10.1.1.2' };
    const parts = [
      ordinaryCrane()
        .forwards('virtual-router', `ip:${second.ip}`, '00:00:5e:00:01:01', `ip:${gate.ip}`, '', 'vrrp')
        .arp(second, gate.ip, gate.mac)
        .talk(cms, behind(second, '203.0.113.1'))
        .build(),
    ];
    const found = paths(parts).find(({ subject }) => subject.mac === second.mac);
    expect(['low', 'medium', undefined]).toContain(found?.severity);
  });

  it('public addresses that the place itself uses are at home', () => {
    const own = { mac: '00:30:de:00:00:44', ip: '192.0.2.44' };
    const declaration = craneDeclaration();
    const parts = [ordinaryCrane().talk(cms, own).build()];
    expect(
      paths(parts, {
        ...declaration,
        networks: [...declaration.networks, network('public', '192.0.2.0/24', { cranes: ['STS1'] })],
      }),
    ).toHaveLength(1);
  });

  it('a gateway declared by IP address alone is known where ARP tells its link address, and not accused where nothing does', () => {
    const declaration = craneDeclaration({ gateways: [gateway('crane-firewall', gate, { macs: [] })] });
    const outward = behind(gate, '203.0.113.1');
    expect(paths([ordinaryCrane().talk(cms, outward).build()], declaration)).toMatchObject([
      { status: 'declared-within-limits' },
    ]);
    const silent = new PartBuilder('sts-1')
      .talk(cms, plc)
      .talk(cms, outward)
      .talk(cms, behind(gate, '203.0.113.2'))
      .build();
    expect(paths([silent], declaration)).toMatchObject([
      { status: 'undeclared', confidence: 'possible', severity: 'low' },
    ]);
  });

  it('a host with a private IPv4 and a public IPv6 address is no router', () => {
    const six = (host: typeof cms, last: string) => ({ mac: host.mac, ip: `2001:db8:1:2::${last}` });
    const parts = [ordinaryCrane().talk(six(cms, '20'), six(plc, '10')).talk(six(cms, '21'), six(plc, '10')).build()];
    expect(paths(parts).every(({ subject }) => subject.mac === gate.mac)).toBe(true);
    const router = ordinaryCrane()
      .talk(six(cms, '20'), six(plc, '10'))
      .talk(six(cms, '20'), behind(stranger, '2a00:1450::5'), { ttlIn: 55 });
    expect(paths([router.build()]).some(({ subject }) => subject.mac === stranger.mac)).toBe(true);
  });

  it('a listed device may be made by a maker of cellular routers', () => {
    const listed = { mac: '00:1e:42:00:00:06', ip: '10.1.1.6' };
    const declaration = craneDeclaration();
    const parts = [ordinaryCrane().arp(cms, listed.ip, listed.mac).build()];
    expect(paths(parts).some(({ subject }) => subject.mac === listed.mac)).toBe(true);
    const known = { ...declaration, devices: [...declaration.devices, device('TELEMATICS', listed)] };
    expect(paths(parts, known).some(({ subject }) => subject.mac === listed.mac)).toBe(false);
  });

  it('the same address plan on a sister crane does not lend it the permission', () => {
    const parts = [ordinaryCrane('sts-1').build(), withHiddenRouter(ordinaryCrane('sts-2')).build()];
    const declaration = craneDeclaration();
    const tap = declaration.taps[0] as Declaration['taps'][number];
    const two: Declaration = {
      ...declaration,
      cranes: [...declaration.cranes, { ...(declaration.cranes[0] as Declaration['cranes'][number]), id: 'STS2' }],
      taps: [tap, { ...tap, id: 'sts-2', crane: 'STS2' }],
    };
    const found = paths(parts, two).filter(({ status }) => status === 'undeclared');
    expect(found.map(({ crane, subject }) => [crane, subject.mac])).toEqual([['STS2', stranger.mac]]);
  });

  it('an empty capture says nothing', () => {
    expect(inspect([new PartBuilder('sts-1').build()]).units[0]?.verdict).toBe('not-examined');
  });
});
