import { stringify } from 'yaml';
import { backupMtu } from './terminal/backup-router.ts';
import type { CranePlan, DevicePlan, TerminalPlan } from './terminal/plan.ts';
import { capturePattern } from './terminal/write-captures.ts';

/** The whole week of the capture and more: everything agreed holds at the time of the frames. */
const validity = { from: '2026-01-01', until: '2027-06-30' } as const;
const approver = 'Ingrid Solvang, terminal security';

/** The terminal's declaration. What nobody ordered is of course not in it. */
export function siteYaml(terminal: TerminalPlan): string {
  const { cranes } = terminal;
  const document = {
    schema: 'quaywatch/site@1',
    site: { unlocode: 'XBHLM', facility: 'Halmoy Container Terminal', name: 'Port of Halmoy' },
    taps: cranes.map((crane) => ({
      id: `tap-${crane.id.toLowerCase()}`,
      files: `**/${capturePattern(crane)}`,
      crane: crane.id,
      switch: `${crane.id}-SW1`,
      port: 'gi1/9',
      directions: 'both',
      by: 'Aksel Tveit, controls maintenance',
    })),
    cranes: cranes.map((crane) => ({
      id: crane.id,
      class: 'sts',
      maker: 'Ostervik Cranes',
      model: 'OV-STS 65',
      year: crane.year,
      serial: crane.serial,
      berth: crane.berth,
      controls: 'Helvarn Automation',
      networks: [`net-${crane.id.toLowerCase()}`],
      map: [
        { object: 'DB10', moves: 'hoist', protocol: 's7comm', device: `${crane.id.toLowerCase()}-plc` },
        { object: 'DB20', moves: 'spreader', protocol: 's7comm', device: `${crane.id.toLowerCase()}-plc` },
      ],
    })),
    networks: [
      ...cranes.map((crane) => ({
        id: `net-${crane.id.toLowerCase()}`,
        cidr: `${crane.prefix}.0/24`,
        zone: 'crane-control',
        crane: crane.id,
      })),
      { id: 'net-site-services', cidr: '10.10.1.0/24', zone: 'site-services' },
      { id: 'net-operations', cidr: '10.10.4.0/22', zone: 'operations' },
      { id: 'net-remote-access', cidr: '10.10.9.0/24', zone: 'remote-access' },
    ],
    zones: [
      { id: 'crane-control', level: 2, name: 'Control network of a crane' },
      { id: 'operations', level: 3, name: 'Terminal operations: RCMS, OCR, TOS' },
      { id: 'site-services', level: 3, name: 'Names and time' },
      { id: 'remote-access', level: 3.5, name: 'Maintenance VPN and jump host' },
    ],
    conduits: [
      { id: 'crane-reports', from: 'crane-control', to: 'operations', note: 'Status, logs, pictures, work orders' },
      {
        id: 'office-watches',
        from: 'operations',
        to: 'crane-control',
        protocols: ['s7comm', 'icmp'],
        functions: ['read'],
        note: 'RCMS reads counters and pings; it must not write',
      },
      { id: 'crane-asks', from: 'crane-control', to: 'site-services', protocols: ['dns', 'ntp'] },
      { id: 'service-visits', from: 'remote-access', to: 'crane-control', protocols: ['tls'] },
      {
        id: 'cargo-data',
        from: 'crane-control',
        to: 'outside',
        protocols: ['tls'],
        note: 'Only to the declared peers below',
      },
    ],
    gateways: [
      ...cranes.map((crane) => ({
        id: `fw-${crane.id.toLowerCase()}`,
        crane: crane.id,
        mac: part(crane, 'firewall').mac,
        ip: part(crane, 'firewall').ip,
        purpose: 'Shore firewall: terminal networks and the port community system',
        wan: 'fibre',
        carrier: 'Halmoy Fiber',
        validity,
        approver,
      })),
      ...cranes.flatMap((crane) =>
        crane.backup === undefined
          ? []
          : [
              {
                id: `lte-${crane.id.toLowerCase()}`,
                crane: crane.id,
                mac: crane.backup.mac,
                ip: crane.backup.ip,
                purpose: 'Backup of the shore link while the cable reel is renewed',
                wan: 'cellular',
                carrier: crane.backup.carrier,
                sim: crane.backup.sim,
                mtu: backupMtu,
                validity: { from: '2026-05-01', until: '2026-12-31' },
                approver,
              },
            ],
      ),
    ],
    grants: [
      {
        id: 'service-ostervik',
        party: 'Norrhamn Kranservice',
        from: '10.10.9.5',
        to: cranes.map((crane) => part(crane, 'cms').id),
        tools: ['tls'],
        windows: [{ days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '05:00', until: '19:00' }],
        validity,
        approver,
        ticket: 'CHG-20931',
      },
    ],
    services: services(terminal),
    devices: [
      ...cranes.flatMap((crane) => crane.devices.map((device) => declaredDevice(crane, device))),
      ...cranes.flatMap((crane) => (crane.backup === undefined ? [] : [declaredBackup(crane)])),
      ...terminal.shore
        .filter((host) => host.key !== 'partner')
        .map((host) => ({
          id: host.id,
          ip: host.ip,
          role: host.key === 'jump' ? 'workstation' : 'server',
          name: host.name,
        })),
    ],
  };
  return stringify(document, { lineWidth: 120 });
}

