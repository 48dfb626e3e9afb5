import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

export interface TimedRun {
  readonly exit: number;
  readonly stdout: string;
  readonly stderr: string;
  /** From start to the end of its output: what a user waits. */
  readonly seconds: number;
  /** Processor time of the process tree, as last seen before it ended; less noisy than the wall on a shared machine. */
  readonly cpuSeconds: number;
  /** Sum over the process tree of the most memory each process ever held (VmHWM). */
  readonly peakBytes: number;
}

const SAMPLE_MS = 20;
const OUTPUT_BYTES = 1 << 20;
const TICKS_PER_SECOND = 100;

/** Runs a program to its end and watches its memory meanwhile. */
export function timedRun(program: string, args: readonly string[], sample = true): Promise<TimedRun> {
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    const output = { stdout: '', stderr: '' };
    const peaks = new Map<number, number>();
    const ticks = new Map<number, number>();
    const keep = (name: 'stdout' | 'stderr') => (chunk: Buffer) => {
      if (output[name].length < OUTPUT_BYTES) output[name] += chunk.toString('latin1');
    };
    child.stdout.on('data', keep('stdout'));
    child.stderr.on('data', keep('stderr'));
    const pid = child.pid;
    const timer =
      sample && pid !== undefined
        ? setInterval(() => {
            for (const id of tree(pid)) look(id, peaks, ticks);
          }, SAMPLE_MS)
        : undefined;
    child.once('error', reject);
    child.once('close', (code) => {
      clearInterval(timer);
      resolve({
        exit: code ?? -1,
        ...output,
        seconds: (performance.now() - started) / 1000,
        cpuSeconds: sum(ticks.values()) / TICKS_PER_SECOND,
        peakBytes: sum(peaks.values()),
      });
    });
  });
}

/** VmHWM only grows, so the last look before the end is the peak but for what was taken in the last 20 ms. */
function look(id: number, peaks: Map<number, number>, ticks: Map<number, number>): void {
  try {
    const kib = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${id}/status`, 'latin1'))?.[1];
    if (kib !== undefined) peaks.set(id, Number(kib) * 1024);
    const stat = readFileSync(`/proc/${id}/stat`, 'latin1');
    const [user, system] = stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .slice(11, 13);
    ticks.set(id, Number(user) + Number(system));
  } catch {
    // It ended between being listed and being looked at.
  }
}

function tree(root: number): number[] {
  const found = [root];
  for (const id of found) {
    try {
      for (const task of readdirSync(`/proc/${id}/task`)) {
        const children = readFileSync(`/proc/${id}/task/${task}/children`, 'latin1');
        found.push(
          ...children
            .split(' ')
            .filter((text) => text !== '')
            .map(Number),
        );
      }
    } catch {
      // As above.
    }
  }
  return found;
}

function sum(numbers: Iterable<number>): number {
  let total = 0;
  for (const number of numbers) total += number;
  return total;
}
