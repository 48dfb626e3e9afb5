import type { Check } from './check.ts';
import type { ProgramRow } from './compare-programs.ts';
import { type Setting, settingText } from './machine.ts';
import { spreadText } from './spread.ts';

/** What one run of the bench measured; written as it is to results/<date>.json. */
export interface BenchResult {
  readonly date: string;
  readonly setting: Setting;
  readonly versions: readonly string[];
  /** Small captures, to try the runner: no limit is held to. */
  readonly quick: boolean;
  readonly leftOut: readonly string[];
  readonly programs: readonly ProgramRow[];
  readonly checks: readonly Check[];
}

export function benchFailures({ programs, checks }: BenchResult): string[] {
  return [
    ...programs.flatMap(({ capture, ratios }) =>
      ratios
        .filter(({ value, limit, notHeld }) => notHeld === '' && !(value <= limit))
        .map(({ name, value, limit }) => `${capture}: ${value.toFixed(3)} x ${name}, limit ${limit}`),
    ),
    ...checks
      .filter(({ holds }) => !holds)
      .map(({ name, value, limit, unit }) => `${name}: ${value.toFixed(2)} ${unit}, limit ${limit}`),
  ];
}

export function benchText(result: BenchResult): string {
  const failures = benchFailures(result);
  return `# Speed and memory, ${result.date}${result.quick ? ' (quick: small captures, no verdict)' : ''}

${settingText(result.setting)}; ${result.versions.join('; ')}.
${failures.length === 0 ? 'Every limit held.' : `**${failures.length} limits did not hold:**\n\n${failures.map((failure) => `- ${failure}`).join('\n')}`}
${result.leftOut.map((line) => `\nLeft out: ${line}`).join('')}

## Beside other programs

Full \`quaywatch inspect\`: start-up, hashing and writing the case included. Seconds are medians (least-most) of runs
by turns; tshark ran once. Ratios are those of two workers. Frame counts were equal to capinfos' before anything was timed.

| capture | MB | frames | bytes a frame | flows | flows in 1,000 frames | messages | 2 workers, s | 1 worker, s | tshark, s | ndpiReader, s | processor s of these four | peak MB |
|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---|---:|
${result.programs.map(programLine).join('\n')}

| capture | beside | ratio | limit | |
|---|---|---:|---:|---|
${result.programs.flatMap(ratioLines).join('\n')}

## Growth, memory, start

| | measured | limit | | |
|---|---:|---:|---|---|
${result.checks
  .map(
    ({ name, value, limit, unit, holds, detail }) =>
      `| ${name} | ${value.toFixed(2)} ${unit} | ${limit.toFixed(2)} ${unit} | ${holds ? 'holds' : '**over**'} | ${detail} |`,
  )
  .join('\n')}
`;
}

function programLine(row: ProgramRow): string {
  const cells = [
    row.capture,
    (row.bytes / 1e6).toFixed(0),
    row.frames,
    row.bytesPerFrame.toFixed(0),
    row.flows < 0 ? '-' : row.flows,
    row.flows < 0 ? '-' : row.flowsPerThousandFrames.toFixed(1),
    row.messages < 0 ? '-' : row.messages,
    spreadText(row.twoWorkers),
    spreadText(row.oneWorker),
    spreadText(row.tshark),
    spreadText(row.ndpi),
    [row.cpu.twoWorkers, row.cpu.oneWorker, row.cpu.tshark, row.cpu.ndpi].map((s) => s.toFixed(1)).join(' / '),
    (row.peakBytes / 1e6).toFixed(0),
  ];
  return `| ${cells.join(' | ')} |`;
}

function ratioLines({ capture, ratios }: ProgramRow): string[] {
  return ratios.map(({ name, value, limit, notHeld }) => {
    const verdict = notHeld !== '' ? `not held: ${notHeld}` : value <= limit ? 'holds' : '**over**';
    return `| ${capture} | ${name} | ${value.toFixed(3)} | ${limit} | ${verdict} |`;
  });
}
