import { closeSync, openSync, statfsSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

/** Share of the free disk that unpacking or receiving one input may take. */
export const MAX_DISK_SHARE = 0.8;

/** Raised when an input would not stop growing; what was written until then stays readable. */
export class SpoolLimitError extends Error {
  readonly limit: number;

  constructor(limit: number) {
    super(`more than ${limit} bytes`);
    this.limit = limit;
  }
}

/** Writes a spool file up to a limit; the default is {@link MAX_DISK_SHARE} of what the disk has free. */
export class SpoolWriter {
  bytes = 0;
  readonly limit: number;
  readonly #file: number;

  constructor(path: string, limit?: number, freeIn: (folder: string) => number = freeBytes) {
    // Whole bytes: what is left to write is handed to the system, which takes no fractions.
    this.limit = limit ?? Math.floor(freeIn(dirname(path)) * MAX_DISK_SHARE);
    this.#file = openSync(path, 'wx', 0o600);
  }

  write(chunk: Uint8Array): void {
    const room = Math.min(chunk.length, this.limit - this.bytes);
    for (let at = 0; at < room; ) at += writeSync(this.#file, chunk, at, room - at);
    this.bytes += Math.max(0, room);
    if (room < chunk.length) throw new SpoolLimitError(this.limit);
  }

  close(): void {
    closeSync(this.#file);
  }
}

function freeBytes(folder: string): number {
  const { bavail, bsize } = statfsSync(folder);
  return Math.floor(bavail * bsize);
}
