import { compareText } from '../kernel/compare.ts';
import type { DeclarationCode, DeclarationProblem } from './declaration-problem.ts';
import { MAX_ALLOWED_LISTED, MAX_PROBLEMS } from './limits.ts';
import { suggest } from './source/suggest.ts';

/** Collects the problems of all files, so that one run names them all. */
export class ProblemLog {
  readonly #problems: DeclarationProblem[] = [];
  #count = 0;

  get count(): number {
    return this.#count;
  }

  add(
    file: string,
    line: number,
    path: string,
    code: DeclarationCode,
    text: string,
    allowed?: readonly string[],
  ): void {
    this.#count++;
    if (this.#problems.length >= MAX_PROBLEMS) return;
    const message = (path === '' ? '' : `${path}: `) + text + allowedText(text, allowed);
    this.#problems.push({ code, message, file, line, path, ...(allowed ? { allowed } : {}) });
  }

  /** A word that is none of the allowed ones: names the nearest. */
  addUnknown(
    file: string,
    line: number,
    path: string,
    code: DeclarationCode,
    text: string,
    word: string,
    allowed: readonly string[],
  ): void {
    const near = suggest(word, allowed);
    this.add(file, line, path, code, near === undefined ? text : `${text}; did you mean ${quoted(near)}?`, allowed);
  }

  /** By file and line. What exceeded the limit is counted in a last entry. */
  sorted(): readonly DeclarationProblem[] {
    const sorted = [...this.#problems].sort(
      (a, b) => compareText(a.file, b.file) || a.line - b.line || compareText(a.path, b.path),
    );
    const more = this.#count - sorted.length;
    const last = sorted.at(-1);
    if (more > 0 && last) {
      const message = `${more} further problems are not listed; mend these first`;
      sorted.push({ code: 'QW_DECLARATION_LIMIT', message, file: last.file, line: last.line, path: '' });
    }
    return sorted;
  }
}

/** A value from a file inside a message: quoted, and cut where it is long. */
export function quoted(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 80 ? `${text.slice(0, 77)}…` : text;
}

function allowedText(text: string, allowed: readonly string[] | undefined): string {
  if (!allowed) return '';
  const stop = text.endsWith('?') ? ' ' : '. ';
  if (allowed.length === 0) return `${stop}None is declared`;
  const listed = allowed.slice(0, MAX_ALLOWED_LISTED).join(', ');
  const more = allowed.length - MAX_ALLOWED_LISTED;
  return `${stop}Allowed: ${listed}${more > 0 ? ` and ${more} more` : ''}`;
}
