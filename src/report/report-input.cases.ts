import type { Blindness, ByteCoverage, CaptureEntry, Case, Unit, UnitCoverage } from '../schema/case.ts';
import type { Finding, Sign } from '../schema/finding.ts';
import type { ContractRow, InventoryRow, PictureTalk, ReportInput, UnitPicture } from './report-input.ts';

/**
 * A terminal that does not exist: seven cranes, one with a hidden router, one with a declared LTE backup, one with an
 * undeclared reader of its controller, one that could not be judged, one that was not examined.
 */

export function sha(n: number): string {
  return (n * 2_654_435_761).toString(16).padStart(8, '0').slice(-8).repeat(8);
}

export function bytes(
  captured: number,
  share: readonly [number, number, number, number] = [70, 20, 1, 1],
): ByteCoverage {
  const part = (percent: number): number => Math.floor((captured * percent) / 100);
  const [decoded, encrypted, lost, damaged] = share.map(part) as [number, number, number, number];
  return {
    captured,
    decoded,
    encrypted,
    unrecognised: captured - decoded - encrypted - lost - damaged,
    lost,
    damaged,
    missing: 0,
  };
}

export const blindArp: Blindness = {
  sign: 'S03',
  title: 'a gateway asked for that nobody declared',
  missing: ['no ARP and no neighbour discovery was seen'],
  remedy:
    'To see sign S03 (a gateway asked for that nobody declared), mirror the whole VLAN, broadcasts included, for 24 hours.',
};
export const blindRadio: Blindness = {
  sign: 'S10',
  title: 'round trips of a radio link',
  missing: ['mostly one direction of each conversation was mirrored', 'no round trip could be measured'],
  remedy: 'To see sign S10 (round trips of a radio link), mirror receive and transmit of the CMS port for 72 hours.',
};

export function coverage(changes: Partial<UnitCoverage> = {}): UnitCoverage {
  return {
    grade: 'B',
    bytes: bytes(61_440_512),
    spanHours: 26.014,
    activeHours: 25.85,
    directions: 'both',
    twoWayFlows: 812,
    oneWayFlows: 9,
    drops: 0,
    duplicates: 14,
    snappedFrames: 0,
    clockJumps: 0,
    missingStreamBytes: 0,
    networksNeverSeen: [],
    blind: [],
    protocols: [
      { name: 'modbus', flows: 12, frames: 140_221, messages: 139_880, bytes: bytes(11_200_000, [100, 0, 0, 0]) },
      { name: 's7comm', flows: 4, frames: 90_112, messages: 88_015, bytes: bytes(9_800_000, [99, 0, 1, 0]) },
      { name: 'tls', flows: 61, frames: 22_410, messages: 702, bytes: bytes(18_300_000, [4, 95, 0, 0]) },
      { name: 'dns', flows: 214, frames: 428, messages: 428, bytes: bytes(46_000, [100, 0, 0, 0]) },
    ],
    ...changes,
  };
}

export function unit(id: string, changes: Partial<Unit> = {}): Unit {
  return {
    id,
    kind: 'crane',
    taps: [`${id.toLowerCase()}-cms`],
    verdict: 'clean-within-seen',
    reasons: [],
    urgency: 10,
    coverage: coverage(),
    ...changes,
  };
}

export function sign(id: string, changes: Partial<Sign> = {}): Sign {
  return {
    id,
    family: 'routing',
    for: true,
    weight: 300,
    text: 'Frames with 3 public source addresses come from this link address.',
    frames: [{ capture: sha(4), numbers: [1204, 1210, 1377, 1381, 2208, 2210] }],
    frameCount: 418,
    filter: 'eth.src == 0a:11:22:33:44:55 && (ip || ipv6) && !(ip.src == 10.20.4.0/24)',
    ...changes,
  };
}

