import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { siteOf } from '../example.cases.ts';
import { gatewayOf } from '../lookup/gateway-of.ts';
import { tapOf } from '../lookup/tap-of.ts';
import { readDeclaration } from '../read-declaration.ts';
import type { DraftInput } from './draft-input.ts';
import { MAX_DRAFT_LENGTH } from './draft-page.ts';
import { MAX_DRAFT_FILES, draftSite } from './draft-site.ts';
import { draftId, draftText, MAX_DRAFT_TEXT } from './draft-text.ts';

const NOTHING: DraftInput = { taps: [], networks: [], devices: [], gateways: [], servers: [], conversations: [] };

const SEEN: DraftInput = {
  taps: [
    { id: 'tap-b', files: ['b/1.pcap'], crane: 'STS-2' },
    {
      id: 'tap-a',
      files: ['a/2.pcap', 'a/1.pcap'],
      from: 1_900_000_000_000_000_000n,
      until: 1_900_000_001_000_000_000n,
    },
  ],
  networks: [
    { tap: 'tap-a', cidr: '192.0.2.0/24', vlan: 10 },
    { tap: 'tap-a', cidr: '192.0.2.0/25' },
    { tap: 'tap-b', cidr: '192.0.2.0/24' },
    { tap: 'tap-a', cidr: '198.51.100.0/24' },
  ],
  devices: [
    {
      tap: 'tap-a',
      mac: '02:00:00:00:00:01',
      ips: ['192.0.2.1', '192.0.2.2'],
      name: 'PLC "one"\n\u202e# x',
      role: 'controller',
    },
    { tap: 'tap-a', mac: '02:00:00:00:00:02', ips: ['192.0.2.1'] },
    { tap: 'tap-b', mac: '02:00:00:00:00:01', ips: ['192.0.2.1'], serial: '00417', maker: 'Example Drives' },
    { tap: 'tap-a', mac: 'ff:ff:ff:ff:ff:ff', ips: ['192.0.2.255'] },
  ],
  gateways: [
    { tap: 'tap-b', mac: '02:00:00:00:00:fe', ip: '192.0.2.254', why: 'forwards to 7 addresses\nstatus: agreed' },
  ],
  servers: [{ tap: 'tap-a', kind: 'ntp', ip: '198.51.100.5' }],
  conversations: [
    { tap: 'tap-a', from: '192.0.2.0/25', to: '198.51.100.0/24', protocols: ['NTP'], functions: [] },
    { tap: 'tap-a', from: '192.0.2.0/24', to: '198.51.100.0/24', protocols: ['modbus'], functions: ['write', 'read'] },
    { tap: 'tap-b', from: '192.0.2.0/24', to: 'outside', protocols: [], functions: [] },
    { tap: 'tap-b', from: '203.0.113.0/24', to: 'outside', protocols: [], functions: [] },
  ],
};

describe('a draft', () => {
  const declaration = siteOf(draftSite(SEEN));

  test('is a declaration in which every entry is observed', () => {
    const entries = [
      declaration.taps,
      declaration.cranes,
      declaration.networks,
      declaration.zones,
      declaration.conduits,
      declaration.gateways,
      declaration.services,
      declaration.devices,
    ].flat();
    expect(entries.length).toBe(16);
    expect(new Set(entries.map((entry) => entry.status))).toEqual(new Set(['observed']));
  });

  test('permits nothing: its gateway is no declared gateway', () => {
    expect(gatewayOf(declaration, 'tap-b', { mac: '02:00:00:00:00:fe' }, 0n)).toMatchObject({
      inside: false,
      reason: 'only-observed',
    });
  });

  test('keeps sister addresses apart, and a tap without a crane is a segment', () => {
    expect(declaration.devices.map((d) => [d.id, d.cranes, d.segments, d.ips])).toEqual(
      [
        ['STS-2-192.0.2.1', ['STS-2'], [], ['192.0.2.1']],
        ['tap-a-192.0.2.1', [], ['tap-a'], []],
        ['tap-a-PLC-one-x', [], ['tap-a'], ['192.0.2.1', '192.0.2.2']],
      ].toSorted((a, b) => (String(a[0]) < String(b[0]) ? -1 : 1)),
    );
  });

  test('joins what was said between two networks, the narrower of two overlapping ones included', () => {
    expect(declaration.conduits.map((c) => [c.from, c.to, c.protocols, c.functions])).toEqual([
      ['zone-STS-2-192.0.2.0-24', 'outside', undefined, undefined],
      ['zone-tap-a-192.0.2.0-24', 'zone-tap-a-198.51.100.0-24', ['modbus', 'ntp'], ['read', 'write']],
    ]);
  });

  test('finds its own captures again', () => {
    expect(tapOf(declaration, 'captures/a/1.pcap')?.id).toBe('tap-a');
    expect(tapOf(declaration, 'b/1.pcap')?.crane).toBe('STS-2');
  });

  test('tells a person what to check, and what could not be written', () => {
    const text = draftSite(SEEN);
    expect(text.match(/CHECK:/g)?.length).toBeGreaterThan(8);
    expect(text).toContain('it also used 192.0.2.1');
    expect(text).toContain('# seen: forwards to 7 addresses\\u000Astatus: agreed');
  });

  test('is the same whatever the order of what was seen', () => {
    const reversed = Object.fromEntries(
      Object.entries(SEEN).map(([key, list]) => [key, [...(list as readonly unknown[])].reverse()]),
    );
    expect(draftSite(reversed as unknown as DraftInput)).toBe(draftSite(SEEN));
  });
});

