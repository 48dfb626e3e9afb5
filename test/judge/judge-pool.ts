import { type ChildProcess, fork } from 'node:child_process';
import type { JudgeAnswer, JudgeJob } from './judge-protocol.ts';

/** What became of a job: an answer, or how its process ended. */
export type JudgeOutcome = { readonly answer: JudgeAnswer } | { readonly failure: string };

interface Waiting {
  readonly job: JudgeJob;
  readonly done: (outcome: JudgeOutcome) => void;
}

/** Processes that judge one capture after another. One that crashes or hangs is reported, ended and replaced. */
export class JudgePool {
  readonly #size: number;
  readonly #limit: number;
  readonly #idle: ChildProcess[] = [];
  readonly #all = new Set<ChildProcess>();
  readonly #queue: Waiting[] = [];

  constructor(size: number, limitSeconds: number) {
    this.#size = size;
    this.#limit = limitSeconds * 1000;
  }

  judge(job: JudgeJob): Promise<JudgeOutcome> {
    return new Promise((done) => {
      this.#queue.push({ job, done });
      this.#next();
    });
  }

  close(): void {
    for (const child of this.#all) child.kill();
  }

  #next(): void {
    if (this.#queue.length === 0) return;
    let child = this.#idle.pop();
    if (child === undefined) {
      if (this.#all.size >= this.#size) return;
      child = fork(new URL('./judge-process.ts', import.meta.url), { stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
      this.#all.add(child);
    }
    this.#run(child, this.#queue.shift() as Waiting);
  }

  #run(child: ChildProcess, { job, done }: Waiting): void {
    let last = '';
    const listen = (chunk: Buffer): void => void (last = (last + chunk.toString()).slice(-400));
    child.stderr?.on('data', listen);
    const settle = (outcome: JudgeOutcome, reuse: boolean): void => {
      clearTimeout(timer);
      child.removeAllListeners();
      child.stderr?.off('data', listen);
      if (reuse) this.#idle.push(child);
      else {
        this.#all.delete(child);
        child.kill('SIGKILL');
      }
      done(outcome);
      this.#next();
    };
    const timer = setTimeout(() => settle({ failure: `no answer in ${this.#limit / 1000} s` }, false), this.#limit);
    child.once('message', (answer: JudgeAnswer) => settle({ answer }, true));
    child.once('exit', (code, signal) => settle({ failure: `ended with ${signal ?? code}: ${last.trim()}` }, false));
    child.once('error', (error) => settle({ failure: error.message }, false));
    child.send(job);
  }
}
