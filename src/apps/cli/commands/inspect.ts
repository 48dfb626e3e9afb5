import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { env, stdout } from 'node:process';
import { refusal } from '../../../adapters/case-folder/case-writer.ts';
import { SpoolFolder } from '../../../adapters/capture-files/spool-folder.ts';
import { terminalSummary } from '../../../report/terminal/terminal-summary.ts';
import type { Finding, Severity } from '../../../schema/finding.ts';
import { severities } from '../../../schema/finding-words.ts';
import { gatherInputs } from '../../analyse/gather-inputs.ts';
import type { InputCapture } from '../../analyse/input-capture.ts';
import { CaseMaking } from '../../case/case-making.ts';
import { type Declared, NOTHING_DECLARED } from '../../case/declared.ts';
import { examine } from '../../case/examine.ts';
import { loadKnowledge } from '../../case/load-knowledge.ts';
import type { WrittenCase } from '../../case/write-case.ts';
import { complain, complainAll, complainOfCaptures } from '../complain.ts';
import { EXIT_DONE, EXIT_FINDINGS, EXIT_INTERNAL, EXIT_NO_INPUT, EXIT_USAGE } from '../exit-codes.ts';
import { type Progress, startProgress } from '../progress.ts';

export interface InspectOptions {
  readonly declaration?: string;
  readonly out?: string;
  readonly workers?: number;
  readonly json?: boolean;
  readonly failOn?: Severity;
  readonly strict?: boolean;
  readonly keep?: boolean;
}

const DEFAULT_OUT = 'case';

/** The main job: captures in, a case folder and a verdict for each crane out. */
export async function inspect(args: readonly string[], options: InspectOptions): Promise<void> {
  const out = options.out ?? DEFAULT_OUT;
  const refused = refusal(out);
  if (refused !== undefined) {
    complain(refused.message);
    process.exitCode = EXIT_USAGE;
    return;
  }
  const declared = await declaredBy(options.declaration);
  if (declared === undefined) return;
  const knowledge = loadKnowledge();
  if (!knowledge.ok) {
    complain(knowledge.error.message);
    process.exitCode = EXIT_INTERNAL;
    return;
  }
  const progress = await startProgress();
  const making = new CaseMaking(out);
  let spool: SpoolFolder | undefined;
  try {
    const inputs = await gatherInputs(args, () => (spool ??= new SpoolFolder()));
    const examined = await examine(inputs, declared, knowledge.value, {
      progress: (doing) => progress.say(doing),
      ...(options.workers === undefined ? {} : { workers: options.workers }),
      arrived: (facts) => {
        if (facts.frames > 0 || options.out !== undefined) making.begin(facts);
      },
    });
    if (examined.frames === 0 && options.out === undefined) {
      progress.stop();
      complainAll(inputs.problems);
      complain(noFrames(inputs.captures));
      process.exitCode = EXIT_NO_INPUT;
      return;
    }
    progress.say('writing the case');
    const written = await making.finish(examined);
    progress.stop();
    complainAll(inputs.problems);
    const damaged = complainOfCaptures(written.case.captures);
    if (options.keep === true) keepStandardInput(inputs.captures, out);
    print(written, out, options.json === true);
    if (examined.frames === 0) complain(noFrames(inputs.captures));
    const troubled = damaged > 0 || inputs.problems.length > 0;
    process.exitCode = exitCode(
      examined.frames,
      troubled && options.strict === true,
      written.report.findings,
      options.failOn,
    );
  } finally {
    await making.abandon();
    stop(progress, spool);
  }
}

/** YAML and schemas are loaded only where there is a declaration: they cost a start 40 ms. */
async function declaredBy(folder: string | undefined): Promise<Declared | undefined> {
  return folder === undefined ? NOTHING_DECLARED : (await import('../load-declaration.ts')).loadDeclared(folder);
}

function stop(progress: Progress, spool: SpoolFolder | undefined): void {
  progress.stop();
  spool?.close();
}

function noFrames(captures: readonly InputCapture[]): string {
  return captures.length === 0
    ? 'no capture was found: name pcap or pcapng files (gzip and zstd too), folders that hold some, or - for standard input.'
    : `none of the ${captures.length} capture(s) gave a frame; see above what is wrong with each.`;
}

function print(written: WrittenCase, out: string, json: boolean): void {
  if (json) {
    stdout.write(written.findingsJson);
    return;
  }
  const colour = stdout.isTTY && env['NO_COLOR'] === undefined && env['TERM'] !== 'dumb';
  const report = { ...written.report, reportPath: join(out, 'report.html') };
  stdout.write(terminalSummary(report, { colour, width: stdout.columns ?? 100 }));
}

function keepStandardInput(captures: readonly InputCapture[], out: string): void {
  for (const { names, original, sha256 } of captures) {
    if (!names.includes('-')) continue;
    const kept = `${out.replace(/[\\/]+$/, '')}.input-${sha256.slice(0, 12)}`;
    copyFileSync(original, kept);
    complain(`what came through standard input is kept as ${kept}`);
  }
}

function exitCode(
  frames: number,
  strictTrouble: boolean,
  findings: readonly Finding[],
  failOn: Severity | undefined,
): number {
  if (frames === 0 || strictTrouble) return EXIT_NO_INPUT;
  if (failOn === undefined) return EXIT_DONE;
  const least = severities.indexOf(failOn);
  return findings.some(({ severity }) => severities.indexOf(severity) >= least) ? EXIT_FINDINGS : EXIT_DONE;
}
