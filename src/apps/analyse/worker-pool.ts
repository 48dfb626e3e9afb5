import { Worker } from 'node:worker_threads';
import { LimitError } from '../../kernel/limit-error.ts';
import type { PackedShare } from '../../observe/packed-share.ts';
import type { ShareJob, ShareOutcome } from './run-share.ts';

/** What a worker made, as it came from its thread. */
export interface PackedOutcome extends Omit<ShareOutcome, 'facts'> {
  readonly facts: PackedShare;
}

export interface WorkerAnswer {
  readonly outcome?: PackedOutcome;
  readonly error?: string;
  readonly limit?: string;
}

interface Waiting {
  readonly job: ShareJob;
  readonly resolve: (outcome: PackedOutcome) => void;
  readonly reject: (error: Error) => void;
}

/** A few threads that run shares. Jobs start in the order they are given; results do not depend on who ran them. */
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

  run(job: ShareJob): Promise<PackedOutcome> {
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
    const onMessage = ({ outcome, error, limit }: WorkerAnswer): void => {
      running.off('error', onError);
      running.off('exit', onExit);
      this.#idle.push(running);
      if (outcome !== undefined) resolve(outcome);
      else reject(limit === undefined ? new Error(error) : new LimitError(limit, error ?? limit));
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
