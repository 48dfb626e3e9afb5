import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { execPath } from 'node:process';
import { fileURLToPath } from 'node:url';
import { type TimedRun, timedRun } from './timed-run.ts';

const program: string = fileURLToPath(new URL('../quaywatch', import.meta.url));

/** What a case says of its size. */
export interface CaseFigures {
  readonly frames: number;
  readonly flows: number;
  /** -1 where the case does not say. */
  readonly messages: number;
  readonly capturedBytes: number;
}

export interface OurRun extends TimedRun {
  readonly figures: CaseFigures;
}

/** A whole `quaywatch inspect`, as a user runs it: start-up, hashing and writing the case included. */
export async function inspectRun(capture: string, workers: number, scratch: string): Promise<OurRun> {
  const out = join(scratch, 'case');
  rmSync(out, { recursive: true, force: true });
  const run = await timedRun(execPath, [program, 'inspect', capture, '--out', out, '--workers', String(workers)]);
  if (run.exit !== 0) throw new Error(`inspect ${capture}: exit ${run.exit}: ${run.stderr.slice(-500)}`);
  const figures = figuresOf(join(out, 'case.json'));
  rmSync(out, { recursive: true, force: true });
  return { ...run, figures };
}

interface WrittenCase {
  readonly totals: { readonly frames: number; readonly flows?: number };
  readonly protocols?: readonly { readonly messages: number }[];
  readonly coverage?: { readonly captured: number };
}

function figuresOf(path: string): CaseFigures {
  const { totals, protocols, coverage } = JSON.parse(readFileSync(path, 'utf8')) as WrittenCase;
  return {
    frames: totals.frames,
    flows: totals.flows ?? -1,
    messages: protocols?.reduce((sum, { messages }) => sum + messages, 0) ?? -1,
    capturedBytes: coverage?.captured ?? -1,
  };
}