test('a name from the network breaks neither the file nor the eye', () => {
  expect(draftText('a"\\\n\u0000\u202e\ud800\u2028é')).toBe('"a\\"\\\\\\u000A\\u0000\\u202E\\uFFFD\\u2028é"');
  expect(draftText('x'.repeat(MAX_DRAFT_TEXT + 1))).toHaveLength(MAX_DRAFT_TEXT + 2);
  expect(draftId('../é/')).toBe('x');
});

test('a draft of nothing says so, and the reader takes it', () => {
  expect(siteOf(draftSite(NOTHING)).taps).toEqual([]);
});

test('any input gives a draft that passes the check', () => {
  const hostile = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 12 }),
    fc.constantFrom('tap', 'STS-1', 'outside', '*', '{a', '../x', '- y: z', '#', '~', 'null', '1'),
  );
  const tap = fc.constantFrom('t1', 't2', 't3', 'nobody');
  const ip = fc.oneof(fc.constantFrom('10.0.0.1', '10.0.0.2', 'fe80::1', 'not'), fc.ipV4());
  const mac = fc.constantFrom('02:00:00:00:00:01', '02:00:00:00:00:02', 'ff:ff:ff:ff:ff:ff', '', '00:00:00:00:00:00');
  const cidr = fc.constantFrom(
    '10.0.0.0/8',
    '10.0.0.0/24',
    '10.0.0.128/25',
    '2001:db8::/64',
    '192.0.2.7/24',
    'x',
    '0.0.0.0/0',
  );
  const optional = (texts: fc.Arbitrary<string>) => fc.option(texts, { nil: undefined });
  const input = fc.record({
    taps: fc.array(
      fc.record({
        id: fc.oneof(tap, hostile),
        files: fc.array(hostile, { maxLength: 3 }),
        crane: optional(hostile),
        segment: optional(hostile),
        from: fc.option(fc.bigInt(0n, 10n ** 19n), { nil: undefined }),
        until: fc.option(fc.bigInt(0n, 10n ** 19n), { nil: undefined }),
      }),
      { maxLength: 5 },
    ),
    networks: fc.array(
      fc.record({ tap, cidr, vlan: fc.option(fc.integer({ min: -1, max: 5000 }), { nil: undefined }) }),
      { maxLength: 8 },
    ),
    devices: fc.array(
      fc.record({
        tap,
        mac: optional(mac),
        ips: fc.array(ip, { maxLength: 3 }),
        name: optional(hostile),
        model: optional(hostile),
      }),
      { maxLength: 8 },
    ),
    gateways: fc.array(fc.record({ tap, mac, ip: optional(ip), why: optional(hostile) }), { maxLength: 4 }),
    servers: fc.array(fc.record({ tap, kind: fc.constantFrom('dns', 'ntp'), ip }), { maxLength: 4 }),
    conversations: fc.array(
      fc.record({
        tap,
        from: fc.oneof(cidr, fc.constant('outside')),
        to: cidr,
        protocols: fc.array(hostile, { maxLength: 2 }),
        functions: fc.subarray(['read', 'stop']),
      }),
      { maxLength: 6 },
    ),
  });
  fc.assert(
    fc.property(input, (seen) => {
      const text = draftSite(seen as unknown as DraftInput);
      const result = readDeclaration([{ path: 'site.yaml', text }]);
      expect(result.ok ? [] : result.error.map((p) => p.message), text).toEqual([]);
    }),
    { numRuns: 300 },
  );
}, 60_000);

describe('limits', () => {
  test('more files than are listed are left to a pattern that a person writes', () => {
    const files = Array.from({ length: MAX_DRAFT_FILES + 3 }, (_, i) => `f${i}.pcap`);
    expect(draftSite({ ...NOTHING, taps: [{ id: 't', files }] })).toContain('# and 3 more: write a pattern with *');
  });

  test('a page that is full says what it left out, and can still be read', () => {
    const devices = Array.from({ length: 30_000 }, (_, i) => ({
      tap: 't',
      ips: [`10.${i >> 16}.${(i >> 8) & 255}.${i & 255}`],
      name: `device ${i}`,
    }));
    const text = draftSite({ ...NOTHING, taps: [{ id: 't', files: ['f'] }], devices });
    expect(text.length).toBeLessThan(MAX_DRAFT_LENGTH + 10_000);
    expect(text).toMatch(/# \d+ further entries did not fit/);
    expect(siteOf(text).devices.length).toBeGreaterThan(1_000);
  }, 60_000);
});
