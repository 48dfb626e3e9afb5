import { describe, expect, test } from 'vitest';
import { messagesOf, problemsOf, siteOf } from '../example.cases.ts';

const CRANES = 'cranes: [{ id: A }, { id: B }]\n';

describe('taps', () => {
  test('a tap lies on a crane or a segment, not on both and not nowhere', () => {
    expect(problemsOf(`${CRANES}taps: [{ id: t, files: a }]`)).toEqual(['2 MISSING_KEY taps[0]']);
    expect(problemsOf(`${CRANES}taps: [{ id: t, files: a, crane: A, segment: s }]`)).toEqual(['2 MISSING_KEY taps[0]']);
  });

  test('a pattern belongs to one tap, and a segment is no crane', () => {
    expect(problemsOf(`${CRANES}taps: [{ id: t, files: x, crane: A }, { id: u, files: x, segment: B }]`)).toEqual([
      '2 DUPLICATE taps[1].files',
      '2 DUPLICATE taps[1].segment',
    ]);
  });

  test('a clock offset has a unit', () => {
    expect(siteOf(`${CRANES}taps: [{ id: t, files: x, crane: A, clockOffset: 250ms }]`).taps[0]?.clockOffset).toBe(
      250_000_000n,
    );
    expect(problemsOf(`${CRANES}taps: [{ id: t, files: x, crane: A, clockOffset: "3" }]`)).toEqual([
      '2 VALUE taps[0].clockOffset',
    ]);
  });
});

describe('networks', () => {
  const networks = (...entries: string[]): string[] =>
    problemsOf(`${CRANES}networks:\n${entries.map((e) => `  - ${e}\n`).join('')}`);

  test('sister cranes may have the very same block; one crane may not, unless VLANs tell the two apart', () => {
    expect(networks('{ id: a, cidr: 10.0.0.0/24, crane: A }', '{ id: b, cidr: 10.0.0.0/24, crane: B }')).toEqual([]);
    expect(networks('{ id: a, cidr: 10.0.0.0/24, crane: A }', '{ id: b, cidr: 10.0.0.128/25, crane: [A, B] }')).toEqual(
      ['4 OVERLAP networks[1].cidr'],
    );
    expect(networks('{ id: a, cidr: 10.0.0.0/24, vlan: 1 }', '{ id: b, cidr: 10.0.0.0/24, vlan: 2 }')).toEqual([]);
  });

  test('a block of the whole site overlaps every crane', () => {
    expect(networks('{ id: a, cidr: 10.0.0.0/8 }', '{ id: b, cidr: 10.1.0.0/16, crane: A }')).toEqual([
      '4 OVERLAP networks[1].cidr',
    ]);
    expect(networks('{ id: a, cidr: "2001:db8::/32" }', '{ id: b, cidr: 32.1.0.0/16, crane: A }')).toEqual([]);
  });

  test('a block has a length and no host bits', () => {
    expect(
      networks('{ id: a, cidr: 10.0.0.1 }', '{ id: b, cidr: 10.1.0.7/24 }', '{ id: c, cidr: 10.0.0.0/33 }'),
    ).toEqual(['3 VALUE networks[0].cidr', '4 VALUE networks[1].cidr', '5 VALUE networks[2].cidr']);
  });

  test('a crane and its network agree on where the network lies', () => {
    const text = 'cranes: [{ id: A, networks: n }, { id: B }]\nnetworks: [{ id: n, cidr: 10.0.0.0/24, crane: B }]';
    expect(problemsOf(text)).toEqual(['1 REFERENCE cranes[0].networks']);
  });
});

describe('addresses', () => {
  test('one address is one device in one place', () => {
    const text = `${CRANES}devices:
  - { id: a, mac: 02-00-00-00-00-01, ip: 10.0.0.1, crane: A }
  - { id: b, mac: 0200.0000.0001, ip: 10.0.0.1, crane: B }
  - { id: c, ip: [10.0.0.2, 10.0.0.1], crane: [A] }
`;
    expect(problemsOf(text)).toEqual(['5 DUPLICATE devices[2].ip']);
  });

  test('broadcast is no device, and an entry without an address is none either', () => {
    expect(problemsOf('devices: [{ id: a, mac: ff:ff:ff:ff:ff:ff }, { id: b }, { id: c, ip: 10.0.0 }]')).toEqual([
      '1 VALUE devices[0].mac',
      '1 MISSING_KEY devices[1]',
      '1 VALUE devices[2].ip',
    ]);
  });

  test('a gateway may be permitted again after its permission ended, not twice at once', () => {
    const two = (until: string): string[] =>
      problemsOf(`gateways:
  - { id: a, mac: 02:00:00:00:00:01, validity: { until: ${until} } }
  - { id: b, mac: 02:00:00:00:00:01, validity: { from: 2030-01-01 } }
`);
    expect(two('2029-12-31')).toEqual([]);
    expect(two('2030-01-01')).toEqual(['3 DUPLICATE gateways[1].mac']);
  });
});

