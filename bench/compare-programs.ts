import { execFileSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { inspectRun, type OurRun } from './our-run.ts';
import { type Spread, spreadOf } from './spread.ts';
import { type TimedRun, timedRun } from './timed-run.ts';

export interface CaptureToTime {
  readonly name: string;
  readonly path: string;
  /** Most of the other program's time that `inspect` with two workers may take. */
  readonly limits: { readonly tshark: number; readonly ndpi: number };
  /** The limit for ndpiReader holds from this many flows in 1,000 frames on. */
  readonly ndpiFromFlows?: number;
}

export interface ProgramRow {
  readonly capture: string;
  readonly bytes: number;
  readonly frames: number;
  readonly bytesPerFrame: number;
  readonly flows: number;
  readonly flowsPerThousandFrames: number;
  readonly messages: number;
  readonly twoWorkers: Spread;
  readonly oneWorker: Spread;
  readonly tshark: Spread;
  readonly ndpi: Spread;
  /** Processor seconds: beside the wall they tell a slow program from a busy machine. */
  readonly cpu: {
    readonly twoWorkers: number;
    readonly oneWorker: number;
    readonly tshark: number;
    readonly ndpi: number;
  };
  readonly peakBytes: number;
  readonly ratios: readonly Ratio[];
}

export interface Ratio {
  readonly name: string;
  readonly value: number;
  readonly limit: number;
  /** Why a limit does not apply here; empty where it does. */
  readonly notHeld: string;
}

/** Frames as capinfos counts them. */
export function framesOf(path: string): number {
  const output = execFileSync('capinfos', ['-T', '-r', '-M', '-c', path], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return Number(/\t(\d+)\s*$/.exec(output)?.[1]);
}

/**
 * Times ours and the others by turns, so that whatever else the machine does hits all of them. tshark needs minutes
 * and runs once; the others `rounds` times.
 */
export async function timeCapture(capture: CaptureToTime, rounds: number, scratch: string): Promise<ProgramRow> {
  warmUp(capture.path);
  const frames = framesOf(capture.path);
  const two: OurRun[] = [];
  const one: OurRun[] = [];
  const ndpi: TimedRun[] = [];
  const tshark: TimedRun[] = [];
  for (let round = 0; round < rounds; round++) {
    two.push(await inspectRun(capture.path, 2, scratch));
    if (two[0]?.figures.frames !== frames) {
      throw new Error(`${capture.name}: ${two[0]?.figures.frames} frames, capinfos counts ${frames}: not timed`);
    }
    if (round === 0) tshark.push(await other('tshark', ['-q', '-z', 'io,phs', '-r', capture.path]));
    ndpi.push(await other('ndpiReader', ['-q', '-i', capture.path]));
    one.push(await inspectRun(capture.path, 1, scratch));
  }
  const seconds = (runs: readonly TimedRun[]): Spread => spreadOf(runs.map((run) => run.seconds));
  const cpu = (runs: readonly TimedRun[]): number => spreadOf(runs.map((run) => run.cpuSeconds)).median;
  const flows = two[0]?.figures.flows ?? -1;
  const perThousand = (flows * 1000) / frames;
  const ours = seconds(two).median;
  const needed = capture.ndpiFromFlows ?? 0;
  const bytes = statSync(capture.path).size;
  return {
    capture: capture.name,
    bytes,
    frames,
    bytesPerFrame: bytes / frames,
    flows,
    flowsPerThousandFrames: perThousand,
    messages: two[0]?.figures.messages ?? -1,
    twoWorkers: seconds(two),
    oneWorker: seconds(one),
    tshark: seconds(tshark),
    ndpi: seconds(ndpi),
    cpu: { twoWorkers: cpu(two), oneWorker: cpu(one), tshark: cpu(tshark), ndpi: cpu(ndpi) },
    peakBytes: Math.max(...[...two, ...one].map((run) => run.peakBytes)),
    ratios: [
      { name: 'tshark -q -z io,phs', value: ours / seconds(tshark).median, limit: capture.limits.tshark, notHeld: '' },
      {
        name: 'ndpiReader -q',
        value: ours / seconds(ndpi).median,
        limit: capture.limits.ndpi,
        notHeld: flows >= 0 && perThousand < needed ? `fewer than ${needed} flows in 1,000 frames` : '',
      },
    ],
  };
}

async function other(name: string, args: readonly string[]): Promise<TimedRun> {
  const run = await timedRun(name, args);
  if (run.exit !== 0) throw new Error(`${name} ${args.join(' ')}: exit ${run.exit}: ${run.stderr.slice(-500)}`);
  return run;
}

/** So that the first program timed does not pay for the disk. */
export function warmUp(path: string): void {
  execFileSync('cat', [path], { stdio: ['ignore', 'ignore', 'ignore'] });
}
