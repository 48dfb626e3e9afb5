import { describe, expect, test } from 'vitest';
import { parseIp } from '../../kernel/ip.ts';
import { parseIsoTime } from '../../kernel/time.ts';
import type { Declaration } from '../declaration.ts';
import { EMPTY_DECLARATION } from '../empty-declaration.ts';
import { example, siteOf } from '../example.cases.ts';
import { clientFor } from './client-for.ts';
import { conduitFor } from './conduit-for.ts';
import { contractItems } from './contract-items.ts';
import { deviceOf } from './device-of.ts';
import { gatewayOf } from './gateway-of.ts';
import { grantFor } from './grant-for.ts';
import { networksOf } from './networks-of.ts';
import { serviceFor } from './service-for.ts';
import { zoneOf } from './zone-of.ts';

const declaration = example();

function at(text: string): bigint {
  return parseIsoTime(text) as bigint;
}

function ip(text: string): Uint8Array {
  return parseIp(text) as Uint8Array;
}

describe('networks and zones', () => {
  test('an address resolves through its tap: the same block on the sister crane is another network', () => {
    expect(zoneOf(declaration, 'sts-1-ehouse', ip('192.0.2.10'))?.network.id).toBe('control-1');
    expect(zoneOf(declaration, 'sts-2-ehouse', ip('192.0.2.10'))?.network.id).toBe('control-2');
    expect(zoneOf(declaration, 'server-room', ip('192.0.2.10'))).toBeUndefined();
    expect(networksOf(declaration, 'server-room').map((n) => n.id)).toEqual(['dmz', 'office']);
  });

  test('a VLAN that differs rules a network out, a stripped tag does not', () => {
    expect(zoneOf(declaration, 'sts-1-ehouse', ip('192.0.2.10'), 10)?.zone?.id).toBe('crane-control');
    expect(zoneOf(declaration, 'sts-1-ehouse', ip('192.0.2.10'), 11)).toBeUndefined();
  });

  test('two VLANs with one block are told apart by the tag', () => {
    const two = siteOf('networks: [{ id: a, cidr: 10.0.0.0/24, vlan: 1 }, { id: b, cidr: 10.0.0.0/25, vlan: 2 }]');
    expect(zoneOf(two, undefined, ip('10.0.0.1'), 1)?.network.id).toBe('a');
    expect(zoneOf(two, undefined, ip('10.0.0.1'))?.network.id).toBe('b');
  });

  test('a tap that nobody declared sees the only crane there is, and no crane where there are two', () => {
    const one = siteOf(
      'cranes: [{ id: A }]\nnetworks: [{ id: n, cidr: 10.0.0.0/24, crane: A }, { id: s, cidr: 10.1.0.0/24 }]',
    );
    expect(networksOf(one, undefined).map((n) => n.id)).toEqual(['n', 's']);
    expect(networksOf(declaration, undefined)).toEqual([]);
  });
});

describe('gateways', () => {
  const lte = { mac: '02:00:5e:10:00:fe', ip: '192.0.2.126' };
  const reason = (d: Declaration, tap: string, seen: { mac?: string; ip?: string }, time: string): string | undefined =>
    gatewayOf(d, tap, seen, at(time))?.reason;

  test('a declared gateway is inside its limits until its last day has ended', () => {
    expect(gatewayOf(declaration, 'sts-1-ehouse', lte, at('2030-12-31T23:59:59Z'))).toMatchObject({
      inside: true,
      reason: 'inside',
      gateway: { id: 'lte-backup-1' },
    });
    expect(reason(declaration, 'sts-1-ehouse', lte, '2031-01-01')).toBe('expired');
    expect(reason(declaration, 'sts-1-ehouse', lte, '2028-12-31')).toBe('not-yet-valid');
  });

  test("a stranger that took over a gateway's address is no declared gateway", () => {
    expect(
      gatewayOf(declaration, 'sts-1-ehouse', { mac: '02:99:99:99:99:99', ip: lte.ip }, at('2030-06-01')),
    ).toBeUndefined();
  });

  test('a declared MAC under another address, or on the sister crane, is outside its limits', () => {
    expect(reason(declaration, 'sts-1-ehouse', { ...lte, ip: '192.0.2.99' }, '2030-06-01')).toBe('other-address');
    expect(reason(declaration, 'sts-2-ehouse', lte, '2030-06-01')).toBe('declared-elsewhere');
    expect(reason(declaration, 'sts-2-ehouse', { ip: lte.ip }, '2030-06-01')).toBeUndefined();
  });

  test('what a draft observed permits nothing, and a renewal speaks before the permission that ended', () => {
    const site = siteOf(`gateways:
  - { id: a, ip: 10.0.0.1, status: observed }
  - { id: old, mac: 02:00:00:00:00:02, validity: { until: 2029-12-31 } }
  - { id: new, mac: 02:00:00:00:00:02, validity: { from: 2030-01-01 } }
`);
    expect(reason(site, 't', { ip: '10.0.0.1' }, '2030-01-01')).toBe('only-observed');
    expect(gatewayOf(site, undefined, { mac: '02:00:00:00:00:02' }, at('2030-01-01'))?.gateway.id).toBe('new');
  });
});

