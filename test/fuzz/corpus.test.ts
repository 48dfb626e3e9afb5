import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { corpusFolder, readCorpus, readSamples } from './engine/corpus-files.ts';
import { nastyInputs } from './seeds/nasty-inputs.ts';
import { allTargets } from './targets/all-targets.ts';

/** Bytes of the whole corpus in the repository. */
const MAX_CORPUS_BYTES = 2_000_000;

describe('the corpus of the fuzzer', () => {
  it.each(allTargets.map((target) => [target.name, target] as const))(
    '%s holds on all of its inputs',
    async (name, target) => {
      const { inputs, findings } = readCorpus(name);
      for (const input of [new Uint8Array(0), ...findings, ...nastyInputs(name), ...readSamples(name), ...inputs]) {
        const before = input.slice();
        await target.execute(input);
        expect(input).toEqual(before);
      }
    },
  );

  it('belongs to targets that exist, and is small', () => {
    const names = new Set(allTargets.map(({ name }) => name));
    let bytes = 0;
    for (const folder of readdirSync(corpusFolder)) {
      expect(names).toContain(folder);
      for (const file of readdirSync(join(corpusFolder, folder)))
        bytes += statSync(join(corpusFolder, folder, file)).size;
    }
    expect(bytes).toBeLessThan(MAX_CORPUS_BYTES);
  });

  it('gives every target something to start from', () => {
    expect(
      allTargets
        .map(({ name }) => name)
        .filter((name) => readCorpus(name).inputs.length + nastyInputs(name).length === 0),
    ).toEqual([]);
  });
});
