import type { FrameIndex } from '../../adapters/capture-files/frame-index.ts';
import type { Problem } from '../../kernel/result.ts';

/** One capture file, ready to be read by any worker: uncompressed, with a fixed length and a hash. */
export interface InputCapture {
  /** Where the uncompressed bytes lie; never shown. */
  readonly path: string;
  /** Where the bytes as given lie: the compressed file, or the same. */
  readonly original: string;
  /** Uncompressed bytes to read: what the file had when it was looked at. */
  readonly length: number;
  /** What it is called in outputs; the same file under two names is one capture. */
  readonly names: readonly string[];
  /** SHA-256 of the file as given. */
  readonly sha256: string;
  /** Computes {@link sha256} ahead of its being asked for, without holding up the thread; absent where it is known. */
  readonly hash?: () => Promise<void>;
  /** Where its frames lie, as far as hashing showed; absent where the hash was known from elsewhere. */
  readonly frames?: FrameIndex;
  /** Size of the file as given. */
  readonly bytes: number;
  /** Time of the first frame; undefined when no frame could be read. */
  readonly first: { readonly seconds: number; readonly nanos: number } | undefined;
  readonly linkType: number;
  readonly problems: readonly Problem[];
}