export function finding(id: string, changes: Partial<Finding> = {}): Finding {
  return {
    id,
    rule: 'hidden-path',
    category: 'hidden-path',
    severity: 'critical',
    confidence: 'confirmed',
    status: 'undeclared',
    crane: 'STS-04',
    tap: 'sts-04-cms',
    subject: { mac: '00:50:c2:41:7a:10', ips: ['10.20.4.77'], name: '' },
    title: '00:50:c2:41:7a:10 leads off the network, and nobody declared it',
    signs: [],
    alternatives: [],
    attack: ['T0822', 'T0883', 'T0860'],
    law: ['33 CFR 101.650(e)(3)(iv)', '33 CFR 101.650(f)(3)'],
    next: ['Do not unplug or switch anything off yet: the crane may depend on it.'],
    firstSeen: '2030-05-01T06:02:11.000000000Z',
    lastSeen: '2030-05-02T07:58:40.120000000Z',
    ...changes,
  };
}

const hiddenRouter: Finding = finding('3f9c1d20a7b4e561', {
  signs: [
    sign('S01'),
    sign('S03', {
      weight: 180,
      text: 'The CMS PC (10.20.4.20) asks for 10.20.4.77 eleven times an hour; the plan knows 10.20.4.1 only.',
      frames: [{ capture: sha(4), numbers: [77, 1102, 2401] }],
      frameCount: 284,
      filter: 'arp.opcode == 1 && arp.dst.proto_ipv4 == 10.20.4.77',
    }),
    sign('S12', {
      family: 'naming',
      weight: 200,
      text: 'The name “internet.mnc001.mcc001.gprs” was asked for.',
      frames: [{ capture: sha(4), numbers: [5121] }],
      frameCount: 1,
      filter: 'dns.qry.name == "internet.mnc001.mcc001.gprs"',
    }),
    sign('N02', {
      family: 'identity',
      for: false,
      weight: -60,
      text: 'The block of the link address belongs to a maker of ordinary network chips.',
      frames: [],
      frameCount: 418,
      filter: 'eth.addr == 00:50:c2:41:7a:10',
    }),
  ],
  alternatives: [
    { text: 'It is a declared gateway under another address.', result: 'refuted' },
    { text: 'The mirror port shows two VLANs at once.', result: 'refuted' },
    { text: 'Somebody was working here with a permission for remote access at that time.', result: 'refuted' },
    { text: 'The names were asked for by a telephone on Wi-Fi.', result: 'not-observable' },
  ],
  next: [
    'Do not unplug or switch anything off yet: what is in its memory is lost with the power, and the crane may depend on it.',
    'Keep this case folder and the captures where nobody can change them.',
    'Ask the owner of the network, the crane maker and the maintenance firm whether they know the device.',
    'Look up on the switch which port 00:50:c2:41:7a:10 is on, and walk the cable to its end.',
    'Photograph the device, its label, antennas, SIM tray and wiring in place.',
    'Decide with the crane operation when it can be disconnected safely.',
    'Capture again for 24 hours afterwards to show that the path is gone.',
  ],
});

const reader: Finding = finding('8812aa04c19e77d3', {
  rule: 'controller-access',
  category: 'controller-access',
  severity: 'high',
  confidence: 'confirmed',
  crane: 'STS-06',
  tap: 'sts-06-cms',
  subject: { mac: '02:42:0a:14:06:63', ips: ['10.20.6.99'], name: 'diag-box' },
  title: 'diag-box (10.20.6.99) reads the controller 10.20.6.10 every second, and nobody declared it',
  signs: [
    sign('S19', {
      family: 'application',
      weight: 260,
      text: '93,412 Modbus requests (read holding registers 0-124) at a steady period of 1 s, no writes.',
      frames: [{ capture: sha(6), numbers: [12, 20, 31, 44] }],
      frameCount: 93_412,
      filter: 'ip.addr == 10.20.6.99 && ip.addr == 10.20.6.10 && modbus',
    }),
  ],
  alternatives: [
    { text: 'It is a new historian that the declaration has not caught up with.', result: 'not-observable' },
  ],
  attack: ['T0861', 'T0801'],
  law: ['33 CFR 101.650(e)(3)(v)'],
  next: ['Ask the crane maintenance whether they installed a data logger, and since when.'],
});

