import { buildInstrumented } from './engine/build-instrumented.ts';
import { readCorpus, readSamples } from './engine/corpus-files.ts';
import type { FuzzReport } from './engine/fuzz-target.ts';
import { nastyInputs } from './seeds/nasty-inputs.ts';
import { SessionWorker } from './engine/session-worker.ts';
import type { KnownFault } from './faults.ts';

/** Executions within which each fault must be found; most are found by the corpus alone. */
export const MAX_FAULT_EXECUTIONS = 50_000;
const MAX_MILLISECONDS = 40_000;

/** Plants a fault in a copy of the source and fuzzes the target that must find it. */
export async function findFault(fault: KnownFault, name: string): Promise<FuzzReport> {
  const { file, blocks, literals } = await buildInstrumented(name, fault);
  const worker = new SessionWorker(file);
  const { inputs } = readCorpus(fault.target);
  const corpus = [...nastyInputs(fault.target), ...readSamples(fault.target), ...inputs];
  const limits = { milliseconds: MAX_MILLISECONDS, executions: MAX_FAULT_EXECUTIONS, findings: 1 };
  const report = await worker.run({
    target: fault.target,
    corpus,
    seed: 3,
    literals,
    blocks,
    minimise: false,
    ...limits,
  });
  await worker.close();
  return report;
}
