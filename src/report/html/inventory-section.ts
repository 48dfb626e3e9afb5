import { MAX_ADDRESSES_PER_DEVICE, MAX_CLAIMS_PER_DEVICE, MAX_LIST } from '../limits.ts';
import type { InventoryRow } from '../report-input.ts';
import type { UnitModel } from '../report-model.ts';
import { counted } from '../words/numbers.ts';
import { contractWords, standingWords } from '../words/verdicts.ts';
import { html, type Html } from './escape.ts';
import { commaList, folded, leftOut, listText, seenSpan } from './pieces.ts';
import { htmlTable } from './table.ts';

/** The observed inventory beside declaration and contract. */
export function inventorySection({ unit, inventory }: UnitModel, limit: number): Html {
  if (inventory.length === 0) return html`<h3>Devices seen</h3><p>No device was seen on this ${unit.kind}.</p>`;
  const shown = inventory.slice(0, limit);
  const strangers = inventory.filter(({ standing }) => standing === 'undeclared').length;
  const outside = inventory.filter(({ contract }) => contract === 'not-listed').length;
  const differing = inventory.filter(({ differs }) => differs !== '').length;
  const counts = [
    counted(inventory.length, 'device'),
    ...(strangers > 0 ? [`${strangers} undeclared`] : []),
    ...(outside > 0 ? [`${outside} not in the contract`] : []),
    ...(differing > 0 ? [`${differing} unlike what was agreed`] : []),
  ];
  return html`<h3>Devices seen, beside declaration and contract</h3>${folded(
    strangers + outside + differing > 0,
    counts.join(', '),
    html`${htmlTable<InventoryRow>(
      'What devices said of themselves is a claim, with the protocol that carried it; nothing was asked of them.',
      [
        { label: 'Device', className: 'name', cell: (row) => deviceCell(row, unit.taps.length > 1) },
        { label: 'Addresses', className: 'addresses', cell: addressCell },
        { label: 'What it says it is', className: 'wide', cell: claimCell },
        { label: 'Declared', className: 'own', cell: standingCell },
        { label: 'Contract', className: 'own', cell: contractCell },
        { label: 'Seen', cell: ({ firstSeen, lastSeen }) => seenSpan(firstSeen, lastSeen) },
      ],
      shown,
      ({ standing, contract, differs }) =>
        standing === 'undeclared' || contract === 'not-listed' || differs !== '' ? 'stranger' : '',
    )}${leftOut(inventory.length, shown.length, 'device', 'inventory.csv')}`,
  )}`;
}

function deviceCell(row: InventoryRow, manyTaps: boolean): Html {
  const about = [
    row.role,
    row.zone === '' ? '' : `zone ${row.zone}`,
    row.forwards ? 'forwards traffic' : '',
    manyTaps ? `on tap ${row.tap}` : '',
    row.vlans.length === 0 ? '' : `VLAN ${listText(row.vlans, MAX_LIST)}`,
  ]
    .filter((word) => word !== '')
    .join(', ');
  return html`${row.name || 'unnamed'}${about === '' ? '' : html`<span class="sub">${about}</span>`}`;
}

function addressCell(row: InventoryRow): Html {
  const more = row.ips.length - MAX_ADDRESSES_PER_DEVICE;
  return html`<span class="mono">${row.mac === '' ? '' : html`<span class="line">${row.mac}</span>`}${row.ips
    .slice(0, MAX_ADDRESSES_PER_DEVICE)
    .map(
      (ip) => html`<span class="line">${ip}</span>`,
    )}</span>${more > 0 ? html`<span class="sub">and ${more} more</span>` : ''}`;
}

function claimCell(row: InventoryRow): Html {
  const more = row.claims.length - MAX_CLAIMS_PER_DEVICE;
  return html`${row.maker === '' ? '' : html`<span class="line">${row.maker} <span class="mute">(MAC block)</span></span>`}${row.claims
    .slice(0, MAX_CLAIMS_PER_DEVICE)
    .map(
      ({ attribute, value, source }) =>
        html`<span class="line"><span class="mute">${attribute}</span> ${value} <span class="mute">(${source})</span></span>`,
    )}${more > 0 ? html`<span class="sub">and ${more} more</span>` : ''}${
    row.services.length === 0 ? '' : html`<span class="sub">answers on ${commaList(row.services, 8)}</span>`
  }`;
}

function standingCell(row: InventoryRow): Html {
  const { mark, label } = standingWords[row.standing];
  const loud = row.standing === 'undeclared';
  return html`<span class="${loud ? 'text critical' : 'plain'}">${mark}\u00a0${label}</span>${row.differs === '' ? '' : html`<span class="sub">${row.differs}</span>`}`;
}

function contractCell(row: InventoryRow): Html | undefined {
  if (row.contract === 'none') return undefined;
  const { mark, label } = contractWords[row.contract];
  return html`<span class="${row.contract === 'listed' ? 'plain' : 'text high'}">${mark}\u00a0${label}</span>${
    row.contractRef === ''
      ? ''
      : html`<span class="sub">line ${row.contractRef}${row.origin === '' ? '' : `, origin ${row.origin}`}</span>`
  }`;
}
