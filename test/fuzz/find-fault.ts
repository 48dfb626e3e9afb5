import { buildInstrumented } from './engine/build-instrumented.ts';
import { readCorpus, readSamples } from './engine/corpus-files.ts';
import type { FuzzReport } from './engine/fuzz-target.ts';
import { nastyInputs } from './seeds/nasty-inputs.ts';
import { SessionWorker } from './engine/session-worker.ts';
import type { KnownFault } from './faults.ts';

/** Executions within which each fault must be found; most are found by the corpus alone. */
export const MAX_FAULT_EXECUTIONS = 50_000;
/** For a machine that hangs. What decides is the number of executions, which is the same on every machine. */
export const MAX_FAULT_MILLISECONDS = 300_000;

/** Plants a fault in a copy of the source and fuzzes the target that must find it. */
export async function findFault(fault: KnownFault, name: string, seed: number): Promise<FuzzReport> {
  const { file, blocks, literals } = await buildInstrumented(name, fault);
  const worker = new SessionWorker(file);
  const { inputs } = readCorpus(fault.target);
  const corpus = [...nastyInputs(fault.target), ...readSamples(fault.target), ...inputs];
  const limits = { milliseconds: MAX_FAULT_MILLISECONDS, executions: MAX_FAULT_EXECUTIONS, findings: 1 };
  const report = await worker.run({
    target: fault.target,
    corpus,
    seed,
    literals,
    blocks,
    minimise: false,
    ...limits,
  });
  await worker.close();
  return report;
}