function services(terminal: TerminalPlan): readonly object[] {
  const ip = (key: string): string => terminal.shore.find((host) => host.key === key)?.ip ?? '';
  const backups = terminal.cranes.flatMap((crane) =>
    crane.backup === undefined
      ? []
      : [
          {
            id: 'backup-peer',
            kind: 'management',
            ip: crane.backup.peer,
            name: crane.backup.peerName,
            crane: crane.id,
            note: 'The only peer approved for the cellular backup',
          },
        ],
  );
  return [
    { id: 'dns', kind: 'dns', ip: ip('dns') },
    { id: 'ntp', kind: 'ntp', ip: ip('ntp') },
    ...terminal.cranes.map((crane) => ({
      id: `dhcp-${crane.id.toLowerCase()}`,
      kind: 'dhcp',
      ip: part(crane, 'firewall').ip,
      crane: crane.id,
    })),
    { id: 'tos', kind: 'tos', ip: ip('tos'), name: 'tos.halmoy-terminal.example' },
    { id: 'rcms', kind: 'management', ip: ip('rcms'), name: 'rcms.halmoy-terminal.example' },
    {
      id: 'ocr',
      kind: 'other',
      ip: ip('ocr-server'),
      name: 'ocr.halmoy-terminal.example',
      note: 'Recognition server: camera pictures',
    },
    { id: 'port-community-system', kind: 'cargo-peer', ip: ip('partner'), name: 'pcs.halmoy-port.example' },
    { id: 'maintenance-vpn', kind: 'maintenance-vpn', ip: ip('jump') },
    ...backups,
  ];
}

function declaredDevice(crane: CranePlan, device: DevicePlan): object {
  const clients = clientsOf(crane, device);
  return {
    id: device.id,
    crane: crane.id,
    mac: device.mac,
    ip: device.ip,
    role: device.role,
    name: device.title,
    maker: device.maker,
    model: device.model,
    serial: device.serial,
    firmware: device.firmware,
    status: 'agreed',
    ...(clients.length === 0 ? {} : { clients }),
  };
}

/** Who may read or command what the controls consist of. */
function clientsOf(crane: CranePlan, device: DevicePlan): readonly object[] {
  switch (device.role) {
    case 'controller':
      return [
        { device: part(crane, 'cms').id, protocols: ['s7comm'], functions: ['read', 'write'] },
        { device: 'shore-rcms', protocols: ['s7comm'], functions: ['read'] },
      ];
    case 'drive':
    case 'spreader':
      return [{ device: part(crane, 'plc').id, protocols: ['modbus'], functions: ['read', 'write'] }];
    default:
      return [];
  }
}

function declaredBackup(crane: CranePlan): object {
  const { backup } = crane;
  return {
    id: `${crane.id.toLowerCase()}-lte`,
    crane: crane.id,
    mac: backup?.mac,
    ip: backup?.ip,
    role: 'router',
    name: 'LTE backup router',
    maker: backup?.maker,
    model: backup?.model,
    serial: backup?.serial,
    firmware: backup?.firmware,
    status: 'agreed',
  };
}

function part(crane: CranePlan, key: DevicePlan['key']): DevicePlan {
  const device = crane.devices.find((candidate) => candidate.key === key);
  if (device === undefined) throw new Error(`${crane.id} has no ${key}`);
  return device;
}
