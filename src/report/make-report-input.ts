import { compareText } from '../kernel/compare.ts';
import { isoTime } from '../kernel/time.ts';
import { frameReferences } from '../detect/frame-references.ts';
import type { Device, Estate, TapEstate } from '../resolve/estate.ts';
import type { Case } from '../schema/case.ts';
import type { ProgramRow as ProgramFactRow } from '../schema/facts/programs.ts';
import type { Finding } from '../schema/finding.ts';
import type { DeviceBeside } from './device-beside.ts';
import { tapPicture } from './picture/tap-picture.ts';
import type {
  ContractRow,
  InventoryRow,
  ProgramMark,
  ProgramRow,
  ReportClaim,
  ReportInput,
  ReportWords,
  UnitCard,
} from './report-input.ts';

/** All that an estate does not know. The command line fills it from declaration, contract and knowledge. */
export interface Beside {
  readonly caseId: string;
  readonly reportPath: string;
  readonly cards: readonly UnitCard[];
  readonly contract: readonly ContractRow[];
  readonly words: ReportWords;
  unitOf(tap: string): string;
  device(tap: string, device: Device): DeviceBeside;
  /** The controller's declared name, and what the list of approved programs says of one seen whole. */
  program(tap: string, program: ProgramFactRow): ProgramBeside;
  /** Zone of a local network, or empty. */
  zoneOf(tap: string, prefix: string): string;
}

export interface ProgramBeside {
  readonly device: string;
  readonly mark: ProgramMark;
  readonly approval: string;
}

/** The observed part of a report from an estate, beside what was declared. */
export function reportInput(theCase: Case, findings: readonly Finding[], estate: Estate, beside: Beside): ReportInput {
  const rows = estate.taps.map((tap) => ({ tap, devices: besideOf(tap, beside) }));
  return {
    caseId: beside.caseId,
    case: theCase,
    findings,
    cards: beside.cards,
    contract: beside.contract,
    words: beside.words,
    reportPath: beside.reportPath,
    inventory: rows.flatMap(({ tap, devices }) => inventoryOf(tap, devices, beside.unitOf(tap.tap))),
    programs: estate.taps.flatMap((tap) => tap.programs.map((row) => programRow(tap, row, beside))),
    pictures: rows.map(({ tap, devices }) =>
      tapPicture({
        tap,
        unit: beside.unitOf(tap.tap),
        findings: findings.filter((finding) => finding.tap === tap.tap && finding.category === 'hidden-path'),
        devices,
        zoneOf: (prefix) => beside.zoneOf(tap.tap, prefix),
      }),
    ),
  };
}

function programRow(tap: TapEstate, row: ProgramFactRow, beside: Beside): ProgramRow {
  return {
    unit: beside.unitOf(tap.tap),
    tap: tap.tap,
    controller: row.server,
    client: row.client,
    protocol: row.protocol,
    slot: row.unit,
    block: row.object,
    direction: row.direction,
    state: row.state,
    size: row.size,
    declaredSize: row.declaredSize,
    sha256: row.sha256,
    transfers: row.count,
    frames: frameReferences(tap, row.frames),
    firstSeen: isoTime(row.first),
    lastSeen: isoTime(row.last),
    ...beside.program(tap.tap, row),
  };
}

function besideOf(tap: TapEstate, beside: Beside): ReadonlyMap<string, DeviceBeside> {
  return new Map(tap.devices.map((device) => [device.key, beside.device(tap.tap, device)]));
}

function inventoryOf(
  tap: TapEstate,
  devices: ReadonlyMap<string, DeviceBeside>,
  unit: string,
): readonly InventoryRow[] {
  const forwarding = new Set(tap.routers.map(({ mac }) => mac));
  return tap.devices.map((device): InventoryRow => {
    const beside = devices.get(device.key) as DeviceBeside;
    return {
      unit,
      tap: tap.tap,
      mac: device.mac,
      ips: [...new Set(device.addresses.map(({ ip }) => ip))],
      maker: device.maker,
      claims: claimsOf(device),
      services: device.services,
      vlans: device.vlans,
      forwards: forwarding.has(device.mac),
      ...beside,
      name: beside.name === '' ? (device.names[0] ?? '') : beside.name,
      firstSeen: device.count === 0 ? '' : isoTime(device.first),
      lastSeen: device.count === 0 ? '' : isoTime(device.last),
    };
  });
}

/** What a person asks first stands first; what only fingerprints a stack is left to the fact tables. */
const TOLD: readonly string[] = [
  'vendor',
  'model',
  'firmware',
  'serial',
  'hardware',
  'os',
  'hostname',
  'description',
  'http-title',
  'http-server',
  'banner',
  'role',
  'location',
  'domain',
  'dhcp-vendor-class',
  'management-address',
  'service-type',
];

function claimsOf({ identities }: Device): readonly ReportClaim[] {
  return identities
    .filter(({ attribute }) => TOLD.includes(attribute))
    .map(({ attribute, value, source }) => ({ attribute, value, source }))
    .sort(
      (a, b) =>
        TOLD.indexOf(a.attribute) - TOLD.indexOf(b.attribute) ||
        compareText(a.value, b.value) ||
        compareText(a.source, b.source),
    );
}
