import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { env } from 'node:process';
import { fileURLToPath } from 'node:url';

/** What the manifest says of one capture, as far as the judge asks. */
export interface KnownCapture {
  readonly id: string;
  /** Relative to the folder of captures. */
  readonly file: string;
  readonly path: string;
  readonly bytes: number;
  /** Frames that capinfos counts; null where it gave up. */
  readonly packets: number | null;
  readonly linktype: string | null;
  readonly tags: readonly string[];
  readonly protocols: { readonly tshark?: Readonly<Record<string, number>> };
}

const beside: string = fileURLToPath(new URL('../../../shared/captures', import.meta.url));

/** Real captures lie in QUAYWATCH_CAPTURES, or beside the repository in `shared/captures`; undefined without them. */
export function capturesFolder(): string | undefined {
  const folder = resolve(env['QUAYWATCH_CAPTURES'] ?? beside);
  return existsSync(join(folder, 'manifest.jsonl')) ? folder : undefined;
}

export function knownCaptures(folder: string): KnownCapture[] {
  return readFileSync(join(folder, 'manifest.jsonl'), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Omit<KnownCapture, 'path'>)
    .map((entry) => ({ ...entry, path: join(folder, entry.file) }))
    .filter((entry) => existsSync(entry.path));
}

/** Whoever made it meant it to be wrong, or it is broken: counts are not compared, but nothing may crash. */
export function isDamaged(capture: KnownCapture): boolean {
  return capture.packets === null || capture.tags.some((tag) => ['malformed', 'damaged-file', 'crafted'].includes(tag));
}

/** Every capture or a fixed sample: each nth in the order of ids, which are hashes and so as good as drawn. */
export function sampleOf<T extends { readonly id: string }>(captures: readonly T[], size: number): T[] {
  const sorted = [...captures].sort((a, b) => (a.id < b.id ? -1 : 1));
  if (sorted.length <= size) return sorted;
  return Array.from({ length: size }, (_, i) => sorted[Math.floor((i * sorted.length) / size)] as T);
}
