import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { generateBench } from '../../bench/generator/generate-bench.ts';
import { generateDemo } from '../../bench/generator/generate-demo.ts';
import { caseDigest, unequalFiles } from './case-digest.ts';
import { type KnownCapture, sampleOf } from './captures-at-hand.ts';
import { quaywatch } from './real-program.ts';

export interface DeterminismResult {
  readonly input: string;
  readonly files: number;
  readonly variants: readonly string[];
  readonly failures: readonly string[];
}

interface Input {
  readonly name: string;
  readonly captures: readonly string[];
  readonly declaration?: string;
}

const MANY = 40;
/** More than the size from which `analyse` shares one sequence out to several workers. */
const SHARED_BYTES = 52 << 20;
const LIMIT_SECONDS = 240;

/** What must make no difference: threads, the seed of hash tables, the order of arguments. */
const variants = [
  { name: '1 worker, seed 1', workers: 1, seed: 1, order: (list: readonly string[]) => [...list] },
  { name: '2 workers, seed 2, reversed', workers: 2, seed: 2, order: (list: readonly string[]) => [...list].reverse() },
  { name: '4 workers, seed 1, interleaved', workers: 4, seed: 1, order: interleave },
];
/** Small captures too are shared out to all workers, which a user's would not be. */
const SHARE_ALL = { QUAYWATCH_SHARE_BYTES: '1' };

/** Cases of the built program on real captures, a generated terminal and a capture large enough to be shared out. */
export async function judgeDeterminism(
  known: readonly KnownCapture[],
  scratch: string,
  say: (line: string) => void,
): Promise<DeterminismResult[]> {
  mkdirSync(scratch, { recursive: true });
  const demo = await generateDemo({ out: join(scratch, 'terminal') });
  const shared = join(scratch, 'shared.pcap');
  await generateBench({ file: shared, kind: 'ot', bytes: SHARED_BYTES });
  const inputs: Input[] = [
    { name: `${MANY} real captures`, captures: sampleOf(known, MANY).map(({ path }) => path) },
    { name: 'generated terminal', captures: [demo.captures], declaration: demo.site },
    { name: 'generated ot, large enough to be shared out anyway', captures: [shared] },
  ];
  const results: DeterminismResult[] = [];
  for (const input of inputs.filter(({ captures }) => captures.length > 0)) {
    say(`determinism: ${input.name}`);
    results.push(await judgeInput(input, join(scratch, 'cases')));
    rmSync(join(scratch, 'cases'), { recursive: true, force: true });
  }
  return results;
}

async function judgeInput(input: Input, folder: string): Promise<DeterminismResult> {
  const failures: string[] = [];
  let first: Map<string, string> | undefined;
  for (const [i, { name, workers, seed, order }] of variants.entries()) {
    const out = join(folder, String(i));
    const declared = input.declaration === undefined ? [] : ['--declaration', input.declaration];
    const args = ['inspect', ...order(input.captures), ...declared, '--out', out, '--workers', String(workers)];
    const ended = await quaywatch(args, LIMIT_SECONDS, { ...SHARE_ALL, QUAYWATCH_HASH_SEED: String(seed) });
    if (ended.exit !== 0) {
      failures.push(`${name}: ${ended.how}: ${ended.stderr.slice(-300)}`);
      continue;
    }
    const digest = caseDigest(out);
    first ??= digest;
    const unequal = unequalFiles(first, digest);
    if (unequal.length > 0) failures.push(`${name}: ${unequal.join(', ')}`);
  }
  return { input: input.name, files: first?.size ?? 0, variants: variants.map(({ name }) => name), failures };
}

function interleave(list: readonly string[]): string[] {
  return [...list.filter((_, i) => i % 2 === 1), ...list.filter((_, i) => i % 2 === 0)];
}
