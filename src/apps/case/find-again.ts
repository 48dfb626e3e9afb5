import { findCaptures } from '../../adapters/capture-files/find-captures.ts';
import { sha256File } from '../../adapters/capture-files/sha256-file.ts';
import type { SpoolFolder } from '../../adapters/capture-files/spool-folder.ts';
import { gatherInputs } from '../analyse/gather-inputs.ts';
import type { InputCapture } from '../analyse/input-capture.ts';
import type { Case } from '../../schema/case.ts';

export interface FoundAgain {
  readonly captures: readonly InputCapture[];
  /** Captures of the case that lie nowhere where we looked. */
  readonly missing: Case['captures'];
}

/**
 * Finds the captures of a case by their hashes, in the folders and files given; without any, under the names they
 * had, from the working directory. Names are those of the case, whatever the files are called now.
 */
export async function findAgain(
  wanted: Case['captures'],
  places: readonly string[],
  spool: () => SpoolFolder,
): Promise<FoundAgain> {
  const looked = places.length > 0 ? places : wanted.flatMap(({ names }) => names.filter((name) => name !== '-'));
  const byHash = new Map(wanted.map((entry) => [entry.sha256, entry]));
  const paths = new Map<string, string>();
  for (const { path } of findCaptures(looked).captures) {
    const sha256 = sha256File(path);
    if (byHash.has(sha256) && !paths.has(sha256)) paths.set(sha256, path);
  }
  // Only those of the case are unpacked and read.
  const inputs = paths.size === 0 ? { captures: [] } : await gatherInputs([...paths.values()], spool);
  const captures = inputs.captures.flatMap((capture) => {
    const entry = byHash.get(capture.sha256);
    return entry === undefined ? [] : [{ ...capture, names: entry.names }];
  });
  return { captures, missing: wanted.filter(({ sha256 }) => !paths.has(sha256)) };
}
