import { expect, test } from 'vitest';
import { parsePrefix, type Prefix } from '../kernel/ip.ts';
import type { Conversation, Device, Estate, Router, TapEstate } from '../resolve/estate.ts';
import { reportHtml } from './html/report-html.ts';
import { type Beside, reportInput } from './make-report-input.ts';
import { finding } from './case-parts.cases.ts';
import { terminalCase } from './report-input.cases.ts';

const seen = { count: 1, first: 1_900_000_000_000_000_000n, last: 1_900_000_001_000_000_000n, frames: [1] };

function device(mac: string, ip: string, changes: Partial<Device> = {}): Device {
  return {
    key: mac,
    mac,
    macKind: 'global',
    maker: '',
    vendorClass: undefined,
    addresses: [{ ip, vlan: -1, sources: ['frame'], ttlMin: 64, ttlMax: 64, ...seen }],
    identities: [],
    names: [],
    services: [],
    vlans: [],
    ...seen,
    ...changes,
  };
}

function remote(ip: string, kind: 'public' | 'carrier' = 'public') {
  return { ip, kind, ttlMin: 50, ttlMax: 50, ...seen };
}

const none = { public: 0, private: 0, carrier: 0, 'link-local': 0, group: 0, reserved: 0, none: 0 };

function router(mac: string, changes: Partial<Router>): Router {
  return {
    mac,
    remotes: [],
    remoteCounts: none,
    asked: [],
    clients: [],
    peers: [],
    flows: 1,
    answeredFlows: 1,
    bytesOut: 10,
    bytesIn: 10,
    services: ['tcp/443 tls'],
    segmentSizes: [],
    roundTrips: [],
    roundTripSighting: seen,
    ...changes,
  };
}

function conversation(client: string, server: string, clientMac: string, serverMac: string): Conversation {
  return {
    client,
    server,
    clientMac,
    serverMac,
    serverPort: 502,
    transport: 6,
    protocol: 'modbus',
    vlan: -1,
    tunnel: '',
    flows: 2,
    answered: 2,
    framesOut: 4,
    framesIn: 4,
    bytesOut: 400,
    bytesIn: 600,
    ...seen,
  };
}

const PLC = '00:0e:8c:00:00:10';
const PC = '00:0e:8c:00:00:20';
const BOX = '00:50:c2:41:7a:10';
const FIREWALL = '00:0e:8c:00:00:01';

function tap(changes: Partial<TapEstate> = {}): TapEstate {
  return {
    tap: 'sts-04-cms',
    parts: [],
    health: {
      frames: 1,
      capturedBytes: 1,
      wireBytes: 1,
      snappedFrames: 0,
      duplicateFrames: 0,
      droppedByCapture: 0,
      first: seen.first,
      last: seen.last,
      clockBack: 0,
      clockForward: 0,
      activeMinutes: 1,
      linkTypes: {},
      twoWayFlows: 1,
      oneWayFlows: 0,
      vlans: {},
    },
    networks: [{ prefix: parsePrefix('10.20.4.0/24') as Prefix, method: 'arp', hosts: 4 }],
    devices: [
      device(FIREWALL, '10.20.4.1'),
      device(PLC, '10.20.4.10', {
        identities: [
          { attribute: 'ja3', value: 'abc', source: 'tls', ...seen },
          { attribute: 'firmware', value: 'V2', source: 's7comm', ...seen },
          { attribute: 'vendor', value: 'Fictional', source: 's7comm', ...seen },
        ],
      }),
      device(PC, '10.20.4.20', { names: ['CMS-4'] }),
      device(BOX, '10.20.4.77'),
    ],
    routers: [
      router(FIREWALL, {
        bytesIn: 9_000,
        clients: [{ ip: '10.20.4.20', mac: PC, flows: 5, answered: 5, bytesOut: 100, bytesIn: 200, ...seen }],
      }),
      router(BOX, {
        remotes: [remote('203.0.113.40')],
        asked: [remote('203.0.113.40'), ...Array.from({ length: 9 }, (_, i) => remote(`100.64.0.${i}`, 'carrier'))],
        clients: [{ ip: '10.20.4.20', mac: PC, flows: 3, answered: 3, bytesOut: 50, bytesIn: 70, ...seen }],
      }),
    ],
    conflicts: [],
    wanted: [],
    conversations: [
      conversation('10.20.4.20', '10.20.4.10', PC, PLC),
      conversation('10.20.4.10', '10.20.4.20', PLC, PC),
      conversation('10.20.4.20', '203.0.113.40', PC, BOX),
    ],
    conversationFold: 0,
    controllers: [],
    localRoundTrips: [],
    handshakes: 0,
    claims: [],
    names: [
      {
        client: '10.20.4.20',
        server: '203.0.113.40',
        protocol: 'tls',
        kind: 'tls-sni',
        name: 'collect.example',
        about: '',
        ...seen,
      },
    ],
    forwarding: [],
    certificates: [],
    relays: [],
    programs: [],
    nameLoads: [],
    coverage: [],
    messages: [],
    flows: 3,
    flowsWithMacs: 3,
    neighbourMessages: 1,
    groupTraffic: true,
    isLocal: (ip) => ip.startsWith('10.20.4.'),
    ...changes,
  };
}

