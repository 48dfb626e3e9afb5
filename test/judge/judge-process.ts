import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { analyse, type AnalysedSequence } from '../../src/apps/analyse/analyse.ts';
import { gatherInputs } from '../../src/apps/analyse/gather-inputs.ts';
import { planSequences, type PlannedSequence } from '../../src/apps/analyse/plan-sequences.ts';
import { runShare } from '../../src/apps/analyse/run-share.ts';
import { run } from '../../src/apps/cli/run.ts';
import { EMPTY_DECLARATION } from '../../src/declare/empty-declaration.ts';
import { combine } from '../../src/observe/combine.ts';
import { equalShare } from '../../src/observe/share.ts';
import { SpoolFolder } from '../../src/adapters/capture-files/spool-folder.ts';
import type { Part } from '../../src/schema/facts/part.ts';
import type { JudgeAnswer, JudgeJob } from './judge-protocol.ts';
import { partDigest } from './part-digest.ts';

/**
 * One process of the judge: runs the commands as the command line does, but stays for the next capture, since
 * starting the program 3,600 times costs more than all the analysis.
 */
process.stdout.setMaxListeners(0);
process.on('message', (job: JudgeJob) => {
  void answer(job).then((it) => process.send?.(it));
});

/** Shares and hash seeds that must make no difference; the first is what the others are held to. */
const SPLITS = [
  { shares: 1, seed: 1 },
  { shares: 2, seed: 2 },
  { shares: 4, seed: 1 },
] as const;
const SERIOUS = ['high', 'critical'];

async function answer(job: JudgeJob): Promise<JudgeAnswer> {
  const started = performance.now();
  const inspected = await command('inspect', job.path, '--out', job.out, '--workers', '1');
  const decoded = await command('decode', job.path, '--summary');
  const spoolFolder: { opened?: SpoolFolder } = {};
  const spool = (): SpoolFolder => (spoolFolder.opened ??= new SpoolFolder());
  try {
    const sequences = await sequencesOf([job.path], spool);
    const parts = SPLITS.map(({ shares, seed }) => sequences.map((sequence) => partOf(sequence, shares, seed)));
    return {
      inspectExit: inspected.exit,
      decodeExit: decoded.exit,
      stderr: (inspected.stderr + decoded.stderr).slice(-2000),
      frames: inspected.exit === 3 ? 0 : (json(join(job.out, 'case.json'))?.totals?.frames ?? -1),
      summary: decoded.exit === 0 || decoded.exit === 3 ? JSON.parse(decoded.stdout || '{}') : {},
      coverage: [...(parts[0] ?? []).flatMap(sumsOfPart), ...sumsOfCase(join(job.out, 'case.json'))],
      capturedBytes: sum((parts[0] ?? []).map((part) => part.health.capturedBytes)),
      duplicateFrames: sum((parts[0] ?? []).map((part) => part.health.duplicateFrames)),
      partDigests: Object.fromEntries(
        SPLITS.map(({ shares, seed }, i) => [
          `${shares} shares, seed ${seed}`,
          (parts[i] ?? []).map(partDigest).join(),
        ]),
      ),
      ...(job.pieces === undefined
        ? {}
        : { pieceDigests: [await wholeDigest(job.pieces.whole, spool), await wholeDigest(job.pieces.folder, spool)] }),
      findings: (json(join(job.out, 'findings.json'))?.findings ?? [])
        .filter((finding) => finding.category === 'hidden-path' && SERIOUS.includes(finding.severity))
        .map(({ id, severity, title }) => ({ id, severity, title })),
      milliseconds: performance.now() - started,
    };
  } finally {
    spoolFolder.opened?.close();
  }
}

