import { mkdirSync, writeFileSync } from 'node:fs';
import { SpoolFolder } from '../../../adapters/capture-files/spool-folder.ts';
import { hashSeed } from '../../../adapters/hash-seed.ts';
import { EMPTY_DECLARATION } from '../../../declare/empty-declaration.ts';
import { analyse } from '../../analyse/analyse.ts';
import { gatherInputs } from '../../analyse/gather-inputs.ts';
import { planSequences } from '../../analyse/plan-sequences.ts';

export async function inspect(args: readonly string[], options: { workers?: number; out: string }): Promise<void> {
  let spool: SpoolFolder | undefined;
  try {
    const inputs = await gatherInputs(args, () => (spool ??= new SpoolFolder()));
    const sequences = planSequences(inputs.captures, EMPTY_DECLARATION);
    const analysed = await analyse(sequences, {
      site: '',
      seed: hashSeed(),
      dropDuplicates: true,
      ...(options.workers === undefined ? {} : { workers: options.workers }),
    });
    mkdirSync(options.out, { recursive: true });
    const frames = analysed.reduce((s, a) => s + a.part.health.frames, 0);
    writeFileSync(
      `${options.out}/case.json`,
      JSON.stringify(
        {
          totals: { frames },
          parts: analysed.map((a) => ({
            health: a.part.health,
            coverage: a.part.tables.coverage,
            digest: a.part.framesDigest,
            flows: a.part.flows.length,
          })),
        },
        (_, v) => (typeof v === 'bigint' ? String(v) : v),
        1,
      ),
    );
    process.exitCode = frames === 0 ? 3 : 0;
  } finally {
    spool?.close();
  }
}
