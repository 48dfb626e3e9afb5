import type { ContractRow, InventoryRow, PictureTalk, ProgramRow, UnitPicture } from './report-input.ts';

/** Devices, contract and pictures of the terminal of the cases; one number a crane. */

export function device(craneNumber: number, host: number, changes: Partial<InventoryRow> = {}): InventoryRow {
  return {
    unit: `STS-0${craneNumber}`,
    tap: `sts-0${craneNumber}-cms`,
    mac: `00:0e:8c:0${craneNumber}:00:${host.toString(16).padStart(2, '0')}`,
    ips: [`10.20.${craneNumber}.${host}`],
    name: `device-${host}`,
    maker: 'Fictional Automation AG',
    role: '',
    zone: 'crane control',
    claims: [],
    services: [],
    vlans: [20],
    forwards: false,
    standing: 'agreed',
    contract: 'listed',
    contractRef: `C-${craneNumber}${host}`,
    differs: '',
    origin: 'DE',
    firstSeen: '2030-05-01T06:00:01.000000000Z',
    lastSeen: '2030-05-02T08:00:49.000000000Z',
    ...changes,
  };
}

export function program(craneNumber: number, block: string, changes: Partial<ProgramRow> = {}): ProgramRow {
  return {
    unit: `STS-0${craneNumber}`,
    tap: `sts-0${craneNumber}-cms`,
    device: `plc-sts-0${craneNumber}`,
    controller: `10.20.${craneNumber}.10`,
    client: `10.20.${craneNumber}.20`,
    protocol: 's7comm',
    slot: 2,
    block,
    direction: 'download',
    state: 'complete',
    size: 500,
    declaredSize: 500,
    sha256: '5d41402abc4b2a76b9719d911017c5925d41402abc4b2a76b9719d911017c592',
    transfers: 1,
    frames: [],
    firstSeen: '2030-05-01T06:10:01.000000000Z',
    lastSeen: '2030-05-01T06:10:02.000000000Z',
    mark: 'approved',
    approval: 'by T. Director, 2030-04-02',
    ...changes,
  };
}

/** One of each kind: approved, unlike the list, not on it, and one that nobody can judge. */
export function programsOf(n: number): ProgramRow[] {
  return [
    program(n, 'DB 1', { direction: 'upload', transfers: 4 }),
    program(n, 'OB 1', { mark: 'differs', approval: 'the list has 0123456789ab…' }),
    program(n, 'FC 200', { mark: 'not-listed', approval: '' }),
    program(n, 'FB 7', { mark: 'incomplete', approval: '', state: 'hole', sha256: '', size: 222, declaredSize: 4000 }),
  ];
}

const ROLES: readonly (readonly [number, string, string, string])[] = [
  [10, 'plc', 'controller', 'crane control'],
  [11, 'hoist-drive', 'drive', 'crane control'],
  [12, 'trolley-drive', 'drive', 'crane control'],
  [13, 'gantry-drive', 'drive', 'crane control'],
  [14, 'spreader-gateway', 'spreader', 'crane control'],
  [20, 'cms-pc', 'cms', 'crane management'],
  [21, 'ocr-controller', 'ocr', 'crane management'],
  [1, 'shore-firewall', 'firewall', 'crane management'],
];

export function devicesOf(n: number): InventoryRow[] {
  const named = ROLES.map(([host, name, role, zone]) =>
    device(n, host, {
      name: `${name}-sts-0${n}`,
      role,
      zone,
      forwards: role === 'firewall',
      claims:
        role === 'controller'
          ? [
              { attribute: 'vendor', value: 'Fictional Automation', source: 's7comm' },
              { attribute: 'model', value: 'FC-1500', source: 's7comm' },
              { attribute: 'firmware', value: 'V2.9.4', source: 's7comm' },
            ]
          : role === 'cms'
            ? [{ attribute: 'hostname', value: `CMS-STS-0${n}`, source: 'nbns' }]
            : [],
      services: role === 'controller' ? ['tcp/102 s7comm', 'tcp/502 modbus'] : [],
    }),
  );
  const cameras = Array.from({ length: n === 4 ? 26 : 6 }, (_, i) =>
    device(n, 100 + i, {
      name: `camera-${String(i + 1).padStart(2, '0')}`,
      ips: [`10.20.10${n}.${100 + i}`],
      role: 'camera',
      zone: 'cameras',
      maker: 'Example Optics',
      origin: 'NL',
    }),
  );
  return [...named, ...cameras];
}

export const strangers: readonly InventoryRow[] = [
  device(4, 77, {
    mac: '00:50:c2:41:7a:10',
    name: '',
    maker: 'Chip Maker Ltd',
    zone: '',
    forwards: true,
    standing: 'undeclared',
    contract: 'not-listed',
    contractRef: '',
    origin: '',
    services: ['tcp/80 http'],
  }),
  device(6, 99, {
    mac: '02:42:0a:14:06:63',
    name: 'diag-box',
    maker: '',
    zone: '',
    standing: 'undeclared',
    contract: 'not-listed',
    contractRef: '',
    origin: '',
  }),
  device(2, 254, {
    mac: '00:1e:42:10:20:30',
    name: 'lte-backup-sts-02',
    maker: 'Example Cellular',
    role: 'router',
    forwards: true,
    contract: 'differs',
    differs: 'firmware 7.4.2 instead of 7.3.0',
  }),
  device(5, 1, {
    mac: '02:50:f3:00:00:00',
    ips: ['192.168.8.1'],
    name: '',
    maker: '',
    zone: '',
    forwards: true,
    standing: 'undeclared',
    contract: 'not-listed',
    contractRef: '',
    origin: '',
  }),
];

