import { createHash } from 'node:crypto';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

const CHUNK_BYTES = 1_048_576;

/** SHA-256 in hex of the file as given (a compressed one is not unpacked), or of its first `length` bytes. `seen` is shown them too. */
export function sha256File(
  path: string,
  length: number = Number.POSITIVE_INFINITY,
  seen?: (chunk: Uint8Array) => void,
): string {
  const hash = createHash('sha256');
  const file = openSync(path, 'r');
  try {
    // Most files of a case are small: a whole chunk of zeros for each would cost more than hashing them.
    const chunk = new Uint8Array(Math.max(1, Math.min(CHUNK_BYTES, length, fstatSync(file).size)));
    for (let left = length; left > 0; ) {
      const read = readSync(file, chunk, 0, Math.min(left, chunk.length), null);
      if (read === 0) break;
      const part = read === chunk.length ? chunk : chunk.subarray(0, read);
      hash.update(part);
      seen?.(part);
      left -= read;
    }
  } finally {
    closeSync(file);
  }
  return hash.digest('hex');
}
