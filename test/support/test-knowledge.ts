import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { dataFileNames, type Knowledge, readKnowledge } from '../../src/knowledge/knowledge.ts';

let kept: Knowledge | undefined;

/** The shipped data files, read once for tests. */
export function testKnowledge(): Knowledge {
  if (kept) return kept;
  const folder = join(import.meta.dirname, '..', '..', 'data');
  const read = readKnowledge(
    Object.fromEntries(dataFileNames.map((name) => [name, readFileSync(join(folder, name), 'utf8')])),
  );
  if (!read.ok) throw new Error(read.error.message);
  kept = read.value;
  return kept;
}