const declaredLte: Finding = finding('b07e5519d2c4460a', {
  severity: 'info',
  status: 'declared-within-limits',
  crane: 'STS-02',
  tap: 'sts-02-cms',
  subject: { mac: '00:1e:42:10:20:30', ips: ['10.20.2.254'], name: 'lte-backup-sts-02' },
  title: 'Declared gateway lte-backup-sts-02, within its limits',
  signs: [
    sign('S13', {
      family: 'identity',
      weight: 220,
      text: 'The link address is from a block of a maker of cellular routers.',
      frames: [{ capture: sha(2), numbers: [9] }],
      filter: 'eth.addr == 00:1e:42:10:20:30',
    }),
  ],
  next: ['Nothing to do now. Check at the next review that purpose, SIM and end of the permission are still right.'],
});

const oneWay: Finding = finding('55d0c0ffee001122', {
  severity: 'medium',
  confidence: 'possible',
  crane: 'STS-05',
  tap: 'sts-05-cms',
  subject: { mac: '02:50:f3:00:00:00', ips: ['192.168.8.1'], name: '' },
  title: '02:50:f3:00:00:00 may be a way off the network that nobody declared',
  signs: [
    sign('S16', {
      family: 'address',
      weight: 150,
      text: '192.168.8.1 is the factory address of a family of cellular sticks.',
      frames: [{ capture: sha(5), numbers: [3, 91] }],
    }),
  ],
  next: ['Mirror both directions of the CMS port for 72 hours, then inspect again.'],
});

function capture(n: number, changes: Partial<CaptureEntry> = {}): CaptureEntry {
  return {
    sha256: sha(n),
    names: [`sts-0${n}/cms-port.pcapng`],
    tap: `sts-0${n}-cms`,
    format: 'pcapng',
    frames: 402_118 + n,
    bytes: 61_440_512,
    first: '2030-05-01T06:00:00.000000000Z',
    last: '2030-05-02T08:00:50.400000000Z',
    linkTypes: { '1': 402_118 + n },
    problems: [],
    ...changes,
  };
}

