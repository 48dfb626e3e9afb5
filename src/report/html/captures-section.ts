import type { CaptureEntry } from '../../schema/case.ts';
import {
  MAX_CAPTURES,
  MAX_CONTRACT_ROWS_PER_UNIT,
  MAX_LIST,
  MAX_PROBLEMS_PER_CAPTURE,
  MAX_PROTOCOLS,
} from '../limits.ts';
import type { ReportModel } from '../report-model.ts';
import { bytesText, counted, countText } from '../words/numbers.ts';
import { byteBar } from './byte-bar.ts';
import { siteContractSection } from './contract-section.ts';
import { html, type Html } from './escape.ts';
import { findingSection } from './finding-section.ts';
import { commaList, folded, leftOut, seenSpan } from './pieces.ts';
import { htmlTable } from './table.ts';

/** The material: every capture with its hash, and what became of its bytes. */
export function capturesSection(model: ReportModel): Html {
  const { captures, skipped, coverage, protocols } = model.input.case;
  const shown = captures.slice(0, MAX_CAPTURES);
  const troubled = captures.filter(({ problems }) => problems.length > 0).length;
  const few = captures.length <= MAX_LIST || troubled > 0;
  return html`<section aria-labelledby="captures"><h2 id="captures">Captures and coverage</h2>
${byteBar(coverage)}
${folded(
  few,
  `${counted(captures.length, 'capture')}${troubled > 0 ? `, ${countText(troubled)} with problems` : ', all read to the end'}`,
  html`${htmlTable<CaptureEntry>(
    'Each file is known by its SHA-256, here its first 16 digits; all 64 stand in case.json.',
    [
      {
        label: 'File',
        className: 'name',
        cell: ({ names, sha256 }) =>
          html`${names[0]}${names.length > 1 ? html`<span class="sub">also as ${commaList(names.slice(1), 4)}</span>` : ''}<span class="sub mono">${sha256.slice(0, 16)}</span>`,
      },
      { label: 'Tap', cell: ({ tap }) => tap },
      { label: 'Frames', className: 'number', cell: ({ frames }) => countText(frames) },
      { label: 'Bytes', className: 'number', cell: ({ bytes }) => bytesText(bytes) },
      { label: 'Seen', cell: ({ first, last, frames }) => (frames === 0 ? '' : seenSpan(first, last)) },
      { label: 'Problems', className: 'wide', cell: problemCell },
    ],
    shown,
    ({ problems }) => (problems.length > 0 ? 'stranger' : ''),
  )}${leftOut(captures.length, shown.length, 'capture', 'case.json')}`,
)}
${skipped.length === 0 ? '' : folded(false, `${counted(skipped.length, 'file')} given and left out`, html`<ul>${skipped.slice(0, MAX_LIST).map(({ name, reason }) => html`<li><code>${name}</code>: ${reason}</li>`)}</ul>${leftOut(skipped.length, Math.min(skipped.length, MAX_LIST), 'file', 'case.json')}`)}
${protocols.length === 0 ? '' : folded(false, `${counted(protocols.length, 'protocol')} in all captures`, protocolTable(model))}
${siteContractSection(
  model.input.contract.filter(({ unit }) => unit === ''),
  MAX_CONTRACT_ROWS_PER_UNIT,
)}
${strays(model)}
</section>`;
}

function protocolTable(model: ReportModel): Html {
  const { protocols } = model.input.case;
  const shown = protocols.slice(0, MAX_PROTOCOLS);
  return html`${htmlTable(
    'Protocols over all captures. The same frame may pass two taps: these counts are no volume of the site.',
    [
      { label: 'Protocol', className: 'name', cell: ({ name }) => name },
      { label: 'Flows', className: 'number', cell: ({ flows }) => countText(flows) },
      { label: 'Frames', className: 'number', cell: ({ frames }) => countText(frames) },
      { label: 'Messages', className: 'number', cell: ({ messages }) => countText(messages) },
      { label: 'Bytes', className: 'number', cell: ({ bytes }) => bytesText(bytes) },
    ],
    shown,
  )}${leftOut(protocols.length, shown.length, 'protocol', 'case.json')}`;
}

function problemCell({ problems }: CaptureEntry): Html {
  return html`${problems
    .slice(0, MAX_PROBLEMS_PER_CAPTURE)
    .map(
      ({ code, message, offset, count }) =>
        html`<span class="line">${message}${offset >= 0 ? ` (at byte ${countText(offset)})` : ''}${count > 1 ? `, ${countText(count)} times` : ''} <code>${code}</code></span>`,
    )}${problems.length > MAX_PROBLEMS_PER_CAPTURE ? html`<span class="sub">and ${problems.length - MAX_PROBLEMS_PER_CAPTURE} more</span>` : ''}`;
}

/** A finding must never vanish because its unit is not in the case. */
function strays(model: ReportModel): Html {
  if (model.strays.length === 0) return html``;
  const shown = model.strays.slice(0, MAX_LIST);
  return html`<h3>Findings of no listed unit</h3>${shown.map((finding) => findingSection(model, finding))}${leftOut(model.strays.length, shown.length, 'finding', 'findings.json')}`;
}