describe('grants', () => {
  const grant = (rest: string): string[] =>
    problemsOf(`devices: [{ id: plc, ip: 10.0.0.1 }]\ngrants: [{ id: g, party: P, from: 203.0.113.0/24, ${rest} }]`);

  test('a target is a device that is declared, or an address', () => {
    expect(grant('to: [plc, 10.0.0.9, 10.1.0.0/16, "2001:db8::/64"]')).toEqual([]);
    expect(grant('to: [pcl]')).toEqual(['2 REFERENCE grants[0].to[0]']);
  });

  test('windows and validity end after they begin', () => {
    expect(grant('to: plc, windows: [{ from: "22:00", until: "06:00" }]')).toEqual([
      '2 ORDER grants[0].windows[0].until',
    ]);
    expect(grant('to: plc, windows: [{ from: 2030-01-02, until: 2030-01-01 }]')).toEqual([
      '2 ORDER grants[0].windows[0].until',
    ]);
    expect(grant('to: plc, windows: [{ from: 2030-01-02, until: 2030-01-02 }]')).toEqual([]);
    expect(grant('to: plc, validity: { from: 2030-01-02, until: 2029-01-01 }')).toEqual([
      '2 ORDER grants[0].validity.until',
    ]);
  });

  test('clock times and offsets are real ones, and a single window has no weekdays', () => {
    expect(grant('to: plc, windows: [{ from: "08:61", until: "24:01" }]')).toEqual([
      '2 VALUE grants[0].windows[0].from',
      '2 VALUE grants[0].windows[0].until',
    ]);
    expect(grant('to: plc, windows: [{ from: "00:00", until: "24:00", utcOffset: CET }]')).toEqual([
      '2 VALUE grants[0].windows[0].utcOffset',
    ]);
    expect(grant('to: plc, windows: [{ days: mon, from: 2030-01-01, until: 2030-01-02 }]')).toEqual([
      '2 VALUE grants[0].windows[0].days',
    ]);
  });
});

describe('zones, conduits, services', () => {
  test('"outside" may stand in a conduit and may not be declared', () => {
    expect(problemsOf('zones: [{ id: a }]\nconduits: [{ from: a, to: outside }]')).toEqual([]);
    expect(problemsOf('zones: [{ id: outside }]')).toEqual(['1 VALUE zones[0].id']);
  });

  test('a conduit joins two zones', () => {
    expect(problemsOf('zones: [{ id: a }]\nconduits: [{ from: a, to: a }]')).toEqual(['2 VALUE conduits[0].to']);
  });

  test('entries without an id get one that nobody else has', () => {
    const text =
      'zones: [{ id: a }, { id: b }]\nconduits: [{ from: a, to: b }, { from: a, to: b, protocols: ntp }, { id: a--b-2, from: b, to: a }]';
    expect(siteOf(text).conduits.map((c) => c.id)).toEqual(['a--b', 'a--b-2', 'a--b-3']);
  });

  test('a service is an address or a host name', () => {
    expect(messagesOf('services: [{ kind: ntp }, { kind: dns, name: "not a name" }]')).toEqual([
      'services[0]: one of the keys "ip" and "name" is needed',
      'services[1].name: "not a name" is not a host name',
    ]);
  });
});

test('a mapped object names a device that is declared', () => {
  expect(problemsOf('cranes: [{ id: A, map: [{ object: DB1, moves: hoist, device: plc }] }]')).toEqual([
    '1 REFERENCE cranes[0].map[0].device',
  ]);
});

test('two hundred sister cranes with one address plan of fifty devices are checked', () => {
  let text = 'cranes:\n';
  for (let c = 0; c < 200; c++) text += `  - id: C${c}\n`;
  text += 'devices:\n';
  for (let c = 0; c < 200; c++)
    for (let d = 1; d <= 50; d++) text += `  - {id: C${c}-${d}, ip: 10.0.0.${d}, crane: C${c}}\n`;
  expect(problemsOf(text)).toEqual([]);
}, 60_000);