export function terminalCase(): Case {
  return {
    schema: 'quaywatch/case@1',
    site: { name: 'Northmole Container Terminal', locode: 'XX NMO', facility: 'Berths 1-4' },
    captures: [
      capture(1),
      capture(2),
      capture(3),
      capture(4, { names: ['sts-04/cms-port.pcapng', 'sts-04/copy of cms-port.pcapng'] }),
      capture(5, {
        frames: 31_002,
        bytes: 3_900_114,
        problems: [
          {
            code: 'QW_PCAP_TRUNCATED',
            message: 'the file ends in the middle of a record',
            offset: 3_900_010,
            count: 1,
          },
        ],
      }),
      capture(6),
    ],
    skipped: [{ name: 'sts-04/readme.txt', reason: 'no capture: neither pcap nor pcapng' }],
    totals: { captures: 6, frames: 2_041_611, bytes: 311_102_674, flows: 4_902, findings: 4 },
    units: [
      unit('STS-04', {
        verdict: 'confirmed',
        urgency: 1000,
        reasons: ['an undeclared router leads to the public internet (signs of the families routing and naming)'],
        coverage: coverage({ blind: [blindRadio] }),
      }),
      unit('STS-06', {
        urgency: 700,
        reasons: ['nothing speaks of a hidden path; an undeclared reader polls the controller'],
      }),
      unit('STS-05', {
        verdict: 'inconclusive',
        urgency: 500,
        reasons: ['mostly one direction of each conversation was mirrored', 'the capture is too short: 1.8 h of 24 h'],
        coverage: coverage({
          grade: 'D',
          spanHours: 1.81,
          activeHours: 1.8,
          directions: 'one',
          twoWayFlows: 11,
          oneWayFlows: 240,
          drops: 1_204,
          clockJumps: 1,
          snappedFrames: 88,
          missingStreamBytes: 120_441,
          networksNeverSeen: ['10.20.105.0/24 (cameras)'],
          blind: [blindArp, blindRadio],
          bytes: { ...bytes(3_900_114, [31, 12, 9, 4]), missing: 120_441 },
        }),
      }),
      unit('STS-07', {
        verdict: 'not-examined',
        urgency: 300,
        taps: [],
        reasons: ['no capture of this crane was given'],
        coverage: coverage({
          grade: 'F',
          bytes: bytes(0),
          spanHours: 0,
          activeHours: 0,
          directions: 'none',
          twoWayFlows: 0,
          oneWayFlows: 0,
          drops: -1,
          duplicates: 0,
          protocols: [],
          blind: [blindArp, blindRadio],
        }),
      }),
      unit('STS-02', { urgency: 100, reasons: ['one declared gateway, within its limits'] }),
      unit('STS-01'),
      unit('STS-03', { coverage: coverage({ grade: 'A', blind: [] }) }),
    ],
    protocols: [
      { name: 'modbus', flows: 72, frames: 841_326, bytes: 67_200_000, messages: 839_280 },
      { name: 's7comm', flows: 24, frames: 540_672, bytes: 58_800_000, messages: 528_090 },
      { name: 'tls', flows: 366, frames: 134_460, bytes: 109_800_000, messages: 4_212 },
    ],
    coverage: bytes(311_102_674),
    declaration: { present: true, sha256: sha(99), files: ['site.yaml', 'contract/sts.cdx.json'] },
    versions: { tool: '0.1.0', analysis: '1', rules: '1', data: { oui: '2030-04-01', signs: '2030-04-20' } },
  };
}

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

function devicesOf(n: number): InventoryRow[] {
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

const strangers: readonly InventoryRow[] = [
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
  };
}

