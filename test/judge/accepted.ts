import { readFileSync } from 'node:fs';

/** Why counts of one protocol may differ on the captures listed: one reason for each protocol and cause. */
export interface AcceptedDifference {
  readonly protocol: string;
  readonly cause: string;
  readonly reason: string;
  /** Capture id → function → ours less tshark's. Any other difference on the capture is not accepted. */
  readonly captures: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

export interface Difference {
  readonly id: string;
  readonly file: string;
  readonly protocol: string;
  /** Function → [ours, tshark's], where they differ. */
  readonly functions: Readonly<Record<string, readonly [number, number]>>;
}

export function readAccepted(): AcceptedDifference[] {
  return JSON.parse(readFileSync(new URL('./accepted.json', import.meta.url), 'utf8')) as AcceptedDifference[];
}

/** Tells explained from unexplained differences, and names entries that explain nothing any more. */
export class AcceptedDifferences {
  readonly #entries: readonly AcceptedDifference[];
  readonly #used = new Set<string>();

  constructor(entries: readonly AcceptedDifference[]) {
    this.#entries = entries;
    const causes = entries.map(({ protocol, cause }) => `${protocol} ${cause}`);
    const twice = causes.find((cause, i) => causes.indexOf(cause) !== i);
    if (twice !== undefined) throw new Error(`accepted.json gives two reasons for ${twice}`);
  }

  /** The entry that explains the whole difference, to the message. */
  explain(difference: Difference): AcceptedDifference | undefined {
    const entry = this.#entries.find(
      ({ protocol, captures }) => protocol === difference.protocol && captures[difference.id] !== undefined,
    );
    if (entry === undefined) return undefined;
    this.#used.add(`${difference.protocol} ${difference.id}`);
    const expected = entry.captures[difference.id] ?? {};
    const names = new Set([...Object.keys(expected), ...Object.keys(difference.functions)]);
    for (const name of names) {
      const [ours, theirs] = difference.functions[name] ?? [0, 0];
      if (ours - theirs !== (expected[name] ?? 0)) return undefined;
    }
    return entry;
  }

  /** Entries that no difference needed, of the captures that were judged. */
  unused(judged: ReadonlySet<string>): string[] {
    return this.#entries.flatMap(({ protocol, cause, captures }) =>
      Object.keys(captures)
        .filter((id) => judged.has(id) && !this.#used.has(`${protocol} ${id}`))
        .map((id) => `${protocol}, ${cause}: ${id} does not differ any more`),
    );
  }
}
