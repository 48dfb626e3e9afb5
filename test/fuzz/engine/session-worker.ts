import { Worker } from 'node:worker_threads';
import { currentInput, currentInputBuffer } from './current-input.ts';
import type { SessionRequest } from './fuzz-session.ts';
import type { FuzzReport, FuzzTask } from './fuzz-target.ts';

/** How much longer than its time a task may take before it counts as hanging: what is not instrumented can hang too. */
const PATIENCE = 2;
const PATIENCE_MILLISECONDS = 20_000;

/** An instrumented bundle in a thread of its own; a task that hangs is ended and reported as a finding. */
export class SessionWorker {
  readonly #file: string;
  readonly #current: SharedArrayBuffer = currentInputBuffer();
  #worker: Worker;

  constructor(file: string) {
    this.#file = file;
    this.#worker = this.#start();
  }

  async names(): Promise<readonly string[]> {
    return (await this.#ask('names', PATIENCE_MILLISECONDS)) as readonly string[];
  }

  async run(task: FuzzTask): Promise<FuzzReport> {
    try {
      return (await this.#ask(task, PATIENCE * task.milliseconds + PATIENCE_MILLISECONDS)) as FuzzReport;
    } catch (error) {
      await this.close();
      this.#worker = this.#start();
      const { message, stack = '' } = error as Error;
      const finding = { message, stack, input: currentInput(this.#current), executions: 0 };
      return {
        target: task.target,
        executions: 0,
        covered: 0,
        corpus: 0,
        mostWork: 0,
        floods: 0,
        findings: [finding],
        kept: [],
      };
    }
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }

  #start(): Worker {
    return new Worker(this.#file, { workerData: { current: this.#current } });
  }

  #ask(message: SessionRequest, milliseconds: number): Promise<unknown> {
    const worker = this.#worker;
    return new Promise((resolve, reject) => {
      const answered = (answer: unknown): void => {
        done();
        resolve(answer);
      };
      const failed = (error: Error): void => {
        done();
        reject(error);
      };
      const timer = setTimeout(
        () => failed(new Error(`hangs: no answer after ${Math.round(milliseconds / 1000)} s`)),
        milliseconds,
      );
      const done = (): void => {
        clearTimeout(timer);
        worker.off('message', answered);
        worker.off('error', failed);
      };
      worker.on('message', answered);
      worker.on('error', failed);
      worker.postMessage(message);
    });
  }
}
