import { availableParallelism } from 'node:os';
import { env } from 'node:process';
import type { WrittenFile } from '../../adapters/case-folder/hash-sums.ts';
import { combine, type Sequence } from '../../observe/combine.ts';
import { unpackShare } from '../../observe/packed-share.ts';
import { interner } from '../../observe/packed-tables.ts';
import { equalShare, type Share, WHOLE } from '../../observe/share.ts';
import type { ShareFacts } from '../../observe/share-facts.ts';
import type { Part } from '../../schema/facts/part.ts';
import { analysisVersion } from '../version.ts';
import type { PlannedSequence } from './plan-sequences.ts';
import { runShare, type ShareJob, type ShareOutcome } from './run-share.ts';
import { sharesBesideHashing } from './shares-beside-hashing.ts';
import { type PackedPart, WorkerPool } from './worker-pool.ts';

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
  /** Called once, when all facts have arrived and before they are joined, where a thread is free to write them. */
  readonly arrived?: (facts: ArrivedFacts) => void;
}

/** Facts that a thread can write into a case while this one goes on with them. */
export interface ArrivedFacts {
  /** Frames they are of. */
  readonly frames: number;
  /** @param folder of the case; it must exist. */
  write(folder: string): Promise<readonly WrittenFile[]>;
}

/** More flows than these are written by the thread that has them: another would need a copy, 256 bytes a flow. */
const MAX_COPIED_FLOWS = 131_072;

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
    return sequences.map((planned) => {
      const outcome = runShare(jobFor(planned, WHOLE, true, options));
      tellReadings(planned, outcome);
      return finish(planned, sequenceOf(planned, outcome, options.site), outcome, [outcome.facts]);
    });
  }
  const pool = new WorkerPool(workers, new URL('./worker.js', import.meta.url));
  let writing: Promise<unknown> | undefined;
  try {
    const arrived: PackedPart[] = [];
    let left = sequences.length;
    return await Promise.all(
      sequences.map(async (planned, position) => {
        const shares = sizeOf(planned) >= (forced ?? SHARED_BYTES) ? workers : 1;
        const intern = interner();
        let missing = shares;
        const done = await Promise.all(
          sharesOf(planned, shares).map(async (share, i) => {
            const outcome = await pool.run(jobFor(planned, share, i === 0, options));
            // While others still read, this thread has time for what is there; the last share waits until the facts
            // are on their way to a thread that writes them.
            return --missing > 0 ? { outcome, facts: unpackShare(outcome.facts, intern) } : { outcome };
          }),
        );
        const { outcome } = done[0] as (typeof done)[0];
        tellReadings(planned, outcome);
        const sequence = sequenceOf(planned, outcome, options.site);
        arrived[position] = { sequence, shares: done.map((share) => share.outcome.facts) };
        if (--left === 0 && flowsOf(arrived) <= MAX_COPIED_FLOWS) {
          options.arrived?.({
            frames: sum(arrived, ({ shares: own }) => sum(own, ({ frames }) => frames)),
            write: (folder) => {
              const written = pool.write({ folder, parts: arrived });
              writing = written.catch(() => {});
              return written;
            },
          });
        }
        const facts = done.map((share) => share.facts ?? unpackShare(share.outcome.facts, intern));
        return finish(planned, sequence, outcome, facts);
      }),
    );
  } finally {
    // Not waited for: whoever asked for facts to be written waits for these.
    void (writing ?? Promise.resolve()).then(() => pool.close());
  }
}

/** The first share's worker hashes what it reads anyway, so it is given less to analyse. */
function sharesOf({ captures }: PlannedSequence, count: number): readonly Share[] {
  const first = captures[0]?.first;
  if (first === undefined || captures.every(({ tell }) => tell === undefined))
    return Array.from({ length: count }, (_, i) => equalShare(i, count));
  return sharesBesideHashing(count, first.bytesPerFrame);
}

function flowsOf(parts: readonly PackedPart[]): number {
  return sum(parts, ({ shares }) => sum(shares, ({ flows }) => flows.length));
}

function sizeOf(sequence: PlannedSequence): number {
  return sequence.captures.reduce((sum, capture) => sum + capture.length, 0);
}

function jobFor(sequence: PlannedSequence, share: Share, hashing: boolean, options: AnalyseOptions): ShareJob {
  return {
    files: sequence.captures.map(({ path, length, tell }) => ({
      path,
      length,
      hash: hashing && tell !== undefined,
    })),
    share,
    seed: options.seed,
    clockOffset: sequence.clockOffset,
    dropDuplicates: options.dropDuplicates,
  };
}

function tellReadings({ captures }: PlannedSequence, { readings }: Pick<ShareOutcome, 'readings'>): void {
  for (const [i, capture] of captures.entries()) {
    const reading = readings[i];
    if (reading !== undefined) capture.tell?.(reading);
  }
}

/** What the reader of the files knows of a sequence. */
function sequenceOf(
  { tap, captures: files }: PlannedSequence,
  { summaries, frames }: Pick<ShareOutcome, 'summaries' | 'frames'>,
  site: string,
): Sequence {
  let ordinal = 1;
  const captures = files.map((capture, i) => {
    const span = { sha256: capture.sha256, names: capture.names, firstOrdinal: ordinal, frames: frames[i] as number };
    ordinal += span.frames;
    return span;
  });
  const drops = summaries.filter(
    (summary) =>
      summary.interfaces.some((i) => i.received > 0 || i.dropped > 0 || i.droppedBySystem > 0) || summary.drops > 0,
  );
  const droppedByCapture = drops.length === 0 ? -1 : sum(drops, (summary) => summary.drops);
  return { site, tap, analysisVersion, captures, droppedByCapture };
}

function finish(
  planned: PlannedSequence,
  sequence: Sequence,
  { summaries, frames }: Pick<ShareOutcome, 'summaries' | 'frames'>,
  facts: readonly ShareFacts[],
): AnalysedSequence {
  return { sequence: planned, part: combine(sequence, facts), outcome: { summaries, frames } };
}

function sum<T>(items: readonly T[], pick: (item: T) => number): number {
  return items.reduce((total, item) => total + pick(item), 0);
}
