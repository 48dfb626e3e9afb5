import { MAX_LIST, MAX_OPEN_UNITS } from '../limits.ts';
import { pictureOmissions, pictureSvg } from '../picture/picture-svg.ts';
import type { UnitPicture } from '../report-input.ts';
import type { ReportModel, UnitModel } from '../report-model.ts';
import { counted } from '../words/numbers.ts';
import { verdictWords } from '../words/verdicts.ts';
import type { Allotment } from './allotment.ts';
import { unitAnchor } from './anchors.ts';
import { blindSection } from './blind-section.ts';
import { contractSection } from './contract-section.ts';
import { coverageSection } from './coverage-section.ts';
import { html, type Html } from './escape.ts';
import { findingLine, findingSection } from './finding-section.ts';
import { inventorySection } from './inventory-section.ts';
import { folded, leftOut, listText, verdictBadge } from './pieces.ts';
import { programsSection } from './programs-section.ts';
import { talkTable } from './talk-table.ts';
import { tunnelTable } from './tunnel-table.ts';

/** Everything about one crane or segment. */
export function unitSection(model: ReportModel, own: UnitModel, allotment: Allotment): Html {
  const { unit } = own;
  const open = isOpen(model, own);
  const title = html`<h2>${unit.kind === 'crane' ? 'Crane' : 'Segment'} ${unit.id}</h2> ${verdictBadge(unit.verdict)} <span class="mute">${own.findings.length === 0 ? 'no finding' : counted(own.findings.length, 'finding')}, coverage ${unit.coverage.grade}</span>`;
  const body = html`<div id="${unitAnchor(own.rank)}" class="anchor"></div>
${particulars(own)}
<p class="verdict">${verdictWords[unit.verdict].meaning}</p>
${unit.reasons.length === 0 ? '' : html`<ul class="reasons">${unit.reasons.slice(0, MAX_LIST).map((reason) => html`<li>${reason}</li>`)}</ul>`}${leftOut(unit.reasons.length, MAX_LIST, 'reason', 'case.json')}
${findings(model, own, allotment)}
${own.pictures.slice(0, allotment.pictures).map((picture, index) => figure(picture, `p${own.rank}-${index}`))}
${leftOut(own.pictures.length, allotment.pictures, 'picture', 'facts')}
${blindSection(own)}
${inventorySection(own, allotment.devices)}
${programsSection(model, own, allotment.programs)}
${contractSection(own, allotment.contract)}
${coverageSection(own)}`;
  return folded(open, title, body, `unit ${unit.verdict}`);
}

/** Few units stand open; among more, those that somebody must look at. */
function isOpen(model: ReportModel, { unit, severityCounts }: UnitModel): boolean {
  if (model.units.length <= MAX_OPEN_UNITS) return true;
  if (unit.verdict === 'confirmed' || unit.verdict === 'probable') return true;
  return severityCounts.critical + severityCounts.high > 0;
}

function particulars({ unit, card }: UnitModel): Html {
  const words =
    card === undefined
      ? []
      : [
          card.class,
          [card.maker, card.model].filter((word) => word !== '').join(' '),
          card.year === undefined ? '' : `built ${card.year}`,
          card.serial === '' ? '' : `serial ${card.serial}`,
          card.berth === '' ? '' : `at ${card.berth}`,
          card.controls === '' ? '' : `controls by ${card.controls}`,
        ];
  const taps =
    unit.taps.length === 0 ? 'no tap' : `${unit.taps.length === 1 ? 'tap' : 'taps'} ${listText(unit.taps, MAX_LIST)}`;
  return html`<p class="mute">${[...words, `seen through ${taps}`].filter((word) => word !== '').join(' · ')}</p>`;
}

function findings(model: ReportModel, own: UnitModel, { findings: shown }: Allotment): Html {
  if (own.findings.length === 0) return html`<h3>Findings</h3><p>None.</p>`;
  const rest = own.findings.slice(shown);
  const lines = rest.slice(0, MAX_LIST);
  return html`<h3>${counted(own.findings.length, 'finding')}</h3>
${own.findings.slice(0, shown).map((finding) => findingSection(model, finding))}
${lines.length === 0 ? '' : html`<ul class="lines">${lines.map(findingLine)}</ul>`}
${leftOut(own.findings.length, shown + lines.length, 'finding', 'findings.json')}`;
}

function figure(picture: UnitPicture, id: string): Html {
  const omitted = pictureOmissions(picture);
  return html`<h3>Who talks to whom, through which gateway</h3>
<figure><p class="swipe">Swipe sideways: gateways and what lies beyond them are on the right.</p><div class="scroll" role="group" aria-label="Picture of tap ${picture.tap}, scrolls sideways on narrow screens" tabindex="0">${pictureSvg(picture, id)}</div>
<figcaption>Tap ${picture.tap}. ● somebody declared it, ○ observed only, <span class="text critical">◆ and dashes: undeclared</span>. Curves on the left join devices that talk to each other; lines on the right lead through a gateway to what lies beyond it; dotted: asked, never answered. Thicker: more bytes.${
    omitted.length === 0 ? '' : ` Not drawn: ${omitted.join(', ')}.`
  }</figcaption></figure>
${talkTable(picture)}${tunnelTable(picture)}`;
}
