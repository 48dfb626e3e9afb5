import { mkdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { compareText } from '../../../src/kernel/compare.ts';
import { instrumentSource, type InstrumentedSource } from './instrument-source.ts';
import { MAX_BLOCKS } from './work-meter.ts';

/** A fault planted in the copy that is built: `find` must stand in the file exactly once. */
export interface SeededFault {
  readonly file: string;
  readonly find: string;
  readonly replace: string;
}

export interface InstrumentedBuild {
  readonly file: string;
  /** Block numbers used so far; those of sources that were replaced by a fault stay unused. */
  readonly blocks: number;
  readonly literals: readonly (number | string)[];
}

const root = join(import.meta.dirname, '..', '..', '..');
const METER = join(import.meta.dirname, 'work-meter.ts');
/** By path and text, so that the same source keeps its block numbers from build to build. */
const cache = new Map<string, InstrumentedSource>();
let blocks = 0;

/**
 * Bundles the fuzzer with an instrumented copy of src/ into out/fuzz/<name>.mjs. Measured here: a call into
 * node:inspector for block coverage of src/ takes 15 to 40 ms, whatever ran, so it can only be asked once a batch;
 * counters in the code cost 2 ns a block and tell of every single execution.
 */
export async function buildInstrumented(name: string, fault?: SeededFault): Promise<InstrumentedBuild> {
  const file = join(root, 'out', 'fuzz', `${name}.mjs`);
  mkdirSync(join(root, 'out', 'fuzz'), { recursive: true });
  let planted = fault === undefined;
  const literals = new Set<number | string>();
  const instrument: Plugin = {
    name: 'instrument',
    setup(building) {
      building.onLoad({ filter: /\.ts$/ }, ({ path }) => {
        const place = relative(root, path).split(sep).join('/');
        if (!place.startsWith('src/')) return undefined;
        let text = readFileSync(path, 'utf8');
        if (fault?.file === place) {
          if (text.split(fault.find).length !== 2) throw new Error(`${place} does not hold once: ${fault.find}`);
          text = text.replace(fault.find, () => fault.replace);
          planted = true;
        }
        const key = `${place}\n${text}`;
        let made = cache.get(key);
        if (made === undefined) {
          made = instrumentSource(path, text, blocks, '__block');
          cache.set(key, made);
          blocks += made.blocks;
        }
        for (const literal of made.literals) literals.add(literal);
        const importMeter = `import { block as __block } from ${JSON.stringify(METER)};`;
        return { contents: importMeter + made.text, loader: 'ts' };
      });
    },
  };
  await build({
    absWorkingDir: root,
    entryPoints: ['test/fuzz/engine/fuzz-session.ts'],
    outfile: file,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    packages: 'external',
    plugins: [instrument],
    logLevel: 'error',
  });
  if (!planted) throw new Error(`${fault?.file} is not part of what is fuzzed`);
  if (blocks > MAX_BLOCKS) throw new Error(`${blocks} blocks, more than MAX_BLOCKS ${MAX_BLOCKS}`);
  // Files come in the order in which they were read, which differs from run to run; one seed must mean one run.
  const inOrder = [...literals].sort((a, b) => compareText(`${typeof a} ${a}`, `${typeof b} ${b}`));
  return { file, blocks, literals: inOrder };
}
