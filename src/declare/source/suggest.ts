import { MAX_SUGGESTION_CHOICES, MAX_SUGGESTION_LENGTH } from '../limits.ts';

/**
 * The choice nearest to a word that is none of them, or undefined when none is near: at most a third of the
 * letters differ, case not counted. Ties go to the choice that stands first.
 */
export function suggest(word: string, choices: readonly string[]): string | undefined {
  if (word.length > MAX_SUGGESTION_LENGTH) return undefined;
  const lower = word.toLowerCase();
  let best: string | undefined;
  let bestDistance = Math.floor(Math.max(word.length, 3) / 3) + 1;
  for (const choice of choices.slice(0, MAX_SUGGESTION_CHOICES)) {
    if (choice.length > MAX_SUGGESTION_LENGTH || Math.abs(choice.length - word.length) >= bestDistance) continue;
    const distance = editDistance(lower, choice.toLowerCase());
    if (distance < bestDistance) {
      best = choice;
      bestDistance = distance;
    }
  }
  return best;
}

/** Optimal string alignment: letters added, dropped, changed, or two neighbours swapped cost one each. */
function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const change = a[i - 1] === b[j - 1] ? 0 : 1;
      let cost = Math.min((last[j] as number) + 1, (row[j - 1] as number) + 1, (last[j - 1] as number) + change);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        cost = Math.min(cost, (before[j - 2] as number) + 1);
      }
      row.push(cost);
    }
    before = last;
    last = row;
  }
  return last[b.length] as number;
}
