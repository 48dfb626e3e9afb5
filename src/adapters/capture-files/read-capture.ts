import { createHash } from 'node:crypto';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import type { CaptureParser } from '../../capture/capture-parser.ts';
import { FrameIndex } from './frame-index.ts';
import type { WholeReading } from './late-sha256.ts';

/**
 * One reused buffer, small enough that what was just copied into it is still in the cache when it is parsed: over
 * 348 MB of 100-byte frames 512 KiB took 61 ns a frame where 4 MiB took 77 and 128 KiB 73 (machine under load).
 */
export const CHUNK_BYTES = 524_288;

export interface ReadOptions {
  /** Bytes to read: what the file had when it was hashed. Default: what it has now. */
  readonly length?: number;
  /** Also returns the SHA-256 of what was read and where its frames lie, which saves a second pass over the file. */
  readonly hash?: boolean;
}

export interface ReadResult {
  readonly bytes: number;
  /** Only when asked for. */
  readonly whole?: WholeReading;
  /** True when the file grew while it was read: it is still being written, and was read up to its first size. */
  readonly growing: boolean;
}

/**
 * Feeds a whole, uncompressed capture file through a parser, synchronously, holding one buffer.
 *
 * The buffer grows only for a record longer than itself, and the parser bounds that. A file still being written is
 * read to the size it had at first; its last record, when not whole, is a problem in the parser's summary.
 */
export function readCapture(path: string, parser: CaptureParser, options: ReadOptions = {}): ReadResult {
  const file = openSync(path, 'r');
  try {
    const size = fstatSync(file).size;
    const length = Math.min(options.length ?? size, size);
    const hash = options.hash === true ? createHash('sha256') : undefined;
    const index = hash === undefined ? undefined : new FrameIndex();
    let bytes = new Uint8Array(Math.max(64, Math.min(CHUNK_BYTES, length)));
    let view = new DataView(bytes.buffer);
    let held = 0;
    let total = 0;
    while (total < length) {
      const read = readSync(file, bytes, held, Math.min(bytes.length - held, length - total), total);
      if (read === 0) break;
      if (hash !== undefined) {
        const fresh = bytes.subarray(held, held + read);
        hash.update(fresh);
        index?.add(fresh);
      }
      total += read;
      held += read;
      const done = parser.feed(bytes, view, 0, held);
      if (done > 0) bytes.copyWithin(0, done, held);
      held -= done;
      // Only a record that fills the whole buffer makes it grow, to exactly what that record needs.
      if (parser.needed > bytes.length || held === bytes.length) {
        const larger = new Uint8Array(Math.max(parser.needed, bytes.length * 2));
        larger.set(bytes.subarray(0, held));
        bytes = larger;
        view = new DataView(bytes.buffer);
      }
    }
    parser.finish(bytes, view, 0, held);
    const growing = options.length === undefined && fstatSync(file).size > size;
    return {
      bytes: total,
      growing,
      ...(hash && index ? { whole: { sha256: hash.digest('hex'), places: index.places } } : {}),
    };
  } finally {
    closeSync(file);
  }
}
