import { statSync } from 'node:fs';
import { execPath } from 'node:process';
import { fileURLToPath } from 'node:url';
import type { BenchCaptures } from './bench-captures.ts';
import { type Check, check } from './check.ts';
import { framesOf, warmUp } from './compare-programs.ts';
import { inspectRun, type OurRun } from './our-run.ts';
import type { BenchSizes } from './sizes.ts';
import { spreadOf, spreadText } from './spread.ts';
import { timedRun } from './timed-run.ts';

const MB = 1_000_000;
/** Up to {@link FREE_FLOWS} flows at most this much memory, and so much for each further flow. */
const MEMORY_LIMIT = 600 * MB;
const FREE_FLOWS = 100_000;
const BYTES_PER_FLOW = 400;
/** A longer capture may need a little more: minutes of activity, histograms, a fuller string table. */
const FLAT_MEMORY = 1.15;
const FLAT_COST = 1.15;
const FLOW_COST = 2;
const CRAFTED_COST = 3;
const VERSION_COST = 1.5;
const WORKERS = 2;

export function memoryLimit(flows: number): number {
  return MEMORY_LIMIT + Math.max(0, flows - FREE_FLOWS) * BYTES_PER_FLOW;
}

/** How time and memory grow with frames and flows. Two captures are always timed by turns. */
export class Scaling {
  readonly #captures: BenchCaptures;
  readonly #sizes: BenchSizes;
  readonly #scratch: string;

  constructor(captures: BenchCaptures, sizes: BenchSizes, scratch: string) {
    this.#captures = captures;
    this.#sizes = sizes;
    this.#scratch = scratch;
  }

  async memory(): Promise<Check[]> {
    const { bytes, long, memoryFlows, manyFlows, flowFrames } = this.#sizes;
    const short = await this.#captures.generated({ kind: 'poll', bytes });
    const longer = await this.#captures.generated({ kind: 'poll', bytes: long });
    const [a, b] = [await this.#run(short), await this.#run(longer)];
    const checks = [
      this.#memoryCheck(`memory on polls, ${size(short)}`, a),
      this.#memoryCheck(`memory on polls, ${size(longer)}`, b),
      check(
        `memory of ${size(longer)} by that of ${size(short)}`,
        b.peakBytes / a.peakBytes,
        FLAT_MEMORY,
        'x',
        `${mb(b.peakBytes)}, ${mb(a.peakBytes)}`,
      ),
    ];
    for (const flows of [memoryFlows, manyFlows]) {
      const run = await this.#run(await this.#captures.generated({ kind: 'flows', flows, frames: flowFrames }));
      checks.push(this.#memoryCheck(`memory on ${flows} flows`, run));
    }
    return checks;
  }

  async frames(): Promise<Check> {
    const few = await this.#captures.generated({ kind: 'poll', frames: this.#sizes.fewFrames });
    const many = await this.#captures.generated({ kind: 'poll', frames: this.#sizes.manyFrames });
    return this.#costs(
      `cost of a frame, ${this.#sizes.manyFrames} frames by ${this.#sizes.fewFrames}`,
      few,
      many,
      FLAT_COST,
    );
  }

  async flows(): Promise<Check> {
    const { flowFrames: frames, fewFlows, manyFlows } = this.#sizes;
    const few = await this.#captures.generated({ kind: 'flows', flows: fewFlows, frames });
    const many = await this.#captures.generated({ kind: 'flows', flows: manyFlows, frames });
    return this.#costs(`cost of a frame, ${manyFlows} flows by ${fewFlows}`, few, many, FLOW_COST);
  }

  async crafted(): Promise<Check> {
    const { craftedFlows: flows, craftedFrames: frames } = this.#sizes;
    const ordinary = await this.#captures.generated({ kind: 'flows', flows, frames });
    const crafted = await this.#captures.generated({ kind: 'crafted', flows, frames });
    return this.#costs(`cost of a frame, ${flows} crafted flows by as many ordinary`, ordinary, crafted, CRAFTED_COST);
  }

  async start(): Promise<Check> {
    const program = fileURLToPath(new URL('../quaywatch', import.meta.url));
    const ours: number[] = [];
    const bare: number[] = [];
    for (let i = 0; i < this.#sizes.starts; i++) {
      ours.push((await timedRun(program, ['--version'], false)).seconds * 1000);
      bare.push((await timedRun(execPath, ['-e', '0'], false)).seconds * 1000);
    }
    const [a, b] = [spreadOf(ours), spreadOf(bare)];
    const detail = `${spreadText(a, 0)} ms, node -e 0 ${spreadText(b, 0)} ms`;
    return check('quaywatch --version by node -e 0', a.median / b.median, VERSION_COST, 'x', detail);
  }

  async #costs(name: string, base: string, other: string, limit: number): Promise<Check> {
    const frames = { base: framesOf(base), other: framesOf(other) };
    const costs = { base: [] as number[], other: [] as number[] };
    warmUp(base);
    warmUp(other);
    for (let round = 0; round < this.#sizes.rounds; round++) {
      for (const [key, path] of [
        ['base', base],
        ['other', other],
      ] as const) {
        const run = await this.#run(path, frames[key]);
        costs[key].push((run.seconds * 1e9) / frames[key]);
      }
    }
    const [a, b] = [spreadOf(costs.base), spreadOf(costs.other)];
    const detail = `${spreadText(b, 0)} ns by ${spreadText(a, 0)} ns, ${WORKERS} workers, start-up included`;
    return check(name, b.median / a.median, limit, 'x', detail);
  }

  async #run(path: string, frames: number = framesOf(path)): Promise<OurRun> {
    const run = await inspectRun(path, WORKERS, this.#scratch);
    if (run.figures.frames !== frames) {
      throw new Error(`${path}: ${run.figures.frames} frames, capinfos counts ${frames}: not timed`);
    }
    return run;
  }

  #memoryCheck(name: string, run: OurRun): Check {
    const limit = memoryLimit(run.figures.flows);
    const detail = `${run.figures.frames} frames, ${run.figures.flows} flows, ${WORKERS} workers`;
    return check(name, run.peakBytes / MB, limit / MB, 'MB', detail);
  }
}

function size(path: string): string {
  return mb(statSync(path).size);
}

function mb(bytes: number): string {
  return `${Math.round(bytes / MB)} MB`;
}
