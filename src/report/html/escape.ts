import { MAX_SHOWN_CHARACTERS } from '../limits.ts';
import { shortened, visibleText } from '../visible-text.ts';

/**
 * The one place where text becomes HTML. Every value passes here through the `html` template, whether it lands in
 * an element, in a quoted attribute or in SVG text: one function fits all three, since no attribute of the report
 * is ever unquoted and no value is ever put into a script, a style, a URL or a comment.
 */
export function escapeHtml(text: string): string {
  return visibleText(shortened(text, MAX_SHOWN_CHARACTERS)).replace(/[&<>"'`]/g, (mark) => ENTITIES[mark] as string);
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '`': '&#96;',
};

/** Markup that was made by `html` and by nobody else: the constructor's value is trusted. */
export class Html {
  readonly #markup: string;

  private constructor(markup: string) {
    this.#markup = markup;
  }

  /** For the template below and for constants of our own; never for a value. */
  static trusted(markup: string): Html {
    return new Html(markup);
  }

  toString(): string {
    return this.#markup;
  }
}

export type HtmlValue = Html | string | number | undefined | readonly HtmlValue[];

/** Escapes everything but markup of its own. Lists are joined, undefined is nothing. */
export function html(strings: TemplateStringsArray, ...values: readonly HtmlValue[]): Html {
  let markup = strings[0] as string;
  for (let i = 0; i < values.length; i++) markup += markupOf(values[i]) + (strings[i + 1] as string);
  return Html.trusted(markup);
}

function markupOf(value: HtmlValue): string {
  if (value === undefined) return '';
  if (value instanceof Html) return value.toString();
  if (typeof value === 'string') return escapeHtml(value);
  if (typeof value === 'number') return String(value);
  return value.map(markupOf).join('');
}