describe('grants', () => {
  const seen = { from: '203.0.113.7', to: { ip: '192.0.2.20' }, tool: 'rdp' };
  const reason = (time: string, change: object = {}): string | undefined =>
    grantFor(declaration, 'sts-1-ehouse', { ...seen, time: at(time), ...change })?.reason;

  test('access counts within its weekly window, at the offset of the window', () => {
    // 2030-05-01 is a Wednesday, 2030-05-04 a Saturday; 08:00 at +02:00 is 06:00 UTC.
    expect(reason('2030-05-01T06:00:00Z')).toBe('inside');
    expect(reason('2030-05-01T05:59:59Z')).toBe('outside-window');
    expect(reason('2030-05-01T15:00:00Z')).toBe('outside-window');
    expect(reason('2030-05-04T10:00:00Z')).toBe('outside-window');
    expect(reason('2030-06-01T23:00:00Z')).toBe('inside');
  });

  test('the end of validity, another tool, another source and another target are told apart', () => {
    expect(reason('2031-01-01T10:00:00Z')).toBe('expired');
    expect(reason('2030-05-01T10:00:00Z', { tool: 'vnc' })).toBe('other-tool');
    expect(reason('2030-05-01T10:00:00Z', { from: '203.0.113.99' })).toBeUndefined();
    expect(reason('2030-05-01T10:00:00Z', { to: { ip: '192.0.2.10' } })).toBeUndefined();
    expect(reason('2030-05-01T10:00:00Z', { to: { ip: '192.0.2.33' } })).toBe('inside');
  });
});

describe('conduits', () => {
  test('a conduit opens one way, for its protocols and function classes', () => {
    const between = { from: 'shore-dmz', to: 'crane-control', protocol: 's7comm' };
    expect(conduitFor(declaration, { ...between, functionClass: 'read' }).allowed).toBe(true);
    expect(conduitFor(declaration, { ...between, functionClass: 'write' }).reason).toBe('other-function');
    expect(conduitFor(declaration, { ...between, protocol: 'http' }).reason).toBe('other-protocol');
    expect(conduitFor(declaration, { from: 'shore-dmz', to: 'crane-control' }).reason).toBe('other-protocol');
    expect(conduitFor(declaration, { from: 'crane-control', to: 'shore-dmz', protocol: 's7comm' }).reason).toBe(
      'no-conduit',
    );
    expect(conduitFor(declaration, { from: 'shore-dmz', to: 'terminal', protocol: 'http' }).reason).toBe('allowed');
    expect(conduitFor(declaration, { from: 'terminal', to: 'terminal' }).reason).toBe('same-zone');
  });

  test('a conduit that was only observed allows nothing', () => {
    const site = siteOf('zones: [{ id: a }]\nconduits: [{ from: a, to: outside, status: observed }]');
    expect(conduitFor(site, { from: 'a', to: 'outside' })).toMatchObject({ allowed: false, reason: 'only-observed' });
  });
});

describe('devices and their clients', () => {
  test('a device resolves per crane, and a stranger under its address is told', () => {
    expect(deviceOf(declaration, 'sts-1-ehouse', { ip: '192.0.2.10' })?.device.id).toBe('plc-1');
    expect(deviceOf(declaration, 'sts-2-ehouse', { ip: '192.0.2.10' })?.device.id).toBe('plc-2');
    expect(deviceOf(declaration, 'sts-1-ehouse', { mac: '02:99:00:00:00:01', ip: '192.0.2.10' })).toMatchObject({
      by: 'ip',
      differs: 'mac',
    });
    expect(deviceOf(declaration, 'sts-1-ehouse', { mac: '02:00:5e:10:00:10', ip: '192.0.2.77' })).toMatchObject({
      by: 'mac',
      differs: 'ip',
    });
    expect(deviceOf(declaration, 'sts-1-ehouse', { mac: '02:00:5e:10:00:10', ip: '192.0.2.10' })).toMatchObject({
      by: 'mac-and-ip',
      differs: undefined,
    });
  });

  test('a controller with a list of clients has no others', () => {
    const plc = declaration.devices.find((d) => d.id === 'plc-1') as Declaration['devices'][number];
    const open = declaration.devices.find((d) => d.id === 'plc-2') as Declaration['devices'][number];
    expect(clientFor(declaration, plc, 'cms-1', 's7comm', 'read')).toBe('allowed');
    expect(clientFor(declaration, plc, 'cms-1', 's7comm', 'stop')).toBe('other-function');
    expect(clientFor(declaration, plc, 'cms-1', 'modbus', 'read')).toBe('other-protocol');
    expect(clientFor(declaration, plc, undefined, 's7comm', 'read')).toBe('not-listed');
    expect(clientFor(declaration, open, 'cms-1', 's7comm', 'read')).toBe('no-list');
  });
});

test('a service is found by address or by a name below its wildcard, for its kind only', () => {
  expect(serviceFor(declaration, 'server-room', { ip: '198.51.100.53' }, 'ntp')?.kind).toBe('ntp');
  expect(serviceFor(declaration, 'server-room', { ip: '198.51.100.53' }, 'dhcp')).toBeUndefined();
  expect(serviceFor(declaration, undefined, { name: 'FTP.Carrier.Example.' })?.kind).toBe('cargo-peer');
  expect(serviceFor(declaration, undefined, { name: 'carrier.example' })).toBeUndefined();
  expect(serviceFor(declaration, undefined, { name: 'evilcarrier.example' })).toBeUndefined();
  expect(serviceFor(declaration, 'sts-1-ehouse', { ip: '198.51.100.8' })).toBeUndefined();
});

test('the contract of one crane is not that of its sister', () => {
  expect(contractItems(declaration, 'STS-2')).toHaveLength(2);
  expect(contractItems(declaration, 'STS-1')).toEqual([]);
});

test('without a declaration nothing is declared', () => {
  expect(networksOf(EMPTY_DECLARATION, 'x')).toEqual([]);
  expect(gatewayOf(EMPTY_DECLARATION, 'x', { mac: '02:00:00:00:00:01' }, 0n)).toBeUndefined();
  expect(conduitFor(EMPTY_DECLARATION, { from: 'a', to: 'b' }).reason).toBe('no-conduit');
});
