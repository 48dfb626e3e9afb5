import type { ContractRow } from '../report-input.ts';
import type { UnitModel } from '../report-model.ts';
import { counted } from '../words/numbers.ts';
import { html, type Html } from './escape.ts';
import { commaList, folded, leftOut } from './pieces.ts';
import { htmlTable } from './table.ts';

/** The contract beside what was seen: what is missing or different, and whether it could have been seen at all. */
export function contractSection({ contract }: UnitModel, limit: number): Html {
  if (contract.length === 0) return html``;
  const notSeen = contract.filter(({ seen }) => seen === 'not-seen');
  const different = contract.filter(({ seen }) => seen === 'seen-different');
  const open = [...different, ...notSeen];
  const rows = [...open, ...contract.filter(({ seen }) => seen === 'seen')];
  const shown = rows.slice(0, limit);
  return html`<h3>Contract lines</h3>${contractTable(
    [
      counted(contract.length, 'contract line'),
      `${contract.length - open.length} seen as written`,
      ...(different.length > 0 ? [`${different.length} seen otherwise`] : []),
      ...(notSeen.length > 0
        ? [
            `${notSeen.length} not seen, of which ${notSeen.filter(({ observable }) => observable === 'yes').length} should have been`,
          ]
        : []),
    ].join(', '),
    shown,
    rows.length,
  )}`;
}

/** Lines that the contract names for the whole site. */
export function siteContractSection(rows: readonly ContractRow[], limit: number): Html {
  if (rows.length === 0) return html``;
  return html`<h3>Contract lines for the whole site</h3>${contractTable(counted(rows.length, 'contract line'), rows.slice(0, limit), rows.length)}`;
}

function contractTable(summary: string, shown: readonly ContractRow[], total: number): Html {
  return folded(
    false,
    summary,
    html`${htmlTable<ContractRow>(
      'Not seen is not the same as not there: the last column says whether these captures could have shown it.',
      [
        {
          label: 'Contract line',
          className: 'name',
          cell: ({ name, ref, quantity }) =>
            html`${name}${quantity > 1 ? ` × ${quantity}` : ''}<span class="sub">line ${ref}</span>`,
        },
        { label: 'Maker and model', className: 'wide', cell: makerCell },
        {
          label: 'Origin',
          cell: ({ origin, supplier }) =>
            html`${origin}${supplier === '' ? '' : html`<span class="sub">supplied by ${supplier}</span>`}`,
        },
        {
          label: 'Addresses',
          cell: ({ macs, ips }) => html`<span class="mono">${commaList([...macs, ...ips], 4)}</span>`,
        },
        { label: 'Seen?', className: 'wide', cell: seenCell },
      ],
      shown,
      ({ seen }) => (seen === 'seen' ? '' : 'stranger'),
    )}${leftOut(total, shown.length, 'contract line', 'the contract files')}`,
  );
}

function makerCell(row: ContractRow): Html {
  const head = [row.maker, row.model].filter((word) => word !== '').join(' ');
  const rest = [
    row.serial === '' ? '' : `serial ${row.serial}`,
    row.firmware === '' ? '' : `firmware ${row.firmware}`,
  ].filter((word) => word !== '');
  return html`${head}${rest.length === 0 ? '' : html`<span class="sub">${rest.join(', ')}</span>`}`;
}

function seenCell(row: ContractRow): Html {
  const words =
    row.seen === 'seen'
      ? '✓ seen'
      : row.seen === 'seen-different'
        ? '≠ seen, but not as written'
        : row.observable === 'yes'
          ? '✗ not seen, and it could have been'
          : row.observable === 'no'
            ? '? not seen, and it could not have been'
            : '? not seen; whether it could have been is not known';
  return html`${words}${row.note === '' ? '' : html`<span class="sub">${row.note}</span>`}`;
}
