import { join } from 'node:path';
import { stderr } from 'node:process';
import { generateDemo } from '../../../../bench/generator/generate-demo.ts';
import { complain } from '../complain.ts';
import { EXIT_USAGE } from '../exit-codes.ts';
import { inspect } from './inspect.ts';

export interface DemoOptions {
  readonly out: string;
  readonly seed?: number;
}

/** The main job on a generated terminal: captures, a declaration, a case; what the generator hid is in truth.json. */
export async function demo(options: DemoOptions): Promise<void> {
  const { out, seed } = options;
  stderr.write(`Generating a terminal of six cranes into ${out} ...\n`);
  let made: Awaited<ReturnType<typeof generateDemo>>;
  try {
    made = await generateDemo({ out, ...(seed === undefined ? {} : { seed }) });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    complain(`${out} cannot be written: ${error.message}`);
    process.exitCode = EXIT_USAGE;
    return;
  }
  stderr.write(`quaywatch inspect ${made.captures} --declaration ${made.site} --out ${join(out, 'case')}\n\n`);
  await inspect([made.captures], { declaration: made.site, out: join(out, 'case') });
}
