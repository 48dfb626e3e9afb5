/** Several runs of the same thing. */
export interface Spread {
  readonly median: number;
  readonly least: number;
  readonly most: number;
  readonly runs: number;
}

export function spreadOf(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return {
    median: sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2,
    least: sorted[0] ?? Number.NaN,
    most: sorted.at(-1) ?? Number.NaN,
    runs: sorted.length,
  };
}

export function spreadText({ median, least, most, runs }: Spread, digits = 2): string {
  const text = median.toFixed(digits);
  return runs < 2 ? text : `${text} (${least.toFixed(digits)}-${most.toFixed(digits)})`;
}
