import { parentPort } from 'node:worker_threads';
import { LimitError } from '../kernel/limit-error.ts';
import { packShare, transferables } from '../observe/packed-share.ts';
import { runShare } from './analyse/run-share.ts';
import type { WorkerAnswer, WorkerJob } from './analyse/worker-pool.ts';
import { writePackedFacts } from './analyse/write-packed-facts.ts';

/** One worker thread: takes jobs, one at a time, and gives facts back. */
const port = parentPort;
if (port === null) throw new Error('worker.js is started by quaywatch, not by hand');
port.on('message', (job: WorkerJob) => {
  try {
    if ('folder' in job) {
      port.postMessage({ written: writePackedFacts(job) } satisfies WorkerAnswer);
      return;
    }
    const outcome = runShare(job);
    const facts = packShare(outcome.facts);
    port.postMessage({ outcome: { ...outcome, facts } } satisfies WorkerAnswer, transferables(facts));
  } catch (error) {
    const limit = error instanceof LimitError ? error.limit : undefined;
    port.postMessage({
      error: error instanceof Error ? (error.stack ?? error.message) : String(error),
      ...(limit === undefined ? {} : { limit }),
    } satisfies WorkerAnswer);
  }
});
