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

const CHUNK_BYTES = 262_144;

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
  const unpacker = format === 'gzip' ? new GzipUnpacker(writer) : zstdUnpacker(writer);
  let stopped = false;
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: CHUNK_BYTES })) {
      const bytes = chunk as Uint8Array;
      hash.update(bytes);
      compressedBytes += bytes.length;
      if (stopped) continue;
      // The digest is of the whole file, so reading goes on behind damage; unpacking does not.
      stopped = await attempt(() => unpacker.push(bytes), problems, path, compressedBytes);
    }
    if (!stopped) await attempt(() => unpacker.end(compressedBytes), problems, path, compressedBytes);
  } finally {
    unpacker.close();
    writer.close();
  }
  return { path: target, bytes: writer.bytes, sha256: hash.digest('hex'), compressedBytes, problems };
}

interface Unpacker {
  push(chunk: Uint8Array): void | Promise<void>;
  end(compressedBytes: number): void | Promise<void>;
  close(): void;
}

async function attempt(
  step: () => void | Promise<void>,
  problems: Problem[],
  file: string,
  offset: number,
): Promise<boolean> {
  try {
    await step();
    return false;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    if (error instanceof SpoolLimitError) {
      const message = `Unpacking stopped at ${error.limit} bytes, the share of the disk it may take; free space or unpack the file yourself.`;
      problems.push({ code: 'QW_UNPACK_LIMIT', message, file, offset });
    } else {
      const message = `The compressed file is damaged or cut (${reason}); what lies before is read.`;
      problems.push({ code: 'QW_UNPACK_DAMAGED', message, file, offset });
    }
    return true;
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

/** zlib reads all members of a gzip file; output is written as it comes, so that an error loses nothing before it. */
class GzipUnpacker implements Unpacker {
  readonly #gunzip: Gunzip = createGunzip({ chunkSize: CHUNK_BYTES });
  #error: Error | undefined;
  #wake: (() => void) | undefined;

  constructor(writer: SpoolWriter) {
    this.#gunzip.on('data', (chunk: Uint8Array) => {
      if (this.#error) return;
      try {
        writer.write(chunk);
      } catch (error) {
        this.#gunzip.destroy(error as Error);
      }
    });
    this.#gunzip.on('error', (error: Error) => {
      this.#error = error;
      this.#wake?.();
    });
    this.#gunzip.on('end', () => this.#wake?.());
  }

  async push(chunk: Uint8Array): Promise<void> {
    await this.#until((done) => this.#gunzip.write(chunk, done));
  }

  async end(compressedBytes: number): Promise<void> {
    await this.#until((done) => {
      this.#gunzip.once('end', done);
      this.#gunzip.end();
    });
    const behind = compressedBytes - this.#gunzip.bytesWritten;
    if (behind > 0) throw new Error(`${behind} bytes behind the last member are no gzip`);
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
