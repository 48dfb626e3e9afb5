/**
 * The fuzzer: `tsx test/fuzz/run.ts --seconds N [--target NAME] [--seed N] [--keep]`. Runs every target on its
 * corpus, then on ever new inputs for its part of the time; prints executions and coverage, and each finding with
 * its input. `--keep` writes a smaller corpus back, and findings beside it. Two targets run beside each other.
 */
import { writeFileSync } from 'node:fs';
import { buildInstrumented } from './engine/build-instrumented.ts';
import { addFinding, readCorpus, readSamples, writeInputs } from './engine/corpus-files.ts';
import type { FuzzReport } from './engine/fuzz-target.ts';
import { nastyInputs } from './seeds/nasty-inputs.ts';
import { SessionWorker } from './engine/session-worker.ts';

const SIDE_BY_SIDE = 2;
/** Different findings after which a target is left alone. */
const MAX_FINDINGS = 4;
/** Time that goes by before the first execution and after the last. */
const SPARE_SECONDS = 6;

/** Parts of the time: what is small is soon known, what is all of observe takes longest. */
function weightOf(name: string): number {
  if (name === 'tap-observer') return 12;
  if (name.startsWith('declaration-') || name.startsWith('capture-')) return 4;
  if (name.endsWith('-stream')) return 3;
  return name.startsWith('link-') || name.startsWith('packet-') ? 0.4 : 1;
}

const option = (name: string): string | undefined => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? undefined : process.argv[at + 1];
};
const seconds = Number(option('seconds') ?? 60);
const seed = Number(option('seed') ?? 1);
const only = option('target');
const minimise = process.argv.includes('--keep');

const started = performance.now();
const { file, blocks, literals } = await buildInstrumented('session');
const workers = Array.from({ length: SIDE_BY_SIDE }, () => new SessionWorker(file));
const names = await (workers[0] as SessionWorker).names();
const chosen = names.filter((name) => only === undefined || name.startsWith(only));
if (chosen.length === 0) {
  console.error(`no target begins with ${only}; there are: ${names.join(', ')}`);
  process.exit(2);
}

// The heaviest first, so that no thread is left with it at the end.
const waiting = chosen.toSorted((a, b) => weightOf(b) - weightOf(a));
const weight = chosen.reduce((sum, name) => sum + weightOf(name), 0);
const share = ((seconds - SPARE_SECONDS) * 1000 * Math.min(SIDE_BY_SIDE, chosen.length)) / weight;
const reports: FuzzReport[] = [];
await Promise.all(
  workers.map(async (worker) => {
    for (let name = waiting.shift(); name !== undefined; name = waiting.shift()) {
      const { inputs, findings } = readCorpus(name);
      const corpus = [...nastyInputs(name), ...findings, ...readSamples(name), ...inputs];
      const milliseconds = Math.min(share * weightOf(name), seconds * 1000);
      const report = await worker.run({
        target: name,
        corpus,
        milliseconds,
        executions: Infinity,
        findings: MAX_FINDINGS,
        seed,
        literals,
        blocks,
        minimise,
      });
      reports.push(report);
      tell(report);
    }
    await worker.close();
  }),
);

const executions = reports.reduce((sum, report) => sum + report.executions, 0);
const findings = reports.reduce((sum, report) => sum + report.findings.length, 0);
const time = ((performance.now() - started) / 1000).toFixed(0);
console.log(`${executions} executions of ${chosen.length} targets in ${time} s, ${findings} findings; seed ${seed}`);
process.exitCode = findings > 0 ? 1 : 0;

function tell({ target, executions, covered, corpus, floods, mostWork, findings, kept }: FuzzReport): void {
  const flooded = floods > 0 ? `, ${floods} floods` : '';
  console.log(
    `${target.padEnd(24)} ${String(executions).padStart(8)} executions  ${String(covered).padStart(5)} blocks  ` +
      `${String(corpus).padStart(4)} inputs  ${mostWork.toFixed(0).padStart(3)} % of the work allowed${flooded}`,
  );
  for (const { message, stack, input, executions: after } of findings) {
    console.log(`FOUND in ${target} after ${after} executions: ${message.slice(0, 600)}`);
    const places = stack.split('\n').filter((line) => /^\s+at /.test(line) && !/ holds /.test(line));
    console.log(places.slice(0, 4).join('\n'));
    const saved = `out/fuzz/found-${target}-${input.length}.b64`;
    writeFileSync(saved, `${Buffer.from(input).toString('base64')}\n`);
    console.log(`  input of ${input.length} bytes: ${saved}`);
    if (minimise) addFinding(target, input, message);
  }
  if (kept.length > 0) writeInputs(target, kept);
}
