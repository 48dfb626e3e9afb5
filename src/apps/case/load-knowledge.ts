import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { fail, type Result } from '../../kernel/result.ts';
import { dataFileNames, type Knowledge, readKnowledge } from '../../knowledge/knowledge.ts';

/** data/ lies beside dist/ when built, and at the root of the checkout when run from source. */
function dataFolder(): URL {
  const built = new URL('../data/', import.meta.url);
  return existsSync(new URL('manifest.json', built)) ? built : new URL('../../../data/', import.meta.url);
}

/** Reads the shipped data files and holds each to its hash in the manifest: a changed one would change verdicts unseen. */
export function loadKnowledge(): Result<Knowledge> {
  const folder = dataFolder();
  try {
    const manifest = JSON.parse(readFileSync(new URL('manifest.json', folder), 'utf8')) as {
      readonly files: readonly { readonly name: string; readonly sha256: string }[];
    };
    const sums = new Map(manifest.files.map(({ name, sha256 }) => [name, sha256]));
    const files: Record<string, string> = {};
    for (const name of dataFileNames) {
      const bytes = readFileSync(new URL(name, folder));
      const sum = createHash('sha256').update(bytes).digest('hex');
      if (sums.get(name) !== sum)
        return damaged(name, `its SHA-256 is ${sum}, the manifest says ${sums.get(name) ?? 'nothing'}`);
      files[name] = bytes.toString('utf8');
    }
    return readKnowledge(files);
  } catch (error) {
    return damaged('manifest.json', error instanceof Error ? error.message : String(error));
  }
}

function damaged(name: string, why: string): Result<never> {
  const message = `The data file ${name} that ships with Quaywatch is damaged (${why}); install it again.`;
  return fail({ code: 'QW_DATA_FILE', message, file: name });
}
