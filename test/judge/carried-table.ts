import type { JudgeResult } from './judge-result.ts';
import type { FunctionCounts } from './tshark-oracle.ts';

/** How many messages lay inside tunnels and other carriers. */
export class CarriedTable {
  readonly #rows = new Map<string, { captures: number; messages: number }>();

  /** What one capture holds in one carrier. */
  add(carrier: string, inside: FunctionCounts): void {
    const row = this.#rows.get(carrier) ?? { captures: 0, messages: 0 };
    this.#rows.set(carrier, row);
    row.captures++;
    for (const functions of Object.values(inside)) {
      for (const [name, count] of Object.entries(functions)) if (!name.startsWith(':')) row.messages += count;
    }
  }

  rows(): JudgeResult['carried'] {
    return [...this.#rows].sort(([a], [b]) => (a < b ? -1 : 1)).map(([carrier, row]) => ({ carrier, ...row }));
  }
}
