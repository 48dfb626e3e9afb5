import { compareText } from '../../kernel/compare.ts';
import { isoTime, toNanos } from '../../kernel/time.ts';
import type { CaptureSummary, CaptureTime } from '../../capture/capture-summary.ts';
import type { Declaration } from '../../declare/declaration.ts';
import type { ByteCoverage, CaptureEntry, Case, Unit } from '../../schema/case.ts';
import type { CoverageRow } from '../../schema/facts/coverage.ts';
import type { AnalysedSequence } from '../analyse/analyse.ts';
import type { GatheredInputs } from '../analyse/gather-inputs.ts';
import type { InputCapture } from '../analyse/input-capture.ts';
import { analysisVersion, version } from '../version.ts';

export interface CaseInput {
  readonly inputs: GatheredInputs;
  readonly analysed: readonly AnalysedSequence[];
  readonly declaration: Declaration;
  readonly declared: Case['declaration'];
  readonly units: readonly Unit[];
  readonly findings: number;
  readonly rulesVersion: string;
  readonly dataDates: Readonly<Record<string, string>>;
  readonly evidence: NonNullable<Case['evidence']>;
}

/** Everything of case.json. Lists have one order, whatever that of arguments and workers was. */
export function buildCase(input: CaseInput): Case {
  const { inputs, analysed, declaration } = input;
  const captures = analysed
    .flatMap(({ sequence, outcome }) =>
      sequence.captures.map((capture, i) =>
        captureEntry(capture, sequence.tap, outcome.summaries[i] as CaptureSummary),
      ),
    )
    .sort((a, b) => compareText(a.names[0] ?? '', b.names[0] ?? '') || compareText(a.sha256, b.sha256));
  const coverage = analysed.flatMap(({ part }) => part.tables.coverage);
  return {
    schema: 'quaywatch/case@1',
    site: {
      name: declaration.site.name ?? '',
      locode: declaration.site.unlocode ?? '',
      facility: declaration.site.facility ?? '',
    },
    captures,
    skipped: skipped(inputs),
    totals: {
      captures: captures.length,
      frames: sum(captures, (capture) => capture.frames),
      bytes: sum(captures, (capture) => capture.bytes),
      flows: sum(analysed, ({ part }) => part.flows.length),
      findings: input.findings,
    },
    units: [...input.units],
    protocols: protocols(analysed, coverage),
    coverage: byteCoverage(coverage),
    declaration: input.declared,
    evidence: input.evidence,
    versions: {
      tool: version,
      analysis: analysisVersion,
      rules: input.rulesVersion,
      data: Object.fromEntries(Object.entries(input.dataDates).sort(([a], [b]) => compareText(a, b))),
    },
  };
}

function captureEntry(capture: InputCapture, tap: string, summary: CaptureSummary): CaptureEntry {
  const linkTypes = summary.linkTypes.map(({ name, frames }) => [name, frames] as const);
  return {
    sha256: capture.sha256,
    names: [...capture.names],
    tap,
    format: summary.variant === '' ? summary.format : `${summary.format} (${summary.variant})`,
    frames: summary.frames,
    bytes: summary.capturedBytes,
    first: timeText(summary.firstTime),
    last: timeText(summary.lastTime),
    linkTypes: Object.fromEntries(linkTypes.sort(([a], [b]) => compareText(a, b))),
    problems: [
      ...capture.problems.map(({ code, message, offset }) => ({ code, message, offset: offset ?? -1, count: 1 })),
      ...summary.problems.map(({ code, message, offset, count }) => ({ code, message, offset, count })),
    ],
  };
}

function timeText(time: CaptureTime | undefined): string {
  return time === undefined ? '' : isoTime(toNanos(time.seconds, time.nanos));
}

/** What lay beside the captures, and what could not be read; names never say where on this machine it was. */
function skipped({ skipped: beside, problems }: GatheredInputs): Case['skipped'] {
  const unread = problems.map(({ file, code }) => ({ name: lastStep(file ?? ''), reason: code }));
  return [...beside, ...unread].sort((a, b) => compareText(a.name, b.name) || compareText(a.reason, b.reason));
}

function lastStep(path: string): string {
  return path.split(/[\\/]/).findLast((step) => step !== '') ?? path;
}

function protocols(analysed: readonly AnalysedSequence[], coverage: readonly CoverageRow[]): Case['protocols'] {
  const rows = new Map<string, Case['protocols'][number]>();
  const rowOf = (name: string): Case['protocols'][number] => {
    const row = rows.get(name) ?? { name, flows: 0, frames: 0, bytes: 0, messages: 0 };
    rows.set(name, row);
    return row;
  };
  for (const { protocol, flows, frames, captured } of coverage) {
    const row = rowOf(protocol);
    row.flows += flows;
    row.frames += frames;
    row.bytes += captured;
  }
  for (const { part } of analysed)
    for (const { protocol, count } of part.tables.messages) rowOf(protocol).messages += count;
  return [...rows.values()].sort((a, b) => compareText(a.name, b.name));
}

function byteCoverage(rows: readonly CoverageRow[]): ByteCoverage {
  return {
    captured: sum(rows, (row) => row.captured),
    decoded: sum(rows, (row) => row.decoded),
    encrypted: sum(rows, (row) => row.encrypted),
    unrecognised: sum(rows, (row) => row.unrecognised),
    lost: sum(rows, (row) => row.lost),
    damaged: sum(rows, (row) => row.damaged),
    missing: sum(rows, (row) => row.missing),
  };
}

function sum<T>(items: readonly T[], pick: (item: T) => number): number {
  return items.reduce((total, item) => total + pick(item), 0);
}
