import type { ContractItem, Status } from '../../declare/declaration.ts';
import { zoneOf } from '../../declare/lookup/zone-of.ts';
import { isSiteWide } from '../../declare/lookup/scope.ts';
import { bestDevice, listingOf, namesDevice } from '../../detect/listed-devices.ts';
import { placeOfTap } from '../../detect/place.ts';
import { type TapView, tapView } from '../../detect/tap-view.ts';
import { parseIp } from '../../kernel/ip.ts';
import type { Device } from '../../resolve/estate.ts';
import type { DeviceBeside } from '../../report/device-beside.ts';
import type { Beside } from '../../report/make-report-input.ts';
import type { ContractRow, Standing, UnitCard } from '../../report/report-input.ts';
import type { Finding } from '../../schema/finding.ts';
import { besideProgram } from './beside-program.ts';
import type { Examined } from './examine.ts';

type Declared = Pick<Beside, 'cards' | 'contract' | 'unitOf' | 'device' | 'program' | 'zoneOf'>;

/** What declaration and contract say beside what was seen: the part of a report that no estate knows. */
export function besideDeclared({ declared, estate, detected, knowledge }: Examined): Declared {
  const { declaration, files } = declared;
  const views = estate.taps.map((tap) => tapView(tap, declaration, knowledge));
  const byTap = new Map(views.map((view) => [view.tap.tap, view]));
  const changed = detected.findings.filter(({ rule }) => rule === 'device-changed');
  const missing = detected.findings.filter(({ rule }) => rule === 'device-missing');
  const zoneName = (tap: string, address: string): string => {
    const bytes = parseIp(address);
    const zone = bytes === undefined ? undefined : zoneOf(declaration, tap, bytes)?.zone;
    return zone?.name ?? zone?.id ?? '';
  };
  return {
    cards: declaration.cranes.map(
      ({ id, class: kind, maker, model, year, serial, berth, controls }): UnitCard => ({
        unit: id,
        class: kind ?? '',
        maker: maker ?? '',
        model: model ?? '',
        year,
        serial: serial ?? '',
        berth: berth ?? '',
        controls: controls ?? '',
      }),
    ),
    contract: declaration.contract.flatMap((item) => contractRows(item, views, changed, missing)),
    unitOf: (tap) => placeOfTap(declaration, tap).id,
    zoneOf: (tap, prefix) => zoneName(tap, prefix.split('/')[0] ?? ''),
    program: (tap, row) => besideProgram(byTap.get(tap) as TapView, row),
    device(tap, device) {
      const view = byTap.get(tap) as TapView;
      return besideDevice(view, device, files.length > 0, changed, zoneName(tap, device.addresses[0]?.ip ?? ''));
    },
  };
}

function besideDevice(
  view: TapView,
  device: Device,
  anyDeclared: boolean,
  changed: readonly Finding[],
  zone: string,
): DeviceBeside {
  const match = bestDevice(view, device);
  const known = match !== undefined && match.differs !== 'mac' ? match.device : undefined;
  const item = view.contract.find((one) => namesDevice(one, device));
  const differs = changed.find(({ tap, subject }) => tap === view.tap.tap && subject.mac === device.mac)?.title ?? '';
  return {
    name: device.mac === '' ? '' : view.nameOf(device.mac),
    role: known?.role ?? (view.declaration.gateways.some(({ macs }) => macs.includes(device.mac)) ? 'router' : ''),
    zone,
    standing: anyDeclared ? standingOf(view, device, known?.status) : 'unknown',
    contract:
      view.contract.length === 0 ? 'none' : item === undefined ? 'not-listed' : differs === '' ? 'listed' : 'differs',
    contractRef: item?.ref ?? '',
    differs,
    origin: item?.origin ?? '',
  };
}

function standingOf(view: TapView, device: Device, known: Status | undefined): Standing {
  const listing = listingOf(view, device);
  if (listing === undefined) return known ?? 'undeclared';
  const { gateways, services } = view.declaration;
  switch (listing.by) {
    case 'device':
      return known ?? 'declared';
    case 'contract':
      return 'agreed';
    case 'gateway':
      return gateways.find(({ id }) => id === listing.id)?.status ?? 'declared';
    case 'service':
      return services.find(({ id }) => id === listing.id)?.status ?? 'declared';
    default:
      return listing.by satisfies never;
  }
}

/** One row for each place that the contract names an item for; one without a place for what it names for the whole site. */
function contractRows(
  item: ContractItem,
  views: readonly TapView[],
  changed: readonly Finding[],
  missing: readonly Finding[],
): ContractRow[] {
  const units = isSiteWide(item) ? [''] : [...item.cranes, ...item.segments];
  return units.map((unit) => {
    const own = views.filter(({ place }) => unit === '' || place.id === unit);
    const seen = own.flatMap((view) => view.tap.devices.filter((device) => namesDevice(item, device)));
    const other = changed.find(
      ({ subject, crane }) => seen.some(({ mac }) => mac === subject.mac) && (unit === '' || crane === unit),
    );
    const absent = missing.find(
      ({ crane, title }) => crane === unit && (title.includes(`(contract ${item.ref})`) || title.startsWith(item.name)),
    );
    const recognisable = item.macs.length + item.ips.length > 0 || item.serial !== undefined;
    const observable = absent === undefined ? 'unknown' : absent.confidence === 'probable' ? 'yes' : 'no';
    return {
      unit,
      ref: item.ref,
      name: item.name,
      maker: item.maker ?? '',
      supplier: item.supplier ?? '',
      origin: item.origin ?? '',
      model: item.model ?? '',
      serial: item.serial ?? '',
      firmware: item.firmware ?? '',
      macs: item.macs,
      ips: item.ips,
      quantity: item.quantity,
      seen: seen.length === 0 ? 'not-seen' : other === undefined ? 'seen' : 'seen-different',
      observable: seen.length > 0 ? 'yes' : observable,
      note:
        other?.title ??
        (seen.length > 0
          ? ''
          : recognisable
            ? (absent?.title ?? (own.length === 0 ? 'No capture of this place was given.' : ''))
            : 'The contract gives neither address nor serial number: it cannot be told on the wire.'),
    };
  });
}
