import type { CaptureEntry } from '../../schema/case.ts';
import type { Alternative, Finding, FrameReference, Sign } from '../../schema/finding.ts';
import { MAX_FRAME_NUMBERS, MAX_LIST, MAX_REFERENCES_PER_SIGN, MAX_SIGNS_PER_FINDING } from '../limits.ts';
import type { ReportModel } from '../report-model.ts';
import { counted, countText } from '../words/numbers.ts';
import { alternativeWords, categoryWords, confidenceWords, familyWords, statusWords } from '../words/verdicts.ts';
import { findingAnchor } from './anchors.ts';
import { html, type Html } from './escape.ts';
import { commaList, copyable, fact, folded, leftOut, listText, severityBadge, seenSpan } from './pieces.ts';
import { htmlTable } from './table.ts';

/** One finding with everything a person needs to believe it, to doubt it and to act on it. */
export function findingSection(model: ReportModel, finding: Finding): Html {
  const { subject } = finding;
  const rule = model.input.words.rules[finding.rule];
  const against = finding.signs.filter((sign) => !sign.for).length;
  const signCount = `${counted(finding.signs.length - against, 'sign')} for it${against > 0 ? `, ${against} against` : ''}`;
  const urgent = finding.severity === 'critical' || finding.severity === 'high';
  return html`<article class="finding ${finding.severity}" id="${findingAnchor(finding)}">
<p class="tags">${severityBadge(finding.severity)} <span class="tag">${confidenceWords[finding.confidence]}</span>${
    statusWords[finding.status] === '' ? '' : html` <span class="tag">${statusWords[finding.status]}</span>`
  } <span class="mute">${categoryWords[finding.category]}</span></p>
<h4>${finding.title}</h4>
${rule === undefined ? '' : html`<p class="why">${rule.why}</p>`}
<dl class="facts">
${fact('Device', subjectText(finding))}
${fact(
  'Addresses',
  html`<span class="mono">${commaList(
    [subject.mac, ...subject.ips].filter((a) => a !== ''),
    MAX_LIST,
  )}</span>`,
)}
${fact('Seen', seenSpan(finding.firstSeen, finding.lastSeen))}
${fact('On tap', finding.tap)}
</dl>
${nextSteps(finding)}
${folded(urgent, html`Why we think so: ${signCount}`, signTable(model, finding.signs))}
${finding.alternatives.length === 0 ? '' : folded(urgent, html`Other explanations, tested: ${alternativeCounts(finding.alternatives)}`, alternativeTable(finding.alternatives))}
${pointers(model, finding)}
</article>`;
}

/** One line, for findings beyond the limit. */
export function findingLine(finding: Finding): Html {
  return html`<li id="${findingAnchor(finding)}">${severityBadge(finding.severity)} ${finding.title} <span class="mute">(${confidenceWords[finding.confidence]}, <code>${finding.id}</code>)</span></li>`;
}

function subjectText(finding: Finding): string {
  return finding.subject.name === '' ? 'without a name' : finding.subject.name;
}

function nextSteps(finding: Finding): Html {
  if (finding.next.length === 0) return html``;
  return html`<div class="next"><h5>What to do next, safest first</h5><ol>${finding.next.slice(0, MAX_LIST).map((step) => html`<li>${step}</li>`)}</ol>${leftOut(finding.next.length, MAX_LIST, 'step', 'findings.json')}</div>`;
}

