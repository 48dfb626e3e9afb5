import { MAX_LIST, MAX_RANKED } from '../limits.ts';
import type { ReportModel, UnitModel } from '../report-model.ts';
import { bytesText, counted, countText, hoursText } from '../words/numbers.ts';
import { otherFindingsSentence, overallSentence } from '../words/overall.ts';
import { verdictWords } from '../words/verdicts.ts';
import { findingAnchor, unitAnchor } from './anchors.ts';
import { html, type Html } from './escape.ts';
import { commaList, fact, leftOut, severityBadge, severityList, verdictBadge, seenSpan } from './pieces.ts';
import { htmlTable } from './table.ts';

/** What this is, of what, and the answer in one sentence. */
export function reportHead(model: ReportModel): Html {
  const { site, captures, totals, declaration } = model.input.case;
  const place = [site.name, site.facility, site.locode].filter((word) => word !== '');
  return html`<header>
<p class="kicker">Quaywatch report · case <code>${model.input.caseId}</code></p>
<h1>What is really connected to the cranes${place.length > 0 ? html`: ${place[0]}` : ''}</h1>
<p class="answer">${overallSentence(model)} ${otherFindingsSentence(model)}</p>
<dl class="facts">
${fact('Site', place.length > 0 ? place.join(', ') : 'not declared')}
${fact('Seen', model.first === '' ? 'no frame could be read' : seenSpan(model.first, model.last))}
${fact('Captures', `${counted(captures.length, 'file')}, ${counted(totals.frames, 'frame')}, ${bytesText(totals.bytes)}`)}
${fact('Compared with', declaration.present ? `the declaration of ${counted(declaration.files.length, 'file')}${declaration.sha256 === '' ? '' : ` (${declaration.sha256.slice(0, 12)})`}` : 'nothing: no declaration was given, so everything is “observed, not declared”')}
</dl>
<p class="how">This report was made from recorded copies of network traffic. Nothing was sent to any crane. It says what the recordings show, how sure that is, and what they could <em>not</em> show. Words in use are explained in the <a href="#glossary">glossary</a>.</p>
</header>`;
}

export function rankedTable(model: ReportModel): Html {
  const shown = model.units.slice(0, MAX_RANKED);
  return html`<section aria-labelledby="verdicts"><h2 id="verdicts">Verdicts, most urgent first</h2>
${htmlTable<UnitModel>(
  'One line for each crane or network segment. The verdict is about hidden paths only; findings count all that was found.',
  [
    {
      label: 'Unit',
      className: 'name',
      cell: ({ unit, rank, card }) =>
        html`<a href="#${unitAnchor(rank)}">${unit.id}</a>${card === undefined ? (unit.kind === 'segment' ? html`<span class="sub">segment</span>` : '') : html`<span class="sub">${[card.maker, card.model, card.berth].filter((word) => word !== '').join(', ')}</span>`}`,
    },
    { label: 'Verdict', className: 'own', cell: ({ unit }) => verdictBadge(unit.verdict) },
    { label: 'Findings', className: 'own', cell: ({ severityCounts }) => severityList(severityCounts) },
    { label: 'Why', className: 'wide', cell: ({ unit }) => reasons(unit.reasons) },
    {
      label: 'Coverage',
      cell: ({ unit }) =>
        html`<strong>${unit.coverage.grade}</strong> <span class="sub">${hoursText(unit.coverage.activeHours)} with traffic</span>`,
    },
  ],
  shown,
)}
${leftOut(model.units.length, shown.length, 'unit', 'cranes.csv')}
<dl class="legend">${Object.entries(verdictWords)
    .filter(([verdict]) => model.verdictCounts[verdict as keyof typeof verdictWords] > 0)
    .map(([, word]) => html`<div><dt>${word.mark} ${word.label}</dt><dd>${word.meaning}</dd></div>`)}</dl>
</section>`;
}

function reasons(all: readonly string[]): Html {
  if (all.length === 0) return html``;
  if (all.length === 1) return html`${all[0]}`;
  return html`<ul class="tight">${all.slice(0, MAX_LIST).map((reason) => html`<li>${reason}</li>`)}</ul>${
    all.length > MAX_LIST ? html`<p class="mute">and ${countText(all.length - MAX_LIST)} more</p>` : ''
  }`;
}

/** The first step of each serious finding: what a person does before reading on. */
const MAX_FIRST_STEPS = 8;

export function firstSteps(model: ReportModel): Html {
  const serious = model.findings.filter(({ severity }) => severity === 'critical' || severity === 'high');
  if (serious.length === 0) return html``;
  const shown = serious.slice(0, MAX_FIRST_STEPS);
  return html`<section class="first" aria-labelledby="first"><h2 id="first">What to do first</h2>
<ol>${shown.map(
    (finding) =>
      html`<li>${severityBadge(finding.severity)} <a href="#${findingAnchor(finding)}"><strong>${finding.crane}</strong>: ${finding.title}</a><br>${finding.next[0]}</li>`,
  )}</ol>${serious.length > shown.length ? html`<p class="leftout">… and ${counted(serious.length - shown.length, 'more finding')} of high or critical severity, below.</p>` : ''}</section>`;
}

export function contents(model: ReportModel): Html {
  const links = model.units.map(({ unit, rank }) => html`<a href="#${unitAnchor(rank)}">${unit.id}</a>`);
  return html`<nav aria-label="Contents"><ul>
<li><a href="#verdicts">Verdicts</a></li>
<li>Units: ${commaList(links, MAX_LIST)}</li>
<li><a href="#captures">Captures and coverage</a></li>
<li><a href="#method">Method and limits</a></li>
<li><a href="#glossary">Glossary</a></li>
<li><a href="#versions">Versions</a></li>
</ul></nav>`;
}
