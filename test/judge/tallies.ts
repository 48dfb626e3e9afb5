import type { JudgeResult, Tally } from './judge-result.ts';

const names = ['frames', 'endings', 'program', 'coverage', 'bytes', 'shares', 'pieces', 'alarms'] as const;
export type TallyName = (typeof names)[number];

/** Counts what holds, and keeps a line for whatever does not. */
export class Tallies {
  readonly #tallies = new Map(names.map((name) => [name, { good: 0, of: 0, failures: [] as string[] }]));

  add(name: TallyName, good: boolean, failure: string): void {
    const tally = this.#tallies.get(name);
    if (tally === undefined) return;
    tally.of++;
    if (good) tally.good++;
    else tally.failures.push(failure);
  }

  all(): Pick<JudgeResult, TallyName> {
    for (const { failures } of this.#tallies.values()) failures.sort();
    return Object.fromEntries(this.#tallies) as unknown as Record<TallyName, Tally>;
  }
}
