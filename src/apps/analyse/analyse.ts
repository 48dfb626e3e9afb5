import { availableParallelism } from 'node:os';
import { env } from 'node:process';
import { combine } from '../../observe/combine.ts';
import { equalShare, type Share, WHOLE } from '../../observe/share.ts';
import type { Part } from '../../schema/facts/part.ts';
import { analysisVersion } from '../version.ts';
import type { PlannedSequence } from './plan-sequences.ts';
import { runShare, type ShareJob, type ShareOutcome } from './run-share.ts';
import { sharesBesideHashing } from './shares-beside-hashing.ts';
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
    return sequences.map((sequence) =>
      finish(sequence, [runShare(jobFor(sequence, WHOLE, true, options))], options.site),
    );
  }
  const pool = new WorkerPool(workers, new URL('./worker.js', import.meta.url));
  try {
    return await Promise.all(
      sequences.map(async (sequence) => {
        const shares = sizeOf(sequence) >= (forced ?? SHARED_BYTES) ? workers : 1;
        const outcomes = await Promise.all(
          sharesOf(sequence, shares).map((share, i) => pool.run(jobFor(sequence, share, i === 0, options))),
        );
        return finish(sequence, outcomes, options.site);
      }),
    );
  } finally {
    await pool.close();
  }
}

/** The first share's worker hashes what it reads anyway, so it is given less to analyse. */
function sharesOf({ captures }: PlannedSequence, count: number): readonly Share[] {
  const first = captures[0]?.first;
  if (first === undefined || captures.every(({ tellHash }) => tellHash === undefined))
    return Array.from({ length: count }, (_, i) => equalShare(i, count));
  return sharesBesideHashing(count, first.bytesPerFrame);
}

function sizeOf(sequence: PlannedSequence): number {
  return sequence.captures.reduce((sum, capture) => sum + capture.length, 0);
}

function jobFor(sequence: PlannedSequence, share: Share, hashing: boolean, options: AnalyseOptions): ShareJob {
  return {
    files: sequence.captures.map(({ path, length, tellHash }) => ({
      path,
      length,
      hash: hashing && tellHash !== undefined,
    })),
    share,
    seed: options.seed,
    clockOffset: sequence.clockOffset,
    dropDuplicates: options.dropDuplicates,
  };
}

function finish(sequence: PlannedSequence, outcomes: readonly ShareOutcome[], site: string): AnalysedSequence {
  const { summaries, frames, hashes } = outcomes[0] as ShareOutcome;
  for (const [i, capture] of sequence.captures.entries()) {
    const sha256 = hashes[i];
    if (sha256 !== undefined) capture.tellHash?.(sha256);
  }
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
