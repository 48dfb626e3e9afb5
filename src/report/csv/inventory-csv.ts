import type { ReportClaim, ReportInput } from '../report-input.ts';
import { reportModel } from '../report-model.ts';
import { csvText } from './escape.ts';

/** Claims with a column of their own; all others stand in `claims`. */
const OWN_COLUMNS = ['vendor', 'model', 'serial', 'firmware', 'hardware', 'os'] as const;

const HEADER: readonly string[] = [
  'unit',
  'tap',
  'mac',
  'ips',
  'name',
  'role',
  'zone',
  'mac_block_maker',
  ...OWN_COLUMNS.map((attribute) => `claimed_${attribute}`),
  'claims',
  'services',
  'vlans',
  'forwards',
  'standing',
  'contract',
  'contract_ref',
  'origin',
  'differs',
  'first_seen',
  'last_seen',
];

/** inventory.csv: one row a device and tap, all of them, in the order of the report. Lists are parted by `; `. */
export function inventoryCsv(input: ReportInput): string {
  const model = reportModel(input);
  const known = new Set(model.units.map(({ unit }) => unit.id));
  const rows = [
    ...model.units.flatMap(({ inventory }) => inventory),
    ...input.inventory.filter(({ unit }) => !known.has(unit)),
  ];
  return csvText(
    HEADER,
    rows.map((row) => [
      row.unit,
      row.tap,
      row.mac,
      row.ips.join('; '),
      row.name,
      row.role,
      row.zone,
      row.maker,
      ...OWN_COLUMNS.map((attribute) => claimsText(row.claims.filter((claim) => claim.attribute === attribute))),
      row.claims
        .filter(({ attribute }) => !OWN_COLUMNS.some((own) => own === attribute))
        .map(({ attribute, value, source }) => `${attribute}=${value} (${source})`)
        .join('; '),
      row.services.join('; '),
      row.vlans.join('; '),
      row.forwards ? 'yes' : 'no',
      row.standing,
      row.contract,
      row.contractRef,
      row.origin,
      row.differs,
      row.firstSeen,
      row.lastSeen,
    ]),
  );
}

function claimsText(claims: readonly ReportClaim[]): string {
  return claims.map(({ value, source }) => `${value} (${source})`).join('; ');
}
