import type { WrittenFile } from '../../adapters/case-folder/hash-sums.ts';
import { writeFacts } from '../../adapters/parquet-duckdb/write-facts.ts';
import { combine } from '../../observe/combine.ts';
import { unpackShare } from '../../observe/packed-share.ts';
import { interner } from '../../observe/packed-tables.ts';
import { union } from '../../observe/union.ts';
import type { FactsJob } from './worker-pool.ts';

/** Writes the facts of a case as the main thread would: it makes the same parts of the same shares. */
export function writePackedFacts({ folder, parts }: FactsJob): readonly WrittenFile[] {
  const made = parts.map(({ sequence, shares }) => {
    const intern = interner();
    return combine(
      sequence,
      shares.map((share) => unpackShare(share, intern)),
    );
  });
  return writeFacts(folder, union([made]));
}
