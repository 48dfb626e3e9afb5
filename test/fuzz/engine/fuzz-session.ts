import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { parentPort, workerData } from 'node:worker_threads';
import { allTargets } from '../targets/all-targets.ts';
import { noteCurrentInput } from './current-input.ts';
import { type FuzzTask, fuzzTarget } from './fuzz-target.ts';

/** The entry of the instrumented bundle, which is a thread: a task comes in, a report goes out, one at a time. */
setFlagsFromString('--expose-gc');
Object.assign(globalThis, { gc: runInNewContext('gc') as () => void });

/** What a session is asked: a task, or which targets there are. */
export type SessionRequest = FuzzTask | 'names';

parentPort?.on('message', (task: SessionRequest) => {
  if (task === 'names') {
    parentPort?.postMessage(allTargets.map(({ name }) => name));
    return;
  }
  const target = allTargets.find((one) => one.name === task.target);
  if (target === undefined) throw new Error(`no target is called ${task.target}`);
  const { current } = workerData as { readonly current: SharedArrayBuffer };
  void fuzzTarget(target, task, (input) => noteCurrentInput(current, input)).then((report) =>
    parentPort?.postMessage(report),
  );
});
