import type { Comparison } from './compare-counts.ts';
import type { ProtocolResult } from './judge-result.ts';
import { oracleProtocols } from './oracle-protocols.ts';

/** Adds comparisons up, protocol by protocol. */
export class CountTable {
  readonly #rows = new Map(
    oracleProtocols.map(({ name }) => [name, { captures: 0, equal: 0, accepted: 0, ours: 0, tshark: 0 }]),
  );

  /** `isExplained`: whether an unequal protocol of this capture has an accepted reason. */
  add({ protocols, differences }: Comparison, isExplained: (protocol: string) => boolean): void {
    for (const { protocol, ours, theirs } of protocols) {
      const row = this.#rows.get(protocol);
      if (row === undefined) continue;
      row.captures++;
      row.ours += ours;
      row.tshark += theirs;
      if (differences.every((difference) => difference.protocol !== protocol)) row.equal++;
      else if (isExplained(protocol)) row.accepted++;
    }
  }

  rows(): ProtocolResult[] {
    return [...this.#rows].map(([protocol, row]) => ({ protocol, ...row }));
  }
}
