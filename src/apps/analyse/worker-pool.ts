import { Worker } from 'node:worker_threads';
import { LimitError } from '../../kernel/limit-error.ts';
import type { WrittenFile } from '../../adapters/case-folder/hash-sums.ts';
import type { Sequence } from '../../observe/combine.ts';
import type { PackedShare } from '../../observe/packed-share.ts';
import type { ShareJob, ShareOutcome } from './run-share.ts';

/** What a worker made, as it came from its thread. */
export interface PackedOutcome extends Omit<ShareOutcome, 'facts'> {
  readonly facts: PackedShare;
}

/** Facts to be written into a case: what combine takes, of each sequence. */
export interface FactsJob {
  /** Of the case; it must exist. */
  readonly folder: string;
  readonly parts: readonly PackedPart[];
}

export interface PackedPart {
  readonly sequence: Sequence;
  readonly shares: readonly PackedShare[];
}

export type WorkerJob = ShareJob | FactsJob;

export interface WorkerAnswer {
  readonly outcome?: PackedOutcome;
  readonly written?: readonly WrittenFile[];
  readonly error?: string;
  readonly limit?: string;
}

interface Waiting {
  readonly job: WorkerJob;
  readonly resolve: (answer: WorkerAnswer) => void;
  readonly reject: (error: Error) => void;
}

/** A few threads that run shares and write facts. Jobs start in the order they are given; results do not depend on who ran them. */
export class WorkerPool {
  readonly #idle: Worker[] = [];
  readonly #all: Worker[] = [];
  readonly #queue: Waiting[] = [];
  readonly #size: number;
  readonly #script: URL;

  constructor(size: number, script: URL) {
    this.#size = size;
    this.#script = script;
  }

  async run(job: ShareJob): Promise<PackedOutcome> {
    return (await this.#ask(job)).outcome as PackedOutcome;
  }

  /**
   * Everything in the job is copied: pages of flows stay where they are, too. It is the last job; threads that have
   * nothing to do any more give their memory back.
   */
  async write(job: FactsJob): Promise<readonly WrittenFile[]> {
    for (const worker of this.#idle.splice(1)) void worker.terminate();
    return (await this.#ask(job)).written as readonly WrittenFile[];
  }

  #ask(job: WorkerJob): Promise<WorkerAnswer> {
    return new Promise((resolve, reject) => {
      this.#queue.push({ job, resolve, reject });
      this.#next();
    });
  }

  async close(): Promise<void> {
    await Promise.all(this.#all.map((worker) => worker.terminate()));
  }

  #next(): void {
    if (this.#queue.length === 0) return;
    let worker = this.#idle.pop();
    if (worker === undefined) {
      if (this.#all.length >= this.#size) return;
      worker = new Worker(this.#script);
      this.#all.push(worker);
    }
    const { job, resolve, reject } = this.#queue.shift() as Waiting;
    const running = worker;
    // Only our own listeners are taken off: Worker keeps some of its own, without which its port falls silent.
    const onMessage = (answer: WorkerAnswer): void => {
      const { error, limit } = answer;
      running.off('error', onError);
      running.off('exit', onExit);
      this.#idle.push(running);
      if (error === undefined) resolve(answer);
      else reject(limit === undefined ? new Error(error) : new LimitError(limit, error));
      this.#next();
    };
    const onError = (error: unknown): void => {
      running.off('message', onMessage);
      running.off('error', onError);
      running.off('exit', onExit);
      this.#all.splice(this.#all.indexOf(running), 1);
      reject(error instanceof Error ? error : new Error(String(error)));
      this.#next();
    };
    running.once('message', onMessage);
    running.once('error', onError);
    // A thread that ends without an answer (out of memory, stopped from outside) must not leave its job waiting.
    const onExit = (code: number): void => onError(new Error(`a worker thread ended with code ${code} unasked`));
    running.once('exit', onExit);
    running.postMessage(job);
  }
}
