import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { createGunzip, type Gunzip } from 'node:zlib';
import type { Problem } from '../../kernel/result.ts';
import type { SpoolFolder } from './spool-folder.ts';
import { SpoolLimitError, SpoolWriter } from './spool-writer.ts';
import { ZstdUnpacker } from './zstd-unpacker.ts';

/** A compressed capture, unpacked as far as it goes. */
export interface UnpackedCapture {
  /** The spool file; it lives as long as its folder. */
  readonly path: string;
  readonly bytes: number;
  /** SHA-256 in hex of the file as given, compressed. */
  readonly sha256: string;
  readonly compressedBytes: number;
  readonly problems: readonly Problem[];
}

export interface UnpackOptions {
  /** Bytes after which unpacking stops, and says so. Default: MAX_DISK_SHARE of the free disk. */
  readonly maxBytes?: number;
}

/** Bytes that zlib puts out at once. */
const OUTPUT_BYTES = 262_144;

/** Bytes read at once. */
const CHUNK_BYTES = 65_536;

/** Damage is closed in upon in these steps: each costs a trip to another thread, so 65,536 single ones took 5 s. */
const RECOVERY_STEPS: readonly number[] = [1_024, 1];

/**
 * Unpacks into the spool folder, holding one chunk and the window of the format in memory. zlib has no synchronous
 * stream and workers want one, so unpacking comes first and reading after it. A file that is cut or damaged yields
 * what lies before; trailing bytes that belong to nothing are named.
 */
export async function unpackCapture(
  path: string,
  format: 'gzip' | 'zstd',
  spool: SpoolFolder,
  options: UnpackOptions = {},
): Promise<UnpackedCapture> {
  const target = spool.newFile(basename(path));
  const writer = new SpoolWriter(target, options.maxBytes);
  const hash = createHash('sha256');
  const problems: Problem[] = [];
  let compressedBytes = 0;
  let unpacker = format === 'gzip' ? new GzipUnpacker(writer) : zstdUnpacker(writer);
  let stopped = false;
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: CHUNK_BYTES })) {
      const bytes = chunk as Uint8Array;
      hash.update(bytes);
      // The digest is of the whole file, so reading goes on behind damage; unpacking does not.
      if (!stopped) {
        let problem = await attempt(() => unpacker.push(bytes), path, compressedBytes);
        for (const step of format === 'gzip' ? RECOVERY_STEPS : []) {
          if (problem?.code !== 'QW_UNPACK_DAMAGED') break;
          unpacker.close();
          unpacker = new GzipUnpacker(writer, writer.bytes);
          problem = await closeIn(unpacker, path, {
            sound: problem.offset ?? 0,
            bytes,
            chunkAt: compressedBytes,
            step,
          });
        }
        if (problem) problems.push(problem);
        stopped = problem !== undefined;
      }
      compressedBytes += bytes.length;
    }
    const problem = stopped ? undefined : await attempt(() => unpacker.end(), path, compressedBytes);
    if (problem) problems.push(problem);
  } finally {
    unpacker.close();
    writer.close();
  }
  return { path: target, bytes: writer.bytes, sha256: hash.digest('hex'), compressedBytes, problems };
}

/**
 * zlib drops what it unpacked in the step that meets damage. So the file is unpacked again, quickly up to the step
 * that failed and then in ever smaller ones, which loses nothing and names the very byte.
 */
async function closeIn(
  unpacker: Unpacker,
  path: string,
  { sound, bytes, chunkAt, step }: ClosingIn,
): Promise<Problem | undefined> {
  if (sound > 0) {
    for await (const chunk of createReadStream(path, { end: sound - 1, highWaterMark: CHUNK_BYTES })) {
      const problem = await attempt(() => unpacker.push(chunk as Uint8Array), path, sound);
      if (problem) return problem;
    }
  }
  for (let at = sound - chunkAt; at < bytes.length; at += step) {
    const problem = await attempt(() => unpacker.push(bytes.subarray(at, at + step)), path, chunkAt + at);
    if (problem) return problem;
  }
  return undefined;
}

interface ClosingIn {
  /** Offset in the file up to which it unpacks well. */
  readonly sound: number;
  /** The chunk that holds the damage, and its offset. */
  readonly bytes: Uint8Array;
  readonly chunkAt: number;
  readonly step: number;
}

interface Unpacker {
  push(chunk: Uint8Array): void | Promise<void>;
  end(): void | Promise<void>;
  close(): void;
}

/** Undefined when all went well. */
async function attempt(step: () => void | Promise<void>, file: string, offset: number): Promise<Problem | undefined> {
  try {
    await step();
    return undefined;
  } catch (error) {
    if (error instanceof SpoolLimitError) {
      const message = `Unpacking stopped at ${error.limit} bytes, the share of the disk it may take; free space or unpack it yourself.`;
      return { code: 'QW_UNPACK_LIMIT', message, file, offset };
    }
    const reason = error instanceof Error ? error.message : String(error);
    const message = `The compressed file is damaged or cut (${reason}); what lies before is read.`;
    return { code: 'QW_UNPACK_DAMAGED', message, file, offset };
  }
}

function zstdUnpacker(writer: SpoolWriter): Unpacker {
  const unpacker = new ZstdUnpacker((chunk) => writer.write(chunk));
  return {
    push: (chunk) => unpacker.push(chunk),
    end: () => {
      if (!unpacker.isAtEnd) throw new Error('unexpected end of file');
    },
    close: () => undefined,
  };
}

/** zlib reads all members of a gzip file. The first `skip` bytes that come out are already written. */
class GzipUnpacker implements Unpacker {
  readonly #gunzip: Gunzip = createGunzip({ chunkSize: OUTPUT_BYTES });
  #error: Error | undefined;
  #wake: (() => void) | undefined;
  /** zlib met the end of a member and then something that is no member. */
  #ended = false;

  constructor(writer: SpoolWriter, skip = 0) {
    let known = skip;
    this.#gunzip.on('data', (chunk: Uint8Array) => {
      if (this.#error) return;
      const fresh = chunk.subarray(Math.min(known, chunk.length));
      known -= chunk.length - fresh.length;
      try {
        writer.write(fresh);
      } catch (error) {
        this.#gunzip.destroy(error as Error);
      }
    });
    this.#gunzip.on('error', (error: Error) => {
      this.#error = error;
      this.#wake?.();
    });
    this.#gunzip.on('end', () => {
      this.#ended = true;
      this.#wake?.();
    });
  }

  async push(chunk: Uint8Array): Promise<void> {
    if (!this.#ended) await this.#until((done) => this.#gunzip.write(chunk, done));
    if (this.#ended) throw new Error('the bytes behind the last member are no gzip');
  }

  async end(): Promise<void> {
    await this.#until((done) => {
      this.#gunzip.once('end', done);
      this.#gunzip.end();
    });
  }

  close(): void {
    this.#gunzip.destroy();
  }

  async #until(start: (done: () => void) => void): Promise<void> {
    if (!this.#error) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
        start(resolve);
      });
    }
    if (this.#error) throw this.#error;
  }
}
