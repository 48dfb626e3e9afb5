import { closeSync, openSync, readSync } from 'node:fs';
import { constants, gunzipSync } from 'node:zlib';
import { type FileFormat, FORMAT_BYTES, fileFormat } from '../../capture/capture-format.ts';
import { ZstdUnpacker } from './zstd-unpacker.ts';

export interface PeekedFormat {
  /** Of the file as it lies there. */
  readonly outer: FileFormat;
  /** Of what it unpacks to; the same when it is not compressed. */
  readonly inner: FileFormat;
}

/** A Zstandard block holds at most 128 KiB, so the first one lies within this. */
const PEEK_BYTES = 135_168;
/** Deflate expands at most 1,032 times: 4 KiB can become 4 MiB and no more. */
const PEEK_GZIP_BYTES = 4_096;

/** Tells by the first bytes what a file is, looking into compressed ones; never throws for what it finds inside. */
export function peekFormat(path: string): PeekedFormat {
  const head = new Uint8Array(PEEK_BYTES);
  const file = openSync(path, 'r');
  let length: number;
  try {
    length = readSync(file, head, 0, PEEK_BYTES, 0);
  } finally {
    closeSync(file);
  }
  const outer = fileFormat(head, 0, length);
  if (outer === 'gzip') return { outer, inner: insideGzip(head.subarray(0, Math.min(length, PEEK_GZIP_BYTES))) };
  if (outer === 'zstd') return { outer, inner: insideZstd(head.subarray(0, length)) };
  return { outer, inner: outer };
}

function insideGzip(head: Uint8Array): FileFormat {
  try {
    const start = gunzipSync(head, { finishFlush: constants.Z_SYNC_FLUSH });
    return fileFormat(start, 0, start.length);
  } catch {
    return 'unknown';
  }
}

function insideZstd(head: Uint8Array): FileFormat {
  const start = new Uint8Array(FORMAT_BYTES);
  let length = 0;
  try {
    new ZstdUnpacker((chunk) => {
      const part = chunk.subarray(0, FORMAT_BYTES - length);
      start.set(part, length);
      length += part.length;
      if (length === FORMAT_BYTES) throw new Error('enough');
    }).push(head);
  } catch {
    // Thrown above to stop, or by damage: what came before it counts.
  }
  return fileFormat(start, 0, length);
}
