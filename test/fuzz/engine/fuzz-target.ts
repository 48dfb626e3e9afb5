import { dictionary } from './dictionary.ts';
import { flood } from './flood.ts';
import { Fuzzer } from './fuzzer.ts';
import type { Target } from './target.ts';

/** What the runner asks of a session; plain data, since sessions run in threads of their own. */
export interface FuzzTask {
  readonly target: string;
  readonly corpus: readonly Uint8Array[];
  readonly milliseconds: number;
  /** After which the task ends, whatever time is left. */
  readonly executions: number;
  /** Different findings after which the target is left alone. */
  readonly findings: number;
  readonly seed: number;
  readonly literals: readonly (number | string)[];
  readonly blocks: number;
  /** Also makes the corpus smaller. */
  readonly minimise: boolean;
}

export interface FuzzReport {
  readonly target: string;
  readonly executions: number;
  readonly covered: number;
  readonly corpus: number;
  /** Most blocks that an execution ran, in hundredths of what it may. */
  readonly mostWork: number;
  readonly floods: number;
  readonly findings: readonly {
    readonly message: string;
    readonly stack: string;
    readonly input: Uint8Array;
    readonly executions: number;
  }[];
  readonly kept: readonly Uint8Array[];
}

/** Inputs that are repeated as a flood, and their part of the time. */
const FLOODS = 4;
const FLOOD_TIME = 0.2;
/** Inputs of one target, and their bytes, that are kept in the repository. */
const MAX_KEPT = 150;
const MAX_KEPT_BYTES = 16_000;

/** Floods of the corpus of one target, the corpus itself, then new inputs until the time is up. */
export async function fuzzTarget(
  target: Target,
  task: FuzzTask,
  before: (input: Uint8Array) => void,
): Promise<FuzzReport> {
  const words = dictionary(task.literals);
  const fuzzer = new Fuzzer(target, words, task.blocks, task.seed, before);
  const findings: FuzzReport['findings'][number][] = [];
  const started = performance.now();
  let floods = 0;
  if (target.flood !== undefined) {
    // What was written to be nasty comes first in a corpus; then some of all.
    const spread = task.corpus.toSorted((a, b) => b.length - a.length);
    for (; floods < 2 * FLOODS && findings.length === 0; floods++) {
      const input =
        floods < FLOODS ? task.corpus[floods] : spread[Math.floor(((floods - FLOODS) * spread.length) / FLOODS)];
      if (input === undefined || performance.now() - started > FLOOD_TIME * task.milliseconds) break;
      before(input);
      const error = flood(target.flood, input);
      if (error !== undefined)
        findings.push({ message: error.message, stack: error.stack ?? '', input, executions: floods + 1 });
    }
  }
  const budget = {
    milliseconds: task.milliseconds - (performance.now() - started),
    executions: task.executions,
    findings: task.findings,
  };
  if (findings.length < task.findings) await fuzzer.run(task.corpus, budget);
  const { executions, covered, mostWork, corpus } = fuzzer;
  const kept = task.minimise ? await smallest(target, task, words, corpus) : [];
  return {
    target: target.name,
    executions,
    covered,
    corpus: corpus.length,
    mostWork,
    floods,
    findings: [...findings, ...fuzzer.findings],
    kept,
  };
}

/** The corpus again, shortest first: what reaches nothing new is left out. */
async function smallest(
  target: Target,
  { blocks }: FuzzTask,
  words: readonly Uint8Array[],
  inputs: readonly Uint8Array[],
): Promise<Uint8Array[]> {
  const again = new Fuzzer(target, words, blocks, 1);
  const shortestFirst = inputs.toSorted((a, b) => a.length - b.length);
  await again.run(shortestFirst, { milliseconds: 0, executions: Infinity, findings: 1 });
  const kept: Uint8Array[] = [];
  let bytes = 0;
  for (const input of again.corpus) {
    if (kept.length >= MAX_KEPT || bytes + input.length > MAX_KEPT_BYTES) break;
    kept.push(input);
    bytes += input.length;
  }
  return kept;
}