function signTable(model: ReportModel, signs: readonly Sign[]): Html {
  const shown = signs.slice(0, MAX_SIGNS_PER_FINDING);
  return html`${htmlTable<Sign>(
    'Signs are single observations. Two that rest on the same frames count once; “confirmed” needs two kinds.',
    [
      {
        label: 'Sign',
        className: 'name',
        cell: (sign) =>
          html`${sign.for ? '+' : '−'} ${sign.id}<span class="sub">${model.input.words.signs[sign.id]}</span>`,
      },
      { label: 'Kind', className: 'own', cell: (sign) => familyWords[sign.family] },
      {
        label: 'Weight',
        className: 'number',
        cell: (sign) => (sign.weight > 0 ? `+${sign.weight}` : String(sign.weight)),
      },
      { label: 'What was seen', className: 'wide', cell: (sign) => sign.text },
      {
        label: 'Where to look',
        className: 'wide',
        cell: (sign) =>
          html`${frameText(model.captures, sign)}${sign.filter === '' ? '' : html`<span class="sub">Wireshark filter</span>${copyable(sign.filter)}`}`,
      },
    ],
    shown,
    (sign) => (sign.for ? 'for' : 'against'),
  )}${leftOut(signs.length, shown.length, 'sign', 'findings.json')}`;
}

function frameText(captures: ReadonlyMap<string, CaptureEntry>, sign: Sign): Html {
  if (sign.frames.length === 0) return html`<span class="mute">${counted(sign.frameCount, 'frame')}</span>`;
  const shown = sign.frames.slice(0, MAX_REFERENCES_PER_SIGN);
  return html`<span class="sub">${counted(sign.frameCount, 'frame')} in all</span>${shown.map((reference) => referenceText(captures, reference))}${
    sign.frames.length > shown.length
      ? html`<span class="mute">and in ${sign.frames.length - shown.length} more captures</span>`
      : ''
  }`;
}

function referenceText(captures: ReadonlyMap<string, CaptureEntry>, reference: FrameReference): Html {
  const capture = captures.get(reference.capture);
  const name = capture?.names[0] ?? reference.capture.slice(0, 12);
  // Frame numbers are typed into Wireshark, so they have no separators.
  const numbers = listText(reference.numbers, MAX_FRAME_NUMBERS);
  return html`<span class="frames"><b>${name}</b>: ${reference.numbers.length === 1 ? 'frame' : 'frames'} ${numbers}</span>`;
}

function alternativeCounts(alternatives: readonly Alternative[]): string {
  const count = (result: Alternative['result']): number => alternatives.filter((one) => one.result === result).length;
  const parts = [
    [count('supported'), 'supported'],
    [count('not-observable'), 'cannot be tested'],
    [count('refuted'), 'refuted'],
  ] as const;
  return parts
    .filter(([n]) => n > 0)
    .map(([n, word]) => `${countText(n)} ${word}`)
    .join(', ');
}

function alternativeTable(alternatives: readonly Alternative[]): Html {
  return html`${htmlTable<Alternative>(
    'Ordinary causes of the same signs, each tested against the captured facts.',
    [
      { label: 'Could it be something else?', className: 'name', cell: ({ text }) => text },
      {
        label: 'Result',
        className: 'own',
        cell: ({ result }) => {
          const word = alternativeWords[result];
          return html`<strong>${word.mark}\u00a0${word.label}</strong><span class="sub">${word.meaning}</span>`;
        },
      },
    ],
    alternatives.slice(0, MAX_LIST),
  )}${leftOut(alternatives.length, MAX_LIST, 'explanation', 'findings.json')}`;
}

function pointers(model: ReportModel, finding: Finding): Html {
  const techniques = finding.attack.map((id) => {
    const name = model.input.words.attack[id];
    return name === undefined ? html`${id}` : html`${id} ${name}`;
  });
  return html`<p class="pointers"><span class="mute">Finding</span> <code>${finding.id}</code>${
    techniques.length === 0
      ? ''
      : html` · <span class="mute">MITRE ATT&amp;CK for ICS:</span> ${commaList(techniques, MAX_LIST)}`
  }${
    finding.law.length === 0
      ? ''
      : html` · <span class="mute">Paragraphs that these facts touch:</span> ${listText(finding.law, MAX_LIST, '; ')}. These are pointers for a reader; this is no legal conclusion.`
  }</p>`;
}
