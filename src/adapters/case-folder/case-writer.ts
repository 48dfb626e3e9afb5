import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import type { Problem } from '../../kernel/result.ts';
import { type WrittenFile, writeSums } from './hash-sums.ts';

/**
 * Writes a case whole or not at all: into a folder beside the wished one, which takes its place when everything is
 * there. A case that stood there is replaced; anything else is left alone.
 */
export class CaseWriter {
  /** Where files go until {@link commit}. */
  readonly folder: string;
  readonly #out: string;
  /** Of files written so far. */
  readonly #sums = new Map<string, string>();
  /** Cleans up, then lets the signal do what it would have done. */
  readonly #onSignal = (signal: NodeJS.Signals): void => {
    this.abandon();
    if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
  };

  constructor(out: string) {
    this.#out = resolve(out);
    mkdirSync(dirname(this.#out), { recursive: true });
    this.folder = `${this.#out}.partial-${process.pid}`;
    // What a killed run of the same number left behind.
    rmSync(this.folder, { recursive: true, force: true });
    mkdirSync(this.folder);
    for (const signal of SIGNALS) process.on(signal, this.#onSignal);
  }

  /** @param path relative, with `/`. */
  write(path: string, content: string | Uint8Array): void {
    const full = join(this.folder, ...path.split('/'));
    mkdirSync(dirname(full), { recursive: true });
    writeFileSync(full, content, { flag: 'wx' });
    this.#sums.set(path, createHash('sha256').update(content).digest('hex'));
  }

  /** What somebody else wrote into the folder, so that it need not be read again to be hashed. */
  note(files: readonly WrittenFile[]): void {
    for (const { path, sha256 } of files) this.#sums.set(path, sha256);
  }

  /** Hashes all files and puts the case in its place. */
  commit(): void {
    writeSums(this.folder, this.#sums);
    const old = `${this.folder}.old`;
    const replaces = existsSync(this.#out);
    if (replaces) renameSync(this.#out, old);
    renameSync(this.folder, this.#out);
    if (replaces) rmSync(old, { recursive: true, force: true });
    this.#release();
  }

  abandon(): void {
    this.#release();
    // A thread may still be writing facts there when a signal comes.
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }

  #release(): void {
    for (const signal of SIGNALS) process.off(signal, this.#onSignal);
  }
}

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Why a case may not be written there; undefined when it may. Asked before the work, not after it. */
export function refusal(out: string): Problem | undefined {
  const stats = statSync(out, { throwIfNoEntry: false });
  if (stats === undefined) return undefined;
  if (!stats.isDirectory()) return problem(out, 'is a file');
  if (readdirSync(out).length === 0 || isCase(out)) return undefined;
  return problem(out, 'holds something that is not a case');
}

export function isCase(folder: string): boolean {
  try {
    return /^\{\s*"schema": "quaywatch\/case@/.test(readFileSync(join(folder, 'case.json'), 'utf8').slice(0, 100));
  } catch {
    return false;
  }
}

function problem(out: string, what: string): Problem {
  const message = `${out} ${what} and is not overwritten; name another folder with --out, or move ${basename(out)} away.`;
  return { code: 'QW_CASE_FOLDER', message, file: out };
}
