import { macText } from '../addresses.ts';
import { Random } from '../random.ts';
import { linuxStack, windowsStack } from '../simulate/host.ts';
import { deviceModels } from './device-models.ts';
import type {
  BackupPlan,
  CaptureForm,
  CranePlan,
  DevicePlan,
  HiddenRouterPlan,
  ReaderPlan,
  ShoreHostPlan,
  Story,
  TerminalPlan,
} from './plan.ts';

/** 2026-09-14T06:00:00Z, a Monday. */
const start = 1789365600n * 1_000_000_000n;
/** As many as fit the address plan and the pool of MAC addresses. */
export const mostCranes = 40;
export const fewestCranes = 6;

const shore: readonly ShoreHostPlan[] = [
  { key: 'dns', id: 'shore-dns', ip: '10.10.1.10', name: 'ns1.halmoy-terminal.example', stack: linuxStack, hops: 2 },
  { key: 'ntp', id: 'shore-ntp', ip: '10.10.1.11', name: 'ntp1.halmoy-terminal.example', stack: linuxStack, hops: 2 },
  {
    key: 'rcms',
    id: 'shore-rcms',
    ip: '10.10.5.20',
    name: 'rcms.halmoy-terminal.example',
    stack: windowsStack,
    hops: 2,
  },
  {
    key: 'ocr-server',
    id: 'shore-ocr',
    ip: '10.10.6.30',
    name: 'ocr.halmoy-terminal.example',
    stack: linuxStack,
    hops: 2,
  },
  { key: 'tos', id: 'shore-tos', ip: '10.10.7.40', name: 'tos.halmoy-terminal.example', stack: linuxStack, hops: 2 },
  {
    key: 'jump',
    id: 'shore-jump',
    ip: '10.10.9.5',
    name: 'jump.halmoy-terminal.example',
    stack: windowsStack,
    hops: 1,
  },
  {
    key: 'partner',
    id: 'port-community-system',
    ip: '203.0.113.40',
    name: 'pcs.halmoy-port.example',
    stack: linuxStack,
    hops: 9,
  },
];

const forms: readonly CaptureForm[] = [
  'pcap-microseconds',
  'pcap-nanoseconds',
  'pcapng',
  'pcapng-rotated',
  'pcap-gzip',
  'pcap-big-endian',
];

/**
 * Lays out the terminal. Cranes 3 and 4 are twins with one address plan; the hidden router sits on one of them, so
 * that whoever takes an address for a device names the wrong crane. The seed decides which, and who the others are.
 */
export function planTerminal(options: {
  readonly seed: number;
  readonly minutes: number;
  readonly cranes: number;
}): TerminalPlan {
  const count = options.cranes;
  if (!Number.isInteger(count) || count < fewestCranes || count > mostCranes) {
    throw new RangeError(`cranes must be a whole number from ${fewestCranes} to ${mostCranes}, not ${count}`);
  }
  if (!(options.minutes >= 2 && options.minutes <= 24 * 60)) {
    throw new RangeError(`minutes must lie between 2 and 1440, not ${options.minutes}`);
  }
  const random = new Random(options.seed);
  const hidden = random.pick([3, 4]);
  const others = [1, 2, 5, 6];
  const backup = others.splice(random.between(0, 3), 1)[0];
  const reader = others[random.between(0, 2)];
  const taken = new Set<string>();
  const cranes: CranePlan[] = [];
  for (let number = 1; number <= count; number++) {
    const story: Story =
      number === hidden
        ? 'hidden-router'
        : number === backup
          ? 'declared-backup'
          : number === reader
            ? 'undeclared-reader'
            : 'clean';
    cranes.push(planCrane(number, story, random, taken));
  }
  return { seed: options.seed, minutes: options.minutes, start, cranes, shore };
}

function planCrane(number: number, story: Story, random: Random, taken: Set<string>): CranePlan {
  const id = `STS-${String(number).padStart(2, '0')}`;
  // The twins were delivered in one shipment and never renumbered; each has its own leg of the firewall.
  const prefix = `10.20.${number === 4 ? 3 : number}`;
  const devices = deviceModels.map(
    (model): DevicePlan => ({
      key: model.key,
      id: `${id.toLowerCase()}-${model.key}`,
      role: model.role,
      title: model.title,
      mac: freshMac(model.prefix, random, taken),
      ip: `${prefix}.${model.octet}`,
      maker: model.maker,
      model: model.model,
      serial: `${model.model.slice(0, 2).toUpperCase()}${random.between(100000, 999999)}`,
      firmware: model.firmware,
      origin: model.origin,
      stack: model.stack,
    }),
  );
  return {
    id,
    number,
    story,
    prefix,
    devices,
    serial: `OV-${4000 + number * 7}`,
    year: number <= 2 ? 2014 : number <= 4 ? 2017 : 2021,
    berth: `B${Math.ceil(number / 2)}`,
    form: forms[(number - 1) % forms.length] ?? 'pcapng',
    ...(story === 'hidden-router' ? { hiddenRouter: planHiddenRouter(prefix, random, taken) } : {}),
    ...(story === 'declared-backup' ? { backup: planBackup(prefix, random, taken) } : {}),
    ...(story === 'undeclared-reader' ? { reader: planReader(prefix, random, taken) } : {}),
  };
}

/** The prefix is that of a maker of network chips found in PCs of every kind. */
function planHiddenRouter(prefix: string, random: Random, taken: Set<string>): HiddenRouterPlan {
  return {
    mac: freshMac('00:e0:4c', random, taken),
    ip: `${prefix}.${random.between(180, 247)}`,
    collector: `203.0.113.${random.between(100, 200)}`,
    collectorName: 'gw2.liftinsight.example',
    resolver: `198.51.100.${random.between(10, 60)}`,
    maintainer: `192.0.2.${random.between(60, 220)}`,
  };
}

function planBackup(prefix: string, random: Random, taken: Set<string>): BackupPlan {
  return {
    mac: freshMac('00:0a:35', random, taken),
    ip: `${prefix}.254`,
    peer: '198.51.100.77',
    peerName: 'backup.halmoy-terminal.example',
    carrier: 'Nordlys Mobil',
    sim: `8999${random.between(10000000, 99999999)}${random.between(1000000, 9999999)}`,
    maker: 'Fjellsender',
    model: 'FS-LTE6',
    serial: `FS${random.between(100000, 999999)}`,
    firmware: '4.2.0',
    origin: 'XA',
  };
}

function planReader(prefix: string, random: Random, taken: Set<string>): ReaderPlan {
  return {
    mac: freshMac('d8:80:39', random, taken),
    ip: `${prefix}.${random.between(60, 120)}`,
    periodSeconds: random.between(8, 14),
  };
}

function freshMac(prefix: string, random: Random, taken: Set<string>): string {
  for (;;) {
    const tail = macText(random.bytes(3));
    const mac = `${prefix}:${tail}`;
    if (!taken.has(mac)) {
      taken.add(mac);
      return mac;
    }
  }
}
