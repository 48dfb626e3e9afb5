import type { CoverageRow } from '../schema/facts/coverage.ts';
import { compareText } from '../kernel/compare.ts';

/** Columns of one protocol's counters. */
export const FLOWS = 0;
export const FRAMES = 1;
export const DECODED = 2;
export const ENCRYPTED = 3;
export const UNRECOGNISED = 4;
export const LOST = 5;
export const DAMAGED = 6;
export const MISSING = 7;
const COLUMNS = 8;

/** Where the captured bytes went, by protocol: plain sums in one Float64Array, integers up to 2^53. */
export class CoverageCounters {
  readonly #names: readonly string[];
  readonly #counts: Float64Array;

  constructor(names: readonly string[]) {
    this.#names = names;
    this.#counts = new Float64Array(names.length * COLUMNS);
  }

  add(protocol: number, column: number, amount: number): void {
    const at = protocol * COLUMNS + column;
    this.#counts[at] = (this.#counts[at] as number) + amount;
  }

  rows(): CoverageRow[] {
    const rows: CoverageRow[] = [];
    for (const [i, protocol] of this.#names.entries()) {
      const c = this.#counts.subarray(i * COLUMNS, (i + 1) * COLUMNS);
      if (c.every((n) => n === 0)) continue;
      const [flows, frames, decoded, encrypted, unrecognised, lost, damaged, missing] = c as unknown as readonly [
        number,
        number,
        number,
        number,
        number,
        number,
        number,
        number,
      ];
      const captured = decoded + encrypted + unrecognised + lost + damaged;
      rows.push({ protocol, flows, frames, captured, decoded, encrypted, unrecognised, lost, damaged, missing });
    }
    return rows.sort((a, b) => compareText(a.protocol, b.protocol));
  }
}
