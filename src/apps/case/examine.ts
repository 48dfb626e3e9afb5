import { hashSeed } from '../../adapters/hash-seed.ts';
import { nodeCrypto } from '../../adapters/node-crypto.ts';
import { type Detected, detect } from '../../detect/detect.ts';
import type { Knowledge } from '../../knowledge/knowledge.ts';
import { union } from '../../observe/union.ts';
import type { Estate } from '../../resolve/estate.ts';
import { resolve } from '../../resolve/resolve.ts';
import type { Part } from '../../schema/facts/part.ts';
import { type AnalysedSequence, type AnalyseOptions, analyse } from '../analyse/analyse.ts';
import type { GatheredInputs } from '../analyse/gather-inputs.ts';
import { planSequences } from '../analyse/plan-sequences.ts';
import type { Declared } from './declared.ts';

/** Everything between captures and a case: what was read, what it amounts to, what is wrong with it. */
export interface Examined {
  readonly inputs: GatheredInputs;
  readonly declared: Declared;
  readonly knowledge: Knowledge;
  readonly analysed: readonly AnalysedSequence[];
  readonly parts: readonly Part[];
  readonly estate: Estate;
  readonly detected: Detected;
  readonly frames: number;
}

export interface ExamineOptions {
  readonly workers?: number;
  readonly arrived?: AnalyseOptions['arrived'];
  /** Told what is being done, for people. */
  readonly progress?: (doing: string) => void;
}

/** findings = detect(resolve(union(parts)), declaration, knowledge). */
export async function examine(
  inputs: GatheredInputs,
  declared: Declared,
  knowledge: Knowledge,
  options: ExamineOptions = {},
): Promise<Examined> {
  const { declaration } = declared;
  const known = { ...knowledge, relays: knowledge.relays.with(declaration.relays ?? []) };
  const sequences = planSequences(inputs.captures, declaration);
  options.progress?.(`analysing ${inputs.captures.length} capture(s) of ${sequences.length} tap(s)`);
  const analysed = await analyse(sequences, {
    site: declaration.site.unlocode ?? '',
    seed: hashSeed(),
    dropDuplicates: true,
    ...(options.workers === undefined ? {} : { workers: options.workers }),
    ...(options.arrived === undefined ? {} : { arrived: options.arrived }),
  });
  options.progress?.('comparing what was seen with what is declared');
  const parts = union([analysed.map(({ part }) => part)]);
  const estate = resolve(parts, known);
  const detected = detect(estate, declaration, known, nodeCrypto);
  const frames = analysed.reduce((sum, { part }) => sum + part.health.frames, 0);
  return { inputs, declared, knowledge, analysed, parts, estate, detected, frames };
}
