import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';
import { FrameIndex } from './frame-index.ts';
import { sha256File } from './sha256-file.ts';

const CHUNK_BYTES = 1_048_576;

/** The SHA-256 of a file's first bytes, computed when there is time for it and at the latest when it is asked for. */
export class LateSha256 {
  readonly #path: string;
  readonly #length: number;
  #value: string | undefined;
  /** Where the frames lie, of the bytes hashed so far: all of them once there is a {@link value}. */
  readonly frames: FrameIndex = new FrameIndex();

  constructor(path: string, length: number) {
    this.#path = path;
    this.#length = length;
  }

  get value(): string {
    return (this.#value ??= sha256File(this.#path, this.#length, (chunk) => this.frames.add(chunk)));
  }

  /** Leaves the thread free between chunks, so that it can hand work to others meanwhile. */
  async compute(): Promise<void> {
    if (this.#value !== undefined) return;
    const hash = createHash('sha256');
    const chunk = new Uint8Array(Math.max(1, Math.min(CHUNK_BYTES, this.#length)));
    const file = await open(this.#path, 'r');
    try {
      for (let left = this.#length; left > 0; ) {
        const { bytesRead } = await file.read(chunk, 0, Math.min(left, chunk.length), null);
        if (bytesRead === 0) break;
        const part = bytesRead === chunk.length ? chunk : chunk.subarray(0, bytesRead);
        hash.update(part);
        this.frames.add(part);
        left -= bytesRead;
      }
    } finally {
      await file.close();
    }
    this.#value = hash.digest('hex');
  }
}
