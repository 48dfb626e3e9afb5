import { availableParallelism } from 'node:os';
import { env } from 'node:process';
import { combine } from '../../observe/combine.ts';
import { unpackShares } from '../../observe/packed-share.ts';
import type { ShareFacts } from '../../observe/share-facts.ts';
import type { Part } from '../../schema/facts/part.ts';
import { analysisVersion } from '../version.ts';
import type { PlannedSequence } from './plan-sequences.ts';
import { runShare, type ShareJob, type ShareOutcome } from './run-share.ts';
import { WorkerPool } from './worker-pool.ts';

export interface AnalysedSequence {
  readonly sequence: PlannedSequence;
  readonly part: Part;
  readonly outcome: Pick<ShareOutcome, 'summaries' | 'frames'>;
}

export interface AnalyseOptions {
  readonly site: string;
  readonly workers?: number;
  readonly seed: number;
  readonly dropDuplicates: boolean;
}

/** Below this a thread costs more to start (about 40 ms) than it saves. */
const INLINE_BYTES: number = 16 << 20;
/** A sequence smaller than this is read by one thread; a larger one is shared out by address pair. */
const SHARED_BYTES: number = 48 << 20;

/** Turns sequences into parts, over as many threads as asked. QUAYWATCH_SHARE_BYTES makes tests share small captures too. */
export async function analyse(
  sequences: readonly PlannedSequence[],
  options: AnalyseOptions,
): Promise<AnalysedSequence[]> {
  const workers = options.workers ?? Math.min(16, availableParallelism());
  const total = sequences.reduce((sum, s) => sum + sizeOf(s), 0);
  const forced = env['QUAYWATCH_SHARE_BYTES'] === undefined ? undefined : Number(env['QUAYWATCH_SHARE_BYTES']);
  if (workers === 1 || total < (forced ?? INLINE_BYTES)) {
    return sequences.map((sequence) => finish(sequence, [runShare(jobFor(sequence, 0, 1, options))], options.site));
  }
  const pool = new WorkerPool(workers, new URL('./worker.js', import.meta.url));
  try {
    let hashed = Promise.resolve();
    return await Promise.all(
      sequences.map(async (sequence) => {
        const shares = sizeOf(sequence) >= (forced ?? SHARED_BYTES) ? workers : 1;
        // Hashing goes on here, one file after the other, while workers read the same bytes from the page cache.
        hashed = hashed.then(() => hashAll(sequence));
        const running = Promise.all(
          Array.from({ length: shares }, (_, i) => pool.run(jobFor(sequence, i, shares, options))),
        );
        const [done] = await Promise.all([running, hashed]);
        const facts = unpackShares(done.map((outcome) => outcome.facts));
        const outcomes = done.map((outcome, i) => ({ ...outcome, facts: facts[i] as ShareFacts }));
        return finish(sequence, outcomes, options.site);
      }),
    );
  } finally {
    await pool.close();
  }
}

async function hashAll({ captures }: PlannedSequence): Promise<void> {
  for (const { hash } of captures) await hash?.();
}

function sizeOf(sequence: PlannedSequence): number {
  return sequence.captures.reduce((sum, capture) => sum + capture.length, 0);
}

function jobFor(sequence: PlannedSequence, index: number, count: number, options: AnalyseOptions): ShareJob {
  return {
    files: sequence.captures.map(({ path, length }) => ({ path, length })),
    share: { index, count },
    seed: options.seed,
    clockOffset: sequence.clockOffset,
    dropDuplicates: options.dropDuplicates,
  };
}

function finish(sequence: PlannedSequence, outcomes: readonly ShareOutcome[], site: string): AnalysedSequence {
  const { summaries, frames } = outcomes[0] as ShareOutcome;
  let ordinal = 1;
  const captures = sequence.captures.map((capture, i) => {
    const span = { sha256: capture.sha256, names: capture.names, firstOrdinal: ordinal, frames: frames[i] as number };
    ordinal += span.frames;
    return span;
  });
  const drops = summaries.filter(
    (summary) =>
      summary.interfaces.some((i) => i.received > 0 || i.dropped > 0 || i.droppedBySystem > 0) || summary.drops > 0,
  );
  const part = combine(
    {
      site,
      tap: sequence.tap,
      analysisVersion,
      captures,
      droppedByCapture: drops.length === 0 ? -1 : drops.reduce((sum, summary) => sum + summary.drops, 0),
    },
    outcomes.map((outcome) => outcome.facts),
  );
  return { sequence, part, outcome: { summaries, frames } };
}