const beside: Beside = {
  caseId: 'abc',
  reportPath: 'report.html',
  cards: [],
  contract: [],
  words: { attack: {}, rules: {}, signs: {} },
  unitOf: () => 'STS-04',
  device: (_, { mac }) => ({
    name: mac === PLC ? 'plc-4' : '',
    role: '',
    zone: 'control',
    standing: mac === BOX ? 'undeclared' : 'agreed',
    contract: 'none',
    contractRef: '',
    differs: '',
    origin: '',
  }),
  program: () => ({ device: 'plc-4', mark: 'no-list', approval: '' }),
  zoneOf: () => 'control',
};

function made(changes: Partial<TapEstate> = {}) {
  const estate: Estate = { site: 's', taps: [tap(changes)] };
  return reportInput(terminalCase(), [finding('3f9c1d20a7b4e561')], estate, beside);
}

test('a device is told by declared name, else by what it calls itself, with its claims in the order people ask', () => {
  const rows = new Map(made().inventory.map((row) => [row.mac, row]));
  expect(rows.get(PLC)).toMatchObject({ name: 'plc-4', forwards: false, firstSeen: '2030-03-17T17:46:40.000000000Z' });
  expect(rows.get(PLC)?.claims.map(({ attribute }) => attribute)).toEqual(['vendor', 'firmware']);
  expect(rows.get(PC)?.name).toBe('CMS-4');
  expect(rows.get(BOX)).toMatchObject({ forwards: true, standing: 'undeclared', unit: 'STS-04' });
});

test('the undeclared gateway is drawn first, with what answered beyond it by name and what never did as one', () => {
  const picture = made().pictures[0];
  expect(picture?.gateways.map(({ key, standing, status }) => [key, standing, status])).toEqual([
    [BOX, 'undeclared', 'undeclared'],
    [FIREWALL, 'agreed', 'not-applicable'],
  ]);
  expect(picture?.ends).toMatchObject([
    {
      gateway: BOX,
      kind: 'public',
      addresses: 1,
      examples: ['203.0.113.40'],
      names: ['collect.example'],
      answered: true,
    },
    { gateway: BOX, kind: 'carrier', addresses: 9, answered: false },
  ]);
});

test('both directions of a local conversation are one line, and traffic to the outside is a line to its gateway', () => {
  const talks = made().pictures[0]?.talks.map(({ from, to, flows, bytes }) => [[from, to].sort(), flows, bytes]);
  expect(talks).toEqual([
    [[FIREWALL, PC].sort(), 5, 300],
    [[PLC, PC].sort(), 4, 2_000],
    [[PC, BOX].sort(), 3, 120],
  ]);
});

test('conversations inside of tunnels are told by tunnel and pair of addresses, the busiest first', () => {
  const inside = { ...conversation('10.9.0.1', '10.9.0.2', '', ''), tunnel: 'gre 192.0.2.1-192.0.2.2 key 7' };
  const more = { ...inside, serverPort: 80, protocol: 'http' };
  const other = { ...inside, tunnel: 'ipip 192.0.2.1-192.0.2.2', bytesOut: 9_000 };
  const { tunnelled } = made({ conversations: [inside, more, other] }).pictures[0] ?? { tunnelled: [] };
  expect(tunnelled).toEqual([
    {
      tunnel: other.tunnel,
      client: '10.9.0.1',
      server: '10.9.0.2',
      services: ['tcp/502 modbus'],
      flows: 2,
      bytes: 9_600,
    },
    {
      tunnel: inside.tunnel,
      client: '10.9.0.1',
      server: '10.9.0.2',
      services: ['tcp/502 modbus', 'tcp/80 http'],
      flows: 4,
      bytes: 2_000,
    },
  ]);
});

test('a device in none of the local networks is still drawn', () => {
  const lost = made({ devices: [device(PLC, '172.31.0.9')] });
  expect(lost.pictures[0]?.networks).toMatchObject([{ prefix: 'in no known network', devices: [{ key: PLC }] }]);
});

test('what is made goes into a report, and a tap where nothing was seen does too', () => {
  expect(reportHtml(made())).toContain('collect.example');
  expect(reportHtml(made({ devices: [], routers: [], networks: [], conversations: [], names: [] }))).toContain(
    'no gateway seen',
  );
});