export function pictureOf(n: number, inventory: readonly InventoryRow[]): UnitPicture {
  const own = inventory.filter((row) => row.unit === `STS-0${n}`);
  const routers = own.filter((row) => row.forwards);
  const inNet = (network: string): InventoryRow[] => own.filter((row) => row.ips[0]?.startsWith(network));
  const asDevice = (row: InventoryRow) => ({
    key: row.mac,
    name: row.name,
    address: row.ips[0] ?? '',
    standing: row.standing,
  });
  const key = (host: number): string => `00:0e:8c:0${n}:00:${host.toString(16).padStart(2, '0')}`;
  const talk = (from: string, to: string, protocols: string[], size: number): PictureTalk => ({
    from,
    to,
    protocols,
    flows: 3,
    bytes: size,
  });
  const cameras = inNet(`10.20.10${n}.`);
  return {
    unit: `STS-0${n}`,
    tap: `sts-0${n}-cms`,
    networks: [
      { zone: 'crane control', prefix: `10.20.${n}.0/24`, devices: inNet(`10.20.${n}.`).map(asDevice) },
      { zone: 'cameras', prefix: `10.20.10${n}.0/24`, devices: cameras.map(asDevice) },
    ],
    gateways: routers.map((row) => ({
      ...asDevice(row),
      status: row.standing === 'undeclared' ? 'undeclared' : 'declared-within-limits',
    })),
    ends: routers.flatMap((row) =>
      row.standing === 'undeclared'
        ? [
            {
              key: `${row.mac} 1`,
              gateway: row.mac,
              kind: 'public',
              addresses: 1,
              examples: ['203.0.113.40'],
              names: ['collect.crane-service.example'],
              answered: true,
            },
            {
              key: `${row.mac} 2`,
              gateway: row.mac,
              kind: 'carrier',
              addresses: 3,
              examples: ['100.64.12.9', '100.64.12.10'],
              names: [],
              answered: false,
            },
          ]
        : [
            {
              key: `${row.mac} 1`,
              gateway: row.mac,
              kind: 'private',
              addresses: 14,
              examples: ['10.1.0.5', '10.1.0.9'],
              names: ['tos.terminal.example'],
              answered: true,
            },
          ],
    ),
    talks: [
      talk(key(20), key(10), ['s7comm'], 9_800_000),
      talk(key(10), key(11), ['modbus'], 2_400_000),
      talk(key(10), key(12), ['modbus'], 2_300_000),
      talk(key(10), key(13), ['modbus'], 1_200_000),
      talk(key(10), key(14), ['modbus'], 700_000),
      talk(key(21), key(10), ['modbus'], 40_000),
      ...cameras.map((row) => talk(key(21), row.mac, ['rtsp', 'http'], 120_000_000)),
      talk(key(20), key(1), ['tls', 'dns'], 4_000_000),
      talk(key(21), key(1), ['tls'], 220_000_000),
      ...routers.filter((row) => row.mac !== key(1)).map((row) => talk(key(20), row.mac, ['tls', 'dns'], 18_000_000)),
      ...own.filter((row) => row.name === 'diag-box').map((row) => talk(row.mac, key(10), ['modbus'], 7_000_000)),
    ],
    tunnelled: [],
  };
}

export function contractOf(n: number): ContractRow[] {
  const base = (host: number, name: string): ContractRow => ({
    unit: `STS-0${n}`,
    ref: `C-${n}${host}`,
    name,
    maker: 'Fictional Automation AG',
    supplier: 'Crane Works Ltd',
    origin: 'DE',
    model: 'FC-1500',
    serial: `FA-${n}00${host}`,
    firmware: 'V2.9.4',
    macs: [`00:0e:8c:0${n}:00:${host.toString(16).padStart(2, '0')}`],
    ips: [`10.20.${n}.${host}`],
    quantity: 1,
    seen: 'seen',
    observable: 'yes',
    note: '',
  });
  return [
    base(10, 'Crane controller'),
    base(20, 'CMS computer'),
    {
      ...base(30, 'Anemometer gateway'),
      seen: 'not-seen',
      observable: 'no',
      note: 'its network 10.20.130.0/24 was never seen on any tap of this crane',
    },
    ...(n === 2
      ? [
          {
            ...base(254, 'LTE backup router'),
            seen: 'seen-different' as const,
            note: 'firmware 7.4.2 instead of 7.3.0',
          },
        ]
      : []),
    ...(n === 3
      ? [
          {
            ...base(31, 'Load cell amplifier'),
            seen: 'not-seen' as const,
            note: 'the tap saw broadcasts of its network for 25.9 h',
          },
        ]
      : []),
  ];
}