/** Runs one command of quaywatch in this process, with what it prints kept. */
async function command(...args: string[]): Promise<{ exit: number; stdout: string; stderr: string }> {
  const kept = { stdout: '', stderr: '' };
  const write = {
    stdout: process.stdout.write.bind(process.stdout),
    stderr: process.stderr.write.bind(process.stderr),
  };
  const keep = (name: 'stdout' | 'stderr') =>
    ((chunk: string | Uint8Array): boolean => {
      kept[name] += typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('utf8');
      return true;
    }) as typeof process.stdout.write;
  process.stdout.write = keep('stdout');
  process.stderr.write = keep('stderr');
  process.exitCode = undefined;
  try {
    await run(['node', 'quaywatch', ...args]);
    return { exit: process.exitCode ?? 0, ...kept };
  } finally {
    process.stdout.write = write.stdout;
    process.stderr.write = write.stderr;
    process.exitCode = undefined;
  }
}

async function sequencesOf(args: readonly string[], spool: () => SpoolFolder): Promise<PlannedSequence[]> {
  const { captures } = await gatherInputs(args, spool);
  return planSequences(captures, EMPTY_DECLARATION);
}

/** The part of a sequence as so many workers would make it, whatever its size: `analyse` shares out only large ones. */
function partOf(sequence: PlannedSequence, shares: number, seed: number): Part {
  const outcomes = Array.from({ length: shares }, (_, index) =>
    runShare({
      files: sequence.captures.map(({ path, length }) => ({ path, length, hash: false })),
      share: equalShare(index, shares),
      seed,
      clockOffset: 0,
      dropDuplicates: true,
    }),
  );
  const identity = { site: '', tap: sequence.tap, analysisVersion: 'judge', captures: [], droppedByCapture: -1 };
  return combine(
    identity,
    outcomes.map(({ facts }) => facts),
  );
}

async function wholeDigest(path: string, spool: () => SpoolFolder): Promise<string> {
  const analysed: readonly AnalysedSequence[] = await analyse(await sequencesOf([path], spool), {
    site: '',
    workers: 1,
    seed: 3,
    dropDuplicates: true,
  });
  return analysed.map(({ part }) => partDigest(part)).join();
}

function sumsOfPart(part: Part): string[] {
  const wrong: string[] = [];
  for (const row of part.tables.coverage) {
    const parts = row.decoded + row.encrypted + row.unrecognised + row.lost + row.damaged;
    if (row.captured !== parts) wrong.push(`${row.protocol}: captured ${row.captured}, its kinds come to ${parts}`);
    for (const [kind, bytes] of Object.entries(row)) {
      if (typeof bytes === 'number' && !(Number.isSafeInteger(bytes) && bytes >= 0)) {
        wrong.push(`${row.protocol}: ${kind} is ${bytes}`);
      }
    }
  }
  const rows = sum(part.tables.coverage.map((row) => row.captured));
  if (rows !== part.health.capturedBytes) {
    wrong.push(`protocols come to ${rows} bytes, the tap's frames hold ${part.health.capturedBytes}`);
  }
  const frames = sum(part.tables.coverage.map((row) => row.frames));
  if (frames !== part.health.frames - part.health.duplicateFrames && frames !== part.health.frames) {
    wrong.push(`protocols come to ${frames} frames, the tap has ${part.health.frames}`);
  }
  return wrong;
}

interface Bytes {
  readonly captured: number;
  readonly decoded: number;
  readonly encrypted: number;
  readonly unrecognised: number;
  readonly lost: number;
  readonly damaged: number;
}

/** The case says the same sums once more, of the whole and of each unit. */
function sumsOfCase(path: string): string[] {
  const file = json(path);
  if (file?.coverage?.captured === undefined) return [];
  const all: [string, Bytes][] = [
    ['case', file.coverage],
    ...(file.units ?? []).map((unit): [string, Bytes] => [unit.id, unit.coverage.bytes]),
  ];
  const wrong = all
    .filter(([, b]) => b.captured !== b.decoded + b.encrypted + b.unrecognised + b.lost + b.damaged)
    .map(([name, b]) => `${name}: captured ${b.captured} is not the sum of its kinds`);
  return wrong;
}

interface WrittenCase {
  readonly totals?: { readonly frames?: number };
  readonly coverage?: Bytes;
  readonly units?: readonly { readonly id: string; readonly coverage: { readonly bytes: Bytes } }[];
  readonly findings?: readonly { id: string; category: string; severity: string; title: string }[];
}

function json(path: string): WrittenCase | undefined {
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as WrittenCase) : undefined;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
