import { lstatSync, readdirSync, realpathSync, statSync, type Stats } from 'node:fs';
import { basename, join, resolve, sep } from 'node:path';
import type { FileFormat } from '../../capture/capture-format.ts';
import { compareText } from '../../kernel/compare.ts';
import type { Problem } from '../../kernel/result.ts';
import { peekFormat } from './peek-format.ts';

/** A capture file to read, and what it is called in every output. */
export interface FoundCapture {
  /** Where it lies; never to be shown or stored. */
  readonly path: string;
  /** Relative to the argument that led to it, with `/`, without `..`, unique. */
  readonly name: string;
  readonly outer: FileFormat;
  readonly inner: FileFormat;
}

export interface FoundCaptures {
  /** In the order of their names, whatever the order of the arguments. */
  readonly captures: readonly FoundCapture[];
  /** What folders held beside captures. */
  readonly skipped: readonly SkippedFile[];
  /** Arguments that cannot be read, and limits that were met. */
  readonly problems: readonly Problem[];
}

export interface SkippedFile {
  readonly name: string;
  readonly reason: 'not a capture' | 'not a regular file' | 'unreadable' | 'a loop of links' | 'too deep';
}

/** Folders within folders that are followed, and entries looked at, before the search says that it stops. */
export const MAX_FOLDER_DEPTH = 64;
export const MAX_ENTRIES = 1_000_000;

/**
 * Finds captures in files and folders. A file that is named is always taken, so that what is wrong with it gets
 * said; in folders only those are taken that begin like a capture, or are called like one and are empty.
 */
export function findCaptures(
  args: readonly string[],
  limits: { readonly maxEntries?: number; readonly maxDepth?: number } = {},
): FoundCaptures {
  const search = new Search(limits.maxEntries ?? MAX_ENTRIES, limits.maxDepth ?? MAX_FOLDER_DEPTH);
  const sorted = [...new Set(args.map((arg) => resolve(arg)))].sort(compareText);
  for (const path of sorted) search.argument(path, args.find((arg) => resolve(arg) === path) ?? path);
  return search.result();
}

interface Candidate extends FoundCapture {
  /** Path without links, to tell one file under two arguments, and to name apart two with the same name. */
  readonly real: string;
}

class Search {
  readonly #maxEntries: number;
  readonly #maxDepth: number;
  readonly #found: Map<string, Candidate> = new Map();
  readonly #skipped: SkippedFile[] = [];
  readonly #problems: Problem[] = [];
  #entries = 0;

  constructor(maxEntries: number, maxDepth: number) {
    this.#maxEntries = maxEntries;
    this.#maxDepth = maxDepth;
  }

  argument(path: string, given: string): void {
    let stats: Stats;
    try {
      stats = statSync(path);
    } catch {
      const message = `${given} does not exist or may not be read; check the path.`;
      this.#problems.push({ code: 'QW_INPUT_MISSING', message, file: given });
      return;
    }
    if (stats.isDirectory()) this.#folder(path, '', [realpathSync(path)]);
    else if (stats.isFile()) this.#file(path, basename(path), true, stats.size);
    else {
      const message = `${given} is no regular file; pipe it in and name it "-".`;
      this.#problems.push({ code: 'QW_INPUT_KIND', message, file: given });
    }
  }

  result(): FoundCaptures {
    const named = nameApart([...this.#found.values()]);
    return {
      captures: named.sort((a, b) => compareText(a.name, b.name)),
      skipped: this.#skipped.sort((a, b) => compareText(a.name, b.name) || compareText(a.reason, b.reason)),
      problems: this.#problems,
    };
  }

  /** @param above real paths of the folders that enclose this one: a link back to one of them is a loop. */
  #folder(path: string, prefix: string, above: readonly string[]): void {
    let names: string[];
    try {
      names = readdirSync(path).sort(compareText);
    } catch {
      this.#skipped.push({ name: prefix === '' ? '.' : prefix.slice(0, -1), reason: 'unreadable' });
      return;
    }
    for (const entry of names) {
      if (this.#entries++ >= this.#maxEntries) {
        this.#stop();
        return;
      }
      this.#entry(join(path, entry), `${prefix}${entry}`, above);
    }
  }

  #entry(path: string, name: string, above: readonly string[]): void {
    let stats: Stats;
    let real: string;
    try {
      stats = statSync(path);
      real = lstatSync(path).isSymbolicLink() ? realpathSync(path) : join(above.at(-1) ?? '', basename(path));
    } catch {
      this.#skipped.push({ name, reason: 'unreadable' });
      return;
    }
    if (stats.isFile()) this.#file(path, name, false, stats.size);
    else if (!stats.isDirectory()) this.#skipped.push({ name, reason: 'not a regular file' });
    else if (above.length >= this.#maxDepth) this.#skipped.push({ name, reason: 'too deep' });
    else if (above.includes(real)) this.#skipped.push({ name, reason: 'a loop of links' });
    else this.#folder(path, `${name}/`, [...above, real]);
  }

  #file(path: string, name: string, isNamed: boolean, size: number): void {
    try {
      const { outer, inner } = peekFormat(path);
      const isCapture = inner === 'pcap' || inner === 'pcapng';
      if (!isNamed && !isCapture && !(size === 0 && CAPTURE_NAME.test(name))) {
        this.#skipped.push({ name, reason: 'not a capture' });
        return;
      }
      const real = realpathSync(path);
      const known = this.#found.get(real);
      // One file under several arguments keeps the name that sorts first.
      if (!known || compareText(name, known.name) < 0) this.#found.set(real, { path, name, outer, inner, real });
    } catch {
      this.#skipped.push({ name, reason: 'unreadable' });
      if (isNamed) {
        const message = `${name} may not be read; check its permissions.`;
        this.#problems.push({ code: 'QW_INPUT_UNREADABLE', message, file: name });
      }
    }
  }

  #stop(): void {
    if (this.#problems.some((problem) => problem.code === 'QW_INPUT_LIMIT')) return;
    const message = `More than ${this.#maxEntries} entries in the folders given; the rest is not looked at.`;
    this.#problems.push({ code: 'QW_INPUT_LIMIT', message });
  }
}

const CAPTURE_NAME = /\.(pcap|pcapng|cap|dmp)\d*(\.(gz|zst|zstd))?$/i;

/** Two arguments may lead to two files of one name: then as many folders above are named as tell them apart. */
function nameApart(candidates: readonly Candidate[]): FoundCapture[] {
  const byName = new Map<string, Candidate[]>();
  for (const candidate of candidates) {
    const same = byName.get(candidate.name);
    if (same) same.push(candidate);
    else byName.set(candidate.name, [candidate]);
  }
  const out: FoundCapture[] = [];
  for (const [name, same] of byName) {
    const parts = same.map((candidate) => candidate.real.split(sep).filter((part) => part !== ''));
    let depth = name.split('/').length;
    const names = (): string[] => (same.length === 1 ? [name] : parts.map((part) => part.slice(-depth).join('/')));
    const longest = Math.max(...parts.map((part) => part.length));
    while (new Set(names()).size < same.length && depth < longest) depth++;
    for (const [i, { path, outer, inner }] of same.entries()) {
      out.push({ path, name: names()[i] as string, outer, inner });
    }
  }
  const taken = new Set<string>();
  return out
    .sort((a, b) => compareText(a.name, b.name) || compareText(a.path, b.path))
    .map((capture) => {
      let name = capture.name;
      for (let turn = 2; taken.has(name); turn++) name = `${capture.name}~${turn}`;
      taken.add(name);
      return { ...capture, name };
    });
}
