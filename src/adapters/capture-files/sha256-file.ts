import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';

const CHUNK_BYTES = 1_048_576;

/** SHA-256 in hex of the file as given (a compressed one is not unpacked), or of its first `length` bytes. */
export function sha256File(path: string, length: number = Number.POSITIVE_INFINITY): string {
  const hash = createHash('sha256');
  const chunk = new Uint8Array(CHUNK_BYTES);
  const file = openSync(path, 'r');
  try {
    for (let left = length; left > 0; ) {
      const read = readSync(file, chunk, 0, Math.min(left, CHUNK_BYTES), null);
      if (read === 0) break;
      hash.update(read === CHUNK_BYTES ? chunk : chunk.subarray(0, read));
      left -= read;
    }
  } finally {
    closeSync(file);
  }
  return hash.digest('hex');
}
