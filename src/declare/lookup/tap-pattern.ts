import { MAX_PATTERN_ALTERNATIVES, MAX_PATTERN_LENGTH } from '../limits.ts';

/** A file pattern, ready to match: its alternatives, each cut at the slashes. */
export interface TapPattern {
  readonly text: string;
  readonly alternatives: readonly (readonly string[])[];
}

/**
 * Reads `*` (any characters but a slash), `**` (any folders), `?` (one character but a slash) and `{a,b}`.
 * Returns the words for a person when it is no pattern.
 */
export function parseTapPattern(text: string): TapPattern | string {
  if (text.trim() === '') return 'the pattern is empty';
  if (text.length > MAX_PATTERN_LENGTH) return `the pattern is longer than ${MAX_PATTERN_LENGTH}`;
  if (text.includes('\\')) return 'folders are parted by "/", not by "\\"';
  const texts = expandBraces(text);
  if (typeof texts === 'string') return texts;
  const alternatives: string[][] = [];
  for (const alternative of texts) {
    const steps = alternative.split('/').filter((step, i) => step !== '.' && (step !== '' || i === 0));
    // A leading slash ties the pattern to the root; otherwise it may begin at any folder.
    const rooted = steps[0] === '';
    if (rooted) steps.shift();
    if (steps.length === 0) return 'the pattern names no file';
    if (!rooted && steps[0] !== '**') steps.unshift('**');
    if (steps.includes('..')) return '".." is not used in patterns';
    alternatives.push(steps);
  }
  return { text, alternatives };
}

/** True when the end of the path matches, whole folders at a time. Linear in path times pattern; no backtracking. */
export function matchesTapPattern(pattern: TapPattern, path: string): boolean {
  const steps = path.split('/').filter((step) => step !== '' && step !== '.');
  return pattern.alternatives.some((alternative) =>
    matchSequence(alternative, steps, (step) => step === '**', matchesStep),
  );
}

function matchesStep(pattern: string, step: string): boolean {
  return matchSequence(
    [...pattern],
    [...step],
    (letter) => letter === '*',
    (letter, actual) => letter === '?' || letter === actual,
  );
}

/** Greedy wildcard matching: on a mismatch only the last wildcard is lengthened, which is enough. */
function matchSequence(
  pattern: readonly string[],
  actual: readonly string[],
  isWild: (part: string) => boolean,
  same: (part: string, actual: string) => boolean,
): boolean {
  let p = 0;
  let a = 0;
  let wild = -1;
  let resume = 0;
  while (a < actual.length) {
    const part = pattern[p];
    if (part !== undefined && isWild(part)) {
      wild = p++;
      resume = a;
    } else if (part !== undefined && same(part, actual[a] as string)) {
      p++;
      a++;
    } else if (wild >= 0) {
      p = wild + 1;
      a = ++resume;
    } else return false;
  }
  while (p < pattern.length && isWild(pattern[p] as string)) p++;
  return p === pattern.length;
}

function expandBraces(text: string): string[] | string {
  let texts = [''];
  let at = 0;
  while (at < text.length) {
    const open = text.indexOf('{', at);
    const plain = text.slice(at, open < 0 ? undefined : open);
    if (plain.includes('}')) return 'a "}" stands without its "{"';
    texts = texts.map((t) => t + plain);
    if (open < 0) break;
    const close = text.indexOf('}', open);
    if (close < 0) return 'a "{" stands without its "}"';
    const inner = text.slice(open + 1, close);
    if (inner.includes('{')) return 'braces do not stand inside braces';
    const choices = inner.split(',');
    if (texts.length * choices.length > MAX_PATTERN_ALTERNATIVES) {
      return `the braces stand for more than ${MAX_PATTERN_ALTERNATIVES} patterns`;
    }
    texts = texts.flatMap((t) => choices.map((choice) => t + choice));
    at = close + 1;
  }
  return texts;
}