function contractOf(n: number): ContractRow[] {
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

export function terminalInput(): ReportInput {
  const inventory = [...[1, 2, 3, 4, 5, 6].flatMap(devicesOf), ...strangers];
  return {
    caseId: '7d41e09ab2c6',
    case: terminalCase(),
    findings: [declaredLte, hiddenRouter, oneWay, reader],
    cards: [1, 2, 3, 4, 5, 6, 7].map((n) => ({
      unit: `STS-0${n}`,
      class: 'ship-to-shore crane',
      maker: 'Crane Works Ltd',
      model: 'QC-65',
      year: 2019,
      serial: `CW-19-0${n}`,
      berth: `berth ${Math.ceil(n / 2)}`,
      controls: 'Fictional Automation AG',
    })),
    inventory,
    contract: [1, 2, 3, 4, 5, 6].flatMap(contractOf),
    pictures: [1, 2, 3, 4, 5, 6].map((n) => pictureOf(n, inventory)),
    words: {
      attack: {
        T0822: 'External Remote Services',
        T0883: 'Internet Accessible Device',
        T0860: 'Wireless Compromise',
        T0861: 'Point & Tag Identification',
        T0801: 'Monitor Process State',
      },
      rules: {
        'hidden-path': {
          title: 'A way off the network that nobody declared',
          why: 'A cellular router or a second gateway goes around every firewall, log and permission of the terminal.',
        },
      },
      signs: {
        S01: 'addresses from outside behind an undeclared link address',
        S03: 'a gateway asked for that nobody declared',
        S12: 'names of a mobile network',
        S13: 'link address of a cellular maker',
        S16: 'factory address of cellular gear',
        S19: 'an undeclared reader of a controller',
        N02: 'ordinary maker',
      },
    },
    reportPath: 'out/case/report.html',
  };
}

/** Texts that a device could send, each a trap in one medium or another. */
export const nastyTexts: readonly string[] = [
  '<script>window.pwned=1;alert(1)</script>',
  '"><img src=x onerror="window.pwned=1;alert(1)">',
  "' onmouseover='window.pwned=1",
  '</title></style></svg><script>window.pwned=1</script>',
  '\u202egpj.exe\u202c\u2066\u200b\u200d\ufeff\u00ad',
  "=cmd|' /C calc'!A0",
  '+1+1',
  '-2+3',
  '@SUM(1+1)',
  '\t=1+1',
  '\r=1+1',
  ' =1+1',
  '\uff1d1+1',
  '../../etc/passwd',
  'javascript:window.pwned=1',
  '\u001b[2J\u001b]0;owned\u0007\u009b31m\u0000',
  'a,b;c"d\r\ne',
  `W${'W'.repeat(5_000)}`,
  '\ud800 lone \udc00',
  '\u{e0041}\u{e0042}\u3164\ufe0f',
  '`${process.exit()}` {{7*7}} <!-- --> ]]>',
  '&lt;b&gt; &#x202e;',
];

/** Every text of the case replaced by a nasty one, as if all devices and all declarations were hostile. */
export function hostileInput(): ReportInput {
  let next = 0;
  const kept = new Set([
    'id',
    'rule',
    'capture',
    'sha256',
    'verdict',
    'kind',
    'severity',
    'confidence',
    'status',
    'category',
    'family',
    'result',
    'directions',
    'schema',
    'standing',
    'contract',
    'seen',
    'observable',
    'unit',
    'crane',
    'key',
    'from',
    'to',
    'gateway',
    'grade',
  ]);
  const spoil = (value: unknown, name: string): unknown => {
    if (typeof value === 'string') return kept.has(name) ? value : (nastyTexts[next++ % nastyTexts.length] as string);
    if (Array.isArray(value)) return value.map((one) => spoil(one, name));
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, spoil(one, key)]));
  };
  return spoil(terminalInput(), '') as ReportInput;
}

/** A port with many cranes: every fifth hides something, each with its devices and findings. */
export function manyUnits(count: number, devicesPerUnit: number, findingsPerUnit: number): ReportInput {
  const base = terminalInput();
  const name = (i: number): string => `CRANE-${String(i).padStart(4, '0')}`;
  const numbers = Array.from({ length: count }, (_, i) => i + 1);
  return {
    ...base,
    case: {
      ...base.case,
      units: numbers.map((i) =>
        unit(name(i), {
          verdict: i % 50 === 0 ? 'confirmed' : i % 5 === 0 ? 'inconclusive' : 'clean-within-seen',
          urgency: i % 50 === 0 ? 900 : i % 5 === 0 ? 400 : 10,
          reasons: ['a reason of the usual length, said for this unit alone'],
          coverage: coverage({ blind: i % 5 === 0 ? Array.from({ length: 12 }, () => blindRadio) : [] }),
        }),
      ),
      captures: numbers.map((i) => capture(i % 9, { sha256: sha(i), names: [`${name(i)}/one.pcapng`] })),
    },
    cards: [],
    findings: numbers.flatMap((i) =>
      Array.from({ length: findingsPerUnit }, (_, j) =>
        finding((i * 100 + j).toString(16).padStart(16, '0'), {
          ...hiddenRouter,
          id: (i * 100 + j).toString(16).padStart(16, '0'),
          crane: name(i),
          severity: j === 0 && i % 50 === 0 ? 'critical' : 'low',
        }),
      ),
    ),
    inventory: numbers.flatMap((i) =>
      Array.from({ length: devicesPerUnit }, (_, j) => device(i % 9, j % 250, { unit: name(i) })),
    ),
    contract: [],
    pictures: numbers.map((i) => ({ ...pictureOf(4, base.inventory), unit: name(i) })),
  };
}
