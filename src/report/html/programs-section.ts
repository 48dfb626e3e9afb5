import { MAX_FRAME_NUMBERS, MAX_REFERENCES_PER_SIGN } from '../limits.ts';
import type { ProgramRow } from '../report-input.ts';
import type { ReportModel, UnitModel } from '../report-model.ts';
import { countText, counted } from '../words/numbers.ts';
import { programStateWords, programWords } from '../words/verdicts.ts';
import { html, type Html } from './escape.ts';
import { copyable, folded, leftOut, listText, seenSpan } from './pieces.ts';
import { htmlTable } from './table.ts';

/** Programs seen on their way into controllers and out of them, beside the list of approved ones. */
export function programsSection(model: ReportModel, { unit, programs }: UnitModel, limit: number): Html {
  if (programs.length === 0) return html``;
  const shown = programs.slice(0, limit);
  const marks = (mark: ProgramRow['mark']): number => programs.filter((row) => row.mark === mark).length;
  const loud = marks('differs') + marks('not-listed');
  const counts = [
    counted(programs.length, 'program'),
    ...(['differs', 'not-listed', 'incomplete', 'approved'] as const)
      .filter((mark) => marks(mark) > 0)
      .map((mark) => `${marks(mark)} ${programWords[mark].label}`),
  ];
  return html`<h3>Programs loaded into controllers or read back</h3>${folded(
    loud > 0,
    counts.join(', '),
    html`${htmlTable<ProgramRow>(
      'A program that was seen whole is known by its SHA-256, over its bytes as they were transferred. A controller may hold others that nobody moved meanwhile.',
      [
        { label: 'Program', className: 'name', cell: (row) => programCell(row, unit.taps.length > 1) },
        { label: 'Controller', className: 'addresses', cell: controllerCell },
        { label: 'Content', className: 'wide', cell: contentCell },
        { label: 'Approved', className: 'own', cell: approvalCell },
        { label: 'Seen', cell: (row) => seenCell(model, row) },
      ],
      shown,
      ({ mark }) => (mark === 'differs' || mark === 'not-listed' ? 'stranger' : ''),
    )}${leftOut(programs.length, shown.length, 'program', 'facts/programs.parquet')}`,
  )}`;
}

function programCell(row: ProgramRow, manyTaps: boolean): Html {
  const way = row.direction === 'download' ? `loaded by ${row.client}` : `read back by ${row.client}`;
  const times = row.transfers > 1 ? `, ${countText(row.transfers)} times` : '';
  return html`${row.block}<span class="sub">${way}${times}${manyTaps ? `, on tap ${row.tap}` : ''}</span>`;
}

function controllerCell(row: ProgramRow): Html {
  return html`${row.device === '' ? '' : html`<span class="line">${row.device}</span>`}<span class="mono line">${row.controller}</span><span class="sub">${row.protocol}${row.slot === 0 ? '' : `, slot ${row.slot}`}</span>`;
}

function contentCell(row: ProgramRow): Html {
  const declared =
    row.declaredSize < 0 || row.declaredSize === row.size ? '' : ` of ${countText(row.declaredSize)} declared`;
  const size = `${countText(row.size)} bytes${declared}`;
  if (row.sha256 === '') return html`${size}<span class="sub">no hash: ${programStateWords[row.state]}</span>`;
  return html`${size}${copyable(row.sha256)}`;
}

function approvalCell(row: ProgramRow): Html | undefined {
  if (row.mark === 'no-list') return undefined;
  const { mark, label } = programWords[row.mark];
  const loud = row.mark === 'differs' || row.mark === 'not-listed';
  return html`<span class="${loud ? 'text high' : 'plain'}">${mark}\u00a0${label}</span>${row.approval === '' ? '' : html`<span class="sub">${row.approval}</span>`}`;
}

function seenCell(model: ReportModel, row: ProgramRow): Html {
  return html`${seenSpan(row.firstSeen, row.lastSeen)}${row.frames
    .slice(0, MAX_REFERENCES_PER_SIGN)
    .map(
      ({ capture, numbers }) =>
        html`<span class="frames"><b>${model.captures.get(capture)?.names[0] ?? capture.slice(0, 12)}</b>: ${numbers.length === 1 ? 'frame' : 'frames'} ${listText(numbers, MAX_FRAME_NUMBERS)}</span>`,
    )}`;
}
