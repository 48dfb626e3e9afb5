import type { Verdict } from '../../schema/case.ts';
import type { Severity } from '../../schema/finding.ts';
import { severities } from '../../schema/finding-words.ts';
import { counted } from '../words/numbers.ts';
import { spanText } from '../words/times.ts';
import { severityWords, verdictWords } from '../words/verdicts.ts';
import { html, type Html, type HtmlValue } from './escape.ts';

/** Small parts that several sections share. */

export function verdictBadge(verdict: Verdict): Html {
  const { mark, label } = verdictWords[verdict];
  return html`<span class="badge ${verdict}"><span aria-hidden="true">${mark} </span>${label}</span>`;
}

export function severityBadge(severity: Severity): Html {
  const { mark, label } = severityWords[severity];
  return html`<span class="badge ${severity}"><span aria-hidden="true">${mark} </span>${label}</span>`;
}

/** `1 critical, 2 medium`; `none` where there is nothing. */
export function severityList(counts: Readonly<Record<Severity, number>>): Html {
  const parts = [...severities].reverse().filter((severity) => counts[severity] > 0);
  if (parts.length === 0) return html`<span class="mute">none</span>`;
  return html`${parts.map(
    (severity, index) =>
      html`${index > 0 ? ', ' : ''}<span class="text nowrap ${severity}">${counts[severity]} ${severityWords[severity].label.toLowerCase()}</span>`,
  )}`;
}

/** A term and its value, as a row of a description list. */
export function fact(term: string, value: HtmlValue): Html {
  return html`<div><dt>${term}</dt><dd>${value}</dd></div>`;
}

/** First to last; each time stays on one line, where it is one. */
export function seenSpan(first: string, last: string): Html {
  const parts = spanText(first, last).split(' – ');
  if (!parts.every((part) => /^[\d: -]+(UTC)?$/.test(part))) return html`${spanText(first, last)}`;
  return html`${parts.map((part, index) => html`${index > 0 ? ' – ' : ''}<span class="nowrap">${part}</span>`)}`;
}

/** Parted by commas, at most so many, the rest counted. */
export function commaList(values: readonly HtmlValue[], limit: number): Html {
  const more = values.length - limit;
  return html`${values.slice(0, limit).map((value, index) => html`${index > 0 ? ', ' : ''}${value}`)}${
    more > 0 ? html` <span class="mute">and ${more} more</span>` : ''
  }`;
}

/** The same as text, for where a sentence goes on behind it. */
export function listText(values: readonly (string | number)[], limit: number, separator: string = ', '): string {
  const more = values.length - limit;
  return `${values.slice(0, limit).join(separator)}${more > 0 ? ` and ${more} more` : ''}`;
}

/** Said where a limit left something out: how much, and where all of it stands. */
export function leftOut(total: number, shown: number, one: string, file: string, many: string = `${one}s`): Html {
  if (total <= shown) return html``;
  return html`<p class="leftout">… and ${counted(total - shown, `more ${one}`, `more ${many}`)}: see <code>${file}</code> in the case folder.</p>`;
}

/** Open on screen or folded; always open in print. */
export function folded(open: boolean, summary: HtmlValue, body: HtmlValue, className: string = 'fold'): Html {
  return html`<details class="${className}"${open ? html` open` : ''}><summary>${summary}</summary><div class="body">${body}</div></details>`;
}

/** One click selects all of it, also without a script. */
export function copyable(text: string): Html {
  return html`<code class="copy">${text}</code>`;
}
