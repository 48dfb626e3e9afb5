import { Dice } from './dice.ts';
import { mutateBytes } from './mutate-bytes.ts';
import type { Target } from './target.ts';
import { eachBlock, endWork, startWork, workDone } from './work-meter.ts';

export interface Finding {
  readonly target: string;
  readonly message: string;
  readonly stack: string;
  readonly input: Uint8Array;
  /** How many executions it took. */
  readonly executions: number;
}

export interface Budget {
  readonly milliseconds: number;
  readonly executions: number;
  /** Different findings after which a target is left. */
  readonly findings: number;
}

/** Real time that one execution may take at the most, for what is done outside of instrumented code; generous, since machines are busy. */
const MAX_MILLISECONDS = 1_500;
/** Tries to make a finding's input smaller. */
const MAX_SHRINKS = 400;
const SHRINK_MILLISECONDS = 5_000;
/** Inputs of one corpus; above it no more are added. */
export const MAX_CORPUS = 2_000;

/** Runs one target on ever new inputs, guided by the blocks they reach. */
export class Fuzzer {
  readonly #target: Target;
  readonly #words: readonly Uint8Array[];
  readonly #dice: Dice;
  readonly #reached: Uint8Array;
  /** Told of every input before it is executed. */
  readonly #before: (input: Uint8Array) => void;
  readonly corpus: Uint8Array[] = [];
  readonly findings: Finding[] = [];
  executions = 0;
  /** Blocks reached at least once. */
  covered = 0;
  /** Most blocks run by one execution, in hundredths of what it may. */
  mostWork = 0;

  constructor(
    target: Target,
    words: readonly Uint8Array[],
    blocks: number,
    seed: number,
    before: (input: Uint8Array) => void = () => undefined,
  ) {
    this.#before = before;
    this.#target = target;
    this.#words = words;
    this.#dice = new Dice(seed);
    this.#reached = new Uint8Array(blocks);
  }

  async run(seeds: readonly Uint8Array[], budget: Budget): Promise<void> {
    const until = performance.now() + budget.milliseconds;
    const enough = (): boolean => this.executions >= budget.executions || this.findings.length >= budget.findings;
    for (const seed of [new Uint8Array(0), ...seeds]) {
      await this.#try(seed);
      if (enough()) return;
    }
    const dice = this.#dice;
    const { maxLength } = this.#target;
    while (!enough() && performance.now() < until) {
      // What was found last leads furthest: half of the time it is one of the newest.
      const { corpus } = this;
      const newest = dice.below(2) === 0 ? Math.max(0, corpus.length - 16) : 0;
      const parent = corpus[newest + dice.below(corpus.length - newest)] ?? new Uint8Array(0);
      const materials = {
        words: this.#words,
        others: corpus.length > 0 ? [dice.pick(corpus), dice.pick(corpus)] : [],
        maxLength,
      };
      const input = this.#target.mutate?.(parent, dice, materials) ?? mutateBytes(parent, dice, materials);
      await this.#try(input);
    }
  }

  /** Executes, keeps the input if it reached something new, notes a finding. */
  async #try(input: Uint8Array): Promise<void> {
    this.executions++;
    const failure = await this.#execute(input);
    const isNew = this.#reachedNew();
    if (failure !== undefined) await this.#note(failure, input);
    else if (isNew && this.corpus.length < MAX_CORPUS) this.corpus.push(input);
  }

  async #execute(input: Uint8Array): Promise<Error | undefined> {
    const { base, perByte } = this.#target.blocks;
    const allowed = base + perByte * input.length;
    this.#before(input);
    const started = performance.now();
    startWork(allowed);
    try {
      // Copied: an input that is written to would be a finding of its own, and not the next one's fault.
      const result = this.#target.execute(input.slice());
      if (result !== undefined) await result;
    } catch (error) {
      return error instanceof Error ? error : new Error(String(error));
    } finally {
      this.mostWork = Math.max(this.mostWork, (100 * workDone()) / allowed);
      endWork();
    }
    if (performance.now() - started > MAX_MILLISECONDS) return await this.#slow(input);
    return undefined;
  }

  /** A busy machine is no finding: it must be slow three times. */
  async #slow(input: Uint8Array): Promise<Error | undefined> {
    let fastest = Infinity;
    for (let i = 0; i < 3; i++) {
      const started = performance.now();
      try {
        await this.#target.execute(input.slice());
      } catch (error) {
        return error as Error;
      }
      fastest = Math.min(fastest, performance.now() - started);
    }
    return fastest > MAX_MILLISECONDS
      ? new Error(`takes ${Math.round(fastest)} ms for ${input.length} bytes`)
      : undefined;
  }

  #reachedNew(): boolean {
    let isNew = false;
    const reached = this.#reached;
    eachBlock((site, count) => {
      const bit = 1 << bucket(count);
      const before = reached[site] as number;
      if ((before & bit) !== 0) return;
      if (before === 0) this.covered++;
      reached[site] = before | bit;
      isNew = true;
    });
    return isNew;
  }

  async #note(error: Error, input: Uint8Array): Promise<void> {
    const kind = kindOf(error);
    if (this.findings.some((finding) => kindOf({ message: finding.message, stack: finding.stack }) === kind)) return;
    const executions = this.executions;
    const small = await this.#shrink(input, kind);
    const { message, stack = '' } = error;
    this.findings.push({ target: this.#target.name, message, stack, input: small, executions });
  }

  /** Cuts pieces out while the same thing goes wrong. */
  async #shrink(input: Uint8Array, kind: string): Promise<Uint8Array> {
    let small = input;
    let tries = 0;
    const until = performance.now() + SHRINK_MILLISECONDS;
    for (let piece = Math.ceil(small.length / 2); piece >= 1; piece = Math.floor(piece / 2)) {
      for (let at = 0; at < small.length && tries < MAX_SHRINKS && performance.now() < until; tries++) {
        const shorter = new Uint8Array(small.length - Math.min(piece, small.length - at));
        shorter.set(small.subarray(0, at));
        shorter.set(small.subarray(at + piece), at);
        const failure = await this.#execute(shorter);
        if (failure !== undefined && kindOf(failure) === kind) small = shorter;
        else at += piece;
      }
    }
    return small;
  }
}

/** Counts apart: 1, 2, 3, up to 7, 15, 31, 127, more. */
function bucket(count: number): number {
  if (count < 4) return count - 1;
  return count < 8 ? 3 : count < 16 ? 4 : count < 32 ? 5 : count < 128 ? 6 : 7;
}

/** Two findings are one when they say the same, numbers aside, from the same place. */
function kindOf({ message, stack = '' }: { readonly message: string; readonly stack?: string | undefined }): string {
  const place =
    stack
      .split('\n')
      .find(
        (line) => /^\s+at /.test(line) && !line.includes('holds') && !/work-meter|[. ]stop |[. ]block /.test(line),
      ) ?? '';
  return `${message.split('\n')[0]?.replace(/\d+/g, '#').slice(0, 120)} ${place.trim().split(' ')[1] ?? ''}`;
}
