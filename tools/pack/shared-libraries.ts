import { realpathSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { runOrStop } from './run-or-stop.ts';

export interface SharedLibrary {
  /** The name a program asks the loader for, e.g. `libc.so.6`. */
  readonly name: string;
  readonly path: string;
}

/** What the loader would load for these files (ldd), the loader included, without what lies beside them. */
export function sharedLibraries(files: readonly string[]): SharedLibrary[] {
  const beside = new Set(files.map((file) => dirname(file)));
  const found = new Map<string, string>();
  for (const file of files) {
    for (const line of runOrStop('ldd', [file], '/').split('\n')) {
      if (line.includes('not found')) {
        console.error(`pack: ${file} needs ${line.trim()}`);
        process.exit(1);
      }
      const match = /^\s*(?:\S+ => )?(\/\S+) \(0x/.exec(line);
      if (!match?.[1] || beside.has(dirname(match[1]))) continue;
      found.set(basename(match[1]), realpathSync(match[1]));
    }
  }
  const sorted = [...found].sort(([a], [b]) => (a < b ? -1 : 1));
  return sorted.map(([name, path]) => ({ name, path }));
}
