import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BenchOptions, generateBench } from './generator/generate-bench.ts';

export type Wanted = Omit<BenchOptions, 'file'>;

/**
 * Generated captures, each made once: the name holds what was asked for and a digest of the generator's source,
 * since the same options give the same bytes only from the same generator.
 */
export class BenchCaptures {
  readonly folder: string;
  readonly #generator: string = generatorDigest();

  constructor(folder: string) {
    this.folder = folder;
    mkdirSync(folder, { recursive: true });
  }

  async generated(wanted: Wanted): Promise<string> {
    const words = Object.entries(wanted).map(([name, value]) => (name === 'kind' ? String(value) : `${name}-${value}`));
    const file = join(this.folder, `${words.join('_')}_${this.#generator}.pcap`);
    if (!existsSync(file)) {
      await generateBench({ ...wanted, file: `${file}.part` });
      renameSync(`${file}.part`, file);
    }
    return file;
  }
}

function generatorDigest(): string {
  const folder = fileURLToPath(new URL('./generator', import.meta.url));
  const hash = createHash('sha256');
  for (const entry of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
    const path = join(folder, entry);
    if (entry.endsWith('.ts') && !entry.endsWith('.test.ts') && statSync(path).isFile())
      hash.update(readFileSync(path));
  }
  return hash.digest('hex').slice(0, 8);
}
